package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.kalshiperps.core.json.RawJson;
import io.github.kalshiperps.golden.containers.model.ContainersModels;
import io.github.kalshiperps.golden.containers.model.Item;
import io.github.kalshiperps.golden.containers.model.Portfolio;
import io.github.kalshiperps.golden.references.model.Empty;
import io.github.kalshiperps.golden.references.model.ReferencesModels;
import org.junit.jupiter.api.Test;

class UnknownMembersTest {
    private final Wire wire = new Wire(ContainersModels.factory());

    @Test
    void unknownMembersAreKeptToTheLetterAndWrittenBack() {
        Item item = wire.readAndWriteBack(
                Item.class, "{\"ticker\":\"BTC\",\"price\":\"1.00\",\"score\":1.50,\"tags\":[ {\"a\" : 1e5} ]}");

        assertThat(item.unknownMembers())
                .containsExactly(entry("score", RawJson.of("1.50")), entry("tags", RawJson.of("[ {\"a\" : 1e5} ]")));
    }

    @Test
    void unknownMembersAreWrittenBehindTheKnownOnes() {
        Item item = wire.read(Item.class, "{\"new\":null,\"price\":\"1.00\",\"ticker\":\"BTC\"}");

        assertThat(wire.write(Item.class, item)).isEqualTo("{\"ticker\":\"BTC\",\"price\":\"1.00\",\"new\":null}");
    }

    @Test
    void theListenerHearsWhereAnUnknownMemberStands() {
        wire.read(
                Portfolio.class,
                "{\"items\":[{\"ticker\":\"A\",\"price\":\"1\"},{\"ticker\":\"B\",\"price\":\"1\",\"new\":{}}],"
                        + "\"main\":{\"ticker\":\"A\",\"price\":\"1\",\"other\":1},\"by_ticker\":{},\"more\":[]}");

        assertThat(wire.heard())
                .containsExactly(
                        "UNKNOWN_MEMBER at $.items[1].new",
                        "UNKNOWN_MEMBER at $.main.other",
                        "UNKNOWN_MEMBER at $.more");
    }

    @Test
    void anObjectWithoutMembersKeepsWhatItIsSent() {
        Wire references = new Wire(ReferencesModels.factory());

        assertThat(references.readAndWriteBack(Empty.class, "{}").unknownMembers())
                .isEmpty();
        assertThat(references.heard()).isEmpty();
        assertThat(references.readAndWriteBack(Empty.class, "{\"a\":1}").unknownMembers())
                .containsExactly(entry("a", RawJson.of("1")));
        assertThat(references.heard()).containsExactly("UNKNOWN_MEMBER at $.a");
    }

    @Test
    void callersMayAddUnknownMembersButNotKnownOnes() {
        Item item = Item.builder()
                .ticker("BTC")
                .putUnknownMember("score", RawJson.of("[1]"))
                .putUnknownMember("score", RawJson.of("2"))
                .build();

        assertThat(wire.write(Item.class, item)).isEqualTo("{\"ticker\":\"BTC\",\"score\":2}");
        assertThatThrownBy(() -> Item.builder().putUnknownMember("ticker", RawJson.of("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ticker is a member of the contract; it has a setter of its own");
    }

    @Test
    void unknownMembersCannotBeChangedThroughTheirMap() {
        Item item = wire.read(Item.class, "{\"ticker\":\"BTC\",\"price\":\"1\",\"a\":1}");

        assertThatThrownBy(() -> item.unknownMembers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
