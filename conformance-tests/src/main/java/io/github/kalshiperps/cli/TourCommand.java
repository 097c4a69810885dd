package io.github.kalshiperps.cli;

import io.github.kalshiperps.conformance.Recording;
import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.simulator.PerpsSimulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code perps tour}: everything that the clients do, once, against an exchange that the command brings along. */
@Command(
        name = "tour",
        description = {
            "Shows the clients at work on a simulated exchange: no network, no key, a few seconds.",
            "Trades, follows a market live, gets paid funding, asks Klear; records all messages of the run and compares"
                    + " them with the contracts and the models."
        },
        sortOptions = false,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:every step worked, and the models kept every message whole",
            "1:something failed; the last lines say what",
            "2:the tour cannot be run as asked; one line on stderr says why"
        })
public final class TourCommand implements Callable<Integer> {
    /** Five minutes before funding. */
    private static final Instant START = Instant.parse("2026-10-20T11:55:00Z");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the recorded messages and the reports go. Default: target/tour.")
    private @Nullable Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What ids and prices are drawn from. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--specs", paramLabel = "DIR", description = "The pinned contracts and overlays. Default: specs.")
    private @Nullable Path specs;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private final Consumer<PerpsSimulator> onStart;

    /** For picocli. */
    public TourCommand() {
        this(simulator -> {});
    }

    /**
     * With somebody who wants to know the simulator, for tests.
     *
     * @param onStart hears of the simulator when it has started
     */
    TourCommand(Consumer<PerpsSimulator> onStart) {
        this.onStart = onStart;
    }

    @Override
    public Integer call() {
        PrintWriter stdout = spec.commandLine().getOut();
        Path directory = Surroundings.orDefault(out, "target/tour");
        Path captures = directory.resolve("captures");
        try {
            Recording exchange = recording(captures.resolve("exchange"));
            Recording clearing = recording(captures.resolve("klear"));
            boolean worked;
            try (exchange;
                    clearing) {
                worked = record(exchange, clearing, stdout);
            }
            return report(exchange, clearing, directory, stdout) && worked ? 0 : 1;
        } catch (IllegalStateException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "the recording cannot be written: " + e, e);
        } finally {
            stdout.flush();
        }
    }

    /** Times and pseudonyms are those of every tour: there is nobody behind them. */
    private Recording recording(Path captures) throws IOException {
        return Recording.in(captures, "simulator")
                .anew()
                .clock(Clock.fixed(START, ZoneOffset.UTC))
                .pseudonymKey("perps tour on a simulated exchange".getBytes(StandardCharsets.UTF_8))
                .start();
    }

    private boolean record(Recording exchange, Recording clearing, PrintWriter stdout) {
        Conversations conversations = new Conversations(exchange, clearing);
        try (PerpsSimulator simulator = PerpsSimulator.builder()
                .manualClock()
                .startAt(START)
                .seed(seed)
                .flow(Duration.ofSeconds(1))
                .klearHistory()
                .trafficListener(conversations)
                .frameListener(conversations)
                .start()) {
            onStart.accept(simulator);
            return walk(new Tour(simulator, stdout), stdout);
        }
    }

    private static boolean walk(Tour tour, PrintWriter stdout) {
        try {
            tour.walk();
            return true;
        } catch (KalshiException | TourException e) {
            stdout.println();
            stdout.println("FAILED: " + e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stdout.println();
            stdout.println("FAILED: interrupted");
            return false;
        } finally {
            stdout.flush();
        }
    }

    private boolean report(Recording exchange, Recording clearing, Path directory, PrintWriter stdout)
            throws IOException {
        Path contracts = Surroundings.orDefault(specs, "specs");
        boolean whole = report("REST and WebSocket", exchange, "rest", contracts, directory, stdout);
        whole &= report("Klear", clearing, "klear", contracts, directory.resolve("klear"), stdout);
        stdout.println(
                "A finding is where messages and contract differ; the simulator differs where the exchange was seen to. Only");
        stdout.println("recordings of the exchange itself prove anything about it: ./perps conformance --corpus DIR");
        return whole;
    }

    private static boolean report(
            String title, Recording recording, String api, Path contracts, Path directory, PrintWriter stdout)
            throws IOException {
        if (recording.isEmpty()) {
            stdout.println("FAILED: nothing was recorded of " + title);
            return false;
        }
        Recording.Outcome outcome = recording.compare(api, contracts, directory);
        stdout.printf(
                "%s: %d captures%s compared with the contract: %d findings, %s%n",
                title,
                outcome.captures(),
                outcome.frames() == 0 ? "" : " (one with " + outcome.frames() + " frames)",
                outcome.findings().size(),
                outcome.lost().isEmpty()
                        ? "nothing lost in our models"
                        : outcome.lost().size() + " losses");
        outcome.lost().forEach(line -> stdout.println("  FAILED: " + line));
        stdout.println("  " + directory.resolve("index.html") + ", and report.md, report.json and junit.xml beside it");
        return outcome.lost().isEmpty();
    }
}
