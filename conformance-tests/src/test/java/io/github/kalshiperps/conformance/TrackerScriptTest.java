package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code .ci/conformance-tracker} with a {@code gh} that writes down what it is asked for. */
class TrackerScriptTest {
    private static final Path SCRIPT = Authored.PROJECT.resolve(".ci/conformance-tracker");

    @TempDir
    Path directory;

    private String output = "";

    @BeforeEach
    void fakeGh() throws IOException {
        Path gh = Files.createDirectory(directory.resolve("bin")).resolve("gh");
        Files.writeString(gh, """
                #!/usr/bin/env bash
                set -eu
                printf '%s\\n' "$*" >> "$FAKE/calls"
                previous=
                for argument in "$@"; do
                  if [ "$previous" = --body-file ]; then cp "$argument" "$FAKE/body"; fi
                  previous=$argument
                done
                case "$1 $2" in
                  'issue list') printf '%s' "$FAKE_OPEN" ;;
                  'issue create') echo https://tracker.example/7 ;;
                esac
                """);
        assertThat(gh.toFile().setExecutable(true)).isTrue();
        Files.createFile(directory.resolve("calls"));
    }

    @Test
    void somethingNewOpensAnEntry() throws Exception {
        assertThat(tell(withOneNew(), "", "https://runs.example/1")).isZero();

        assertThat(calls())
                .satisfiesExactly(
                        label -> assertThat(label).startsWith("label create conformance --force "),
                        list -> assertThat(list).startsWith("issue list --label conformance --state open "),
                        create -> assertThat(create)
                                .startsWith("issue create --title Conformance: something new between")
                                .contains(" --label conformance --body-file "));
        assertThat(body())
                .startsWith("""
                        The page with everything is an artifact of [this run](https://runs.example/1).

                        # Conformance report: Perps REST API
                        """)
                .contains("- New: 1\n  - UNDOCUMENTED_MEMBER at `$.msg` of `GetMarginFundingHistory`")
                .contains("## Coverage");
        assertThat(output).contains("1 new; opened an entry");
    }

    @Test
    void anOpenEntryIsBroughtUpToDateAndNotDoubled() throws Exception {
        assertThat(tell(withOneNew(), "42", "https://runs.example/1")).isZero();

        assertThat(calls()).hasSize(4).satisfies(calls -> {
            assertThat(calls.get(2)).startsWith("issue edit 42 --body-file ");
            assertThat(calls.get(3)).isEqualTo("issue comment 42 --body New: 1. https://runs.example/1");
        });
        assertThat(body()).contains("# Conformance report");
    }

    @Test
    void nothingNewAsksForNothing() throws Exception {
        Report report = Authored.compare(Bindings.REST);

        assertThat(tell(Reports.since(report, report, directory), "", "")).isZero();

        assertThat(calls()).isEmpty();
        assertThat(output).contains("nothing is new");
    }

    @Test
    void whatIsKnownIsNotNew() throws Exception {
        Report report = withOneNew();

        assertThat(tell(Reports.knowing(report, "$.msg", Reports.known("seen in June")), "", ""))
                .isZero();

        assertThat(calls()).isEmpty();
    }

    @Test
    void withoutAnEarlierReportEverythingThatIsNotKnownIsNew() throws Exception {
        Report report = Reports.knowing(Authored.compare(Bindings.REST), "$.msg", Reports.known("seen in June"));

        assertThat(tell(report, "", "")).isZero();

        assertThat(output).contains("11 new; opened an entry");
        assertThat(body()).startsWith("# Conformance report");
    }

    @Test
    void aLongReportIsCutBetweenLines() throws Exception {
        Report report = Authored.compare(Bindings.REST);
        List<Finding> many = new ArrayList<>(report.findings());
        for (int i = 0; i < 500; i++) {
            Finding finding = report.findings().get(0);
            many.add(new Finding(
                    finding.source(),
                    finding.kind(),
                    "$.member" + i,
                    1,
                    finding.expected(),
                    finding.example(),
                    "$.member" + i,
                    finding.rule(),
                    finding.evidence(),
                    null));
        }

        assertThat(tell(Reports.withFindings(report, many), "", "")).isZero();

        assertThat(body()).hasSizeBetween(55_000, 62_000).endsWith("\n\nThe rest is in the report of the run.\n");
    }

    @Test
    void whatIsNoReportIsRefused() throws Exception {
        assertThat(run(Map.of(), directory.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(output).contains("there is no").contains("nowhere/report.json");

        Files.writeString(directory.resolve("report.json"), "{}");
        Files.writeString(directory.resolve("report.md"), "");
        assertThat(run(Map.of(), directory.toString())).isEqualTo(2);
        assertThat(output).contains("is no report of form 2");

        assertThat(run(Map.of())).isEqualTo(2);
        assertThat(calls()).isEmpty();
    }

    @Test
    void aTrackerThatRefusesFailsTheRun() throws Exception {
        Files.writeString(directory.resolve("bin/gh"), "#!/usr/bin/env bash\necho 'not signed in' >&2\nexit 4\n");

        assertThat(tell(withOneNew(), "", "")).isEqualTo(4);
        assertThat(output).contains("not signed in");
    }

    private Report withOneNew() throws IOException {
        Report report = Authored.compare(Bindings.REST);
        Report earlier = Reports.withFindings(
                report,
                report.findings().stream()
                        .filter(finding -> !finding.path().equals("$.msg"))
                        .toList());
        return Reports.since(report, earlier, directory);
    }

    private int tell(Report report, String open, String run) throws IOException, InterruptedException {
        Path out = directory.resolve("report");
        ReportFiles.write(report, out);
        return run.isEmpty()
                ? run(Map.of("FAKE_OPEN", open), out.toString())
                : run(Map.of("FAKE_OPEN", open), out.toString(), run);
    }

    private int run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", SCRIPT.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("FAKE", directory.toString());
        builder.environment().put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
        Process process = builder.start();
        process.getOutputStream().close();
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(directory.resolve("calls"));
    }

    private String body() throws IOException {
        return Files.readString(directory.resolve("body"));
    }
}
