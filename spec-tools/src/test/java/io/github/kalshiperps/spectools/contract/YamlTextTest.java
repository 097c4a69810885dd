package io.github.kalshiperps.spectools.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class YamlTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"GET", "/books/{isbn}/loans", "application/json", "https://library.example/v1", "$ref", "a b c"})
    void leavesAloneWhatCannotBeMisread(String text) {
        assertThat(YamlText.write("c", JsonNodeFactory.instance.textNode(text))).isEqualTo("# c\n" + text + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yes",
                "No",
                "ON",
                "off",
                "y",
                "N",
                "true",
                "null",
                "~",
                "7",
                "0.0.1",
                "-1",
                "+1",
                ".5",
                "1e3",
                "2026-01-02",
                "12:30",
                "0x1F",
                "#/components",
                "a: b",
                "a:",
                "a #b",
                " a",
                "a ",
                "- a",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "`a",
                "[a]",
                "{a}",
                "<<",
                "=",
                "---",
                "it's",
                "^[A-Z]{1,16}$",
                "a\\b",
                "?",
                "|",
                ">"
            })
    void quotesWhatSomeReaderCouldMisread(String text) {
        String written = YamlText.write("c", JsonNodeFactory.instance.textNode(text));

        assertThat(written).startsWith("# c\n'").endsWith("'\n");
        assertThat(read(written).textValue()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "tab\t", "\u0007", "\u2028", "caf\u00e9", "\uD83D\uDE00", "\"\\\n"})
    void escapesWhatIsNotPlainAscii(String text) {
        String written = YamlText.write("c", JsonNodeFactory.instance.textNode(text));

        assertThat(written).startsWith("# c\n\"").matches("[\\n -~]*");
        assertThat(read(written).textValue()).isEqualTo(text);
    }

    @Test
    void writesBlocks() {
        String text = """
                # comment
                empty: {}
                none: []
                nothing: null
                numbers:
                  - 1
                  - 0.10
                  - 1000
                nested:
                  - - a
                    - b
                  - c: true
                    d:
                      '404': e
                """;

        assertThat(YamlText.write("comment", read(text))).isEqualTo(text);
    }

    @Test
    void isReadAlikeByTheRulesOfYaml11() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("yes", "no").put("12", "0.0.1").put("date", "2026-01-02").put("octal", "017");

        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(YamlText.write("c", tree));

        assertThat(read).hasToString("{yes=no, 12=0.0.1, date=2026-01-02, octal=017}");
    }

    private static JsonNode read(String document) {
        return YamlDocuments.read(document.getBytes(StandardCharsets.UTF_8), "doc.yaml");
    }
}
