package io.github.kalshiperps.ws;

import static io.github.kalshiperps.ws.SessionFixture.BTC;
import static io.github.kalshiperps.ws.SessionFixture.ETH;
import static io.github.kalshiperps.ws.SessionFixture.SOON;
import static io.github.kalshiperps.ws.SessionFixture.confirm;
import static io.github.kalshiperps.ws.SessionFixture.delta;
import static io.github.kalshiperps.ws.SessionFixture.eventually;
import static io.github.kalshiperps.ws.SessionFixture.expect;
import static io.github.kalshiperps.ws.SessionFixture.expectUpdate;
import static io.github.kalshiperps.ws.SessionFixture.fill;
import static io.github.kalshiperps.ws.SessionFixture.ok;
import static io.github.kalshiperps.ws.SessionFixture.snapshot;
import static io.github.kalshiperps.ws.SessionFixture.subscribed;
import static io.github.kalshiperps.ws.SessionFixture.ticker;
import static io.github.kalshiperps.ws.SessionFixture.trade;
import static io.github.kalshiperps.ws.SessionFixture.unsubscribed;
import static io.github.kalshiperps.ws.SessionFixture.whenDone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.FillMessage;
import io.github.kalshiperps.ws.model.TickerMessage;
import io.github.kalshiperps.ws.model.TradeMessage;
import io.github.kalshiperps.ws.server.Command;
import io.github.kalshiperps.ws.server.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ConsumptionTest {
    @RegisterExtension
    final SessionFixture x = new SessionFixture();

    // --- listeners

    @Test
    void aListenerGetsMessagesInOrderOneAtATime() {
        List<Long> heard = new CopyOnWriteArrayList<>();
        AtomicInteger atOnce = new AtomicInteger();
        AtomicBoolean overlapping = new AtomicBoolean();
        x.connect().trades(BTC).listen(message -> {
            if (atOnce.incrementAndGet() > 1) {
                overlapping.set(true);
            }
            heard.add(message.seq());
            atOnce.decrementAndGet();
        });
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        trades(peer, 1, 2_000);
        eventually("all have come", () -> heard.size() == 2_000);
        assertThat(heard).isEqualTo(numbers(1, 2_000));
        assertThat(overlapping).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                IllegalStateException.class,
                AssertionError.class,
                Error.class,
                StackOverflowError.class,
                LinkageError.class
            })
    void whatAListenerThrowsIsReportedAndTheNextMessageComes(Class<? extends Throwable> type) throws Exception {
        Throwable thrown = type.getConstructor().newInstance();
        List<Long> heard = new CopyOnWriteArrayList<>();
        x.connect().trades(BTC).listen(message -> {
            heard.add(message.seq());
            if (message.seq() == 1) {
                raise(thrown);
            }
        });
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        trades(peer, 1, 3);
        eventually("all have come", () -> heard.size() == 3);
        SessionEvent failed = x.events.await(Kind.CONSUMER_FAILED);
        assertThat(failed.channel()).contains(Channel.TRADE);
        assertThat(failed.cause()).containsSame(thrown);
        assertThat(x.events.all(Kind.CONSUMER_FAILED)).hasSize(1);
    }

    private static void raise(Throwable why) {
        if (why instanceof Error error) {
            throw error;
        }
        if (why instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Test
    void aListenerThatLeavesItsThreadInterruptedGetsWhatIsQueued() {
        List<Long> heard = new CopyOnWriteArrayList<>();
        CountDownLatch queued = new CountDownLatch(1);
        x.connect().trades(BTC).listen(message -> {
            heard.add(message.seq());
            await(queued);
            Thread.currentThread().interrupt(); // as code does that was interrupted by something of its own
        });
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        trades(peer, 1, 3);
        x.sync(peer);
        queued.countDown();
        eventually(() -> "all come without another message; " + heard, Duration.ofSeconds(2), () -> heard.size() == 3);
    }

    /** What even a virtual machine that is in trouble may throw must not be the last thing that is run. */
    @Test
    void aTaskThatThrowsIsRunAgainWhenSomebodyWakesIt() {
        List<Integer> runs = new ArrayList<>();
        Drain drain = new Drain(Runnable::run, () -> {
            runs.add(runs.size());
            if (runs.size() == 1) {
                throw new OutOfMemoryError("for the test");
            }
        });
        assertThatThrownBy(drain::wake).isInstanceOf(OutOfMemoryError.class);
        drain.wake();
        assertThat(runs).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, AssertionError.class, StackOverflowError.class})
    void aListenerOfEventsThatThrowsHearsOfTheNextEvent(Class<? extends Throwable> type) throws Exception {
        Throwable thrown = type.getConstructor().newInstance();
        List<SessionEvent> heard = new CopyOnWriteArrayList<>();
        PerpsWebSocket session = x.connect(x.builder().onEvent(event -> {
            heard.add(event);
            if (heard.size() == 1) {
                raise(thrown);
            }
        }));
        assertThat(session.connected()).succeedsWithin(SOON);
        Peer peer = x.peer();
        peer.send("{\"type\":\"one\"}");
        peer.send("{\"type\":\"two\"}");
        eventually(
                () -> "the events after the one that it threw at: " + heard,
                Duration.ofSeconds(2),
                () -> heard.stream()
                                .filter(event -> event.kind() == Kind.UNRECOGNIZED_MESSAGE)
                                .count()
                        == 2);
    }

    @Test
    void nothingIsSubscribedBeforeSomebodyListens() {
        PerpsWebSocket session = x.connect();
        Feed<TradeMessage> feed = session.trades(BTC).capacity(10);
        feed.publisher();
        Peer peer = x.peer();
        x.expectNoCommand(session, peer);
        feed.listen(message -> {});
        expect(peer, "subscribe");
    }

    // --- where the program's code runs

    @Test
    void programCodeRunsOnDeliveryThreadsOnly() throws Exception {
        Map<String, String> threads = new ConcurrentHashMap<>();
        CountDownLatch gate = new CountDownLatch(1);
        PerpsWebSocket session = x.connectBehind(gate, x.builder().onEvent(event -> {
            threads.putIfAbsent("event", thread());
            x.events.accept(event);
        }));
        watch(session.connected(), "connected", threads);
        watch(session.done(), "session done", threads);
        MessageStream<TradeMessage> stream = session.trades(BTC).stream();
        watch(stream.ready(), "ready", threads);
        watch(stream.done(), "done", threads);
        session.tickers(BTC).listen(message -> threads.put("listener", thread()));
        session.fills()
                .backfill(
                        (from, until) -> {
                            threads.put("backfill", thread());
                            return List.of();
                        },
                        message -> {
                            threads.put("key", thread());
                            return message.msg().tradeId();
                        })
                .listen(message -> {});
        session.orderbooks(BTC).publisher().subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                threads.put("onSubscribe", thread());
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(BookUpdate update) {
                threads.put("onNext", thread());
            }

            @Override
            public void onError(Throwable why) {
                threads.put("onError", thread());
            }

            @Override
            public void onComplete() {
                threads.put("onComplete", thread());
            }
        });
        gate.countDown();
        Peer peer = x.peer();
        Map<String, Long> sids = Map.of("trade", 1L, "ticker", 2L, "fill", 3L, "orderbook_delta", 4L);
        confirm(peer, sids);
        peer.send(ticker(2, BTC, "6.1"));
        peer.send(fill(3, 1));
        peer.send(snapshot(4, 1, BTC));
        watch(session.activeSubscriptions(), "list", threads);
        Command list = expect(peer, "list_subscriptions");
        peer.send("{\"type\":\"ok\",\"id\":%d,\"msg\":[]}".formatted(list.id()));
        watch(stream.addMarkets(List.of(ETH)), "added", threads);
        Command add = expectUpdate(peer, "add_markets", ETH);
        peer.send(ok(add.id(), 1, BTC, ETH));
        x.sync(peer);
        eventually(() -> "all of it was called: " + threads, SOON, () -> threads.size() >= 9);
        peer.drop();
        confirm(x.peer(), Map.of("trade", 1L, "ticker", 2L, "fill", 3L, "orderbook_delta", 4L));
        eventually(() -> "the backfill was called: " + threads, SOON, () -> threads.containsKey("backfill"));
        session.close();
        eventually(
                () -> "the ends were told: " + threads,
                SOON,
                () -> threads.keySet().containsAll(List.of("done", "session done", "onComplete")));
        assertThat(threads).hasSizeGreaterThanOrEqualTo(13);
        assertThat(threads).allSatisfy((what, name) -> assertThat(name).startsWith("perps-ws-delivery"));
    }

    private static String thread() {
        return Thread.currentThread().getName();
    }

    private static void watch(CompletableFuture<?> future, String what, Map<String, String> threads) {
        assertThat(future).isNotDone();
        whenDone(future, () -> threads.put(what, thread()));
    }

    @Test
    void aListenerMayUseTheSessionAndWaitForIt() {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        MessageStream<FillMessage> fills = session.fills().stream();
        CompletableFuture<Subscription> itself = new CompletableFuture<>();
        CompletableFuture<String> used = new CompletableFuture<>();
        Subscription trades = session.trades(BTC).listen(message -> {
            try {
                Subscription me = itself.get(10, TimeUnit.SECONDS);
                books.view(BTC);
                books.await(BTC, SOON);
                me.addMarkets(List.of(ETH)).get(10, TimeUnit.SECONDS);
                session.activeSubscriptions().get(10, TimeUnit.SECONDS);
                books.requestSnapshots();
                me.removeMarkets(List.of(BTC));
                fills.close();
                fills.done().get(10, TimeUnit.SECONDS);
                me.close();
                me.done().get(10, TimeUnit.SECONDS);
                session.close();
                used.complete("session is " + session.state());
            } catch (Throwable e) {
                used.completeExceptionally(e);
            }
        });
        itself.complete(trades);
        try (Exchange exchange = new Exchange(x.server, false, SessionFixture::snapshot)) {
            assertThat(trades.ready()).succeedsWithin(SOON);
            eventually("the book is there", () -> books.isValid(BTC));
            exchange.send("trade", (sid, seq) -> trade(sid, seq, BTC, "6.1"));
            assertThat(used).succeedsWithin(SOON).isEqualTo("session is ENDED");
        }
    }

    @Test
    void codeThatBlocksHoldsUpNothingButItself() throws Exception {
        CountDownLatch blocked = new CountDownLatch(4);
        CountDownLatch end = new CountDownLatch(1);
        Runnable block = () -> {
            blocked.countDown();
            await(end);
        };
        PerpsWebSocket session = x.connect(x.builder().onEvent(event -> {
            if (event.kind() == Kind.SUBSCRIBED) {
                block.run();
            }
        }));
        try {
            whenDone(session.connected(), block);
            MessageStream<TradeMessage> stream = session.trades(BTC).stream();
            Subscription trades = session.trades(BTC).listen(message -> block.run());
            whenDone(trades.ready(), block);
            Peer peer = x.peer();
            confirm(peer, "trade", 1);
            peer.send(trade(1, 1, BTC, "6.1"));
            assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();

            peer.send(trade(1, 2, BTC, "6.1"));
            assertThat(stream.next(SOON)).isPresent();
            assertThat(stream.next(SOON)).isPresent();
            CompletableFuture<Object> free = CompletableFuture.supplyAsync(() -> {
                LiveBooks books = session.books(BTC);
                books.isValid(BTC);
                books.close();
                trades.markets();
                return session.state();
            });
            assertThat(free).as("nobody holds the lock").succeedsWithin(SOON);
            peer.drop();
            x.peer();
        } finally {
            end.countDown();
        }
    }

    @Test
    void aFutureOfTheSessionBelongsToItAlone() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        PerpsWebSocket session = x.connectBehind(gate, x.builder());
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        session.connected().complete(null);
        session.done().completeExceptionally(new IllegalStateException());
        trades.ready().cancel(true);
        trades.done().complete(null);
        assertThat(session.connected()).isNotDone();
        assertThat(session.done()).isNotDone();
        assertThat(trades.ready()).isNotDone();
        assertThat(trades.done()).isNotDone();
        CompletableFuture<Void> added = trades.addMarkets(List.of(ETH));
        added.cancel(true);
        gate.countDown();
        Peer peer = x.peer();
        assertThat(confirm(peer, "trade", 1).params("market_tickers")).containsExactly(BTC, ETH);
        assertThat(trades.ready()).succeedsWithin(SOON);
    }

    // --- publishers

    @Test
    void aSubscriberGetsAsMuchAsItAskedFor() {
        Recorder<TradeMessage> recorder = new Recorder<>();
        x.connect().trades(BTC).publisher().subscribe(recorder);
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        trades(peer, 1, 10);
        x.sync(peer);
        assertThat(recorder.got).isEmpty();
        recorder.subscription().request(2);
        eventually("two have come", () -> recorder.got.size() == 2);
        recorder.subscription().request(1);
        recorder.subscription().request(3);
        eventually("six have come", () -> recorder.got.size() == 6);
        x.sync(peer);
        assertThat(recorder.got).hasSize(6);
        recorder.subscription().request(Long.MAX_VALUE);
        recorder.subscription().request(Long.MAX_VALUE);
        trades(peer, 11, 20);
        eventually("all have come", () -> recorder.got.size() == 20);
        assertThat(recorder.got).extracting(TradeMessage::seq).isEqualTo(numbers(1, 20));
        assertThat(recorder.end).isNotDone();
    }

    @Test
    void aSubscriberMayAskForOneAtATimeFromWithinForLong() {
        AtomicInteger depth = new AtomicInteger();
        AtomicInteger deepest = new AtomicInteger();
        Recorder<TradeMessage> recorder = new Recorder<>() {
            @Override
            void gotOne() {
                deepest.accumulateAndGet(depth.incrementAndGet(), Math::max);
                subscription().request(1);
                depth.decrementAndGet();
            }
        };
        x.connect().trades(BTC).publisher().subscribe(recorder);
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        recorder.subscription().request(1);
        trades(peer, 1, 2_000);
        eventually("all have come", () -> recorder.got.size() == 2_000);
        assertThat(recorder.got).extracting(TradeMessage::seq).isEqualTo(numbers(1, 2_000));
        assertThat(deepest).hasValue(1);
    }

    @Test
    void aSubscriberThatCancelsGetsNothingMoreAndIsUnsubscribed() {
        Recorder<TradeMessage> recorder = new Recorder<>() {
            @Override
            void gotOne() {
                if (got.size() == 2) {
                    subscription().cancel();
                }
            }
        };
        PerpsWebSocket session = x.connect();
        session.trades(BTC).publisher().subscribe(recorder);
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        trades(peer, 1, 5);
        x.sync(peer);
        recorder.subscription().request(10);
        Command unsubscribe = expect(peer, "unsubscribe");
        peer.send(unsubscribed(unsubscribe.id(), 1, 6));
        recorder.subscription().request(10);
        recorder.subscription().request(-1);
        recorder.subscription().cancel();
        x.expectNoCommand(session, peer);
        assertThat(recorder.got).hasSize(2);
        assertThat(recorder.end).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aSubscriberThatAsksForLessThanOneGetsAnError(long request) {
        Recorder<TradeMessage> recorder = new Recorder<>();
        x.connect().trades(BTC).publisher().subscribe(recorder);
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        recorder.subscription().request(request);
        assertThat(recorder.end)
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(IllegalArgumentException.class);
        expect(peer, "unsubscribe");
    }

    @Test
    void aPublisherHasOneSubscriber() {
        PerpsWebSocket session = x.connect();
        Flow.Publisher<TradeMessage> publisher = session.trades(BTC).publisher();
        Recorder<TradeMessage> first = new Recorder<>();
        Recorder<TradeMessage> second = new Recorder<>();
        publisher.subscribe(first);
        publisher.subscribe(second);
        assertThat(second.end)
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(IllegalStateException.class);
        second.subscription().request(1);
        second.subscription().cancel();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        first.subscription().request(1);
        trades(peer, 1, 1);
        eventually("the first is served", () -> first.got.size() == 1);
    }

    @Test
    void aSubscriberIsToldWhenTheSessionIsClosed() {
        PerpsWebSocket session = x.connect();
        Recorder<TradeMessage> recorder = new Recorder<>();
        session.trades(BTC).publisher().subscribe(recorder);
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        trades(peer, 1, 100);
        x.sync(peer);
        recorder.subscription().request(Long.MAX_VALUE);
        session.close();
        assertThat(recorder.end).succeedsWithin(SOON);
        assertThat(recorder.got).as("what was received").hasSize(100);
        Recorder<TradeMessage> late = new Recorder<>();
        Flow.Publisher<TradeMessage> publisher = session.trades(BTC).publisher();
        publisher.subscribe(late);
        assertThat(late.end)
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(SessionEndedException.class);
    }

    @Test
    void aSubscriberIsToldWhatEndedItsSubscription() {
        PerpsWebSocket session = x.connect();
        Recorder<TradeMessage> refused = new Recorder<>();
        session.trades("NO-SUCH").publisher().subscribe(refused);
        Peer peer = x.peer();
        Command subscribe = expect(peer, "subscribe");
        peer.send(SessionFixture.error(subscribe.id(), 11, "no such market"));
        assertThat(refused.end)
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(SubscriptionException.class);

        Recorder<TradeMessage> cut = new Recorder<>();
        session.trades(BTC).publisher().subscribe(cut);
        confirm(peer, "trade", 1);
        cut.subscription().request(Long.MAX_VALUE);
        peer.close(1008, "too many");
        assertThat(cut.end)
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(SessionEndedException.class)
                .withMessageContaining("too many");
    }

    @Test
    void aSubscriberThatThrowsIsReportedAndGetsNothingMore() {
        Recorder<TradeMessage> recorder = new Recorder<>() {
            @Override
            void gotOne() {
                throw new AssertionError("against rule 2.13");
            }
        };
        PerpsWebSocket session = x.connect();
        session.trades(BTC).publisher().subscribe(recorder);
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        trades(peer, 1, 3);
        recorder.subscription().request(3);
        assertThat(x.events.await(Kind.CONSUMER_FAILED).cause()).get().isInstanceOf(AssertionError.class);
        expect(peer, "unsubscribe");
        x.sync(peer);
        assertThat(recorder.got).hasSize(1);
    }

    @Test
    void aPublisherWithoutDemandFillsUpAndEnds() {
        PerpsWebSocket session = x.connect();
        Recorder<TradeMessage> recorder = new Recorder<>();
        session.trades(BTC).capacity(4).publisher().subscribe(recorder);
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        trades(peer, 1, 5);
        x.events.await(Kind.SLOW_CONSUMER);
        x.events.await(Kind.SUBSCRIPTION_ENDED);
        assertThat(recorder.end).isNotDone();
        recorder.subscription().request(10);
        assertThat(recorder.end)
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(SlowConsumerException.class);
        assertThat(recorder.got).extracting(TradeMessage::seq).isEqualTo(numbers(1, 4));
    }

    // --- streams

    @Test
    void aStreamWaitsAsLongAsItIsTold() throws Exception {
        MessageStream<TradeMessage> trades = x.connect().trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        assertThat(trades.ready()).succeedsWithin(SOON);
        long start = System.nanoTime();
        assertThat(trades.next(Duration.ofMillis(30))).isEmpty();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
        assertThat(trades.next(Duration.ofSeconds(-1))).isEmpty();
        CompletableFuture<Long> patient = CompletableFuture.supplyAsync(() -> {
            try {
                return trades.next(Duration.ofSeconds(Long.MAX_VALUE))
                        .orElseThrow()
                        .seq();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        trades(peer, 1, 1);
        assertThat(patient).succeedsWithin(SOON).isEqualTo(1L);
        assertThat(trades.isOver()).isFalse();
    }

    @Test
    void anIteratorEndsWhenTheStreamIsClosedAndNothingIsLeft() {
        MessageStream<TradeMessage> trades = x.connect().trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        List<Long> got = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> loop = CompletableFuture.runAsync(() -> {
            for (TradeMessage trade : trades) {
                got.add(trade.seq());
            }
        });
        trades(peer, 1, 3);
        eventually("three have come", () -> got.size() == 3);
        assertThat(loop).isNotDone();
        trades.close();
        assertThat(loop).succeedsWithin(SOON);
        Iterator<TradeMessage> over = trades.iterator();
        assertThat(over.hasNext()).isFalse();
        assertThatThrownBy(over::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void whatIsLeftInAClosedStreamCanStillBeTaken() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        trades(peer, 1, 2);
        x.sync(peer);
        session.close();
        assertThat(trades.isOver()).isFalse();
        assertThat(trades.next(Duration.ZERO)).isPresent();
        assertThat(trades.next(Duration.ZERO)).isPresent();
        assertThat(trades.isOver()).isTrue();
        assertThat(trades.next(SOON)).isEmpty();
    }

    @Test
    void aStreamCanBeInterrupted() throws Exception {
        MessageStream<TradeMessage> trades = x.connect().trades(BTC).stream();
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            try {
                trades.next(SOON.multipliedBy(2));
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        interrupt(waiting);
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);

        AtomicBoolean status = new AtomicBoolean();
        Thread iterating = new Thread(() -> {
            try {
                assertThat(trades.iterator().hasNext()).isFalse();
            } catch (SessionEndedException e) {
                thrown.set(e);
                status.set(Thread.currentThread().isInterrupted());
            }
        });
        interrupt(iterating);
        assertThat(thrown.get())
                .isInstanceOf(SessionEndedException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(status).isTrue();

        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        trades(peer, 1, 1);
        assertThat(trades.next(SOON)).as("the stream is as good as before").isPresent();
    }

    private static void interrupt(Thread thread) throws InterruptedException {
        thread.start();
        eventually("it waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
        thread.interrupt();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void threadsThatShareAStreamTakeEachMessageOnce() throws Exception {
        MessageStream<TradeMessage> trades = x.connect().trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        List<Long> got = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> takers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            takers.add(CompletableFuture.runAsync(
                    () -> trades.forEach(trade -> got.add(trade.seq())), task -> new Thread(task).start()));
        }
        trades(peer, 1, 300);
        eventually("all are taken", () -> got.size() >= 300);
        trades.close();
        for (CompletableFuture<Void> taker : takers) {
            assertThat(taker).succeedsWithin(SOON);
        }
        assertThat(got).containsExactlyInAnyOrderElementsOf(numbers(1, 300));
    }

    @Test
    void aThreadThatWaitsForAMessageKeepsNobodyElseWaiting() throws Exception {
        MessageStream<TradeMessage> trades = x.connect().trades(BTC).stream();
        Thread waiting =
                new Thread(() -> assertThat(trades.iterator().hasNext()).isFalse());
        waiting.start();
        eventually("it waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);
        CompletableFuture<Boolean> over = CompletableFuture.supplyAsync(trades::isOver);
        assertThat(over).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(false);
        CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(() -> {
            try {
                return trades.next(Duration.ofMillis(10)).isPresent();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(next)
                .as("a timeout is a timeout whoever else waits")
                .succeedsWithin(Duration.ofSeconds(2))
                .isEqualTo(false);
        trades.close();
        waiting.join(10_000);
        assertThat(waiting.isAlive()).isFalse();
        assertThat(trades.isOver()).isTrue();
    }

    // --- consumers that are too slow

    @Test
    void aSlowConsumerLosesItsSubscriptionAndNobodyElseAMessage() throws Exception {
        PerpsWebSocket session = x.connect();
        CountDownLatch end = new CountDownLatch(1);
        List<Long> books = new CopyOnWriteArrayList<>();
        List<String> tickers = new CopyOnWriteArrayList<>();
        List<Long> trades = new CopyOnWriteArrayList<>();
        Subscription slow = session.orderbooks(BTC).capacity(10).listen(update -> {
            await(end);
            books.add(update.book().sequence());
        });
        session.tickers(BTC, ETH).listen(message -> {
            await(end);
            tickers.add(message.msg().marketTicker() + " " + message.msg().price());
        });
        session.trades(BTC).listen(message -> trades.add(message.seq()));
        Peer peer = x.peer();
        confirm(peer, Map.of("orderbook_delta", 1L, "ticker", 2L, "trade", 3L));
        peer.send(snapshot(1, 1, BTC));
        peer.send(ticker(2, BTC, "1.00"));
        x.sync(peer);
        eventually("both are busy with their first message", () -> waiting() >= 2);
        for (int i = 2; i <= 5; i++) {
            peer.send(delta(1, i, BTC, "bid", "6.3352", "1.00"));
        }
        x.sync(peer);
        assertThat(x.events.all(Kind.SLOW_CONSUMER)).isEmpty();
        peer.send(delta(1, 6, BTC, "bid", "6.3352", "1.00"));
        assertThat(x.events.await(Kind.SLOW_CONSUMER).channel()).contains(Channel.ORDERBOOK_DELTA);
        for (int i = 7; i <= 11; i++) {
            peer.send(delta(1, i, BTC, "bid", "6.3352", "1.00"));
            peer.send(ticker(2, i % 2 == 0 ? BTC : ETH, i + ".00"));
            peer.send(trade(3, i - 6, BTC, "6.1"));
        }
        x.sync(peer);
        assertThat(x.events.all(Kind.SUBSCRIPTION_ENDED)).isEmpty();
        peer.send(delta(1, 12, BTC, "bid", "6.3352", "1.00"));
        assertThat(x.events.await(Kind.SUBSCRIPTION_ENDED).cause()).get().isInstanceOf(SlowConsumerException.class);
        Command unsubscribe = expect(peer, "unsubscribe");
        assertThat(unsubscribe.params("sids")).containsExactly("1");
        peer.send(unsubscribed(unsubscribe.id(), 1, 13));
        assertThat(slow.done())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(SlowConsumerException.class);
        peer.send(trade(3, 6, BTC, "6.1"));
        eventually("trades go on", () -> trades.size() == 6);
        assertThat(trades).isEqualTo(numbers(1, 6));

        end.countDown();
        eventually("what was received is still delivered", () -> books.size() == 11);
        assertThat(books).isEqualTo(numbers(1, 11));
        eventually("tickers", () -> tickers.size() == 3);
        assertThat(tickers).containsExactlyInAnyOrder(BTC + " 1.00", BTC + " 10.00", ETH + " 11.00");
        x.expectNoCommand(session, peer);
        assertThat(x.events.all(Kind.SLOW_CONSUMER)).hasSize(1);
        assertThat(x.events.all(Kind.SUBSCRIPTION_ENDED)).hasSize(1);
        assertThat(x.server.connections()).isEqualTo(1);
    }

    /** How many delivery threads wait for the end of a test's blockade. */
    private static long waiting() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("perps-ws-delivery"))
                .filter(thread -> List.of(thread.getValue()).stream()
                        .anyMatch(frame -> frame.getClassName().equals(ConsumptionTest.class.getName())
                                && frame.getMethodName().equals("await")))
                .count();
    }

    @Test
    void aSlowConsumerTakesNothingFromAnotherOfTheSameMarkets() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks live = session.books(BTC);
        MessageStream<BookUpdate> slow = session.orderbooks(BTC).capacity(2).stream();
        MessageStream<BookUpdate> quick = session.orderbooks(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "orderbook_delta", 1);
        peer.send(snapshot(1, 1, BTC));
        for (int i = 2; i <= 4; i++) {
            peer.send(delta(1, i, BTC, "bid", "6.3352", "1.00"));
        }
        x.events.await(Kind.SUBSCRIPTION_ENDED);
        for (long i = 1; i <= 4; i++) {
            assertThat(quick.next(SOON).orElseThrow().book().sequence()).isEqualTo(i);
        }
        assertThat(live.view(BTC).sequence()).isEqualTo(4);
        assertThat(slow.next(SOON).orElseThrow().book().sequence()).isEqualTo(1);
        assertThat(slow.isOver()).isFalse();
        assertThat(slow.next(SOON).orElseThrow().book().sequence()).isEqualTo(2);
        assertThatThrownBy(() -> slow.next(SOON)).isInstanceOf(SlowConsumerException.class);
        assertThat(slow.isOver()).isTrue();
        x.expectNoCommand(session, peer);
    }

    @Test
    void aConsumerThatCatchesUpIsReportedAgainWhenItFallsBehindAgain() throws Exception {
        MessageStream<TradeMessage> trades = x.connect().trades(BTC).capacity(8).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        trades(peer, 1, 6);
        x.events.await(Kind.SLOW_CONSUMER);
        for (int i = 0; i < 6; i++) {
            assertThat(trades.next(SOON)).isPresent();
        }
        trades(peer, 7, 12);
        x.events.await(Kind.SLOW_CONSUMER);
        x.sync(peer);
        assertThat(x.events.all(Kind.SLOW_CONSUMER)).hasSize(2);
        assertThat(trades.done()).isNotDone();
    }

    @Test
    void aFeedThatConflatesNeverEndsForItsConsumersSlowness() throws Exception {
        MessageStream<TickerMessage> tickers = x.connect().tickers(BTC, ETH, "KXSOLPERP1").capacity(2).stream();
        Peer peer = x.peer();
        confirm(peer, "ticker", 1);
        for (int i = 1; i <= 9; i++) {
            peer.send(ticker(1, List.of(BTC, ETH, "KXSOLPERP1").get(i % 3), i + ".00"));
        }
        x.sync(peer);
        assertThat(x.events.all(Kind.SUBSCRIPTION_ENDED)).isEmpty();
        List<String> prices = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            prices.add(tickers.next(SOON).orElseThrow().msg().price().toString());
        }
        assertThat(prices).containsExactlyInAnyOrder("7.00", "8.00", "9.00");
        assertThat(tickers.next(Duration.ZERO)).isEmpty();
    }

    @Test
    void tickersThatDoNotConflateAreLikeAnyOtherMessages() throws Exception {
        MessageStream<TickerMessage> tickers = x.connect().tickers(BTC).everyMessage().capacity(2).stream();
        Peer peer = x.peer();
        confirm(peer, "ticker", 1);
        for (int i = 1; i <= 3; i++) {
            peer.send(ticker(1, BTC, i + ".00"));
        }
        x.events.await(Kind.SUBSCRIPTION_ENDED);
        assertThat(tickers.next(SOON).orElseThrow().msg().price().toString()).isEqualTo("1.00");
        assertThat(tickers.next(SOON).orElseThrow().msg().price().toString()).isEqualTo("2.00");
        assertThatThrownBy(() -> tickers.next(SOON)).isInstanceOf(SlowConsumerException.class);
    }

    // --- several consumers of one channel

    @Test
    void consumersOfOneChannelShareOneSubscriptionId() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> first = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        assertThat(first.ready()).succeedsWithin(SOON);
        MessageStream<TradeMessage> same = session.trades(BTC).stream();
        assertThat(same.ready()).succeedsWithin(SOON);
        MessageStream<TradeMessage> more = session.trades(BTC, ETH).stream();
        Command add = expectUpdate(peer, "add_markets", ETH);
        assertThat(add.params()).containsEntry("sid", 1L);
        assertThat(more.ready()).isNotDone();
        peer.send(ok(add.id(), 1, BTC, ETH));
        assertThat(more.ready()).succeedsWithin(SOON);
        peer.send(trade(1, 1, BTC, "6.1"));
        peer.send(trade(1, 2, ETH, "6.1"));
        x.sync(peer);
        assertThat(markets(first)).containsExactly(BTC);
        assertThat(markets(same)).containsExactly(BTC);
        assertThat(markets(more)).containsExactly(BTC, ETH);

        first.close();
        x.expectNoCommand(session, peer);
        more.close();
        Command delete = expectUpdate(peer, "delete_markets", ETH);
        peer.send(ok(delete.id(), 1, BTC));
        same.close();
        expect(peer, "unsubscribe");
    }

    @Test
    void aConsumerOfAllMarketsIncludesTheOthers() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> all = session.trades().stream();
        Peer peer = x.peer();
        Command subscribe = expect(peer, "subscribe");
        assertThat(subscribe.params()).doesNotContainKey("market_tickers");
        peer.send(subscribed(subscribe.id(), "trade", 1));
        assertThat(all.ready()).succeedsWithin(SOON);
        MessageStream<TradeMessage> one = session.trades(BTC).stream();
        assertThat(one.ready()).succeedsWithin(SOON);
        peer.send(trade(1, 1, BTC, "6.1"));
        peer.send(trade(1, 2, ETH, "6.1"));
        x.sync(peer);
        assertThat(markets(all)).containsExactly(BTC, ETH);
        assertThat(markets(one)).containsExactly(BTC);
        assertThatThrownBy(() -> all.addMarkets(List.of(BTC))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> all.removeMarkets(List.of(BTC))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> one.removeMarkets(List.of(BTC))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(one::requestSnapshots).isInstanceOf(IllegalStateException.class);
        x.expectNoCommand(session, peer);
    }

    private static List<String> markets(MessageStream<TradeMessage> trades) throws InterruptedException {
        List<String> markets = new ArrayList<>();
        for (TradeMessage trade = trades.next(Duration.ZERO).orElse(null);
                trade != null;
                trade = trades.next(Duration.ZERO).orElse(null)) {
            markets.add(trade.msg().marketTicker());
        }
        return markets;
    }

    // --- helpers

    private static void trades(Peer peer, long first, long last) {
        for (long seq = first; seq <= last; seq++) {
            peer.send(trade(1, seq, BTC, "6.1"));
        }
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Safe for use by several threads: a subscriber that asks for nothing by itself. */
    private static class Recorder<M> implements Flow.Subscriber<M> {
        final List<M> got = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> end = new CompletableFuture<>();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

        Flow.Subscription subscription() {
            return subscription.orTimeout(10, TimeUnit.SECONDS).join();
        }

        void gotOne() {}

        @Override
        public void onSubscribe(Flow.Subscription given) {
            assertThat(subscription.complete(given)).isTrue();
        }

        @Override
        public void onNext(M message) {
            got.add(message);
            gotOne();
        }

        @Override
        public void onError(Throwable why) {
            assertThat(end.completeExceptionally(why)).isTrue();
        }

        @Override
        public void onComplete() {
            assertThat(end.complete(null)).isTrue();
        }
    }
}
