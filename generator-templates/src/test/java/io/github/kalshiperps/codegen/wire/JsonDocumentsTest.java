package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.error.DecodeException;
import io.github.kalshiperps.core.json.Decoding;
import io.github.kalshiperps.golden.containers.model.ContainersModels;
import io.github.kalshiperps.golden.containers.model.Folder;
import io.github.kalshiperps.golden.containers.model.Item;
import io.github.kalshiperps.golden.containers.model.Portfolio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are no good JSON, or strange. */
class JsonDocumentsTest {
    private final Wire wire = new Wire(ContainersModels.factory());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"ticker\"",
                "{\"ticker\":\"BTC",
                "{\"ticker\":\"BTC\",",
                "{\"ticker\":\"BTC\",\"new\":[1,"
            })
    void aDocumentThatIsCutShortIsRefused(String json) {
        assertThatThrownBy(() -> wire.read(Item.class, json)).isInstanceOf(DecodeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{}x", "{},", "{}]", "{}null"})
    void whatStandsBehindTheDocumentIsNotIgnored(String json) {
        assertThatThrownBy(() -> wire.read(Folder.class, json)).isInstanceOf(DecodeException.class);
    }

    @Test
    void blanksBehindTheDocumentAreAllowed() {
        assertThat(wire.read(Folder.class, " {} \r\n\t"))
                .isEqualTo(Folder.builder().build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"x\"", "1", "true", "<html>", "{'a':1}", "{a:1}", "{\"a\" 1}", "{\"a\":01}"})
    void anythingButAnObjectInStrictJsonIsRefused(String json) {
        assertThatThrownBy(() -> wire.read(Folder.class, json)).isInstanceOf(DecodeException.class);
    }

    @Test
    void nullIsNoMessage() {
        assertThatThrownBy(() -> wire.read(Item.class, "null"))
                .isInstanceOf(DecodeException.class)
                .hasMessage("Expected a value but was null at $");
    }

    @Test
    void ofDuplicateMembersTheLastOneWinsLikeInMostReaders() {
        Item item = wire.read(Item.class, "{\"ticker\":\"A\",\"ticker\":\"B\",\"price\":\"1\",\"new\":1,\"new\":2}");

        assertThat(item.ticker()).isEqualTo("B");
        assertThat(wire.write(Item.class, item)).isEqualTo("{\"ticker\":\"B\",\"price\":\"1\",\"new\":2}");
    }

    @Test
    void ofDuplicateMembersNothingIsLeftOfTheFirst() {
        Item item = wire.read(
                Item.class,
                "{\"ticker\":null,\"ticker\":\"B\",\"price\":\"-0\",\"price\":\"2\",\"fees\":\"1\",\"fees\":null}");
        Portfolio portfolio = wire.read(Portfolio.class, "{\"sides\":null,\"sides\":[\"long\"]}");

        assertThat(item.ticker()).isEqualTo("B");
        assertThat(item.price()).isEqualTo(FixedPointDollars.of("2"));
        assertThat(item.fees()).isNull();
        assertThat(wire.write(Item.class, item)).isEqualTo("{\"ticker\":\"B\",\"price\":\"2\",\"fees\":null}");
        assertThat(wire.write(Portfolio.class, portfolio)).isEqualTo("{\"sides\":[\"long\"]}");
    }

    @Test
    void deepNestingOfModelsIsKeptRawBeforeTheStackOverflows() {
        String json = "{\"folders\":[".repeat(10_000) + "]}".repeat(10_000);

        wire.readAndWriteBack(Folder.class, json);

        assertThat(wire.heard()).singleElement().asString().startsWith("MALFORMED_MEMBER at $.folders[0].folders[0]");
        assertThatThrownBy(() -> wire.mapper().decoding(Decoding.STRICT).read(Folder.class, json))
                .isInstanceOf(DecodeException.class)
                .hasMessageStartingWith("Nesting too deep at $.folders[0].folders[0]");
    }

    @Test
    void deepNestingInWhatIsKeptRawDoesNoHarm() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        wire.readAndWriteBack(Folder.class, "{\"new\":" + deep + "}");
        wire.readAndWriteBack(Folder.class, "{\"name\":" + deep + "}");
    }

    @Test
    void textIsUnicode() {
        Folder folder = wire.readAndWriteBack(Folder.class, "{\"name\":\"\u00e4\u20ac\ud83d\ude80\"}");

        assertThat(folder.name()).isEqualTo("\u00e4\u20ac\ud83d\ude80");
    }
}
