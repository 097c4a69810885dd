package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.golden.containers.model.ContainersModels;
import io.github.kalshiperps.golden.containers.model.Item;
import io.github.kalshiperps.golden.references.model.Empty;
import org.junit.jupiter.api.Test;

class ObjectMethodsTest {
    private final Wire wire = new Wire(ContainersModels.factory());

    @Test
    void equalityComparesMembersByValue() {
        Item item = wire.read(Item.class, "{\"ticker\":\"BTC\",\"price\":\"1.50\"}");
        Item same =
                Item.builder().ticker("BTC").price(FixedPointDollars.of("1.5")).build();

        assertThat(item).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(item).isNotEqualTo(same.toBuilder().ticker("ETH").build());
        assertThat(item).isNotEqualTo(null).isNotEqualTo("BTC");
    }

    @Test
    void twoSpellingsOfAnAbsentMemberAreEqual() {
        Item absent = wire.read(Item.class, "{\"ticker\":\"BTC\",\"price\":\"1\"}");
        Item isNull = wire.read(Item.class, "{\"ticker\":\"BTC\",\"price\":\"1\",\"fees\":null}");

        assertThat(absent).isEqualTo(isNull).hasSameHashCodeAs(isNull);
    }

    @Test
    void unknownMembersCount() {
        Item plain = wire.read(Item.class, "{\"ticker\":\"BTC\",\"price\":\"1\"}");
        Item more = wire.read(Item.class, "{\"ticker\":\"BTC\",\"price\":\"1\",\"new\":1}");

        assertThat(plain).isNotEqualTo(more);
    }

    @Test
    void theTextNamesEveryMember() {
        Item item = wire.read(Item.class, "{\"ticker\":\"BTC\",\"price\":\"1.50\",\"new\":[1]}");

        assertThat(item).hasToString("Item[ticker=BTC, price=1.50, fees=null, unknownMembers={new=[1]}]");
        assertThat(Empty.builder().build()).hasToString("Empty[unknownMembers={}]");
    }

    @Test
    void objectsWithoutMembersAreEqual() {
        assertThat(Empty.builder().build())
                .isEqualTo(Empty.builder().build())
                .hasSameHashCodeAs(Empty.builder().build());
    }
}
