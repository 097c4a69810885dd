package io.github.kalshiperps.spectools.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "-7", "123456789012345678901234567890", "0.10", "99.90", "true", "false", "null"})
    void readsWhatJsonWouldSayAsJsonDoes(String scalar) {
        JsonNode value = value(scalar);

        assertThat(value.isTextual()).isFalse();
        assertThat(value).hasToString(scalar);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "no",
                "on",
                "off",
                "True",
                "NULL",
                "012",
                "0x1F",
                "1_000",
                "+5",
                ".5",
                "1:30",
                ".nan",
                "2026-01-02",
                "0.0.1",
                "<<"
            })
    void readsEverythingElseAsText(String scalar) {
        assertThat(value(scalar).textValue()).isEqualTo(scalar);
    }

    @Test
    void readsNothingAsNullAndAnEmptyTextAsText() {
        assertThat(value("").isNull()).isTrue();
        assertThat(value("~").isNull()).isTrue();
        assertThat(value("''").textValue()).isEmpty();
        assertThat(parse("{ a: 1, second half }").get("second half").isNull()).isTrue();
    }

    @Test
    void takesKeysLiterally() {
        assertThat(parse("200: a\nnull: b\nyes: c\n").fieldNames()).toIterable().containsExactly("200", "null", "yes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1\\nb: { c: 1,\\n c: 2 }  | line 3: duplicate key 'c'",
                "a: 1\\n'a': 2                | line 2: duplicate key 'a'",
                "a: &x 1\\nb: *x              | line 1: the anchor &x",
                "a: 1\\nb: *x                 | line 2: found undefined alias x",
                "a: 1\\nb: !thing 2           | line 2: the tag !thing",
                "a: 1\\n? [b]\\n: 2           | line 2: a key that is not a text",
                "a: 1\\n---\\nb: 2            | but found another document",
                "a: 1\\nb: [1                 | line 2: while parsing a flow sequence, expected ',' or ']'",
                "'# only a comment'           | is empty",
            })
    void refusesWithTheLine(String document, String problem) {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> parse(document.replace("\\n", "\n")))
                .withMessageStartingWith("doc.yaml")
                .withMessageContaining(problem);
    }

    @Test
    void refusesOtherEncodings() {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> YamlDocuments.read(new byte[] {'a', ':', ' ', (byte) 0xE9}, "doc.yaml"))
                .withMessage("doc.yaml is not text in UTF-8");
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> parse("a: \u0007"))
                .withMessageStartingWith("doc.yaml is not YAML: ");
    }

    @Test
    void readsFiles(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("doc.yaml"), "\uFEFFa: 1\n");

        assertThat(YamlDocuments.read(file)).hasToString("{\"a\":1}");
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> YamlDocuments.read(folder.resolve("other.yaml")))
                .withMessage("there is no file " + folder.resolve("other.yaml"));
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> YamlDocuments.read(folder))
                .withMessageStartingWith("cannot read " + folder);
    }

    private static JsonNode value(String scalar) {
        return parse("a: " + scalar).get("a");
    }

    private static JsonNode parse(String document) {
        return YamlDocuments.read(document.getBytes(StandardCharsets.UTF_8), "doc.yaml");
    }
}
