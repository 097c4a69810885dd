package io.github.kalshiperps.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.book.BookView;
import io.github.kalshiperps.core.book.OrderBook;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.model.FillMessage;
import io.github.kalshiperps.ws.model.TradeMessage;
import io.github.kalshiperps.ws.model.UserOrder;
import io.github.kalshiperps.ws.model.UserOrderMessage;
import io.github.kalshiperps.ws.server.Fault;
import io.github.kalshiperps.ws.server.FlowExchange;
import io.github.kalshiperps.ws.server.FlowPlan;
import io.github.kalshiperps.ws.server.Tally;
import io.github.kalshiperps.ws.server.Truth;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One session against an exchange that loses connections, leaves out messages, confirms late, falls silent and writes its frames in every
 * way that JSON and WebSocket allow. The usual run is short; {@code -Dsoak.frames=2000000} makes it long.
 */
class SoakTest {
    private static final long FRAMES = Long.getLong("soak.frames", 150_000);
    private static final List<String> MARKETS = List.of("KXBTCPERP1", "KXETHPERP1", "KXSOLPERP1");
    private static final Duration OVERLAP = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** What the consumers have made of what they got. Each member belongs to one consumer until the session is closed. */
    private static final class Received {
        final Map<String, OrderBook> books = new HashMap<>();
        final Map<UUID, UserOrder> orders = new HashMap<>();
        final AtomicLong updates = new AtomicLong();
        final AtomicLong tickers = new AtomicLong();
        final AtomicLong groups = new AtomicLong();
        final AtomicLong states = new AtomicLong();
        volatile Tally fills = Tally.NONE;
        volatile Tally trades = Tally.NONE;
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void nothingIsLostOrDuplicatedAndEveryGapIsReported() throws Exception {
        FlowPlan plan = new FlowPlan()
                .seed(20_261_120)
                .frames(FRAMES)
                .markets(MARKETS.toArray(String[]::new))
                .drops(50)
                .gaps(50)
                .silences(3)
                .ackDelay(200)
                .framesWhileAway(300)
                .fragmented(0.02)
                .prettyPrinted(0.05)
                .trailingNewlines(0.1)
                .unknownMembers(0.05)
                .shuffledMembers(0.05)
                .longDecimals(0.05)
                .sequencedAnswers(true)
                .remembered(1 << 19);
        EventLog events = new EventLog();
        Received received = new Received();
        Truth truth;
        Map<String, BookView> views = new HashMap<>();
        long memory;
        Thread taker;
        try (FlowExchange exchange = FlowExchange.start(plan);
                PerpsWebSocket session = PerpsWebSocket.builder()
                        .url(exchange.url())
                        .signer(Keys.ed25519().signer())
                        .onEvent(events)
                        .reconnectDelay(Duration.ofMillis(2), Duration.ofMillis(20))
                        .staleAfter(Duration.ofMillis(750))
                        .snapshotTimeout(Duration.ofSeconds(20))
                        .commandTimeout(Duration.ofSeconds(20))
                        .closeTimeout(Duration.ofSeconds(30))
                        .connect()) {
            LiveBooks books = session.books(MARKETS);
            MessageStream<UserOrderMessage> orders = consume(session, exchange, received);
            taker = new Thread(() -> take(orders, received), "taker-of-orders");
            taker.start();

            exchange.awaitFrames(FRAMES / 4, PATIENCE);
            memory = usedMemory();
            exchange.awaitFrames(FRAMES * 9 / 10, PATIENCE);
            memory = usedMemory() - memory;
            truth = exchange.finish(PATIENCE);
            awaitSettled(books, truth, events);
            for (String market : MARKETS) {
                views.put(market, books.view(market));
            }
        }
        taker.join(60_000);
        assertThat(taker.isAlive()).as("the taker has not come to the end").isFalse();
        print(truth, received, events, memory);

        assertThat(truth.frames()).isGreaterThanOrEqualTo(FRAMES);
        assertThat(received.fills).as("fills").isEqualTo(truth.fills());
        assertThat(received.trades).as("trades").isEqualTo(truth.trades());
        assertThat(known(received.orders)).as("orders").isEqualTo(known(truth.orders()));
        truth.books().forEach((market, book) -> {
            assertThat(views.get(market)).satisfies(view -> {
                assertThat(view.bids()).isEqualTo(book.bids());
                assertThat(view.asks()).isEqualTo(book.asks());
            });
            assertThat(received.books.get(market)).satisfies(kept -> {
                assertThat(kept.view().bids()).isEqualTo(book.bids());
                assertThat(kept.view().asks()).isEqualTo(book.asks());
            });
        });
        assertThat(gaps(events)).as("gaps in sequences").containsExactlyInAnyOrderElementsOf(gaps(truth));
        long ended = truth.faults().stream()
                .filter(fault -> fault.kind().endsConnection())
                .count();
        assertThat(ended).isGreaterThanOrEqualTo(53);
        // A connection that was lost before the channel was confirmed on it prolongs the gap that is open.
        for (String channel : List.of("fill", "user_orders")) {
            assertThat(gaps(events, Kind.GAP_DETECTED, channel))
                    .as("gaps of " + channel)
                    .isBetween(ended * 3 / 4, ended)
                    .isEqualTo(gaps(events, Kind.GAP_REMAINS, channel));
        }
        assertThat(gaps(events, Kind.GAP_HEALED, "orderbook_delta"))
                .as("healed books")
                .isBetween(ended * 3 / 4, gaps(events, Kind.GAP_DETECTED, "orderbook_delta"));
        assertThat(gaps(events, Kind.GAP_REMAINS, "orderbook_delta"))
                .as("books without a snapshot")
                .isZero();
        assertThat(truth.connections()).isEqualTo(ended + 1);
        assertThat(Stream.of(
                        Kind.MALFORMED_FRAME,
                        Kind.UNRECOGNIZED_MESSAGE,
                        Kind.REPEATED_MESSAGE,
                        Kind.CONSUMER_FAILED,
                        Kind.BACKFILL_FAILED,
                        Kind.SUBSCRIPTION_ENDED,
                        Kind.EVENTS_DROPPED))
                .allSatisfy(kind -> assertThat(events.all(kind)).isEmpty());
        assertThat(memory).as("growth of memory in bytes").isLessThan(48L << 20);
        assertThat(threads()).isEmpty();
    }

    private static MessageStream<UserOrderMessage> consume(
            PerpsWebSocket session, FlowExchange exchange, Received received) {
        session.orderbooks(MARKETS).capacity(1 << 20).listen(update -> {
            received.updates.incrementAndGet();
            received.books.put(update.marketTicker(), update.book());
        });
        session.tickers().listen(ticker -> received.tickers.incrementAndGet());
        session.orderGroupUpdates().listen(group -> received.groups.incrementAndGet());
        session.fills()
                .capacity(1 << 20)
                .backfill(
                        (from, until) -> exchange.fillsBetween(from, until).stream()
                                .map(fill -> FillMessage.builder().msg(fill).build())
                                .toList(),
                        fill -> List.of(fill.msg().tradeId(), fill.msg().orderId()),
                        OVERLAP)
                .listen(fill -> received.fills = received.fills.plus(fill.msg()));
        session.trades()
                .capacity(1 << 20)
                .backfill(
                        (from, until) -> exchange.tradesBetween(from, until).stream()
                                .map(trade -> TradeMessage.builder().msg(trade).build())
                                .toList(),
                        trade -> trade.msg().tradeId(),
                        OVERLAP)
                .publisher()
                .subscribe(new TradeSubscriber(received));
        // REST knows an order's present state, which may be newer than what is still to come: nothing is a duplicate.
        return session
                .userOrders()
                .capacity(1 << 20)
                .backfill(
                        (from, until) -> exchange.userOrdersBetween(from, until).stream()
                                .map(order ->
                                        UserOrderMessage.builder().msg(order).build())
                                .toList(),
                        order -> new Object(),
                        OVERLAP)
                .stream();
    }

    private static void take(MessageStream<UserOrderMessage> orders, Received received) {
        for (UserOrderMessage order : orders) {
            received.states.incrementAndGet();
            received.orders.put(order.msg().orderId(), order.msg());
        }
    }

    /** Asks for a hundred trades at a time. */
    private static final class TradeSubscriber implements Flow.Subscriber<TradeMessage> {
        private final Received received;
        private Flow.@Nullable Subscription subscription;
        private int left;

        TradeSubscriber(Received received) {
            this.received = received;
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
            left = 100;
            begun.request(100);
        }

        @Override
        public void onNext(TradeMessage trade) {
            received.trades = received.trades.plus(trade.msg());
            if (--left == 0 && subscription != null) {
                left = 100;
                subscription.request(100);
            }
        }

        @Override
        public void onError(Throwable why) {
            throw new AssertionError("the trades ended", why);
        }

        @Override
        public void onComplete() {}
    }

    /** The exchange has sent everything; the session has read it when the books are those of the exchange. */
    private static void awaitSettled(LiveBooks books, Truth truth, EventLog events) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!truth.books().entrySet().stream().allMatch(book -> isSame(books, book))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("The books do not become those of the exchange; " + events.all());
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static boolean isSame(LiveBooks books, Map.Entry<String, Truth.Book> book) {
        if (!books.isValid(book.getKey())) {
            return false;
        }
        BookView view = books.view(book.getKey());
        return view.bids().equals(book.getValue().bids())
                && view.asks().equals(book.getValue().asks());
    }

    /** The orders without the members that no contract knows. */
    private static Map<UUID, String> known(Map<UUID, UserOrder> orders) {
        Map<UUID, String> known = new TreeMap<>();
        orders.forEach((id, order) -> known.put(
                id,
                Stream.of(
                                order.clientOrderId(),
                                order.ticker(),
                                order.side(),
                                order.price().toBigDecimal().stripTrailingZeros(),
                                order.fillCount(),
                                order.remainingCount(),
                                order.lastUpdateReason(),
                                order.lastUpdatedTsMs())
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "))));
        return known;
    }

    private static List<String> gaps(EventLog events) {
        return events.all(Kind.GAP_DETECTED).stream()
                .flatMap(event -> event.gap().stream())
                .filter(gap -> gap.cause() == Gap.Cause.SEQUENCE)
                .map(gap -> gap.channel() + " "
                        + gap.firstMissing().orElseThrow() + "-"
                        + gap.lastMissing().orElseThrow())
                .toList();
    }

    private static List<String> gaps(Truth truth) {
        return truth.faults().stream()
                .filter(fault -> fault.kind().isGap())
                .map(fault -> fault.channel() + " " + fault.from() + "-" + fault.to())
                .toList();
    }

    private static long gaps(EventLog events, Kind kind, String channel) {
        return events.all(kind).stream()
                .flatMap(event -> event.gap().stream())
                .filter(gap -> gap.channel().value().equals(channel))
                .count();
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("perps-ws-") || name.startsWith("OkHttp http"))
                .toList();
    }

    private static void print(Truth truth, Received received, EventLog events, long memory) {
        Map<Fault.Kind, Long> faults = new EnumMap<>(Fault.Kind.class);
        truth.faults().forEach(fault -> faults.merge(fault.kind(), 1L, Long::sum));
        Map<Kind, Long> reported = new EnumMap<>(Kind.class);
        events.all().forEach(event -> reported.merge(event.kind(), 1L, Long::sum));
        System.out.printf(
                "soak: %d frames over %d connections, happened %s, sent %s%n  faults %s%n  reported %s%n  received: %d fills, %d trades,"
                        + " %d order states of %d orders, %d book updates, %d tickers, %d group events%n  memory %+d KiB%n",
                truth.frames(),
                truth.connections(),
                truth.happened(),
                truth.sent(),
                faults,
                reported,
                received.fills.count(),
                received.trades.count(),
                received.states.get(),
                received.orders.size(),
                received.updates.get(),
                received.tickers.get(),
                received.groups.get(),
                memory >> 10);
    }
}
