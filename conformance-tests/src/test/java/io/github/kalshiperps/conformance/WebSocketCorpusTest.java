package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.conformance.Authored.Message;
import io.github.kalshiperps.conformance.Report.Uncompared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame that cannot be compared costs no other frame, and a capture that cannot be compared costs no other capture. */
class WebSocketCorpusTest {
    private static final int FRAMES_OF_THE_OTHER = 10;

    @TempDir
    Path directory;

    @BeforeEach
    void anotherCapture() throws IOException {
        Authored.message(Bindings.WS, "market_data").in(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<html> | not JSON: Unexpected character ('<' (code 60)): expected a valid value (column 1)",
                "{\"type\":\"tr | not JSON: Unexpected end-of-input: was expecting closing quote for a string value (column 12)",
                "{} {} | not JSON: There is something behind the value (column 5)",
            })
    void aLineThatIsNotJson(String line, String reason) throws IOException {
        commands().withBody(good(0) + line + "\n" + good(1)).in(directory);

        assertBrokenFrame(2, reason);
    }

    @Test
    void aLineThatIsNotUtf8() throws IOException {
        String line = "{\"type\":\"caf\u00e9\"}\n";
        Files.write(
                commands().in(directory).resolve("commands.jsonl"),
                (good(0) + line + good(1)).getBytes(StandardCharsets.ISO_8859_1));

        assertBrokenFrame(2, "not UTF-8");
    }

    @Test
    void textBeyondAsciiIsReadAsItIs() throws IOException {
        commands()
                .withLine(5, "no such market here", "dieser Markt fehlt: \u00e9\u2028\ud83d\ude00")
                .in(directory);

        Report report = Authored.compare(Bindings.WS, directory);

        assertThat(report.brokenFrames()).isEmpty();
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void aFrameMayEndWithANewlineOfAnyKindAndBlankLinesAreNone() throws IOException {
        commands()
                .withBody("\n" + good(0).strip() + "\r\n \t\r\n\n" + good(1).strip())
                .in(directory);

        Report report = Authored.compare(Bindings.WS, directory);

        assertThat(report.frames()).isEqualTo(FRAMES_OF_THE_OTHER + 2);
        assertThat(report.brokenFrames()).isEmpty();
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void blankLinesCountAsLines() throws IOException {
        commands().withBody("\n\n" + good(0) + "\r\nno JSON").in(directory);

        assertThat(Authored.compare(Bindings.WS, directory).brokenFrames())
                .extracting(Uncompared::line)
                .containsExactly(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\r\n  \n", "no JSON\n{\n"})
    void nothingThatCanBeCompared(String content) throws IOException {
        commands().withBody(content).in(directory);

        assertBroken("commands.jsonl has no frame that can be compared");
    }

    @Test
    void anUnreadableFile() throws IOException {
        Path frames = commands().in(directory).resolve("commands.jsonl");
        Files.delete(frames);
        Files.createDirectory(frames);

        assertBroken("commands.jsonl cannot be read (IOException)");
    }

    @Test
    void missingFrames() throws IOException {
        Files.delete(commands().in(directory).resolve("commands.jsonl"));

        assertBroken("commands.json is missing, and there is no commands.jsonl either");
    }

    @Test
    void framesAndABodyOfOneName() throws IOException {
        Files.writeString(commands().in(directory).resolve("commands.json"), "{}");

        assertBroken("commands.json and commands.jsonl share one meta file");
    }

    @Test
    void aMissingMetaFile() throws IOException {
        Files.delete(commands().in(directory).resolve("commands.meta.json"));

        assertBroken("commands.meta.json is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "url_path | path | commands.meta.json: 'url_path' is missing",
                "\"/trade-api/ws/v2/margin\" | 7 | commands.meta.json: 'url_path' is no text: 7",
                "/trade-api/ws/v2/margin | margin | commands.meta.json: 'url_path' is no absolute path: margin",
                "v2/margin | v2 | the contract has no WebSocket at /trade-api/ws/v2, only at /trade-api/ws/v2/margin",
                "subscribe_cmds | commands | commands.meta.json: 'subscribe_cmds' is missing",
                "\"subscribe_cmds\": | \"subscribe_cmds\": {}, \"sent\": | commands.meta.json: 'subscribe_cmds' is no list: {}",
            })
    void aBadMetaFile(String from, String to, String reason) throws IOException {
        commands().withMeta(from, to).in(directory);

        assertBroken(reason);
    }

    @Test
    void aMetaFileThatIsNoObject() throws IOException {
        Files.writeString(commands().in(directory).resolve("commands.meta.json"), "[]");

        assertBroken("commands.meta.json: not a JSON object");
    }

    @Test
    void aQueryIsNoPartOfThePath() throws IOException {
        commands().withMeta("v2/margin", "v2/margin?x=1").in(directory);

        assertThat(Authored.compare(Bindings.WS, directory).broken()).isEmpty();
    }

    @Test
    void aFrameOfUnknownTypeIsComparedAndShowsNothingOfTheContract() throws IOException {
        Path alone = Files.createDirectory(directory.resolve("alone"));
        commands().withBody("{\"type\":\"market_pause\",\"sid\":11}").in(alone);

        Report report = Authored.compare(Bindings.WS, alone);

        assertThat(report.frames()).isEqualTo(1);
        assertThat(coverage(report).roundTrips()).isEqualTo(1);
        assertThat(coverage(report).tallies())
                .allSatisfy(tally -> assertThat(tally.covered()).isEmpty());
        assertThat(coverage(report).seen()).isEmpty();
    }

    @Test
    void whatWeSentIsNotSeenOfTheExchange() throws IOException {
        Path alone = Files.createDirectory(directory.resolve("alone"));
        commands().withBody("{\"type\":\"ok\",\"id\":1}").in(alone);

        assertThat(coverage(Authored.compare(Bindings.WS, alone)).seen())
                .containsExactlyInAnyOrder("OkResponse", "CommandId");
    }

    @Test
    void theTwoFormsOfOkAreCountedApart() throws IOException {
        Path alone = Files.createDirectory(directory.resolve("alone"));
        commands()
                .withBody("{\"type\":\"ok\",\"msg\":[]}\n{\"msg\":{},\"type\":\"ok\"}\n{\"type\":\"ok\"}")
                .in(alone);

        Tally messages = coverage(Authored.compare(Bindings.WS, alone)).tally(Documented.MESSAGE);
        assertThat(messages.covered()).containsOnlyKeys("ListSubscriptionsResponse", "OkResponse");
        assertThat(messages.count("ListSubscriptionsResponse", "ok")).isEqualTo(1);
        assertThat(messages.count("OkResponse", "ok")).isEqualTo(2);
    }

    @Test
    void framesLieBesideAnswers() throws IOException {
        Authored.message("markets__get").in(directory);

        Report report = Authored.compare(Bindings.REST, directory);

        assertThat(report.compared()).isEqualTo(2);
        assertThat(report.frames()).isEqualTo(FRAMES_OF_THE_OTHER);
        assertThat(report.skipped()).isEmpty();
        assertThat(report.findings()).isEmpty();
        assertThat(report.contracts())
                .extracting(contract -> contract.api().id())
                .containsExactly("rest", "ws");
    }

    @Test
    void answersAreSkippedWhereFramesWereAskedFor() throws IOException {
        Authored.message("markets__get").in(directory);

        Report report = Authored.compare(Bindings.WS, directory);

        assertThat(report.captures()).isEqualTo(2);
        assertThat(report.compared()).isEqualTo(1);
        assertThat(report.skipped())
                .containsExactly(
                        Uncompared.capture("markets__get", "an answer over HTTP, where only frames were asked for"));
    }

    private static Coverage coverage(Report report) {
        return report.coverage().get(0);
    }

    private static Message commands() throws IOException {
        return Authored.message(Bindings.WS, "commands");
    }

    /** A good frame with its newline. */
    private static String good(int index) throws IOException {
        return commands().body().lines().toList().get(index) + "\n";
    }

    private void assertBrokenFrame(int line, String reason) {
        Report report = Authored.compare(Bindings.WS, directory);
        assertThat(report.brokenFrames()).singleElement().satisfies(broken -> {
            assertThat(broken.capture()).isEqualTo("commands");
            assertThat(broken.line()).isEqualTo(line);
            assertThat(broken.reason()).isEqualTo(reason);
        });
        assertThat(report.broken()).isEmpty();
        assertThat(report.findings()).isEmpty();
        assertThat(report.compared()).isEqualTo(2);
        assertThat(report.frames()).isEqualTo(FRAMES_OF_THE_OTHER + 2);
    }

    private void assertBroken(String reason) {
        Report report = Authored.compare(Bindings.WS, directory);
        assertThat(report.broken()).containsExactly(Uncompared.capture("commands", reason));
        assertThat(report.findings()).isEmpty();
        assertThat(report.compared()).isEqualTo(1);
        assertThat(report.captures()).isEqualTo(2);
        assertThat(report.frames()).isEqualTo(FRAMES_OF_THE_OTHER);
    }
}
