package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.conformance.Authored.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A capture that cannot be compared is told, with the reason, and costs no other capture. */
class CorpusTest {
    @TempDir
    Path directory;

    @BeforeEach
    void aGoodCapture() throws IOException {
        Authored.message("markets__get").in(directory);
    }

    @Test
    void aBodyThatIsNotJson() throws IOException {
        good().withBody("<html>Bad gateway</html>").in(directory);

        assertBroken(
                "the body is not JSON: Unexpected character ('<' (code 60)): expected a valid value (line 1, column 1)");
    }

    @Test
    void aBodyThatIsCutShort() throws IOException {
        good().withBody("{\"enabled\": tr").in(directory);

        assertBroken("the body is not JSON: Unrecognized token 'tr'");
    }

    @Test
    void aBodyThatIsNotUtf8() throws IOException {
        Files.write(good().in(directory).resolve("exchange__enabled.json"), new byte[] {'"', (byte) 0xe9, '"'});

        assertBroken("exchange__enabled.json is not UTF-8");
    }

    @Test
    void anEmptyBodyWhereTheContractHasOne() throws IOException {
        good().withBody("").in(directory);

        assertBroken("the body is empty, but the contract documents one for 200");
    }

    @Test
    void anEmptyBodyIsFineWhereTheContractHasNone() throws IOException {
        Authored.message("orders__cancel_all").in(directory);
        Authored.message("margin__api_limits")
                .withMeta("200", "401")
                .withBody("")
                .in(directory);

        Report report = Authored.compare(directory);

        assertThat(report.broken()).isEmpty();
        assertThat(report.findings()).isEmpty();
        assertThat(report.compared()).isEqualTo(3);
    }

    @Test
    void aMissingBody() throws IOException {
        Files.delete(good().in(directory).resolve("exchange__enabled.json"));

        assertBroken("exchange__enabled.json is missing");
    }

    @Test
    void aMissingMetaFile() throws IOException {
        Files.delete(good().in(directory).resolve("exchange__enabled.meta.json"));

        assertBroken("exchange__enabled.meta.json is missing");
    }

    @Test
    void anUnreadableFile() throws IOException {
        Path body = good().in(directory).resolve("exchange__enabled.json");
        Files.delete(body);
        Files.createDirectory(body);

        assertBroken("exchange__enabled.json cannot be read (IOException)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"method\": \"GET\", | `` | exchange__enabled.meta.json: 'method' is missing",
                "\"method\": \"GET\" | \"method\": 1 | exchange__enabled.meta.json: 'method' is no text: 1",
                "\"status\": 200 | \"state\": 200 | exchange__enabled.meta.json: 'status' is missing",
                "\"status\": 200 | \"status\": \"200\" | exchange__enabled.meta.json: 'status' is no HTTP status: \"200\"",
                "\"status\": 200 | \"status\": 99 | exchange__enabled.meta.json: 'status' is no HTTP status: 99",
                "\"path\": | \"way\": | exchange__enabled.meta.json: 'path' is missing",
                "/trade-api/v2/margin/enabled | margin | exchange__enabled.meta.json: 'path' is no absolute path: margin",
                "/margin/enabled | /margin/nothing?x=1 | no operation of the contract takes GET /trade-api/v2/margin/nothing",
                "\"GET\" | \"PUT\" | no operation of the contract takes PUT /trade-api/v2/margin/enabled",
                "} | `` | exchange__enabled.meta.json: not JSON: Unexpected end-of-input: expected close marker for Object",
            })
    void aBadMetaFile(String from, String to, String reason) throws IOException {
        good().withMeta(from, to).in(directory);

        assertBroken(reason);
    }

    @Test
    void aMetaFileThatIsNoObject() throws IOException {
        Files.writeString(good().in(directory).resolve("exchange__enabled.meta.json"), "[]");

        assertBroken("exchange__enabled.meta.json: not a JSON object");
    }

    @Test
    void otherFilesAreNoCaptures() throws IOException {
        Files.writeString(directory.resolve("README.md"), "about this corpus");

        assertThat(Corpus.of(directory).names()).containsExactly("markets__get");
    }

    @Test
    void aMissingOrEmptyDirectoryIsNoCorpus() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertThatThrownBy(() -> Corpus.of(directory.resolve("nowhere")))
                .isInstanceOf(ConformanceException.class)
                .hasMessageEndingWith("nowhere is not a directory");
        assertThatThrownBy(() -> Corpus.of(empty))
                .isInstanceOf(ConformanceException.class)
                .hasMessageContaining("is empty");
    }

    private static Message good() throws IOException {
        return Authored.message("exchange__enabled");
    }

    private void assertBroken(String reason) {
        Report report = Authored.compare(directory);
        assertThat(report.broken()).singleElement().satisfies(broken -> {
            assertThat(broken.capture()).isEqualTo("exchange__enabled");
            assertThat(broken.reason()).startsWith(reason);
        });
        assertThat(report.compared()).isEqualTo(1);
        assertThat(report.captures()).isEqualTo(2);
        assertThat(MarkdownReport.of(report)).contains("Broken captures").contains("1 broken");
    }
}
