package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final Path SPECS = Authored.SPECS;

    @TempDir
    Path directory;

    @Test
    void whatItWritesIsReadAsCaptures() throws Exception {
        Recording recording = Recording.in(directory, "here").start();
        recording.answer("GET", "/trade-api/v2/margin/exchange/status?x=1", null, 200, "{\"a\": 1.50}");
        try (RecordedConnection connection = recording.connection("/trade-api/ws/v2/margin")) {
            connection.command("{\"id\":1,\"cmd\":\"list_subscriptions\"}");
            connection.frame("{\"type\":\"ok\",\n \"id\":1}\n");
            connection.command("{\"id\":2, \"cmd\":\"list_subscriptions\"}");
            connection.frame("no JSON");
        }
        recording.close();

        Corpus corpus = Corpus.of(directory);
        assertThat(corpus.names()).containsExactly("000001__get_margin_exchange_status", "000002__websocket");
        Capture.Http answer = corpus.http("000001__get_margin_exchange_status");
        assertThat(answer.body()).isEqualTo("{\"a\": 1.50}");
        assertThat(answer.path()).isEqualTo("/trade-api/v2/margin/exchange/status");
        assertThat(answer.environment()).isEqualTo("here");
        assertThat(corpus.webSocket("000002__websocket").commands()).hasSize(2);
        assertThat(Files.readAllLines(directory.resolve("000002__websocket.jsonl")))
                .containsExactly("{\"type\":\"ok\",  \"id\":1}", "no JSON");
    }

    @Test
    void aLossIsToldFromAFinding() throws IOException {
        Recording recording =
                Recording.in(directory.resolve("captures"), "here").start();
        recording.answer("GET", "/trade-api/v2/margin/exchange/status", null, 200, "{\"exchange_active\":true}");
        recording.answer("GET", "/trade-api/v2/margin/exchange/status", null, 200, "{\"exchange_active\":");

        Recording.Outcome outcome = recording.compare("rest", SPECS, directory.resolve("report"));

        assertThat(outcome.findings())
                .containsExactly("MISSING_REQUIRED at $.trading_active in 000001__get_margin_exchange_status");
        assertThat(outcome.lost()).hasSize(1).first().asString().startsWith("000002__get_margin_exchange_status: ");
        assertThat(directory.resolve("report/report.md")).exists();
    }

    @Test
    void anEarlierRecordingIsReplacedAndNothingElse() throws IOException {
        Files.writeString(directory.resolve("notes.json"), "{}");
        Recording.in(directory, "here").start().answer("GET", "/old", null, 200, "{}");

        Recording recording = Recording.in(directory, "here").anew().start();

        assertThat(recording.isEmpty()).isTrue();
        assertThat(directory.toFile().list()).containsExactly("notes.json");
    }

    @Test
    void nothingToCompareSaysSo() throws IOException {
        Recording recording = Recording.in(directory, "here").start();
        assertThatThrownBy(() -> recording.compare("rest", SPECS, directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("empty");
    }
}
