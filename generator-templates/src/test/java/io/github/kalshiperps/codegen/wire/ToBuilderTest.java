package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.golden.containers.model.ContainersModels;
import io.github.kalshiperps.golden.containers.model.Item;
import io.github.kalshiperps.golden.containers.model.Portfolio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToBuilderTest {
    private final Wire wire = new Wire(ContainersModels.factory());

    @Test
    void aCopyKeepsUnknownMembersAndSpellings() {
        String json = "{\"ticker\":\"BTC\",\"price\":\"-0.00\",\"fees\":\"\",\"new\":1}";
        Item item = wire.read(Item.class, json);

        assertThat(wire.write(Item.class, item.toBuilder().build())).isEqualTo(json);
    }

    @Test
    void settingAMemberDropsItsSpellingOnly() {
        Item item = wire.read(Item.class, "{\"ticker\":null,\"price\":\"-0.00\",\"fees\":\"\",\"new\":1}");

        Item changed = item.toBuilder().fees(FixedPointDollars.of("0.10")).build();

        assertThat(wire.write(Item.class, changed))
                .isEqualTo("{\"ticker\":null,\"price\":\"-0.00\",\"fees\":\"0.10\",\"new\":1}");
        assertThatThrownBy(changed::ticker).hasMessage("Null is not allowed here at $.ticker");
    }

    @Test
    void settingTheSameValueAgainWritesItPlain() {
        Item item = wire.read(Item.class, "{\"ticker\":\"BTC\",\"price\":\"-0.00\"}");

        Item same = item.toBuilder().price(item.price()).build();

        assertThat(same).isEqualTo(item);
        assertThat(wire.write(Item.class, same)).isEqualTo("{\"ticker\":\"BTC\",\"price\":\"0.00\"}");
    }

    @Test
    void settingAnOptionalMemberToNullLeavesItOut() {
        Item item = wire.read(Item.class, "{\"ticker\":\"BTC\",\"price\":\"1\",\"fees\":null}");
        Portfolio portfolio = wire.read(Portfolio.class, "{\"limits\":{\"A\":\"1\"},\"sides\":[\"long\"]}");

        assertThat(wire.write(Item.class, item.toBuilder().fees(null).build()))
                .isEqualTo("{\"ticker\":\"BTC\",\"price\":\"1\"}");
        assertThat(wire.write(
                        Portfolio.class,
                        portfolio.toBuilder().limits(null).sides(null).build()))
                .isEqualTo("{}");
    }

    @Test
    void theOriginalDoesNotChange() {
        Item item = Item.builder().ticker("BTC").build();

        item.toBuilder().ticker("ETH").build();

        assertThat(item.ticker()).isEqualTo("BTC");
    }

    @Test
    void listsAndMapsAreCopied() {
        List<Item> items = new ArrayList<>(List.of(Item.builder().ticker("BTC").build()));
        Map<String, FixedPointDollars> limits = new LinkedHashMap<>(Map.of("A", FixedPointDollars.of("1")));

        Portfolio portfolio = Portfolio.builder().items(items).limits(limits).build();
        items.clear();
        limits.clear();

        assertThat(portfolio.items()).hasSize(1);
        assertThat(portfolio.limits()).hasSize(1);
        assertThatThrownBy(() -> portfolio.items().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> portfolio.limits().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
