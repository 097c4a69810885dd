package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.golden.requests.model.CreateOrder;
import io.github.kalshiperps.golden.requests.model.Leg;
import io.github.kalshiperps.golden.requests.model.RequestsModels;
import io.github.kalshiperps.golden.requests.model.Side;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A builder refuses what the exchange would refuse, and says which member is at fault. */
class RequestsTest {
    private static final Leg LEG = Leg.builder().ticker("BTC").build();

    private static CreateOrder.Builder order() {
        return CreateOrder.builder()
                .ticker("BTC")
                .side(Side.BID)
                .price(FixedPointDollars.of("0.56"))
                .count(FixedPointCount.of("10"))
                .postOnly(true)
                .clientOrderId("a-1")
                .trail(new BigDecimal("1E-4"))
                .legs(List.of(LEG))
                .tags(Map.of("k", "v"));
    }

    @Test
    void aCompleteRequestIsWrittenPlainWithoutAbsentMembers() {
        assertThat(new Wire(RequestsModels.factory()).write(CreateOrder.class, order().build()))
                .isEqualTo("{\"ticker\":\"BTC\",\"side\":\"bid\",\"price\":\"0.56\",\"count\":\"10\","
                        + "\"post_only\":true,\"client_order_id\":\"a-1\",\"trail\":0.0001,"
                        + "\"legs\":[{\"ticker\":\"BTC\"}],\"tags\":{\"k\":\"v\"}}");
    }

    @Test
    void amountsGetTheDecimalsThatARequestTakes() {
        CreateOrder order = order().price(FixedPointDollars.of("1.230000")).build();

        assertThat(order.price()).hasToString("1.2300");
        assertThat(order().price(FixedPointDollars.of("5")).build().price()).hasToString("5.00");
    }

    static Stream<Arguments> refusedValues() {
        return Stream.of(
                refused("CreateOrder.ticker: expected 1 to 20 characters but was 0", order -> order.ticker("")),
                refused(
                        "CreateOrder.ticker: expected 1 to 20 characters but was 21",
                        order -> order.ticker("x".repeat(21))),
                refused("CreateOrder.ticker", order -> order.ticker(absent())),
                refused("CreateOrder.side", order -> order.side(absent())),
                refused(
                        "CreateOrder.price: 0.56001 has more than 4 decimals, the most a request may have",
                        order -> order.price(FixedPointDollars.of("0.56001"))),
                refused(
                        "CreateOrder.count: 1.005 has more than 2 decimals, the most a request may have",
                        order -> order.count(FixedPointCount.of("1.005"))),
                refused(
                        "CreateOrder.stop_price: 0.56001 has more than 4 decimals, the most a request may have",
                        order -> order.stopPrice(FixedPointDollars.of("0.56001"))),
                refused("CreateOrder.subaccount: expected from 0 to 63 but was 64", order -> order.subaccount(64L)),
                refused("CreateOrder.subaccount: expected from 0 to 63 but was -1", order -> order.subaccount(-1L)),
                refused(
                        "CreateOrder.market_version: expected at most 1000 but was 1001",
                        order -> order.marketVersion(1001)),
                refused(
                        "CreateOrder.client_order_id: 'A' does not match ^[a-z0-9\"\\\\-]+$",
                        order -> order.clientOrderId("A")),
                refused(
                        "CreateOrder.client_order_id: expected 0 to 36 characters but was 37",
                        order -> order.clientOrderId("a".repeat(37))),
                refused("CreateOrder.legs: expected 1 to 3 elements but was 0", order -> order.legs(List.of())),
                refused(
                        "CreateOrder.legs: expected 1 to 3 elements but was 4",
                        order -> order.legs(Collections.nCopies(4, LEG))),
                refused("CreateOrder.legs", order -> order.legs(absent())));
    }

    private static Arguments refused(String message, Consumer<CreateOrder.Builder> setting) {
        return Arguments.of(message, setting);
    }

    /** A null that slips through where null is not allowed. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T absent() {
        return null;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedValues")
    void aValueThatTheExchangeWouldRefuseIsRefusedAtOnce(String message, Consumer<CreateOrder.Builder> setting) {
        assertThatThrownBy(() -> setting.accept(order())).hasMessage(message);
    }

    @Test
    void boundsAreInclusive() {
        CreateOrder order = order().subaccount(0L)
                .subaccount(63L)
                .marketVersion(1000)
                .ticker("x".repeat(20))
                .legs(List.of(LEG, LEG, LEG))
                .clientOrderId("a\"\\-".repeat(9))
                .build();

        assertThat(order.subaccount()).isEqualTo(63);
    }

    static Stream<Arguments> incomplete() {
        return Stream.of(
                Arguments.of("CreateOrder.ticker is required but was not set", CreateOrder.builder()),
                Arguments.of(
                        "CreateOrder.side is required but was not set",
                        CreateOrder.builder().ticker("BTC")),
                Arguments.of(
                        "CreateOrder: exactly one of stop_price, trail must be set, but 0 are", order().trail(null)),
                Arguments.of(
                        "CreateOrder: exactly one of stop_price, trail must be set, but 2 are",
                        order().stopPrice(FixedPointDollars.of("1"))),
                Arguments.of(
                        "CreateOrder: at most one of group_id, group_name may be set, but 2 are",
                        order().groupId("g").groupName("n")),
                Arguments.of(
                        "CreateOrder: at least one of client_order_id, group_id, group_name must be set",
                        order().clientOrderId(null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("incomplete")
    void whatDoesNotGoTogetherIsRefusedWhenItIsBuilt(String message, CreateOrder.Builder builder) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aRequiredMemberOfAPartIsNamedByThePart() {
        assertThatThrownBy(() -> Leg.builder().weight(1L).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Leg.ticker is required but was not set");
        assertThatThrownBy(() -> Leg.builder().weight(0L)).hasMessage("Leg.weight: expected at least 1 but was 0");
    }

    @Test
    void optionalMembersTakeNull() {
        CreateOrder order = order().subaccount(null)
                .stopPrice(null)
                .stopCount(null)
                .notes(null)
                .build();

        assertThat(order.subaccount()).isNull();
        assertThat(order.notes()).isEmpty();
    }
}
