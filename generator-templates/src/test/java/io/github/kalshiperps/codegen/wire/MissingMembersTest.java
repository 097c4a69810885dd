package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.error.MissingMemberException;
import io.github.kalshiperps.golden.containers.model.ContainersModels;
import io.github.kalshiperps.golden.containers.model.Item;
import io.github.kalshiperps.golden.containers.model.Portfolio;
import org.junit.jupiter.api.Test;

class MissingMembersTest {
    private final Wire wire = new Wire(ContainersModels.factory());

    @Test
    void aMissingRequiredMemberFailsItsAccessorOnly() {
        Item item = wire.readAndWriteBack(Item.class, "{\"ticker\":\"BTC\"}");

        assertThat(item.ticker()).isEqualTo("BTC");
        assertThatThrownBy(item::price)
                .isInstanceOf(MissingMemberException.class)
                .hasMessage("The required member was not sent at $.price")
                .extracting(e -> ((MissingMemberException) e).path())
                .isEqualTo("$.price");
        assertThat(wire.heard()).containsExactly("MISSING_MEMBER at $.price");
    }

    @Test
    void aMissingOptionalMemberIsNullAndNobodyIsTold() {
        Item item = wire.readAndWriteBack(Item.class, "{\"ticker\":\"BTC\",\"price\":\"1\"}");

        assertThat(item.fees()).isNull();
        assertThat(wire.heard()).isEmpty();
    }

    @Test
    void thePathLeadsThroughObjectsListsAndMaps() {
        Portfolio portfolio = wire.readAndWriteBack(
                Portfolio.class,
                "{\"items\":[{\"ticker\":\"A\",\"price\":\"1\"},{\"ticker\":\"B\"},{\"price\":\"2\"}],"
                        + "\"main\":{\"ticker\":\"C\"},\"by_ticker\":{\"D\":{\"ticker\":\"D\"}}}");

        assertThat(portfolio.items().get(0).price()).isNotNull();
        assertThatThrownBy(() -> portfolio.items().get(1).price()).hasMessageEndingWith(" at $.items[1].price");
        assertThatThrownBy(() -> portfolio.items().get(2).ticker()).hasMessageEndingWith(" at $.items[2].ticker");
        assertThatThrownBy(() -> portfolio.main().price()).hasMessageEndingWith(" at $.main.price");
        assertThatThrownBy(() -> portfolio.byTicker().get("D").price()).hasMessageEndingWith(" at $.by_ticker.D.price");
        assertThat(wire.heard())
                .containsExactly(
                        "MISSING_MEMBER at $.items[1].price",
                        "MISSING_MEMBER at $.items[2].ticker",
                        "MISSING_MEMBER at $.main.price",
                        "MISSING_MEMBER at $.by_ticker.D.price");
    }

    @Test
    void aMissingObjectListOrMapIsReportedLikeAnyMember() {
        Portfolio portfolio = wire.readAndWriteBack(Portfolio.class, "{}");

        assertThatThrownBy(portfolio::items).isInstanceOf(MissingMemberException.class);
        assertThatThrownBy(portfolio::main).isInstanceOf(MissingMemberException.class);
        assertThatThrownBy(portfolio::byTicker).isInstanceOf(MissingMemberException.class);
        assertThat(portfolio.spare()).isNull();
        assertThat(portfolio.sides()).isEmpty();
        assertThat(portfolio.limits()).isEmpty();
        assertThat(wire.heard())
                .containsExactly(
                        "MISSING_MEMBER at $.items", "MISSING_MEMBER at $.main", "MISSING_MEMBER at $.by_ticker");
    }

    @Test
    void whatIsOnlyReceivedCanBeBuiltWithoutItsRequiredMembers() {
        Item item = Item.builder().ticker("BTC").build();

        assertThatThrownBy(item::price).hasMessage("The required member was not set at $.price");
    }
}
