package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.conformance.Report.Uncompared;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRecordingTest {
    @TempDir
    Path directory;

    @RepeatedTest(3)
    void aKilledProgramLeavesWholeCaptures() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessRecording.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = program.inputReader()) {
            for (int i = 0; i < 5; i++) {
                assertThat(lines.readLine()).isNotNull();
            }
        } finally {
            program.destroyForcibly().waitFor();
        }

        Report report = Authored.compare(directory);

        assertThat(report.broken()).isEmpty();
        assertThat(report.compared()).isGreaterThan(200);
        assertThat(report.frames()).isGreaterThan(199);
        assertThat(report.skipped().size()).isLessThanOrEqualTo(1);
        assertThat(report.skipped())
                .allSatisfy(unfinished ->
                        assertThat(unfinished.reason()).isEqualTo("its recording was cut off before it was whole"));
        assertThat(report.brokenFrames().size()).isLessThanOrEqualTo(1);
        assertThat(report.brokenFrames())
                .allSatisfy(cut -> assertThat(cut.reason()).contains("cut off"));
        assertThat(report.findings().stream().filter(finding -> finding.kind() == Kind.ROUND_TRIP_LOSS))
                .isEmpty();

        // Another recording goes on behind it.
        try (Recording recording = Recording.in(directory, "here").start()) {
            recording.answer("GET", "/trade-api/v2/margin/exchange/status", null, 200, EndlessRecording.STATUS);
        }
        assertThat(Authored.compare(directory).compared()).isEqualTo(report.compared() + 1);
    }

    @Test
    void aFrameThatIsCutOffIsSaidToBe() throws IOException {
        Authored.Message message = Authored.message(Bindings.WS, "market_data");
        String whole = message.body().lines().findFirst().orElseThrow();
        message.withBody(whole + "\n{\"type\":\"tr\n" + whole.substring(0, 30)).in(directory);

        assertThat(Authored.compare(Bindings.WS, directory).brokenFrames())
                .extracting(Uncompared::line, Uncompared::reason)
                .satisfiesExactly(
                        // Whoever wrote an end of line behind it did not stop there.
                        first -> assertThat(first.toList().get(1).toString()).startsWith("not JSON"),
                        last -> assertThat(last.toList())
                                .containsExactly(3, "the recording was cut off in this line, the last one"));
    }

    @Test
    void aWholeLastLineNeedsNoEnd() throws IOException {
        Authored.Message message = Authored.message(Bindings.WS, "market_data");
        message.withBody(message.body().stripTrailing()).in(directory);

        assertThat(Authored.compare(Bindings.WS, directory).brokenFrames()).isEmpty();
    }

    @Test
    void whatNeverBecameACaptureIsSkipped() throws IOException {
        Authored.Message message = Authored.message("exchange__status");
        message.in(directory);
        Files.writeString(directory.resolve("000007__x.json"), "{\"exch");
        Files.writeString(directory.resolve("000007__x" + Captures.UNFINISHED), "{}");

        Report report = Authored.compare(directory);

        assertThat(report.skipped())
                .containsExactly(Uncompared.capture("000007__x", "its recording was cut off before it was whole"));
        assertThat(report.broken()).isEmpty();
    }

    @Test
    void aRecordingThatCannotBeWrittenStopsAndSaysSo() throws IOException {
        Recording recording = Recording.in(directory.resolve("gone"), "here").start();
        recording.answer("GET", "/trade-api/v2/margin/exchange/status", null, 200, "{}");
        try (var files = Files.list(directory.resolve("gone"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory.resolve("gone"));

        recording.answer("GET", "/trade-api/v2/margin/exchange/status", null, 200, "{}");
        recording.answer("GET", "/trade-api/v2/margin/exchange/status", null, 200, "{}");

        assertThat(recording.size()).isEqualTo(1);
        assertThatThrownBy(recording::close)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the recording stopped: ");
    }
}
