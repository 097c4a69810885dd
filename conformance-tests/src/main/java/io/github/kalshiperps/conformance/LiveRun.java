package io.github.kalshiperps.conformance;

import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.MarginMarket;
import io.github.kalshiperps.rest.model.MarginMarketStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Asks a live exchange and records what it answers, for the comparison that follows. For one thread. */
final class LiveRun {
    private static final int MARKETS = 5;

    /** An order may be missing from lists for seconds after it was placed. */
    private static final Duration LAG = Duration.ofSeconds(10);

    private final LiveTarget target;
    private final Path captures;
    private final Path journal;
    private final Duration listening;
    private final Consumer<String> say;

    /**
     * Sets a run up.
     *
     * @param target whom to ask
     * @param captures where the captures go; those of an earlier run are removed
     * @param journal where orders are noted before they are placed
     * @param listening how long the WebSocket is listened to
     * @param say is told what happens, in lines
     */
    LiveRun(LiveTarget target, Path captures, Path journal, Duration listening, Consumer<String> say) {
        this.target = target;
        this.captures = captures;
        this.journal = journal;
        this.listening = listening;
        this.say = say;
    }

    /**
     * Asks.
     *
     * @param bindings whose operations
     * @param allowOrders whether orders may be placed, and must be cleared up behind an earlier run
     * @throws ConformanceException if the exchange cannot be asked, or an order may be left
     * @throws IOException if the captures cannot be written
     */
    void record(Bindings bindings, boolean allowOrders) throws IOException, InterruptedException {
        if (allowOrders && (bindings != Bindings.REST || !target.hasKey())) {
            throw new ConformanceException(
                    bindings != Bindings.REST
                            ? "--allow-orders: orders are placed with --api rest only"
                            : "--allow-orders: needs a key (KALSHI_PERPS_KEY_ID, KALSHI_PERPS_PRIVATE_KEY_PATH)",
                    null);
        }
        Recording.Builder recording = Recording.in(captures, target.environment())
                .clock(target.clock())
                .anew();
        target.secrets().forEach(recording::secret);
        try (Recording running = recording.start()) {
            if (bindings == Bindings.KLEAR) {
                klear(running);
            } else {
                perps(running, bindings == Bindings.REST, allowOrders);
            }
            running.leftOut().forEach((reason, count) -> say.accept("not recorded, " + count + " times: " + reason));
        }
    }

    private void klear(Recording recording) {
        if (!target.hasKlearToken()) {
            throw new ConformanceException(
                    "Klear needs KALSHI_KLEAR_ADMIN_USER_ID and KALSHI_KLEAR_ACCESS_TOKEN", null);
        }
        OkHttpClient http = new OkHttpClient();
        try (KlearClient klear =
                target.klear().httpClient(recording.record(http)).build()) {
            tell(new KlearProbe(klear, target.clock()).ask());
        } finally {
            close(http);
        }
    }

    private void perps(Recording recording, boolean rest, boolean allowOrders) throws InterruptedException {
        OkHttpClient http = new OkHttpClient();
        OrderDrill drill = null;
        Thread hook = null;
        try (PerpsClient plain = target.rest().httpClient(http).build();
                PerpsClient recorded =
                        target.rest().httpClient(recording.record(http)).build()) {
            if (allowOrders) {
                // Clearing up is not what is measured, and so not recorded.
                OrderDrill sweeping = new OrderDrill(plain, new OrderJournal(journal), LAG, say);
                int left = sweeping.sweep();
                if (left > 0) {
                    say.accept(
                            "cancelled " + left + (left == 1 ? " order" : " orders") + " that an earlier run had left");
                }
                drill = new OrderDrill(recorded, new OrderJournal(journal), LAG, say);
                hook = sweepAtEnd(drill, sweeping);
            }
            // Opened first, so that what happens to the orders comes as messages, too.
            try (@Nullable SocketProbe socket = socket(recording, plain)) {
                if (rest) {
                    Asking asking = new RestProbe(recorded, target.hasKey(), target.clock()).ask();
                    if (drill != null) {
                        drill.run(asking);
                    }
                    tell(asking);
                }
                if (socket != null) {
                    say.accept("listening for " + listening.toSeconds() + " s");
                    socket.listen(listening);
                    socket.troubles().forEach(trouble -> say.accept("WebSocket: " + trouble));
                }
            }
        } finally {
            forget(hook);
            close(http);
        }
    }

    private @Nullable SocketProbe socket(Recording recording, PerpsClient plain) throws InterruptedException {
        if (!target.hasKey()) {
            say.accept("WebSocket: not asked, needs a key");
            return null;
        }
        try {
            List<String> active = plain.markets().list().execute().markets().stream()
                    .filter(market -> MarginMarketStatus.ACTIVE.equals(market.status()))
                    .limit(MARKETS)
                    .map(MarginMarket::ticker)
                    .toList();
            if (active.isEmpty()) {
                say.accept("WebSocket: not asked, no market trades");
                return null;
            }
            return SocketProbe.open(target.webSocket().openedBy(recording::webSockets), active);
        } catch (KalshiException e) {
            throw new ConformanceException("the exchange does not list its markets: " + e.getMessage(), e);
        }
    }

    /** Ctrl-C, too, must leave nothing behind. */
    private Thread sweepAtEnd(OrderDrill drill, OrderDrill sweeping) {
        Thread hook = new Thread(() -> {
            drill.stop();
            try {
                sweeping.sweep();
            } catch (ConformanceException e) {
                say.accept(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                say.accept("interrupted while cancelling orders; run it again");
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private static void forget(@Nullable Thread hook) {
        if (hook == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running: that is how this came to an end.
            return;
        }
    }

    private void tell(Asking asking) {
        say.accept("asked " + asking.asked().size() + " operations, "
                + asking.asked().values().stream().mapToInt(Integer::intValue).sum() + " times");
        Stream.of(asking.leftOut(), asking.unanswered())
                .forEach(map -> map.forEach((operation, reason) -> {
                    if (!reason.equals("writes")) {
                        say.accept(operation + ": not answered: " + reason);
                    }
                }));
        asking.unreadable().forEach(reason -> say.accept("could not ask on: " + reason));
    }

    private static void close(OkHttpClient http) {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
