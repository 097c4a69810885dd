package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.error.MissingMemberException;
import io.github.kalshiperps.golden.containers.model.ContainersModels;
import io.github.kalshiperps.golden.containers.model.Portfolio;
import io.github.kalshiperps.golden.containers.model.Side;
import io.github.kalshiperps.golden.enums.model.BookSide;
import io.github.kalshiperps.golden.enums.model.EnumsModels;
import io.github.kalshiperps.golden.enums.model.LastUpdateReason;
import io.github.kalshiperps.golden.enums.model.Order;
import io.github.kalshiperps.golden.enums.model.PeriodInterval;
import io.github.kalshiperps.golden.enums.model.TimeInForce;
import org.junit.jupiter.api.Test;

class EnumsTest {
    private final Wire wire = new Wire(EnumsModels.factory());

    @Test
    void documentedValuesAreConstants() {
        Order order = wire.readAndWriteBack(
                Order.class,
                "{\"side\":\"bid\",\"last_update_reason\":\"Decrease\",\"time_in_force\":\"immediate_or_cancel\","
                        + "\"period_interval\":60}");

        assertThat(order.side()).isSameAs(BookSide.BID);
        assertThat(order.timeInForce()).isSameAs(TimeInForce.IMMEDIATE_OR_CANCEL);
        assertThat(order.periodInterval()).isSameAs(PeriodInterval.ONE_HOUR);
        assertThat(wire.heard()).isEmpty();
    }

    @Test
    void aValueMayBeSpelledWithEscapes() {
        Order order = wire.read(
                Order.class, "{\"side\":\"b\\u0069d\",\"last_update_reason\":\"\",\"time_in_force\":\"fill_or_kill\"}");

        assertThat(order.side()).isSameAs(BookSide.BID);
        assertThat(wire.heard()).isEmpty();
    }

    @Test
    void anEmptyTextIsAValueLikeAnyOtherWhenTheContractListsIt() {
        Order order = wire.readAndWriteBack(
                Order.class, "{\"side\":\"ask\",\"last_update_reason\":\"\",\"time_in_force\":\"fill_or_kill\"}");

        assertThat(order.lastUpdateReason()).isSameAs(LastUpdateReason.NONE);
        assertThat(wire.heard()).isEmpty();
    }

    @Test
    void aNewValueIsKeptReportedAndWrittenBack() {
        Order order = wire.readAndWriteBack(
                Order.class,
                "{\"side\":\"both\",\"last_update_reason\":\"\",\"time_in_force\":\"fill_or_kill\","
                        + "\"period_interval\":5}");

        assertThat(order.side()).isEqualTo(BookSide.of("both"));
        assertThat(order.side().isKnown()).isFalse();
        assertThat(order.side().known()).isEqualTo(BookSide.Known.UNRECOGNIZED);
        assertThat(order.periodInterval()).isEqualTo(PeriodInterval.of(5)).hasToString("5");
        assertThat(wire.heard()).containsExactly("UNKNOWN_VALUE at $.side", "UNKNOWN_VALUE at $.period_interval");
    }

    @Test
    void aNewValueInAListIsKeptAndReportedWithItsIndex() {
        Wire containers = new Wire(ContainersModels.factory());

        Portfolio portfolio = containers.readAndWriteBack(
                Portfolio.class,
                "{\"items\":[],\"main\":{\"ticker\":\"A\",\"price\":\"1\"},\"by_ticker\":{},"
                        + "\"sides\":[\"long\",\"flat\"]}");

        assertThat(portfolio.sides()).containsExactly(Side.LONG, Side.of("flat"));
        assertThat(containers.heard()).containsExactly("UNKNOWN_VALUE at $.sides[1]");
    }

    @Test
    void aNumberThatIsNoIntegerIsNoValueOfAnIntegerEnum() {
        Order order = wire.readAndWriteBack(
                Order.class,
                "{\"side\":\"bid\",\"last_update_reason\":\"\",\"time_in_force\":\"fill_or_kill\","
                        + "\"period_interval\":60.5}");

        assertThatThrownBy(order::periodInterval)
                .isInstanceOf(MissingMemberException.class)
                .hasMessageEndingWith("at $.period_interval");
        assertThat(wire.heard()).containsExactly("MALFORMED_MEMBER at $.period_interval");
    }

    @Test
    void aSwitchOverKnownHasABranchForTheRest() {
        assertThat(words(BookSide.ASK)).isEqualTo("sell");
        assertThat(words(BookSide.of("both"))).isEqualTo("something new");
    }

    private static String words(BookSide side) {
        return switch (side.known()) {
            case BID -> "buy";
            case ASK -> "sell";
            case UNRECOGNIZED -> "something new";
        };
    }

    @Test
    void equalityIsThatOfTheWireValue() {
        assertThat(BookSide.of("bid")).isSameAs(BookSide.BID);
        assertThat(BookSide.of("both")).isEqualTo(BookSide.of("both")).hasSameHashCodeAs(BookSide.of("both"));
        assertThat(BookSide.of("both")).isNotEqualTo(BookSide.of("none"));
        assertThat(PeriodInterval.of(7)).isEqualTo(PeriodInterval.of(7)).hasSameHashCodeAs(PeriodInterval.of(7));
        assertThat(PeriodInterval.of(7)).isNotEqualTo(PeriodInterval.of(8));
        assertThat(LastUpdateReason.NONE.value()).isEmpty();
        assertThat(PeriodInterval.ONE_DAY.value()).isEqualTo(1440);
    }

    @Test
    void documentedValuesAreListedInTheContractsOrder() {
        assertThat(PeriodInterval.values())
                .containsExactly(PeriodInterval.ONE_MINUTE, PeriodInterval.ONE_HOUR, PeriodInterval.ONE_DAY);
        assertThatThrownBy(() -> PeriodInterval.values().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anInlineEnumThatStandsInTwoPlacesIsOneTypeWithTheValuesOfBoth() {
        assertThat(TimeInForce.values())
                .containsExactly(
                        TimeInForce.FILL_OR_KILL, TimeInForce.GOOD_TILL_CANCELED, TimeInForce.IMMEDIATE_OR_CANCEL);
    }
}
