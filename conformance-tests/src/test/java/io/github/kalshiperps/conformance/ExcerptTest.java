package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":[1.10,\"x\\\"\\n\"],\"b\":{},\"c\":[],\"d\":null,\"e\":true}", "\"\"", "-0", "[[],{}]"})
    void aShortValueIsShownWhole(String json) throws NotJsonException {
        assertThat(Excerpt.of(WireReader.read(json))).isEqualTo(json);
    }

    @Test
    void aLongValueIsCut() throws NotJsonException {
        String array = "[" + String.join(",", Collections.nCopies(1_000, "12.5")) + "]";

        assertThat(Excerpt.of(WireReader.read(array)))
                .hasSize(Excerpt.LENGTH)
                .startsWith("[12.5,12.5")
                .endsWith("…");
    }

    @Test
    void charactersAreNotCutInHalves() {
        String text = "😀".repeat(Excerpt.LENGTH + 1);

        assertThat(Excerpt.of(text)).isEqualTo("😀".repeat(Excerpt.LENGTH - 1) + "…");
    }
}
