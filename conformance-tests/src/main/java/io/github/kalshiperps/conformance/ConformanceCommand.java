package io.github.kalshiperps.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
            description = "Whose captures they are: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Bindings bindings;

    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            description = "The captures: NAME.meta.json with NAME.json. Default: conformance-tests/corpus/API.")
    private @Nullable Path corpus;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where the report goes; made when missing. Default: target/conformance/rest or target/conformance/klear.")
    private @Nullable Path out;

    @Option(
            names = "--contract",
            paramLabel = "DIR",
            description = "Compare with the contract in this directory instead of the pinned one.")
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
        try {
            Report report = Conformance.run(
                    contract == null
                            ? ContractFile.pinned(bindings.api(), overlays)
                            : ContractFile.other(bindings.api(), overlays, contract),
                    Corpus.of(orDefault(corpus, corpusName)),
                    corpusName,
                    bindings.models());
            Files.createDirectories(directory);
            write(directory.resolve("report.json"), JsonReport.of(report));
            write(directory.resolve("report.md"), MarkdownReport.of(report));
            summarize(report, directory);
            return failOnFindings && !report.findings().isEmpty() ? 1 : 0;
        } catch (ConformanceException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "the report cannot be written: " + e, e);
        }
    }

    private static Path orDefault(@Nullable Path given, String name) {
        return given == null ? Path.of(System.getProperty(HOME, ""), name) : given;
    }

    /** Whoever reads the report while it is written sees the old one. */
    private static void write(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void summarize(Report report, Path directory) {
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.printf(
                "%s, %d captures: %d compared, %d broken, %d skipped%n",
                report.contract().api().title(),
                report.captures(),
                report.compared(),
                report.broken().size(),
                report.skipped().size());
        stdout.printf(
                "%d findings in %d places%n",
                report.findings().size(), report.places().size());
        report.byKind().forEach((kind, count) -> stdout.printf("  %-20s %4d%n", kind, count));
        Coverage coverage = report.coverage();
        stdout.printf(
                "covered: %d of %d operations, %d of %d schemas of answers%n",
                coverage.covered().size(),
                coverage.operations().size(),
                coverage.seen().size(),
                coverage.schemas().size());
        stdout.printf("reports: %s and report.json beside it%n", directory.resolve("report.md"));
        stdout.flush();
    }
}
