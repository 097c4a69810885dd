package io.github.kalshiperps.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.error.ErrorBody;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.rest.model.AmendMarginOrderRequest;
import io.github.kalshiperps.rest.model.CreateMarginOrderRequest;
import io.github.kalshiperps.rest.model.DecreaseMarginOrderRequest;
import io.github.kalshiperps.rest.model.EmptyResponse;
import io.github.kalshiperps.rest.model.PerpsModels;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BodyReaderTest {
    private static final JsonMapper MAPPER = JsonMapper.of(PerpsModels.factory());
    private static final String ORDER = """
            {"ticker":"KXBTCPERP1","client_order_id":"a","side":"bid","count":"1","price":"5.3829",
             "time_in_force":"good_till_canceled","self_trade_prevention_type":"taker_at_cross"}""";

    static List<Class<?>> requestModels() {
        return PerpsOperations.ALL.stream()
                .map(ApiOperation::request)
                .filter(Objects::nonNull)
                .<Class<?>>map(model -> model)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("requestModels")
    void everyRequestModelCanBeChecked(Class<?> model) {
        assertThat(new BodyReader(model, MAPPER)).isNotNull();
    }

    @Test
    void readsAnOrderAndKeepsWhatTheContractDoesNotKnow() {
        CreateMarginOrderRequest order =
                (CreateMarginOrderRequest) read(CreateMarginOrderRequest.class, with("market_version", "3"));

        assertThat(order.price()).hasToString("5.3829");
        assertThat(order.unknownMembers())
                .hasEntrySatisfying(
                        "market_version", raw -> assertThat(raw.json()).isEqualTo("3"));
    }

    @Test
    void nullCountsAsNotSent() {
        CreateMarginOrderRequest order =
                (CreateMarginOrderRequest) read(CreateMarginOrderRequest.class, with("order_group_id", "null"));
        assertThat(order.orderGroupId()).isNull();

        assertRefused(
                CreateMarginOrderRequest.class,
                with("ticker", "null"),
                "invalid_parameters",
                "ticker is required but was not set");
    }

    @Test
    void aFinerPriceThanTheExchangeKnowsIsRefusedAsItRefusesIt() {
        assertRefused(
                CreateMarginOrderRequest.class,
                with("price", "\"5.38295\""),
                "invalid_order",
                "invalid price: invalid dollar precision: -5");
        assertRefused(
                AmendMarginOrderRequest.class,
                "{\"ticker\":\"KXBTCPERP1\",\"side\":\"bid\",\"count\":\"1\",\"price\":\"5.382951\"}",
                "invalid_order",
                "invalid price: invalid dollar precision: -6");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            count                       | "0"              | count: expected more than 0 but was 0
            count                       | "1.001"          | count: 1.001 has more than 2 decimals, the most a request may have
            count                       | 1                | count: Expected a contract count as a decimal in a string but was NUMBER
            count                       | "many"           | count: Expected a contract count as a decimal in a string but was 'many'
            price                       | "-1"             | price: expected more than 0 but was -1
            side                        | "buy"            | side: 'buy' is not a documented value
            time_in_force               | "gtc"            | time_in_force: 'gtc' is not a documented value
            subaccount                  | -1               | subaccount: expected at least 0 but was -1
            subaccount                  | 1.5              | subaccount: Expected a 64-bit integer but was '1.5'
            client_order_id             | ""               | client_order_id: expected at least 1 characters but was 0
            post_only                   | "yes"            | post_only: Expected a boolean but was STRING
            """)
    void refusesWhatTheContractForbids(String member, String value, String details) {
        assertRefused(CreateMarginOrderRequest.class, with(member, value), "invalid_parameters", details);
    }

    @Test
    void membersThatExcludeEachOtherAreRefusedTogether() {
        assertRefused(
                DecreaseMarginOrderRequest.class,
                "{\"reduce_by\":\"1\",\"reduce_to\":\"1\"}",
                "invalid_parameters",
                "exactly one of reduce_by, reduce_to must be set, but 2 are");
        assertRefused(
                DecreaseMarginOrderRequest.class,
                "{}",
                "invalid_parameters",
                "exactly one of reduce_by, reduce_to must be set, but 0 are");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''
            not JSON
            []
            {"count":
            {} {}
            """)
    void whatIsNoJsonObjectIsRefused(String body) {
        HttpRefusal refusal = catchThrowableOfType(HttpRefusal.class, () -> read(CreateMarginOrderRequest.class, body));

        assertThat(ErrorBody.parse(refusal.answer().body()).code()).isEqualTo("invalid_parameters");
    }

    @Test
    void aBodyThatMayBeLeftOutMayBeEmpty() {
        assertThat(read(EmptyResponse.class, ""))
                .isEqualTo(EmptyResponse.builder().build());
    }

    private static void assertRefused(Class<?> model, String json, String code, String details) {
        HttpRefusal refusal = catchThrowableOfType(HttpRefusal.class, () -> read(model, json));
        assertThat(refusal.answer()).isEqualTo(Answer.wrapped(400, code, code.replace('_', ' '), details));
    }

    private static Object read(Class<?> model, String json) {
        return new BodyReader(model, MAPPER).read(json);
    }

    /** The order with one member replaced or added. */
    private static String with(String member, String value) {
        String without = JsonEdit.leaveOut(member).apply(ORDER);
        return JsonEdit.add(member, value).apply(without);
    }
}
