package io.github.kalshiperps.cli;

import io.github.kalshiperps.simulator.PerpsSimulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code perps simulator}: an exchange on this machine, until it is interrupted. */
@Command(
        name = "simulator",
        description = "Runs a simulated exchange on this machine until Ctrl-C: REST, WebSocket and Klear.",
        sortOptions = false,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"130:it was stopped with Ctrl-C", "2:it cannot start as asked; one line on stderr says why"})
public final class SimulatorCommand implements Callable<Integer> {
    private static final long CLOSING_SECONDS = 10;

    /** From move to move of the markets: often enough to look at. */
    static final Duration MOVES = Duration.ofMillis(250);

    @Option(names = "--port", paramLabel = "N", description = "The port to listen at. Default: any that is free.")
    private int port;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What ids, moves and Klear's books are drawn from. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--flow",
            description = "Lets made-up traders quote and trade in every market. Without it the books are empty.")
    private boolean flow;

    @Option(
            names = "--misbehave",
            paramLabel = "TEXT",
            description = {
                "What to do wrong: parts with commas, each FAULT[:OPERATION or PATH][:TIMES].",
                "FAULT is a status from 400 to 599, delay=TIME, drop, drop-after, cut, add=MEMBER, omit=MEMBER,"
                        + " enum=MEMBER or skew=TIME.",
                "Example: 429:3,drop-after:CreateMarginOrder:1,delay=200ms"
            })
    private @Nullable String misbehave;

    @Option(
            names = "--key-file",
            paramLabel = "PATH",
            description = "A new file for the account's private key, readable by you alone; removed at the end.")
    private @Nullable Path keyFile;

    @Option(
            names = "--klear-token-file",
            paramLabel = "PATH",
            description = "A new file for the token of Klear's admin user, in the same way.")
    private @Nullable Path tokenFile;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** For picocli. */
    public SimulatorCommand() {}

    @Override
    public Integer call() {
        Thread waiting = Thread.currentThread();
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            waiting.interrupt();
            try {
                boolean unused = closed.await(CLOSING_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                // The process ends anyway.
            }
        });
        List<Path> secrets = new ArrayList<>();
        try (PerpsSimulator simulator = start()) {
            Runtime.getRuntime().addShutdownHook(hook);
            write(keyFile, "--key-file", simulator.account().privateKeyPem(), secrets);
            write(tokenFile, "--klear-token-file", simulator.klearCredentials().accessToken(), secrets);
            introduce(simulator);
            new CountDownLatch(1).await();
            throw new AssertionError("Nothing opens this latch");
        } catch (InterruptedException e) {
            PrintWriter stdout = spec.commandLine().getOut();
            stdout.println("Stopped.");
            stdout.flush();
            return 0;
        } finally {
            secrets.forEach(SimulatorCommand::remove);
            closed.countDown();
            forget(hook);
        }
    }

    private PerpsSimulator start() {
        PerpsSimulator.Builder builder =
                PerpsSimulator.builder().seed(seed).port(port).klearHistory();
        PerpsSimulator running;
        try {
            running = (flow ? builder.flow(MOVES) : builder).start();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        if (misbehave != null) {
            try {
                running.misbehaviour().apply(misbehave);
            } catch (IllegalArgumentException e) {
                running.close();
                throw new ParameterException(spec.commandLine(), "--misbehave: " + e.getMessage(), e);
            }
        }
        return running;
    }

    private void write(@Nullable Path file, String option, String secret, List<Path> written) {
        if (file == null) {
            return;
        }
        try {
            boolean posix =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
            if (posix) {
                // From the first moment on, not after the secret is in it.
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
            written.add(file);
            Files.write(file, secret.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new ParameterException(
                    spec.commandLine(), option + ": there is a file " + file + " already, which is left alone", e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + file + " cannot be written: " + e, e);
        }
    }

    private void introduce(PerpsSimulator simulator) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "A simulated perps exchange. Prices, money and traders are made up; what it does proves nothing about the");
        out.println("real exchange. It is simpler: one shard, no liquidation, nobody but you"
                + (flow ? " and made-up traders" : ", so that the books are empty without --flow")
                + ";");
        out.println("perps-simulator/README.md has the list.");
        out.println();
        out.println("  REST       " + simulator.restUrl());
        out.println("  WebSocket  " + simulator.webSocketUrl());
        out.println("  Klear      " + simulator.klearUrl());
        out.println();
        out.println("Public REST operations need no key:");
        out.println("  curl " + simulator.restUrl() + "/margin/markets");
        out.println("For everything else, with our clients or others that read these variables:");
        out.println("  export KALSHI_PERPS_API_BASE_URL=" + simulator.restUrl());
        out.println("  export KALSHI_PERPS_WS_BASE_URL=" + simulator.webSocketUrl());
        out.println("  export KALSHI_PERPS_KEY_ID=" + simulator.account().keyId());
        out.println(
                keyFile == null
                        ? "  (start it with --key-file PATH to have the private key written there)"
                        : "  export KALSHI_PERPS_PRIVATE_KEY_PATH=" + keyFile.toAbsolutePath());
        if (tokenFile != null) {
            out.println("  export KALSHI_KLEAR_API_BASE_URL=" + simulator.klearUrl());
            out.println("  export KALSHI_KLEAR_ADMIN_USER_ID="
                    + simulator.klearCredentials().adminUserId());
            out.println("  export KALSHI_KLEAR_ACCESS_TOKEN=$(cat " + tokenFile.toAbsolutePath() + ")");
        }
        out.println();
        out.println("Ctrl-C stops it.");
        out.flush();
    }

    private static void remove(Path secret) {
        try {
            boolean unused = Files.deleteIfExists(secret);
        } catch (IOException e) {
            // It is worth nothing without the simulator.
        }
    }

    private static void forget(Thread hook) {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running: that is how this came to an end.
        }
    }
}
