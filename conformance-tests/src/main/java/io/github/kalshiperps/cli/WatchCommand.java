package io.github.kalshiperps.cli;

import io.github.kalshiperps.core.auth.RequestSigner;
import io.github.kalshiperps.core.config.EnvironmentConfig;
import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.SessionEvent;
import io.github.kalshiperps.ws.Subscription;
import io.github.kalshiperps.ws.api.PerpsWebSocketServers;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code perps watch}: markets live in a terminal. */
@Command(
        name = "watch",
        description = {
            "Shows the books, trades, prices and funding of markets live.",
            "In a terminal it draws in place; elsewhere it writes one line for each change."
        },
        sortOptions = false,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:the seconds are over",
            "130:it was stopped with Ctrl-C",
            "1:the exchange did not answer, or refused",
            "2:it cannot be done as asked; one line on stderr says why"
        })
public final class WatchCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long REDRAW_MILLIS = 250;

    /** Ours and not the real exchange's: looking at the wrong one is how real money gets lost. */
    private static final String PRODUCTION_DOMAIN = "kalshi.com";

    private static final class Source {
        @Option(
                names = "--simulator",
                description =
                        "Watch a simulated exchange that this command brings along; so it is unless told otherwise.")
        @SuppressWarnings("UnusedVariable") // it says what is so without it
        private boolean simulator;

        @Option(
                names = "--demo",
                description = "Watch the demo exchange. Needs a key: KALSHI_PERPS_KEY_ID and"
                        + " KALSHI_PERPS_PRIVATE_KEY_PATH (or KALSHI_PERPS_PRIVATE_KEY).")
        private boolean demo;

        @Option(
                names = "--url",
                paramLabel = "URL",
                description =
                        "Watch what is at this address, such as that of perps simulator; same variables. Never production.")
        private @Nullable String url;
    }

    @Parameters(arity = "1..*", paramLabel = "TICKER", description = "The markets, such as KXBTCPERP1.")
    private List<String> tickers = List.of();

    @ArgGroup
    private Source source = new Source();

    @Option(names = "--seconds", paramLabel = "N", description = "How long. Default: until Ctrl-C.")
    private @Nullable Integer seconds;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private final Supplier<EnvironmentConfig> environment;
    private final boolean terminal;
    private volatile String lastTrouble = "nothing is known of why";

    /** For picocli. */
    public WatchCommand() {
        this(EnvironmentConfig::fromEnv, Surroundings.terminal());
    }

    /**
     * With another environment, for tests.
     *
     * @param environment the variables
     * @param terminal whether to draw in place
     */
    WatchCommand(Supplier<EnvironmentConfig> environment, boolean terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (seconds != null && seconds < 1) {
            throw refused("--seconds: at least 1, but was " + seconds);
        }
        if (source.demo || source.url != null) {
            return watch(elsewhere());
        }
        try (PerpsSimulator simulator =
                PerpsSimulator.builder().flow(SimulatorCommand.MOVES).start()) {
            spec.commandLine().getOut().println("A simulated exchange: prices and traders are made up.");
            return watch(simulator.session());
        }
    }

    private PerpsWebSocket.Builder elsewhere() {
        String address = source.url == null ? PerpsWebSocketServers.DEMO.toString() : source.url;
        if (source.url != null) {
            refuseProduction(source.url);
        }
        try {
            RequestSigner signer = environment.get().signer().orElse(null);
            if (signer == null) {
                throw refused(
                        (source.demo ? "the demo exchange" : address) + " needs a key, for public channels, too: set"
                                + " KALSHI_PERPS_KEY_ID and KALSHI_PERPS_PRIVATE_KEY_PATH");
            }
            return PerpsWebSocket.builder().url(address).signer(signer);
        } catch (ConfigurationException e) {
            throw refused(e.getMessage());
        }
    }

    private void refuseProduction(String address) {
        String host;
        try {
            host = new URI(address).getHost();
        } catch (URISyntaxException e) {
            host = null;
        }
        if (host == null) {
            throw refused("--url: not an absolute ws or wss URL");
        }
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (name.equals(PRODUCTION_DOMAIN) || name.endsWith("." + PRODUCTION_DOMAIN)) {
            throw refused("--url: " + host + " is the production exchange, which this command does not connect to");
        }
    }

    private int watch(PerpsWebSocket.Builder builder) {
        Board board = new Board(tickers, terminal, spec.commandLine().getOut());
        try (PerpsWebSocket session =
                builder.onEvent(event -> hear(board, event)).connect()) {
            String[] markets = tickers.toArray(String[]::new);
            List<Subscription> subscriptions = List.of(
                    session.orderbooks(markets).listen(board::onBook),
                    session.trades(markets).listen(trade -> board.onTrade(trade.msg())),
                    session.tickers(markets).listen(ticker -> board.onTicker(ticker.msg())));
            for (Subscription subscription : subscriptions) {
                subscription.ready().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            long end = seconds == null ? Long.MAX_VALUE : System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            while (!session.done().isDone() && (seconds == null || System.nanoTime() - end < 0)) {
                TimeUnit.MILLISECONDS.sleep(REDRAW_MILLIS);
                board.redraw();
            }
            session.done().getNow(null); // throws what ended it, if it failed
            return 0;
        } catch (ConfigurationException e) {
            throw refused(e.getMessage());
        } catch (KalshiException | java.util.concurrent.CompletionException e) {
            return failed(e);
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return failed(new TimeoutException("no answer within " + PATIENCE.toSeconds() + " s; " + lastTrouble));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } finally {
            spec.commandLine().getOut().flush();
        }
    }

    private void hear(Board board, SessionEvent event) {
        if (event.kind() == SessionEvent.Kind.DISCONNECTED || event.kind() == SessionEvent.Kind.EXCHANGE_ERROR) {
            lastTrouble = event.text();
        }
        switch (event.kind()) {
            case CONNECTED, DISCONNECTED, GAP_DETECTED, GAP_HEALED, EXCHANGE_ERROR -> board.onEvent(event.text());
            default -> {
                // Of no use to somebody who watches prices.
            }
        }
    }

    private int failed(Throwable e) {
        spec.commandLine().getErr().println("perps watch: " + e.getMessage());
        return 1;
    }

    private ParameterException refused(@Nullable String message) {
        return new ParameterException(spec.commandLine(), String.valueOf(message));
    }
}
