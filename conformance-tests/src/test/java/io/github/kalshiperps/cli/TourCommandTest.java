package io.github.kalshiperps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kalshiperps.simulator.PerpsSimulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One tour, looked at from several sides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TourCommandTest {
    private static final Path SPECS = Path.of("..", "specs");
    private static final int STEPS = 12;

    private final List<String> secrets = new ArrayList<>();
    private Path directory = Path.of("");
    private String stdout = "";
    private int status = -1;

    @BeforeAll
    void tour(@TempDir Path out) {
        directory = out;
        stdout = run(out);
    }

    private String run(Path out) {
        StringWriter written = new StringWriter();
        status = new CommandLine(new TourCommand(this::remember))
                .setOut(new PrintWriter(written))
                .execute("--out", out.toString(), "--specs", SPECS.toString());
        return written.toString();
    }

    private void remember(PerpsSimulator simulator) {
        secrets.add(simulator.account().keyId());
        simulator
                .account()
                .privateKeyPem()
                .lines()
                .filter(line -> !line.startsWith("-----"))
                .forEach(secrets::add);
        secrets.add(simulator.klearCredentials().accessToken());
    }

    @Test
    void everyStepWorks() {
        assertThat(status).as(stdout).isZero();
        for (int step = 1; step <= STEPS; step++) {
            assertThat(stdout).containsPattern("(?m)^ ?" + step + "\\. ");
        }
        assertThat(stdout)
                .contains("exchange active: true")
                .containsPattern("KXBTCPERP1 +active +[0-9.]+ +[0-9.]+")
                .contains("equal to the exchange's own, level by level")
                .containsPattern("(?m)^ +9 trades came")
                .containsPattern("fill from the feed: bid 5.00 @ [0-9.]+ as taker, fee 0\\.[0-9]{4}, position now 5.00")
                .containsPattern("as maker, fee 0\\.[0-9]{4}, position now 3.00")
                .contains("InvalidRequestException: HTTP 400, code NOTIONAL_RISK_LIMIT_EXCEEDED")
                .containsPattern("KXBTCPERP1: 3.00 x mark [0-9.]+ x rate -?0\\.[0-9]+ = -?0\\.[0-9]{4} \\(")
                .contains("sold 3.00 of 3.00")
                .containsPattern("settlement balance [0-9]+\\.[0-9]{4}")
                .doesNotContain("FAILED")
                .doesNotContainPattern("[0-9]E-?[0-9]");
    }

    @Test
    void whatWasRecordedIsComparedWithTheContract() throws IOException {
        JsonNode report =
                new ObjectMapper().readTree(directory.resolve("report.json").toFile());
        assertThat(report.findValuesAsText("kind")).isNotEmpty().doesNotContain("ROUND_TRIP_LOSS");
        assertThat(Files.readString(directory.resolve("report.md")))
                .contains("Perps REST API and Perps WebSocket API")
                .contains("wrote them again without a loss")
                .contains("`AmendMarginOrder` | 200 × 1");
        assertThat(Files.readString(directory.resolve("klear/report.md")))
                .contains("Klear")
                .contains("wrote them again without a loss");
        assertThat(names("captures/exchange"))
                .contains("000001__get_margin_exchange_status.json", "000001__get_margin_exchange_status.meta.json")
                .anyMatch(name -> name.endsWith("__websocket.jsonl"));
        assertThat(names("captures/klear")).hasSize(6);
    }

    @Test
    void noSecretIsInAnyFileOrOnTheScreen() throws IOException {
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(3).allMatch(secret -> secret.length() >= 20);
        List<String> texts = new ArrayList<>(List.of(stdout));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file));
            }
        }
        assertThat(texts).hasSizeGreaterThan(40);
        assertThat(texts).allSatisfy(text -> {
            assertThat(secrets).noneMatch(text::contains);
            assertThat(text).doesNotContainIgnoringCase("KALSHI-ACCESS").doesNotContain("Bearer ");
        });
    }

    @Test
    void anotherRunSaysTheSameAndReplacesTheRecording(@TempDir Path again) throws IOException {
        Path kept = Files.createDirectories(again.resolve("captures/exchange")).resolve("mine.json");
        Files.writeString(kept, "{}");
        Path old = kept.resolveSibling("999__get_old.json");
        Files.writeString(old, "{}");

        String other = run(again);

        assertThat(beforeTheReport(other)).isEqualTo(beforeTheReport(stdout));
        assertThat(kept).hasContent("{}");
        assertThat(old).doesNotExist();
    }

    private static String beforeTheReport(String text) {
        assertThat(text).contains("REST and WebSocket: ");
        return text.substring(0, text.indexOf("REST and WebSocket: "));
    }

    @Test
    void aStepThatFailsIsSaidAndWhatPassedIsReported(@TempDir Path out) {
        StringWriter written = new StringWriter();
        int failed = new CommandLine(new TourCommand(simulator ->
                        simulator.misbehaviour().operation("CreateMarginOrder").answer(500)))
                .setOut(new PrintWriter(written))
                .execute("--out", out.toString(), "--specs", SPECS.toString());

        assertThat(failed).isEqualTo(1);
        assertThat(written.toString()).contains("FAILED: ", " 5. ").doesNotContain(" 6. ");
        assertThat(out.resolve("report.md")).exists();
    }

    @Test
    void contractsThatAreNotThereAreOneLine(@TempDir Path nothing) {
        StringWriter stderr = new StringWriter();
        int refused = Perps.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(stderr))
                .execute("tour", "--out", nothing.toString(), "--specs", nothing.toString());

        assertThat(refused).isEqualTo(2);
        assertThat(stderr.toString()).startsWith("perps tour: ").hasLineCount(1);
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(folder))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
