package io.github.kalshiperps.klear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.error.AuthenticationException;
import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.error.TransportException;
import io.github.kalshiperps.core.error.UnexpectedResponseException;
import io.github.kalshiperps.core.http.RetryPolicy;
import io.github.kalshiperps.klear.api.KlearServers;
import io.github.kalshiperps.klear.model.GenerateMarginFcmApiKeyRequest;
import io.github.kalshiperps.klear.model.GenerateMarginFcmApiKeyResponse;
import io.github.kalshiperps.klear.model.ObligationEntry;
import io.github.kalshiperps.klear.model.SettlementDetail;
import io.github.kalshiperps.klear.model.WithdrawSettlementBalanceRequest;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client as a clearing member's program uses it, against a server on this machine. */
class KlearClientTest {
    private static final String TOKEN = "tok-5up3r-53cr3t";

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theDemoIsTheDefaultAndProductionIsAskedForByName() {
        assertThat(KlearClient.builder().build().baseUrl()).hasToString(KlearServers.DEMO + "/");
        assertThat(KlearClient.builder().production().build().baseUrl()).hasToString(KlearServers.PRODUCTION + "/");
        assertThat(KlearClient.from(Map.of("KALSHI_KLEAR_ADMIN_USER_ID", "a", "KALSHI_KLEAR_ACCESS_TOKEN", "t"))
                        .build()
                        .baseUrl())
                .hasToString(KlearServers.DEMO + "/");
    }

    @Test
    void missingVariablesAreNamed() {
        assertThatThrownBy(() -> KlearClient.from(Map.of("KALSHI_KLEAR_ADMIN_USER_ID", "a")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("KALSHI_KLEAR_ACCESS_TOKEN");
        assertThatThrownBy(() -> KlearClient.from(Map.of("KALSHI_KLEAR_ACCESS_TOKEN", TOKEN)))
                .hasMessageContaining("KALSHI_KLEAR_ADMIN_USER_ID")
                .hasMessageNotContaining(TOKEN);
        assertThatThrownBy(() -> KlearClient.from(Map.of("KALSHI_KLEAR_DEMO", "maybe")))
                .hasMessageContaining("KALSHI_KLEAR_DEMO");
    }

    @Test
    void withoutCredentialsACallFailsBeforeTheNetwork() {
        try (KlearClient client = KlearClient.builder().baseUrl(url()).build()) {
            assertThatThrownBy(() -> client.settlement().balance().execute())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("SettlementApi.balance")
                    .hasMessageContaining("KALSHI_KLEAR_ACCESS_TOKEN");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void halfOfTheCredentialsIsNone() {
        assertThatThrownBy(() -> KlearClient.builder().adminUserId("a").build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("only adminUserId is set");
        assertThatThrownBy(() -> KlearClient.builder().accessToken(TOKEN).build())
                .hasMessageContaining("only accessToken is set")
                .hasMessageNotContaining(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "tok en", "token\n", "tokén", "\u0000"})
    void aTokenThatIsNoneFailsBeforeTheNetworkAndIsNotShown(String token) {
        try (KlearClient client = KlearClient.builder()
                .baseUrl(url())
                .adminUserId("admin-7")
                .accessToken(token)
                .build()) {
            ConfigurationException failure = catchThrowableOfType(
                    ConfigurationException.class,
                    () -> client.settlement().balance().execute());
            assertThat(failure).hasMessageStartingWith("accessToken");
            if (!token.isBlank()) {
                assertThat(failure).hasMessageNotContaining(token);
            }
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anAdminUserWithAColonIsRefused() {
        assertThatThrownBy(() -> KlearClient.builder()
                        .adminUserId("a:b")
                        .accessToken(TOKEN)
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("colon");
    }

    @Test
    void theTokenGoesToKlearAndToThisMachineOnly() {
        KlearClient.Builder elsewhere = KlearClient.builder()
                .baseUrl("https://api.klear.kalshi.com.example.org/klear-api/v1")
                .adminUserId("a")
                .accessToken(TOKEN);

        assertThatThrownBy(elsewhere::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("api.klear.kalshi.com.example.org");
        assertThat(elsewhere.trustHost("api.klear.kalshi.com.example.org").build())
                .isNotNull();
    }

    @Test
    void aRedirectDoesNotCarryTheTokenToAnotherHost() throws IOException {
        try (MockWebServer other = new MockWebServer();
                KlearClient client = client()) {
            other.start();
            server.enqueue(new MockResponse.Builder()
                    .code(307)
                    .addHeader("Location", other.url("/klear-api/v1/margin/settlement_balance"))
                    .build());

            assertThatThrownBy(() -> client.settlement().balance().execute())
                    .isInstanceOf(UnexpectedResponseException.class);

            assertThat(other.getRequestCount()).isZero();
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void aRotatedTokenIsUsedWithoutANewClient() throws InterruptedException {
        Queue<String> tokens = new ArrayDeque<>(List.of("first", "second", "third"));
        server.enqueue(json(503, "{}"));
        server.enqueue(json(200, balance("12500")));
        server.enqueue(json(200, balance("0")));

        try (KlearClient client = KlearClient.builder()
                .baseUrl(url())
                .adminUserId("admin-7")
                .accessToken(tokens::remove)
                .sleeper(duration -> {})
                .build()) {
            client.settlement().balance().execute();
            client.settlement().balance().execute();
        }

        assertThat(authorization()).isEqualTo("Bearer admin-7:first");
        assertThat(authorization()).isEqualTo("Bearer admin-7:second");
        assertThat(authorization()).isEqualTo("Bearer admin-7:third");
    }

    @Test
    void amountsAreCenticents() {
        server.enqueue(json(200, balance("12500")));

        try (KlearClient client = client()) {
            Centicents available = client.settlement().balance().execute().balanceAvailableCenticents();
            assertThat(available).isEqualTo(Centicents.of(12_500));
            assertThat(available.toDollars()).isEqualTo(FixedPointDollars.of("1.25"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "-1", "500.00001"})
    void aWithdrawalThatCannotBeIsRefusedBeforeAnythingIsSent(String amount) {
        assertThatThrownBy(() -> WithdrawSettlementBalanceRequest.builder().amount(FixedPointDollars.of(amount)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WithdrawSettlementBalanceRequest.amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1e3", "", "+5", "5,00", "$5", " 5"})
    void whatIsNoAmountIsNoDollars(String amount) {
        assertThatThrownBy(() -> FixedPointDollars.of(amount)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aWithdrawalIsSentOnceWhateverTheAnswer(int status) {
        server.enqueue(json(status, "{}"));
        server.enqueue(json(200, "{\"id\":\"w\"}"));

        try (KlearClient client = client()) {
            assertThatThrownBy(() -> client.withdrawals().create(withdrawal()).execute());
        }

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aWithdrawalWithoutAnAnswerSaysHowToFindOut() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        server.enqueue(json(200, "{\"id\":\"w\"}"));

        try (KlearClient client = client()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class,
                    () -> client.withdrawals().create(withdrawal()).execute());
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure).hasMessageContaining("settlement_balance_withdrawal");
        }

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void theTokenIsInNoMessageAndNoText() {
        server.enqueue(json(401, "{\"code\":\"unauthorized\",\"message\":\"bad token\"}"));

        try (KlearClient client = client()) {
            AuthenticationException failure = catchThrowableOfType(
                    AuthenticationException.class,
                    () -> client.settlement().balance().execute());
            assertThat(failure.code()).isEqualTo("unauthorized");
            for (Throwable t = failure; t != null; t = t.getCause()) {
                assertThat(t.toString()).doesNotContain(TOKEN);
            }
            assertThat(client.toString()).doesNotContain(TOKEN);
            assertThat(client.settlement().balance().toString()).doesNotContain(TOKEN);
            assertThat(new BearerAuthenticator("admin-7", () -> TOKEN).toString())
                    .doesNotContain(TOKEN);
        }
    }

    @Test
    void aGeneratedPrivateKeyIsNotPrinted() {
        server.enqueue(json(
                201,
                "{\"api_key_id\":\"00000000-0000-4000-8000-000000000042\",\"private_key\":\"-----BEGIN secret\"}"));

        try (KlearClient client = client()) {
            GenerateMarginFcmApiKeyResponse key = client.apiKeys()
                    .generate(GenerateMarginFcmApiKeyRequest.builder()
                            .fcmSubtraderId("u_a")
                            .name("desk")
                            .build())
                    .execute();
            assertThat(key.privateKey()).isEqualTo("-----BEGIN secret");
            assertThat(key.toString()).doesNotContain("BEGIN").contains("apiKeyId");
        }
    }

    @Test
    void truncatedRowsAreFollowedToTheOperationThatHasThemAll() throws InterruptedException {
        server.enqueue(json(200, "{\"obligations\":[" + obligation(true) + "," + obligation(false) + "]}"));
        server.enqueue(json(200, "{\"settlement_details\":[{\"id\":\"1\"},{\"id\":\"2\"}],\"cursor\":\"next\"}"));
        server.enqueue(json(200, "{\"settlement_details\":[{\"id\":\"3\"}]}"));

        try (KlearClient client = client()) {
            List<ObligationEntry> entries =
                    client.obligations().active().execute().obligations();
            assertThat(ids(client.obligationRows().settlementDetails(entries.get(0))))
                    .containsExactly("1", "2", "3");
            assertThat(ids(client.obligationRows().settlementDetails(entries.get(1))))
                    .containsExactly("1");
        }

        assertThat(server.takeRequest().getTarget()).endsWith("/margin/active_obligations");
        assertThat(server.takeRequest().getTarget()).endsWith("/margin/obligations/ob-1/settlement_details");
        assertThat(server.takeRequest().getTarget())
                .endsWith("/margin/obligations/ob-1/settlement_details?cursor=next");
    }

    private static List<String> ids(Iterable<SettlementDetail> rows) {
        List<String> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.id()));
        return ids;
    }

    private static String obligation(boolean truncated) {
        return "{\"id\":\"ob-1\",\"settlement_details\":[{\"id\":\"1\"}],\"settlement_details_truncated\":" + truncated
                + "}";
    }

    private static String balance(String centicents) {
        return "{\"user_id\":\"u\",\"balance_available_centicents\":" + centicents + "}";
    }

    private static WithdrawSettlementBalanceRequest withdrawal() {
        return WithdrawSettlementBalanceRequest.builder()
                .amount(FixedPointDollars.of("500.00"))
                .build();
    }

    private KlearClient client() {
        return KlearClient.builder()
                .baseUrl(url())
                .adminUserId("admin-7")
                .accessToken(TOKEN)
                .retryPolicy(RetryPolicy.none())
                .build();
    }

    private String url() {
        return server.url("/klear-api/v1").toString();
    }

    private String authorization() throws InterruptedException {
        return String.valueOf(server.takeRequest().getHeaders().get("Authorization"));
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }
}
