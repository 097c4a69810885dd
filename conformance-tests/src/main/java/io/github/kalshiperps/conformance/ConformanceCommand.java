package io.github.kalshiperps.conformance;

import io.github.kalshiperps.spectools.contract.Api;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code perps conformance}: compares captures with the contract and the models and writes a report. */
@Command(
        name = "conformance",
        description = "Compares what the exchange sent with the contract and with our models, and writes a report.",
        sortOptions = false,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:the run worked, whatever it found",
            "1:there are findings that are not known and --fail-on-findings was given, or new ones and --fail-on-new was;"
                    + " or known drift is out of date",
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

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = {
                "Ask a live exchange, record what it answers in OUT/captures, and compare that: demo, simulator, or the base URL of"
                        + " a REST API on this machine. Only reads, unless --allow-orders says otherwise. Never production.",
                "Private operations need a key: KALSHI_PERPS_KEY_ID and KALSHI_PERPS_PRIVATE_KEY_PATH."
            })
    private @Nullable String target;

    @Option(
            names = "--allow-orders",
            description =
                    "With --target: place small orders far from the market, change and cancel them; those that a run before"
                            + " this one left are cancelled first.")
    private boolean allowOrders;

    @Option(
            names = "--listen",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "With --target: how long to listen to the WebSocket. Default: ${DEFAULT-VALUE}.")
    private int listen;

    @Option(names = "--specs", paramLabel = "DIR", description = "The pinned contracts and overlays. Default: specs.")
    private @Nullable Path specs;

    @Option(
            names = "--write",
            paramLabel = "FORM",
            split = ",",
            description = "What is written: ${COMPLETION-CANDIDATES}, with commas between them. Default: all.")
    private List<Output> outputs = List.of(Output.values());

    @Option(
            names = "--since",
            paramLabel = "OLD_REPORT",
            description = "The report.json of an earlier run: the report says what is new and what is gone.")
    private @Nullable Path since;

    @Option(
            names = "--newer",
            paramLabel = "DIR",
            description =
                    "Newer contracts, laid out as those of --contract: what they have and the other ones do not is"
                            + " found as STALE_CONTRACT.")
    private @Nullable Path newer;

    @Option(
            names = "--older",
            paramLabel = "DIR",
            description =
                    "The contracts of the captures' time, laid out as those of --contract: a required member that they do not"
                            + " require may be missing. It is listed as newer than the captures and is no finding.")
    private @Nullable Path older;

    @Option(
            names = "--known",
            paramLabel = "FILE",
            description =
                    "Reviewed deviations, which --fail-on-findings does not count; one that is expired or not found"
                            + " any more fails the run. Default: conformance-tests/known/API.yaml for the default corpus,"
                            + " if there is one.")
    private @Nullable Path known;

    @Option(
            names = "--accept",
            description =
                    "Adds the findings that are not known to that file. Each needs a reason before it can be used.")
    private boolean accept;

    @Option(
            names = "--fail-on-findings",
            description = "Exit with status 1 when there are findings that are not known.")
    private boolean failOnFindings;

    @Option(
            names = "--fail-on-new",
            description =
                    "Exit with status 1 when there are findings that neither --since has nor anybody marked as known.")
    private boolean failOnNew;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private final Clock clock;
    private final Map<String, String> environment;

    /** For picocli. */
    public ConformanceCommand() {
        this(Clock.systemUTC(), System.getenv());
    }

    /**
     * Of another time.
     *
     * @param clock what known drift expires by
     */
    ConformanceCommand(Clock clock) {
        this(clock, Map.of());
    }

    /**
     * Of another time, with variables of its own.
     *
     * @param clock what known drift expires by
     * @param environment in the place of the process's environment
     */
    ConformanceCommand(Clock clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        refuseWhatDoesNotGoTogether();
        Path overlays = orDefault(specs, "specs");
        Path directory = orDefault(out, bindings.report());
        try {
            // First, since it may be what this run replaces.
            EarlierReport earlier = since == null ? null : earlier(since);
            Path knownFile = knownFile();
            KnownDrifts drifts = drifts(knownFile);
            if (target != null) {
                record(target, directory);
            }
            String corpusName = target != null
                    ? captures(directory).toString()
                    : corpus == null ? bindings.corpus() : corpus.toString();
            Path source = target != null ? captures(directory) : orDefault(corpus, corpusName);
            try (Corpus captures = open(source, overlays)) {
                List<CaptureComparison> comparisons = new ArrayList<>();
                for (Bindings compared : bindings.with(captures)) {
                    comparisons.add(compared.comparison(
                            contract == null
                                    ? ContractFile.pinned(compared.api(), overlays)
                                    : ContractFile.other(compared.api(), overlays, contract),
                            new OtherContracts(
                                    other(compared.api(), overlays, newer), other(compared.api(), overlays, older))));
                }
                Progress progress = Progress.of(spec.commandLine().getErr());
                Report compared = Conformance.run(comparisons, captures, corpusName, drifts::explain, progress);
                Report report = earlier == null ? compared : compared.since(earlier);
                ReportFiles.write(report, directory, outputs);
                summarize(report, directory);
                return status(report, drifts, knownFile);
            }
        } catch (ConformanceException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "the report cannot be written: " + e, e);
        }
    }

    private void refuseWhatDoesNotGoTogether() {
        refuse(failOnNew && since == null, "--fail-on-new needs --since: new is what an earlier report lacks");
        refuse(target != null && corpus != null, "--target and --corpus exclude each other");
        refuse(target == null && allowOrders, "--allow-orders: only with --target");
        refuse(listen < 0, "--listen: at least 0 seconds, but was " + listen);
    }

    private void refuse(boolean is, String why) {
        if (is) {
            throw new ParameterException(spec.commandLine(), why);
        }
    }

    private static @Nullable ContractFile other(Api api, Path overlays, @Nullable Path directory) {
        return directory == null ? null : ContractFile.other(api, overlays, directory);
    }

    private EarlierReport earlier(Path file) {
        EarlierReport earlier = EarlierReport.read(file);
        if (!earlier.api().equals(bindings.api().id())) {
            throw new ConformanceException(
                    "the earlier report " + file + " is of --api " + earlier.api() + ", not of " + bindings, null);
        }
        return earlier;
    }

    private static Path captures(Path directory) {
        return directory.resolve("captures");
    }

    private void record(String name, Path directory) throws IOException {
        PrintWriter stdout = spec.commandLine().getOut();
        Duration listening = Duration.ofSeconds(listen);
        try (LiveTarget exchange = LiveTarget.of(name, environment)) {
            stdout.println("asking " + exchange);
            new LiveRun(exchange, captures(directory), directory.resolve("orders.journal"), listening, line -> {
                        stdout.println("  " + line);
                        stdout.flush();
                    })
                    .record(bindings, allowOrders);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConformanceException("interrupted", e);
        }
    }

    /** A file is an HTTP Archive; of anything else that is no directory, the corpus says so. */
    private Corpus open(Path path, Path overlays) {
        if (!Har.isNamed(path) || Files.isDirectory(path)) {
            return Corpus.of(path);
        }
        List<ContractFile> contracts = Arrays.stream(Bindings.values())
                .map(known -> ContractFile.pinned(known.api(), overlays))
                .toList();
        return Corpus.ofHar(path, contracts, EnumSet.of(bindings.api(), Api.WS));
    }

    /** The file of known drift; null when there is none. That of the authored corpora says nothing about other captures. */
    private @Nullable Path knownFile() {
        if (known != null || corpus != null || target != null) {
            if (known == null && accept) {
                throw new ConformanceException("--accept needs to know the file: give --known as well", null);
            }
            return known;
        }
        Path file = orDefault(null, bindings.known());
        return accept || Files.exists(file) ? file : null;
    }

    private KnownDrifts drifts(@Nullable Path file) {
        LocalDate today = LocalDate.now(clock);
        return file == null ? KnownDrifts.none(today) : KnownDrifts.read(file, today, accept);
    }

    private int status(Report report, KnownDrifts drifts, @Nullable Path knownFile) throws IOException {
        PrintWriter stdout = spec.commandLine().getOut();
        int unknown = report.openTotal();
        if (knownFile != null) {
            stdout.printf("%d findings are known from %s, %d are not%n", report.total() - unknown, knownFile, unknown);
        }
        if (accept && knownFile != null) {
            int added = drifts.accept(knownFile, report.findings());
            stdout.printf("%d entries added to %s%s%n", added, knownFile, added == 0 ? "" : ": give each a reason");
        }
        List<String> outdated = drifts.outdated();
        outdated.forEach(stdout::println);
        stdout.flush();
        boolean fails = (failOnFindings && !accept && unknown > 0)
                || (failOnNew && !accept && !report.fresh().isEmpty());
        return fails || !outdated.isEmpty() ? 1 : 0;
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
        if (!report.newRequirements().isEmpty()) {
            stdout.printf("newer than the captures, and no finding: %s%n", newRequirements(report));
        }
        if (report.changes() != null) {
            changes(report, report.changes(), stdout);
        }
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
        stdout.printf(
                "%s: %s%n",
                outputs.size() == 1 ? "report" : "reports",
                outputs.stream()
                        .map(output -> directory.resolve(output.file()).toString())
                        .collect(Collectors.joining(", ")));
        stdout.flush();
    }

    private static void changes(Report report, Changes changes, PrintWriter stdout) {
        List<Disagreement> fresh =
                report.fresh().stream().map(Finding::disagreement).distinct().toList();
        stdout.printf(
                "since the earlier report: %d new, %d gone, %d not looked at this time%n",
                fresh.size(), changes.gone().size(), changes.notLookedAt().size());
        fresh.forEach(each -> stdout.printf("  new   %s%n", line(each)));
        changes.gone().forEach(past -> stdout.printf("  gone  %s%n", line(past.disagreement())));
    }

    private static String newRequirements(Report report) {
        return report.newRequirements().stream()
                .map(each -> each.path() + " of " + each.name())
                .collect(Collectors.joining(", "));
    }

    private static String line(Disagreement disagreement) {
        return disagreement.kind() + " " + disagreement.path() + " of " + disagreement.name();
    }
}
