package io.github.kalshiperps.simulator.klear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.error.AuthenticationException;
import io.github.kalshiperps.klear.KlearClient;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire when a request is not as it should be, to the letter. */
class KlearHttpTest {
    private static final String BEARER = "Bearer admin-1:a-token-of-the-test";

    private final KlearExchange exchange = KlearExchange.start();
    private final OkHttpClient http = new OkHttpClient();

    @AfterEach
    void stop() {
        http.connectionPool().evictAll();
        exchange.close();
    }

    // ---------------------------------------------------------------- credentials

    @Test
    void withoutCredentialsNothingIsAnswered() throws IOException {
        assertThat(get("/margin/settlement_balance", null))
                .isEqualTo("401 {\"error\":{\"code\":\"token_authentication_failure\","
                        + "\"message\":\"token authentication failure\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer admin-1:another-token",
                "Bearer admin-2:a-token-of-the-test",
                "Bearer admin-1:",
                "Bearer admin-1:a-token-of-the-test2",
                "bearer admin-1:A-TOKEN-OF-THE-TEST"
            })
    void aWrongTokenIsRefusedAsAWrongSignatureIs(String header) throws IOException {
        assertThat(get("/margin/settlement_balance", header))
                .isEqualTo("401 {\"error\":{\"code\":\"authentication_error\",\"message\":\"authentication_error\","
                        + "\"details\":\"INCORRECT_ACCESS_TOKEN\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic admin-1:a-token-of-the-test", "Bearer", "Bearer a-token-of-the-test", "Bearer :x"})
    void whatIsNoBearerTokenIsRefused(String header) throws IOException {
        assertThat(get("/margin/settlement_balance", header))
                .startsWith("401 {\"error\":{\"code\":\"authentication_error\"")
                .doesNotContain("a-token-of-the-test");
    }

    @Test
    void theSchemesNameMayBeWrittenAnyWay() throws IOException {
        assertThat(get("/margin/settlement_balance", "bearer admin-1:a-token-of-the-test"))
                .isEqualTo("200 {\"balance_available_centicents\":100000000,\"locked_balance_centicents\":0,"
                        + "\"user_id\":\"member\"}");
    }

    @Test
    void theClientSeesAWrongTokenAsWhatItIs() {
        try (KlearClient stranger = exchange.client(KlearCredentials.of("admin-1", "guessed"))) {
            AuthenticationException refused = catchThrowableOfType(
                    AuthenticationException.class,
                    () -> stranger.settlement().balance().execute());
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("authentication_error");
        }
    }

    @Test
    void aTokenCanBeReplacedAndTakenAway() {
        KlearCredentials second = KlearCredentials.random("admin-1");
        exchange.tokens.register(second);
        try (KlearClient renewed = exchange.client(second)) {
            assertThat(renewed.settlement().balance().execute().userId()).isEqualTo("member");
            assertThatThrownBy(() -> exchange.client.settlement().balance().execute())
                    .isInstanceOf(AuthenticationException.class);
            exchange.tokens.revoke("admin-1");
            assertThatThrownBy(() -> renewed.settlement().balance().execute())
                    .isInstanceOf(AuthenticationException.class);
        }
    }

    @Test
    void credentialsAreInNoText() {
        KlearCredentials random = KlearCredentials.random("admin-1");
        assertThat(random.accessToken())
                .hasSize(64)
                .isNotEqualTo(KlearCredentials.random("admin-1").accessToken());
        assertThat(random.toString()).contains("admin-1").doesNotContain(random.accessToken());
        assertThatThrownBy(() -> KlearCredentials.of("a:b", "token")).hasMessageContaining("colon");
        assertThatThrownBy(() -> KlearCredentials.of("a", "to ken"))
                .hasMessageContaining("position 2")
                .hasMessageNotContaining("to ken");
        assertThatThrownBy(() -> KlearCredentials.of("", "token")).hasMessageContaining("adminUserId is empty");
    }

    // ---------------------------------------------------------------- requests

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/margin/reports|{\"msg\":\"Query argument start_date is required, but not found\"}",
                "/margin/funding_payments|{\"msg\":\"Query argument funding_time is required, but not found\"}",
                "/margin/funding_payments?funding_time=1790000000|{\"msg\":\"Invalid format for parameter funding_time:",
                "/margin/settlement_prices?asset_class=Crypto&settlement_time=noon|{\"msg\":\"Invalid format for parameter",
                "/margin/settlement_prices?asset_class=Tulips&settlement_time=2026-09-23T20:00:00Z|\"invalid_parameters\"",
                "/margin/funding_schedule|{\"msg\":\"Query argument asset_class is required, but not found\"}",
                "/margin/settlement_balance_withdrawal|{\"msg\":\"Query argument id is required, but not found\"}",
                "/margin/obligation_history?limit=101|\"invalid_parameters\"",
                "/margin/obligation_history?limit=0|\"invalid_parameter\"",
                "/margin/obligation_history?limit=-1|\"invalid_parameter\"",
                "/margin/obligation_history?limit=many|{\"msg\":\"Invalid format for parameter limit",
                "/margin/settlement_balance_history?limit=501|\"invalid_parameters\"",
                "/margin/settlement_balance_history?cursor=%2F%2F|\"invalid_cursor\"",
                "/margin/settlement_balance_history?cursor=c2V0dGxlbWVudF9iYWxhbmNlX2hpc3Rvcnl8LTE|\"invalid_cursor\"",
                "/margin/settlement_balance_history?cursor=c2V0dGxlbWVudF9iYWxhbmNlX2hpc3Rvcnl8MQ|\"invalid_cursor\"",
                "/margin/obligation_history?cursor=c2V0dGxlbWVudF9iYWxhbmNlX2hpc3Rvcnl8MA|\"invalid_cursor\"",
                "/margin/reports?start_date=2026-09-24&end_date=2026-09-23|\"invalid_date_range\"",
                "/margin/reports?start_date=2026-01-01&end_date=2026-04-02|\"invalid_date_range\"",
                "/margin/reports?start_date=2026-02-30&end_date=2026-03-02|{\"msg\":\"Invalid format for parameter start_date"
            })
    void anUnusableQueryIsRefusedAndNamed(String path, String answer) throws IOException {
        assertThat(get(path, BEARER)).startsWith("400 ").contains(answer);
    }

    @Test
    void ninetyDaysOfReportsAreNotTooMany() throws IOException {
        assertThat(get("/margin/reports?start_date=2026-01-01&end_date=2026-04-01", BEARER))
                .isEqualTo("200 {\"reports\":[]}");
    }

    @Test
    void anUnknownObligationIsNotFound() throws IOException {
        assertThat(get("/margin/obligations/none/settlement_details", BEARER))
                .isEqualTo("404 {\"error\":{\"code\":\"not_found\",\"message\":\"there is no such obligation\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "group", "00000000-0000-4000-8000-00000000000g"})
    void anIdThatIsNoneIsRefused(String id) throws IOException {
        assertThat(call("DELETE", "/fcm/margin/subtrader_groups/" + id, BEARER, null))
                .isEqualTo("400 {\"error\":{\"code\":\"invalid_parameter\",\"message\":\"group_id is no UUID\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1.00", "1.00001", "1e3", "", "lots"})
    void anAmountThatCannotBeWithdrawnIsRefused(String amount) throws IOException {
        assertThat(call("POST", "/margin/withdraw_settlement_balance", BEARER, "{\"amount\":\"" + amount + "\"}"))
                .startsWith("400 {\"error\":{\"code\":\"invalid_parameters\"")
                .contains("amount");
        assertThat(exchange.ledger.availableBalance().toDollars()).isEqualTo(FixedPointDollars.of("10000"));
    }

    @Test
    void anAmountOfAnySizeIsCompared() throws IOException {
        assertThat(call(
                        "POST",
                        "/margin/withdraw_settlement_balance",
                        BEARER,
                        "{\"amount\":\"99999999999999999999999999.00\"}"))
                .startsWith("400 {\"error\":{\"code\":\"insufficient_balance\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"asset_class\":\"Crypto\",\"positions\":[{\"quantity\":1,\"price\":\"6.00\"}]}",
                "{\"asset_class\":\"Crypto\",\"positions\":[{\"market_ticker\":\"KXBTCPERP1\",\"price\":\"6.00\"}]}",
                "{\"asset_class\":\"Crypto\",\"positions\":[{\"market_ticker\":\"KXBTCPERP1\",\"quantity\":1}]}",
                "{\"asset_class\":\"Crypto\",\"positions\":[{\"market_ticker\":\"KXBTCPERP1\",\"quantity\":1,"
                        + "\"price\":\"-6.00\"}]}",
                "{\"asset_class\":\"Crypto\",\"positions\":[{\"market_ticker\":\"KXBTCPERP1\",\"quantity\":1,"
                        + "\"price\":\"6.00001\"}]}",
                "{\"asset_class\":\"Crypto\",\"positions\":[{\"market_ticker\":\"KXBTCPERP1\",\"quantity\":1,"
                        + "\"price\":\"6\"},{\"market_ticker\":\"KXBTCPERP1\",\"quantity\":2,\"price\":\"6\"}]}",
                "{\"asset_class\":\"Crypto\",\"positions\":[null]}",
                "{\"asset_class\":\"Crypto\",\"positions\":[]}",
                "{\"asset_class\":\"Crypto\",\"positions\":[1]}",
                "{\"asset_class\":\"Crypto\"}",
                "{\"asset_class\":\"Tulips\",\"positions\":[{\"market_ticker\":\"KXBTCPERP1\",\"quantity\":1,"
                        + "\"price\":\"6.00\"}]}",
                "[]",
                "{",
                ""
            })
    void aPortfolioThatCannotBeIsRefused(String body) throws IOException {
        assertThat(call("POST", "/margin/estimate_maintenance_margin", BEARER, body))
                .startsWith("400 {\"error\":{\"code\":\"invalid_");
    }

    @Test
    void aMoneyAmountBeyondAllBoundsIsRefusedAndNoMistakeOfTheSimulator() throws IOException {
        assertThat(call(
                        "POST",
                        "/margin/estimate_maintenance_margin",
                        BEARER,
                        "{\"asset_class\":\"Crypto\",\"positions\":[{\"market_ticker\":\"KXBTCPERP1\","
                                + "\"quantity\":9223372036854775807,\"price\":\"999999999.00\"}]}"))
                .startsWith("400 {\"error\":{\"code\":\"invalid_positions\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"subtrader_ids\":[]}",
                "{\"subtrader_ids\":[\"\"]}",
                "{\"subtrader_ids\":[null]}",
                "{\"subtrader_ids\":\"member_alpha\"}",
                "{}"
            })
    void aGroupOfNobodyIsRefused(String body) throws IOException {
        assertThat(call("POST", "/fcm/margin/subtrader_groups", BEARER, body)).startsWith("400 ");
    }

    @Test
    void aBodyNeedsItsContentType() throws IOException {
        Request request = new Request.Builder()
                .url(exchange.url() + "/margin/withdraw_settlement_balance")
                .header("Authorization", BEARER)
                .post(RequestBody.create(new byte[0], null))
                .build();
        assertThat(answer(request))
                .isEqualTo("400 {\"code\":\"invalid_content_type\",\"message\":\"invalid_content_type\"}");
    }

    @Test
    void answersAreDatedByTheSimulatedClock() throws IOException {
        Request request = new Request.Builder()
                .url(exchange.url() + "/margin/settlement_balance")
                .header("Authorization", BEARER)
                .build();
        try (Response response = http.newCall(request).execute()) {
            assertThat(response.header("Date")).isEqualTo("Wed, 23 Sep 2026 18:00:00 GMT");
        }
    }

    @Test
    void anObligationOnTheWireHasEveryMemberOfTheContract() throws IOException {
        exchange.ledger.addObligation(NewObligation.builder()
                .settlement(
                        "member_alpha",
                        "KXBTCPERP1",
                        FixedPointCount.of("2.50"),
                        FixedPointDollars.of("1.25"),
                        FixedPointDollars.of("0.0100"))
                .build());
        assertThat(get("/margin/active_obligations", BEARER).replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID"))
                .isEqualTo("200 {\"obligations\":[{\"amount_centicents\":12400,\"asset_class\":\"Crypto\","
                        + "\"execution_time\":\"2026-09-23T18:00:00Z\",\"fees_centicents\":100,\"id\":\"ID\","
                        + "\"last_updated_ts\":\"2026-09-23T18:00:00Z\",\"maintenance_margin_centicents\":0,"
                        + "\"pnl_centicents\":12500,\"user_id\":\"member\",\"funding_payments\":[],"
                        + "\"funding_payments_truncated\":false,\"maintenance_margin_details\":[],"
                        + "\"maintenance_margin_details_truncated\":false,\"receives\":[],"
                        + "\"settlement_details\":[{\"id\":\"ID\",\"market_ticker\":\"KXBTCPERP1\","
                        + "\"pnl_centicents\":12500,\"position_quantity_fp\":\"2.50\","
                        + "\"subtrader_id\":\"member_alpha\",\"total_amount_centicents\":12400,"
                        + "\"total_fees_centicents\":100}],\"settlement_details_truncated\":false}]}");
    }

    private String get(String path, @Nullable String authorization) throws IOException {
        return call("GET", path, authorization, null);
    }

    private String call(String method, String path, @Nullable String authorization, @Nullable String body)
            throws IOException {
        Request.Builder request = new Request.Builder()
                .url(exchange.url() + path)
                .method(method, body == null ? null : RequestBody.create(body, MediaType.get("application/json")));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return answer(request.build());
    }

    private String answer(Request request) throws IOException {
        try (Response response = http.newCall(request).execute()) {
            return response.code() + " " + response.body().string();
        }
    }
}
