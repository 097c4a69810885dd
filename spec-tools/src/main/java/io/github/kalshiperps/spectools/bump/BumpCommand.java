package io.github.kalshiperps.spectools.bump;

import io.github.kalshiperps.spectools.contract.SpecException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code perps spec bump}: takes over what the exchange edited, or says why not. */
@Command(
        name = "bump",
        mixinStandardHelpOptions = true,
        description = {
            "Fetches the exchange's documents and takes over what was edited: pins, places for words, changelog, BUMP.md.",
            "Builds and checks it in a copy beside the checkout first, and puts all of it in place or nothing."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:it is in place, or there was nothing to do",
            "1:the edit is breaking or seems to be older, or a step failed; nothing was changed",
            "2:it could not be done; stderr says why, and nothing was changed"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the required options before it calls.
public final class BumpCommand implements Callable<Integer> {
    /** Set by the launcher. */
    private static final String HOME = "PERPS_HOME";

    private static final Duration LIMIT_OF_A_STEP = Duration.ofHours(1);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DIR_OR_URL",
            description = "Where the documents are, under upstream's names: a folder, or an https address.")
    private String from;

    @Option(
            names = "--checkout",
            paramLabel = "DIR",
            description = "The checkout to change. Default: the one of this command.")
    private @Nullable Path checkout;

    @Option(
            names = "--retrieved",
            paramLabel = "YYYY-MM-DD",
            description = "The day on which the documents were retrieved. Default: today.")
    private @Nullable LocalDate retrieved;

    @Option(names = "--dry-run", description = "Prints the report without running the steps, and changes nothing.")
    private boolean dryRun;

    @Option(names = "--allow-breaking", description = "Takes over an edit that breaks callers or the wire.")
    private boolean allowBreaking;

    @Option(
            names = "--allow-downgrade",
            description =
                    "Takes over documents that were replaced once, are older, or lack a quarter of the operations.")
    private boolean allowDowngrade;

    @Option(names = "--allow-failures", description = "Takes it over even if a step fails; the report says which.")
    private boolean allowFailures;

    @Option(
            names = "--steps",
            paramLabel = "STEPS",
            defaultValue = "all",
            description = "What checks the copy: names of steps with commas between them, all or none (default:"
                    + " ${DEFAULT-VALUE}): build, japicmp, conformance-rest, conformance-klear, conformance-ws.")
    private String steps;

    /** For picocli. */
    public BumpCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Bump.Request request = new Bump.Request(
                    checkout == null ? Path.of(System.getProperty(HOME, "")) : checkout,
                    from,
                    dryRun,
                    allowBreaking,
                    allowDowngrade,
                    allowFailures,
                    retrieved == null ? LocalDate.now(Clock.systemUTC()) : retrieved,
                    Step.named(steps));
            return new Bump(request, new ProcessSteps(LIMIT_OF_A_STEP, System.getenv()), Checkpoint.NONE, out).run();
        } catch (SpecException e) {
            spec.commandLine().getErr().println("perps spec bump: " + e.getMessage());
            return 2;
        } finally {
            out.flush();
        }
    }
}
