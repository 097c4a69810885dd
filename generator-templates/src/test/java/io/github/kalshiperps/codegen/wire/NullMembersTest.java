package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.error.MissingMemberException;
import io.github.kalshiperps.golden.containers.model.ContainersModels;
import io.github.kalshiperps.golden.containers.model.Item;
import io.github.kalshiperps.golden.containers.model.Portfolio;
import io.github.kalshiperps.golden.references.model.Market;
import io.github.kalshiperps.golden.references.model.ReferencesModels;
import org.junit.jupiter.api.Test;

class NullMembersTest {
    private final Wire containers = new Wire(ContainersModels.factory());
    private final Wire references = new Wire(ReferencesModels.factory());

    @Test
    void nullWhereTheContractAllowsItIsNoDeviation() {
        Market market = references.readAndWriteBack(
                Market.class,
                "{\"ticker\":\"BTC\",\"tick_size\":\"0.01\",\"last_price\":null,\"note\":null,\"schedule\":null,\"closing\":null,"
                        + "\"settings\":{}}");

        assertThat(market.lastPrice()).isNull();
        assertThat(market.note()).isNull();
        assertThat(market.schedule()).isNull();
        assertThat(references.heard()).isEmpty();
    }

    @Test
    void aNullableMemberThatIsRequiredAndLeftOutIsReported() {
        Market market = references.readAndWriteBack(
                Market.class, "{\"ticker\":\"BTC\",\"tick_size\":\"0.01\",\"last_price\":\"1.00\",\"settings\":{}}");

        assertThat(market.schedule()).isNull();
        assertThat(references.heard()).containsExactly("MISSING_MEMBER at $.schedule");
    }

    @Test
    void nullInAnOptionalMemberIsAbsentReportedAndWrittenBack() {
        Item item = containers.readAndWriteBack(Item.class, "{\"ticker\":\"BTC\",\"price\":\"1\",\"fees\":null}");

        assertThat(item.fees()).isNull();
        assertThat(containers.heard()).containsExactly("NULL_MEMBER at $.fees");
    }

    @Test
    void nullInARequiredMemberFailsItsAccessor() {
        Item item = containers.readAndWriteBack(Item.class, "{\"ticker\":null,\"price\":\"1\"}");

        assertThatThrownBy(item::ticker)
                .isInstanceOf(MissingMemberException.class)
                .hasMessage("Null is not allowed here at $.ticker");
        assertThat(containers.heard()).containsExactly("NULL_MEMBER at $.ticker");
    }

    @Test
    void aNullListOrMapIsEmptyAndWrittenBackAsNull() {
        Portfolio portfolio = containers.readAndWriteBack(
                Portfolio.class,
                "{\"items\":null,\"main\":{\"ticker\":\"A\",\"price\":\"1\"},\"by_ticker\":null,\"limits\":null,"
                        + "\"sides\":null}");

        assertThat(portfolio.items()).isEmpty();
        assertThat(portfolio.byTicker()).isEmpty();
        assertThat(portfolio.limits()).isEmpty();
        assertThat(portfolio.sides()).isEmpty();
        assertThat(containers.heard())
                .containsExactly("NULL_MEMBER at $.items", "NULL_MEMBER at $.by_ticker", "NULL_MEMBER at $.limits");
    }

    @Test
    void aFreeFormValueMayBeNull() {
        Portfolio portfolio = containers.readAndWriteBack(
                Portfolio.class,
                "{\"items\":[],\"main\":{\"ticker\":\"A\",\"price\":\"1\"},\"by_ticker\":{},"
                        + "\"metadata\":{\"a\":null,\"b\":[1, 2]}}");

        assertThat(portfolio.metadata().get("a")).hasToString("null");
        assertThat(containers.heard()).isEmpty();
    }
}
