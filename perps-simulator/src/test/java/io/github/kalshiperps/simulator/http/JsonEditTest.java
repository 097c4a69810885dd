package io.github.kalshiperps.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonEditTest {
    private static final String DOCUMENT =
            "{\"orders\":[{\"side\":\"bid\",\"rate\":-0.0009593552948286,\"n\":1e400,\"none\":null},{}],\"cursor\":\"\"}";

    @Test
    void addsToEveryObjectAndKeepsTheDigitsOfTheRest() {
        assertThat(JsonEdit.add("x", "[1]").apply(DOCUMENT))
                .isEqualTo(
                        "{\"orders\":[{\"side\":\"bid\",\"rate\":-0.0009593552948286,\"n\":1e400,\"none\":null,\"x\":[1]},"
                                + "{\"x\":[1]}],\"cursor\":\"\",\"x\":[1]}");
    }

    @Test
    void leavesOutWhereverItStands() {
        assertThat(JsonEdit.leaveOut("side").apply(DOCUMENT))
                .isEqualTo(
                        "{\"orders\":[{\"rate\":-0.0009593552948286,\"n\":1e400,\"none\":null},{}],\"cursor\":\"\"}");
        assertThat(JsonEdit.leaveOut("orders").apply(DOCUMENT)).isEqualTo("{\"cursor\":\"\"}");
    }

    @Test
    void replacesTextsOnly() {
        assertThat(JsonEdit.replace("side", "a\"b").apply(DOCUMENT)).contains("{\"side\":\"a\\\"b\",");
        assertThat(JsonEdit.replace("rate", "x").apply(DOCUMENT)).isEqualTo(DOCUMENT);
        assertThat(JsonEdit.replace("none", "x").apply(DOCUMENT)).isEqualTo(DOCUMENT);
    }

    @Test
    void wantsJson() {
        assertThatThrownBy(() -> JsonEdit.leaveOut("a").apply("{\"a\":")).isInstanceOf(IllegalArgumentException.class);
    }
}
