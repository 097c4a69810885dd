package io.github.kalshiperps.conformance;

import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.ws.LiveBooks;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.SessionEvent;
import io.github.kalshiperps.ws.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Subscribes to every channel of some markets, so that what comes can be recorded. For one thread. */
final class SocketProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PerpsWebSocket session;
    private final LiveBooks books;
    private final List<String> troubles;

    private SocketProbe(PerpsWebSocket session, LiveBooks books, List<String> troubles) {
        this.session = session;
        this.books = books;
        this.troubles = troubles;
    }

    /**
     * Connects and subscribes. What is refused is noted, and nothing else happens for it.
     *
     * @param builder a session that is recorded
     * @param tickers the markets
     * @throws ConformanceException if there is no connection
     */
    static SocketProbe open(PerpsWebSocket.Builder builder, List<String> tickers) throws InterruptedException {
        List<String> troubles = java.util.Collections.synchronizedList(new ArrayList<>());
        PerpsWebSocket session = builder.onEvent(event -> note(event, troubles)).connect();
        try {
            session.connected().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            LiveBooks books = session.books(tickers);
            List<Subscription> subscriptions = List.of(
                    books,
                    session.trades(tickers.toArray(String[]::new)).listen(trade -> {}),
                    session.tickers(tickers.toArray(String[]::new))
                            .everyMessage()
                            .listen(ticker -> {}),
                    session.fills().listen(fill -> {}),
                    session.userOrders().listen(order -> {}),
                    session.orderGroupUpdates().listen(update -> {}));
            for (Subscription subscription : subscriptions) {
                awaitReady(subscription, troubles);
            }
            return new SocketProbe(session, books, troubles);
        } catch (ExecutionException | TimeoutException | KalshiException e) {
            session.close();
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new ConformanceException(
                    "no WebSocket connection: "
                            + (cause instanceof TimeoutException
                                    ? "no answer within 10 s; " + troubles
                                    : cause.getMessage()),
                    e);
        }
    }

    private static void awaitReady(Subscription subscription, List<String> troubles) throws InterruptedException {
        try {
            subscription.ready().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            troubles.add(subscription.channel() + ": " + (e.getCause() == null ? e : e.getCause()).getMessage());
        } catch (TimeoutException e) {
            troubles.add(subscription.channel() + ": not confirmed within " + PATIENCE.toSeconds() + " s");
        }
    }

    private static void note(SessionEvent event, List<String> troubles) {
        switch (event.kind()) {
            case CONNECTED, SUBSCRIBED, ENDED, DRIFT -> {
                // As it should be; and what deviates is for the comparison.
            }
            default -> troubles.add(event.kind() + ": " + event.text());
        }
    }

    /** Listens for a while, asking for fresh snapshots and for the list of subscriptions in the middle of it. */
    void listen(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis() / 2);
        books.requestSnapshots();
        try {
            session.activeSubscriptions().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | CompletionException | TimeoutException e) {
            troubles.add("list_subscriptions: " + e.getMessage());
        }
        TimeUnit.MILLISECONDS.sleep(time.toMillis() - time.toMillis() / 2);
    }

    /** {@return what the session complained of} */
    List<String> troubles() {
        synchronized (troubles) {
            return List.copyOf(troubles);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
