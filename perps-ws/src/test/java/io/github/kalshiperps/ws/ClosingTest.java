package io.github.kalshiperps.ws;

import static io.github.kalshiperps.ws.SessionFixture.BTC;
import static io.github.kalshiperps.ws.SessionFixture.ETH;
import static io.github.kalshiperps.ws.SessionFixture.SOON;
import static io.github.kalshiperps.ws.SessionFixture.confirm;
import static io.github.kalshiperps.ws.SessionFixture.eventually;
import static io.github.kalshiperps.ws.SessionFixture.expect;
import static io.github.kalshiperps.ws.SessionFixture.expectUpdate;
import static io.github.kalshiperps.ws.SessionFixture.never;
import static io.github.kalshiperps.ws.SessionFixture.snapshot;
import static io.github.kalshiperps.ws.SessionFixture.trade;
import static io.github.kalshiperps.ws.SessionFixture.whenDone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.auth.RequestSigner;
import io.github.kalshiperps.core.book.InvalidBookException;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.model.TradeMessage;
import io.github.kalshiperps.ws.server.Peer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ClosingTest {
    private static final Duration STEP = Duration.ofMillis(150);

    /** What the documentation allows, and a little for a busy machine. */
    private static final Duration LIMIT = STEP.multipliedBy(4).plusMillis(500);

    @RegisterExtension
    final SessionFixture x = new SessionFixture();

    private final Set<Thread> before = new HashSet<>();

    @BeforeEach
    void rememberThreads() {
        before.addAll(Thread.getAllStackTraces().keySet());
    }

    // --- once, twice, many times

    @Test
    void closingSaysGoodbyeAndEndsEverything() {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        assertThat(trades.ready()).succeedsWithin(SOON);
        session.close();

        assertThat(peer.awaitClosed(SOON)).isEqualTo(1000);
        assertThat(session.state()).isEqualTo(PerpsWebSocket.State.ENDED);
        assertThat(session.done()).isCompleted();
        assertThat(trades.done()).isCompleted();
        expectNoThreads();
        session.close();
        session.close();
        assertThat(x.events.all(Kind.ENDED)).hasSize(1);
        List<SessionEvent> events = x.events.all();
        assertThat(events.get(events.size() - 1).kind()).isEqualTo(Kind.ENDED);
        assertThat(x.events.all(Kind.DISCONNECTED)).isEmpty();
        assertThat(x.events.all(Kind.GAP_DETECTED))
                .as("nobody misses anything any more")
                .isEmpty();
        never("another connection", Duration.ofMillis(50), () -> x.server.connections() > 1);
    }

    @Test
    void severalThreadsMayCloseAtOnce() throws Exception {
        PerpsWebSocket session = x.connect(x.builder().closeTimeout(Duration.ofSeconds(5)));
        Peer peer = x.peer();
        assertThat(session.connected()).succeedsWithin(SOON);
        CyclicBarrier together = new CyclicBarrier(8);
        List<CompletableFuture<PerpsWebSocket.State>> closers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            closers.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            together.await(10, TimeUnit.SECONDS);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                        session.close();
                        return session.state();
                    },
                    task -> new Thread(task).start()));
        }
        for (CompletableFuture<PerpsWebSocket.State> closer : closers) {
            assertThat(closer).succeedsWithin(Duration.ofSeconds(4)).isEqualTo(PerpsWebSocket.State.ENDED);
        }
        assertThat(peer.awaitClosed(SOON)).isEqualTo(1000);
        assertThat(x.events.all(Kind.ENDED)).hasSize(1);
        expectNoThreads();
    }

    @Test
    void aThreadThatIsInterruptedDoesNotWait() {
        PerpsWebSocket session = x.connect(x.builder().closeTimeout(Duration.ofSeconds(4)));
        Peer peer = x.peer();
        assertThat(session.connected()).succeedsWithin(SOON);
        peer.answerClose(false);
        Thread.currentThread().interrupt();
        long start = System.nanoTime();
        session.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(peer.awaitCloseFrame(SOON)).isEqualTo(1000);
        peer.drop();
        expectNoThreads();
    }

    // --- at any time

    @Test
    void aSessionThatIsConnectingIsClosed() {
        x.server.ignoreNext(1);
        PerpsWebSocket session = x.connect(x.builder().closeTimeout(STEP));
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        x.server.awaitHandshake(SOON);
        closeInTime(session);
        assertThat(session.connected())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(SessionEndedException.class);
        assertThat(session.done()).succeedsWithin(SOON);
        assertThat(trades.ready()).failsWithin(SOON);
        assertThat(trades.done()).succeedsWithin(SOON);
        expectNoThreads();
    }

    @Test
    void aSessionWhoseSignerTakesForeverIsClosed() {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        RequestSigner real = x.keys.signer();
        PerpsWebSocket session = x.connect(x.builder().closeTimeout(STEP).signer(new RequestSigner() {
            @Override
            public String keyId() {
                return real.keyId();
            }

            @Override
            public byte[] sign(byte[] message) {
                asked.countDown();
                await(gate);
                return real.sign(message);
            }
        }));
        await(asked);
        closeInTime(session);
        gate.countDown();
        expectNoThreads();
        assertThat(x.server.connections()).isZero();
    }

    @Test
    void aSessionThatWaitsForItsNextTryIsClosedAtOnce() {
        x.server.refuseNext(1, 503, Map.of(), "");
        PerpsWebSocket session = x.connect(x.builder()
                .reconnectDelay(Duration.ofSeconds(20), Duration.ofSeconds(20))
                .closeTimeout(Duration.ofSeconds(5)));
        x.events.await(Kind.DISCONNECTED);
        long start = System.nanoTime();
        session.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        expectNoThreads();
        assertThat(x.server.connections()).isEqualTo(1);
    }

    @Test
    void aSessionMayBeClosedAtAnyMoment() throws Exception {
        for (int i = 0; i < 30; i++) {
            PerpsWebSocket session = x.connect(x.builder().closeTimeout(Duration.ofSeconds(2)));
            MessageStream<TradeMessage> trades = session.trades(BTC).stream();
            long until = System.nanoTime() + i * 200_000L;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            session.close();
            assertThat(session.connected()).as("round %d", i).isDone();
            assertThat(session.done()).isCompleted();
            assertThat(trades.next(Duration.ZERO)).isEmpty();
        }
        expectNoThreads();
    }

    // --- from within

    @ParameterizedTest
    @ValueSource(strings = {"listener", "event", "future", "subscriber", "backfill"})
    void codeOfTheProgramMayCloseTheSession(String where) throws Exception {
        CompletableFuture<PerpsWebSocket> session = new CompletableFuture<>();
        CompletableFuture<PerpsWebSocket.State> closed = new CompletableFuture<>();
        Runnable close = () -> {
            try {
                PerpsWebSocket mine = session.get(10, TimeUnit.SECONDS);
                mine.close();
                closed.complete(mine.state());
            } catch (Throwable e) {
                closed.completeExceptionally(e);
            }
        };
        PerpsWebSocket.Builder builder = x.builder().closeTimeout(Duration.ofSeconds(5));
        session.complete(x.connect(
                where.equals("event")
                        ? builder.onEvent(event -> {
                            if (event.kind() == Kind.SUBSCRIBED) {
                                close.run();
                            }
                        })
                        : builder));
        Feed<TradeMessage> feed = session.get().trades(BTC);
        if (where.equals("listener")) {
            feed.listen(message -> close.run());
        } else if (where.equals("subscriber")) {
            feed.publisher().subscribe(new ClosingSubscriber(close));
        } else if (where.equals("backfill")) {
            feed.backfill(
                            (from, until) -> {
                                close.run();
                                return List.of();
                            },
                            message -> message.msg().tradeId())
                    .listen(message -> {});
        } else {
            Subscription subscription = feed.listen(message -> {});
            if (where.equals("future")) {
                whenDone(subscription.ready(), close);
            }
        }
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        peer.send(trade(1, 1, BTC, "6.1"));
        peer.send(trade(1, 3, BTC, "6.1"));
        // It cannot wait for itself, so it does not wait at all.
        assertThat(closed).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(PerpsWebSocket.State.ENDED);
        assertThat(peer.awaitClosed(SOON)).isEqualTo(1000);
        expectNoThreads();
    }

    private record ClosingSubscriber(Runnable close) implements Flow.Subscriber<TradeMessage> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(TradeMessage message) {
            close.run();
        }

        @Override
        public void onError(Throwable why) {}

        @Override
        public void onComplete() {}
    }

    // --- what goes on while it is closed

    @Test
    void consumersGetWhatWasReceived() {
        PerpsWebSocket session = x.connect(x.builder().closeTimeout(Duration.ofSeconds(5)));
        CountDownLatch closing = new CountDownLatch(1);
        List<Long> heard = new CopyOnWriteArrayList<>();
        Subscription trades = session.trades(BTC).listen(message -> {
            await(closing);
            heard.add(message.seq());
        });
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        for (int i = 1; i <= 100; i++) {
            peer.send(trade(1, i, BTC, "6.1"));
        }
        x.sync(peer);
        whenDone(trades.done(), closing::countDown);
        session.close();
        assertThat(heard).hasSize(100).isSorted();
        expectNoThreads();
    }

    @Test
    void aConsumerThatBlocksForEverIsInterrupted() {
        PerpsWebSocket session = x.connect(x.builder().closeTimeout(STEP));
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch called = new CountDownLatch(1);
        session.trades(BTC).listen(message -> {
            called.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                Thread.currentThread().interrupt();
            }
        });
        List<Long> others = new CopyOnWriteArrayList<>();
        session.trades(BTC).listen(message -> others.add(message.seq()));
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        peer.send(trade(1, 1, BTC, "6.1"));
        await(called);
        closeInTime(session);
        assertThat(interrupted).isTrue();
        assertThat(others).containsExactly(1L);
        expectNoThreads();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConsumerThatBlocksAtEveryMessageIsInterruptedOnceAndNotCalledAgain(boolean subscriber) {
        PerpsWebSocket session = x.connect(x.builder().closeTimeout(STEP));
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Runnable block = () -> {
            calls.incrementAndGet();
            called.countDown();
            try {
                release.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                // As much code does, it takes no further notice.
            }
        };
        Feed<TradeMessage> trades = session.trades(BTC);
        if (subscriber) {
            trades.publisher().subscribe(new BlockingSubscriber(block));
        } else {
            trades.listen(message -> block.run());
        }
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        for (int i = 1; i <= 3; i++) {
            peer.send(trade(1, i, BTC, "6.1"));
        }
        x.sync(peer);
        await(called);
        try {
            closeInTime(session);
            expectNoThreads();
            assertThat(calls).hasValue(1);
        } finally {
            release.countDown();
        }
    }

    private record BlockingSubscriber(Runnable block) implements Flow.Subscriber<TradeMessage> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(TradeMessage message) {
            block.run();
        }

        @Override
        public void onError(Throwable why) {}

        @Override
        public void onComplete() {}
    }

    @Test
    void aConsumerThatCannotEvenBeInterruptedDoesNotHoldUpWhoCloses() {
        PerpsWebSocket session = x.connect(x.builder().closeTimeout(STEP));
        CountDownLatch called = new CountDownLatch(1);
        AtomicBoolean release = new AtomicBoolean();
        session.trades(BTC).listen(message -> {
            called.countDown();
            while (!release.get()) {
                Thread.onSpinWait();
            }
        });
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        peer.send(trade(1, 1, BTC, "6.1"));
        await(called);
        closeInTime(session);
        release.set(true);
        expectNoThreads();
    }

    @Test
    void anExchangeThatDoesNotAnswerTheGoodbyeIsLeft() {
        PerpsWebSocket session = x.connect(x.builder().closeTimeout(STEP));
        Peer peer = x.peer();
        assertThat(session.connected()).succeedsWithin(SOON);
        peer.answerClose(false);
        closeInTime(session);
        assertThat(peer.awaitCloseFrame(SOON)).isEqualTo(1000);
        peer.awaitClosed(SOON);
        expectNoThreads();
    }

    @Test
    void anExchangeThatGoesOnSendingIsLeft() {
        PerpsWebSocket session = x.connect(x.builder().closeTimeout(STEP));
        session.trades(BTC).listen(message -> {});
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        peer.answerClose(false);
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 1; !stop.get(); i++) {
                    peer.send(trade(1, i, BTC, "6.1"));
                }
            } catch (UncheckedIOException e) {
                // Gone, as expected.
            }
        });
        x.sync(peer);
        closeInTime(session);
        stop.set(true);
        assertThat(sending).succeedsWithin(SOON);
        expectNoThreads();
    }

    @Test
    void anExchangeThatDoesNotReadIsLeft() {
        PerpsWebSocket session = x.connect(x.builder().closeTimeout(STEP));
        Peer peer = x.peer();
        assertThat(session.connected()).succeedsWithin(SOON);
        peer.pauseReading();
        // More than the buffers of both systems take: the rest, and the goodbye behind it, cannot leave.
        String longName = "X".repeat(1_000);
        session.books(IntStream.range(0, 12_000).mapToObj(i -> longName + i).toList());
        closeInTime(session);
        expectNoThreads();
    }

    @Test
    void everyFutureCompletesAndEverybodyWhoWaitsIsWoken() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, Map.of("orderbook_delta", 1L, "trade", 2L));
        assertThat(trades.ready()).succeedsWithin(SOON);
        CompletableFuture<Void> added = trades.addMarkets(List.of(ETH));
        expectUpdate(peer, "add_markets", ETH);
        CompletableFuture<?> list = session.activeSubscriptions();
        expect(peer, "list_subscriptions");
        MessageStream<?> fills = session.fills().stream();
        expect(peer, "subscribe");
        AtomicReference<@Nullable Throwable> awaited = new AtomicReference<>();
        Thread waitsForABook = new Thread(() -> {
            try {
                books.await(BTC, SOON.multipliedBy(2));
            } catch (Exception e) {
                awaited.set(e);
            }
        });
        waitsForABook.start();
        CompletableFuture<Boolean> waitsForATrade =
                CompletableFuture.supplyAsync(() -> trades.iterator().hasNext(), task -> new Thread(task).start());
        eventually("it waits", () -> waitsForABook.getState() == Thread.State.TIMED_WAITING);
        session.close();

        assertThat(session.done()).succeedsWithin(SOON);
        assertThat(added).failsWithin(SOON).withThrowableThat().havingCause().isInstanceOf(SessionEndedException.class);
        assertThat(list).failsWithin(SOON);
        assertThat(fills.ready())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(SessionEndedException.class);
        assertThat(fills.done()).succeedsWithin(SOON);
        assertThat(books.done()).succeedsWithin(SOON);
        assertThat(waitsForATrade).succeedsWithin(SOON).isEqualTo(false);
        waitsForABook.join(10_000);
        assertThat(awaited.get()).isInstanceOf(InvalidBookException.class);
        expectNoThreads();
    }

    // --- afterwards

    @Test
    void nothingCanBeWantedOfASessionThatIsOver() {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Feed<TradeMessage> feed = session.trades(BTC);
        Peer peer = x.peer();
        confirm(peer, Map.of("orderbook_delta", 1L, "trade", 2L));
        peer.send(snapshot(1, 1, BTC));
        x.sync(peer);
        assertThat(books.isValid(BTC)).isTrue();
        session.close();

        assertThatThrownBy(() -> session.books(BTC)).isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(feed::stream).isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(() -> feed.listen(message -> {})).isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(session::activeSubscriptions).isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(() -> trades.addMarkets(List.of(ETH))).isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(() -> books.view(BTC)).isInstanceOf(InvalidBookException.class);
        assertThat(books.isValid(BTC)).isFalse();
        trades.close();
        books.close();
        assertThat(trades.isOver()).isTrue();
        assertThat(session.toString()).contains("ENDED");
    }

    @Test
    void aSessionThatTheExchangeEndedLeavesNothingBehind() {
        PerpsWebSocket session = x.connect();
        Peer peer = x.peer();
        assertThat(session.connected()).succeedsWithin(SOON);
        peer.close(1008, "too many");
        assertThat(session.done()).failsWithin(SOON);
        expectNoThreads();
        session.close();
    }

    @Test
    void aSessionThatWasRefusedLeavesNothingBehind() {
        x.server.refuseNext(1, 401, Map.of(), "");
        PerpsWebSocket session = x.connect();
        assertThat(session.done()).failsWithin(SOON);
        expectNoThreads();
        session.close();
    }

    @Test
    void anHttpClientOfTheProgramStaysItsOwn() {
        OkHttpClient client = new OkHttpClient();
        PerpsWebSocket first = x.connect(x.builder().httpClient(client));
        assertThat(first.connected()).succeedsWithin(SOON);
        first.close();
        assertThat(client.dispatcher().executorService().isShutdown()).isFalse();
        PerpsWebSocket second = x.connect(x.builder().httpClient(client));
        assertThat(second.connected()).succeedsWithin(SOON);
        second.close();
        client.dispatcher().executorService().shutdown();
        expectNoThreads();
    }

    // --- helpers

    private static void closeInTime(PerpsWebSocket session) {
        long start = System.nanoTime();
        session.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
        assertThat(session.state()).isEqualTo(PerpsWebSocket.State.ENDED);
    }

    /** A thread that has nothing more to do needs a moment to end. */
    private void expectNoThreads() {
        List<Thread> alive = new ArrayList<>();
        eventually(() -> "these end: " + describe(alive), Duration.ofSeconds(3), () -> {
            alive.clear();
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread))
                    .filter(ClosingTest::isOfASession)
                    .forEach(alive::add);
            return alive.isEmpty();
        });
    }

    /** OkHttp's task runners serve the whole program and end by themselves; while one serves a session, it has another name. */
    private static boolean isOfASession(Thread thread) {
        return thread.getName().startsWith("perps-ws-")
                || (thread.getName().startsWith("OkHttp ") && !thread.getName().startsWith("OkHttp TaskRunner"));
    }

    private static List<String> describe(List<Thread> threads) {
        return threads.stream()
                .map(thread -> thread.getName() + " at "
                        + List.of(thread.getStackTrace()).stream().limit(5).toList())
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
