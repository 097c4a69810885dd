package io.github.kalshiperps.conformance;

import io.github.kalshiperps.spectools.contract.Api;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code perps conformance}: compares captures with the contract and the models and writes {@code report.json} and {@code report.md}. */
@Command(
        name = "conformance",
        description = "Compares what the exchange sent with the contract and with our models, and writes a report.",
        sortOptions = false,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:the run worked, whatever it found",
            "1:there are findings, and --fail-on-findings was given",
            "2:the run cannot be done as asked; one line on stderr says why"
        })
public final class ConformanceCommand implements Callable<Integer> {
    /** Set by the launcher: where the defaults are, while what the user gives is relative to where the user is. */
    private static final String HOME = "PERPS_HOME";

    @Option(
            names = "--api",
            paramLabel = "API",
            defaultValue = "rest",
            description =
                    "Whose captures they are: ${COMPLETION-CANDIDATES}; ws leaves out answers over HTTP. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Bindings bindings;

    @Option(
            names = "--corpus",
            paramLabel = "DIR|FILE.har",
            description =
                    "The captures: NAME.meta.json with NAME.json (an answer) or NAME.jsonl (frames of a WebSocket); or an HTTP"
                            + " Archive from a browser or proxy. Default: conformance-tests/corpus/API.")
    private @Nullable Path corpus;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the report goes; made when missing. Default: target/conformance/API.")
    private @Nullable Path out;

    @Option(
            names = "--contract",
            paramLabel = "DIR",
            description = "Compare with the contracts in this directory instead of the pinned ones.")
    private @Nullable Path contract;

    @Option(names = "--specs", paramLabel = "DIR", description = "The pinned contracts and overlays. Default: specs.")
    private @Nullable Path specs;

    @Option(names = "--fail-on-findings", description = "Exit with status 1 when there are findings.")
    private boolean failOnFindings;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** For picocli. */
    public ConformanceCommand() {}

    @Override
    public Integer call() {
        String corpusName = corpus == null ? bindings.corpus() : corpus.toString();
        Path overlays = orDefault(specs, "specs");
        Path directory = orDefault(out, bindings.report());
        try (Corpus captures = captures(orDefault(corpus, corpusName), overlays)) {
            List<CaptureComparison> comparisons = new ArrayList<>();
            for (Bindings compared : bindings.with(captures)) {
                comparisons.add(compared.comparison(
                        contract == null
                                ? ContractFile.pinned(compared.api(), overlays)
                                : ContractFile.other(compared.api(), overlays, contract)));
            }
            Report report = Conformance.run(comparisons, captures, corpusName);
            ReportFiles.write(report, directory);
            summarize(report, directory);
            return failOnFindings && !report.findings().isEmpty() ? 1 : 0;
        } catch (ConformanceException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "the report cannot be written: " + e, e);
        }
    }

    /** A file is an HTTP Archive; of anything else that is no directory, the corpus says so. */
    private Corpus captures(Path path, Path overlays) {
        if (!Har.isNamed(path) || Files.isDirectory(path)) {
            return Corpus.of(path);
        }
        List<ContractFile> contracts = Arrays.stream(Bindings.values())
                .map(known -> ContractFile.pinned(known.api(), overlays))
                .toList();
        return Corpus.ofHar(path, contracts, EnumSet.of(bindings.api(), Api.WS));
    }

    private static Path orDefault(@Nullable Path given, String name) {
        return given == null ? Path.of(System.getProperty(HOME, ""), name) : given;
    }

    private void summarize(Report report, Path directory) {
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.printf(
                "%s, %d captures: %d compared, %d broken, %d skipped%n",
                report.title(),
                report.captures(),
                report.compared(),
                Report.total(report.broken()),
                Report.total(report.skipped()));
        if (report.frames() > 0 || !report.brokenFrames().isEmpty()) {
            stdout.printf("%d frames compared, %d broken%n", report.frames(), Report.total(report.brokenFrames()));
        }
        stdout.printf(
                "%d findings in %d places%n", report.total(), report.places().size());
        report.byKind().forEach((kind, count) -> stdout.printf("  %-20s %4d%n", kind, count));
        for (Coverage coverage : report.coverage()) {
            stdout.print("covered: ");
            for (Tally tally : coverage.tallies()) {
                stdout.printf(
                        "%d of %d %s, ",
                        tally.covered().size(),
                        tally.counts().size(),
                        tally.documented().nouns());
            }
            stdout.printf(
                    "%d of %d schemas of %s%n",
                    coverage.seen().size(),
                    coverage.schemas().size(),
                    coverage.transport().messages());
        }
        stdout.printf("reports: %s and report.json beside it%n", directory.resolve("report.md"));
        stdout.flush();
    }
}
