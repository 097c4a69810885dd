package io.github.kalshiperps.ws.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.OrderBook;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.Fill;
import io.github.kalshiperps.ws.model.UserOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The protocol by hand, frame by frame; the flow with a client that keeps everything. */
@Timeout(60)
class FlowExchangeTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(60);
    private static final String BTC = "KXBTCPERP1";
    private static final String ETH = "KXETHPERP1";

    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : toClose) {
            closeable.close();
        }
    }

    // --- commands. None of these clients subscribes to everything, so the flow does not start.

    @Test
    void eachChannelOfACommandIsAnsweredWithTheSameIdAndASidOfItsOwn() throws Exception {
        RawClient client = open(new FlowPlan());
        client.send("{\"id\":7,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"trade\",\"fill\",\"nothing\"]}}");

        assertThat(next(client))
                .isEqualTo("{\"type\":\"subscribed\",\"id\":7,\"msg\":{\"channel\":\"trade\",\"sid\":1}}");
        assertThat(next(client))
                .isEqualTo("{\"type\":\"subscribed\",\"id\":7,\"msg\":{\"channel\":\"fill\",\"sid\":2}}");
        assertThat(next(client))
                .isEqualTo("{\"type\":\"error\",\"id\":7,\"msg\":{\"code\":8,\"msg\":\"unknown channel name\"}}");
        client.send("{\"id\":8,\"cmd\":\"list_subscriptions\"}");
        assertThat(next(client))
                .isEqualTo("{\"type\":\"ok\",\"id\":8,\"msg\":[{\"channel\":\"trade\",\"sid\":1},"
                        + "{\"channel\":\"fill\",\"sid\":2}]}");
    }

    @Test
    void aBookStartsWithASnapshotOfEachMarketBestLevelLast() throws Exception {
        RawClient client = open(new FlowPlan().levels(5));
        subscribe(client, 1, "\"orderbook_delta\"", BTC, ETH);

        assertThat(next(client)).contains("\"subscribed\"");
        Command btc = nextJson(client);
        assertThat(btc.json())
                .containsEntry("type", "orderbook_snapshot")
                .containsEntry("sid", 1L)
                .containsEntry("seq", 1L);
        assertThat(btc.json()).doesNotContainKey("id");
        assertThat(msg(btc)).containsEntry("market_ticker", BTC);
        assertThat(prices(btc, "bid")).hasSize(5).isSorted().last().isEqualTo("6.2999");
        assertThat(prices(btc, "ask"))
                .hasSize(5)
                .isSortedAccordingTo((a, b) -> b.compareTo(a))
                .last()
                .isEqualTo("6.3000");
        Command eth = nextJson(client);
        assertThat(eth.json()).containsEntry("seq", 2L);
        assertThat(msg(eth)).containsEntry("market_ticker", ETH);
    }

    @Test
    void anEmptySideIsNotThere() throws Exception {
        RawClient client = open(new FlowPlan().levels(0));
        subscribe(client, 1, "\"orderbook_delta\"", BTC);
        next(client);
        assertThat(next(client))
                .isEqualTo("{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":1,\"msg\":{\"market_ticker\":\"" + BTC
                        + "\"}}");
    }

    @Test
    void subscribingAgainAddsMarketsToTheSubscriptionThereIs() throws Exception {
        RawClient client = open(new FlowPlan().levels(0));
        subscribe(client, 1, "\"orderbook_delta\"", BTC);
        subscribe(client, 2, "\"orderbook_delta\"", BTC, ETH);
        subscribe(client, 3, "\"orderbook_delta\"", ETH);

        assertThat(next(client)).contains("\"id\":1", "\"sid\":1");
        assertThat(next(client)).contains("\"seq\":1", BTC);
        assertThat(next(client)).contains("\"id\":2", "\"sid\":1");
        assertThat(next(client)).contains("\"seq\":2", ETH);
        assertThat(next(client)).contains("\"subscribed\"", "\"id\":3", "\"sid\":1");
    }

    @Test
    void marketsCanBeAddedAndRemovedAndAskedForAgain() throws Exception {
        RawClient client = open(new FlowPlan().levels(0));
        subscribe(client, 1, "\"orderbook_delta\"", BTC);
        next(client);
        next(client);

        client.send(update(2, "\"sid\":1,\"action\":\"add_markets\",\"market_ticker\":\"" + ETH + "\""));
        assertThat(next(client))
                .isEqualTo("{\"type\":\"ok\",\"id\":2,\"sid\":1,\"msg\":{\"market_tickers\":[\"" + BTC + "\",\"" + ETH
                        + "\"]}}");
        assertThat(next(client)).contains("\"orderbook_snapshot\"", "\"seq\":2", ETH);

        client.send(update(3, "\"sids\":[1],\"action\":\"get_snapshot\""));
        assertThat(next(client))
                .contains("\"orderbook_snapshot\"", "\"seq\":3", BTC)
                .doesNotContain("\"id\"");
        assertThat(next(client)).contains("\"orderbook_snapshot\"", "\"seq\":4", ETH);

        client.send(update(4, "\"sid\":1,\"action\":\"delete_markets\",\"market_tickers\":[\"" + BTC + "\"]"));
        assertThat(next(client))
                .isEqualTo("{\"type\":\"ok\",\"id\":4,\"sid\":1,\"msg\":{\"market_tickers\":[\"" + ETH + "\"]}}");
        client.send("{\"id\":5,\"cmd\":\"unsubscribe\",\"params\":{\"sids\":[1,9]}}");
        assertThat(next(client)).isEqualTo("{\"type\":\"unsubscribed\",\"id\":5,\"sid\":1,\"seq\":5}");
        assertThat(next(client)).contains("\"code\":7");
        subscribe(client, 6, "\"orderbook_delta\"", BTC);
        assertThat(next(client)).contains("\"sid\":2");
        assertThat(next(client)).contains("\"seq\":1");
    }

    @Test
    void answersCanBeSequencedAndSnapshotsCanNameTheirCommand() throws Exception {
        RawClient client = open(new FlowPlan().levels(0).sequencedAnswers(true).snapshotsNameTheirCommand(true));
        client.send("{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"orderbook_delta\"],"
                + "\"market_ticker\":\"" + BTC + "\",\"skip_ticker_ack\":true}}");
        next(client);
        assertThat(next(client)).contains("\"seq\":1").doesNotContain("\"id\"");
        client.send(update(2, "\"sid\":1,\"action\":\"add_markets\",\"market_ticker\":\"" + ETH + "\""));
        assertThat(next(client)).isEqualTo("{\"type\":\"ok\",\"id\":2,\"sid\":1,\"seq\":2}");
        assertThat(next(client)).contains("\"seq\":3").doesNotContain("\"id\"");
        client.send(update(3, "\"sid\":1,\"action\":\"get_snapshot\",\"market_ticker\":\"" + ETH + "\""));
        assertThat(next(client)).contains("\"id\":3", "\"seq\":4", ETH);
        client.send(update(4, "\"sid\":1"));
        assertThat(next(client))
                .isEqualTo("{\"type\":\"error\",\"id\":4,\"sid\":1,\"seq\":5,\"msg\":{\"code\":15,"
                        + "\"msg\":\"action required\"}}");

        subscribe(client, 5, "\"ticker\"", BTC);
        next(client);
        client.send(update(6, "\"sid\":2,\"action\":\"delete_markets\",\"market_ticker\":\"" + BTC + "\""));
        assertThat(next(client)).isEqualTo("{\"type\":\"ok\",\"id\":6,\"sid\":2,\"msg\":{\"market_tickers\":[]}}");
    }

    @Test
    void tickersStartWithTheirFiguresOnRequest() throws Exception {
        RawClient client = open(new FlowPlan());
        client.send("{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"ticker\"],"
                + "\"send_initial_snapshot\":true}}");
        next(client);
        assertThat(next(client)).contains("\"ticker\"", BTC).doesNotContain("\"seq\"");
        assertThat(next(client)).contains("\"ticker\"", ETH);
    }

    @Test
    void wrongCommandsGetTheErrorOfTheContract() throws Exception {
        RawClient client = open(new FlowPlan().levels(0));
        subscribe(client, 1, "\"orderbook_delta\"", BTC);
        subscribe(client, 2, "\"order_group_updates\"", BTC);
        next(client);
        next(client);
        next(client);

        assertError(client, 1, "hello");
        assertError(client, 5, "{\"id\":3,\"cmd\":\"dance\",\"params\":{}}");
        assertError(client, 5, "{\"id\":3}");
        assertError(client, 2, "{\"id\":3,\"cmd\":\"subscribe\"}");
        assertError(client, 3, "{\"id\":3,\"cmd\":\"subscribe\",\"params\":{}}");
        assertError(client, 8, "{\"id\":3,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"x\"]}}");
        assertError(client, 14, "{\"id\":3,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"orderbook_delta\"]}}");
        assertError(
                client,
                11,
                "{\"id\":3,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"trade\"],\"market_ticker\":\"X\"}}");
        assertError(
                client,
                11,
                "{\"id\":3,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"trade\"],\"market_tickers\":[]}}");
        assertError(client, 4, "{\"id\":3,\"cmd\":\"unsubscribe\",\"params\":{}}");
        assertError(client, 7, "{\"id\":3,\"cmd\":\"unsubscribe\",\"params\":{\"sids\":[77]}}");
        assertError(client, 12, update(3, "\"action\":\"get_snapshot\""));
        assertError(client, 12, update(3, "\"sid\":1,\"sids\":[1],\"action\":\"get_snapshot\""));
        assertError(client, 7, update(3, "\"sid\":77,\"action\":\"get_snapshot\""));
        assertError(client, 15, update(3, "\"sid\":1"));
        assertError(client, 13, update(3, "\"sid\":1,\"action\":\"dance\""));
        assertError(client, 13, update(3, "\"sid\":2,\"action\":\"get_snapshot\""));
        assertError(client, 14, update(3, "\"sid\":1,\"action\":\"add_markets\""));
        assertError(client, 11, update(3, "\"sid\":1,\"action\":\"add_markets\",\"market_ticker\":\"X\""));
        assertError(client, 11, update(3, "\"sid\":1,\"action\":\"get_snapshot\",\"market_ticker\":\"" + ETH + "\""));
    }

    // --- the flow

    @Test
    void aClientThatHearsEverythingKnowsTheTruth() throws Exception {
        FlowExchange exchange = start(new FlowPlan().frames(5_000));
        ObviousClient client = ObviousClient.start(exchange, SOON, BTC, ETH);

        Truth truth = exchange.finish(SOON);
        client.settle();
        assertSameAsTruth(client, truth);
        assertThat(truth.frames()).isEqualTo(5_000 + 2 + 2);
        assertThat(truth.faults()).isEmpty();
        assertThat(truth.connections()).isEqualTo(1);
        assertThat(client.gaps).isEmpty();
        assertThat(client.beforeTheirAck).isEmpty();
        assertThat(truth.happened().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(truth.frames());
        for (String type : client.received.keySet()) {
            assertThat(client.received.get(type))
                    .as(type)
                    .isEqualTo(truth.sent().get(type));
        }
        assertThat(client.received).containsEntry("orderbook_snapshot", 2L);
    }

    @Test
    void aClientThatIsTreatedBadlyFindsTheTruthAgainAndSawWhatWasDoneToIt() throws Exception {
        FlowExchange exchange = start(new FlowPlan()
                .seed(11)
                .frames(40_000)
                .markets(BTC, ETH, "KXSOLPERP1")
                .drops(8)
                .gaps(18)
                .silences(2)
                .ackDelay(30)
                .sequencedAnswers(true)
                .fragmented(0.05)
                .prettyPrinted(0.05)
                .trailingNewlines(0.05)
                .unknownMembers(0.05)
                .shuffledMembers(0.05)
                .longDecimals(0.05));
        ObviousClient client = ObviousClient.start(exchange, Duration.ofMillis(300), BTC, ETH, "KXSOLPERP1");

        Truth truth = exchange.finish(SOON);
        client.settle();
        assertSameAsTruth(client, truth);
        for (Fault.Kind kind : Fault.Kind.values()) {
            assertThat(truth.faults(kind)).as(kind.toString()).isPositive();
        }
        List<Fault> gaps =
                truth.faults().stream().filter(fault -> fault.kind().isGap()).toList();
        assertThat(gaps).hasSize(18);
        assertThat(gaps)
                .extracting(Fault::channel)
                .containsOnly(Channel.ORDERBOOK_DELTA, Channel.TRADE, Channel.ORDER_GROUP_UPDATES);
        assertThat(client.gaps)
                .containsExactlyElementsOf(gaps.stream()
                        .map(gap -> new ObviousClient.Gap(gap.sid(), gap.from(), gap.to()))
                        .toList());
        assertThat(client.endings).hasSize(10);
        assertThat(client.endings).filteredOn(code -> code == 1001).hasSize(2);
        assertThat(client.endings).filteredOn(code -> code == 1011).hasSize(2);
        assertThat(client.endings).filteredOn(code -> code == -1).hasSize(2);
        assertThat(truth.connections()).isEqualTo(11);
        assertThat(client.beforeTheirAck).isNotEmpty();
    }

    @Test
    void theSameSeedMakesTheSameHistoryWhateverTheClientDoes() throws Exception {
        Truth calm = run(new FlowPlan().seed(5).frames(8_000).clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));
        Truth rough = run(new FlowPlan()
                .seed(5)
                .frames(8_000)
                .clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .drops(3)
                .gaps(3)
                .ackDelay(5)
                .fragmented(0.3));
        Truth other = run(new FlowPlan().seed(6).frames(8_000).clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));

        assertThat(rough.frames()).isEqualTo(calm.frames());
        assertThat(rough.books()).isEqualTo(calm.books());
        assertThat(rough.fills()).isEqualTo(calm.fills());
        assertThat(rough.trades()).isEqualTo(calm.trades());
        assertThat(rough.orders()).isEqualTo(calm.orders());
        assertThat(rough.groups()).isEqualTo(calm.groups());
        assertThat(rough.happened()).isEqualTo(calm.happened());
        assertThat(other.books()).isNotEqualTo(calm.books());
    }

    @Test
    void booksAreNeverCrossed() throws Exception {
        FlowExchange exchange = start(new FlowPlan().frames(20_000).levels(6).markets(BTC));
        RawClient client = connect(exchange);
        subscribeAll(client, BTC);
        OrderBook book = OrderBook.create();
        for (int deltas = 0; deltas < 5_000; ) {
            Command message = nextJson(client);
            Object type = message.json().get("type");
            if ("orderbook_snapshot".equals(type)) {
                book.applySnapshot(levels(message, "bid"), levels(message, "ask"), 1, null);
            } else if ("orderbook_delta".equals(type)) {
                book.applyDelta(
                        text(message, "side").equals("bid") ? Side.BID : Side.ASK,
                        FixedPointDollars.of(text(message, "price")),
                        FixedPointCount.of(text(message, "delta")),
                        deltas + 2,
                        null);
                assertThat(book.isCrossed()).isFalse();
                deltas++;
            }
        }
    }

    @Test
    void jsonCanBeOddInManyWaysAndStaysJson() throws Exception {
        FlowExchange exchange = start(new FlowPlan()
                .frames(3_000)
                .fragmented(0.5)
                .prettyPrinted(0.5)
                .trailingNewlines(0.5)
                .unknownMembers(0.5)
                .shuffledMembers(0.5)
                .longDecimals(0.5));
        RawClient client = connect(exchange);
        subscribeAll(client, BTC, ETH);

        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 3_000; i++) {
            String text = next(client);
            Command message = Command.parse(text.strip());
            note(seen, "line break behind", text.endsWith("\n"));
            note(seen, "no line break behind", text.endsWith("}"));
            note(seen, "line breaks inside", text.strip().contains("\n  \""));
            note(seen, "no line breaks inside", !text.strip().contains("\n"));
            note(seen, "type last", List.copyOf(message.json().keySet()).indexOf("type") > 0);
            note(seen, "unknown member", message.json().containsKey("sending_ts_ms"));
            if (message.json().get("msg") instanceof Map<?, ?> msg) {
                note(
                        seen,
                        "unknown member in msg",
                        msg.keySet().stream()
                                .anyMatch(name -> String.valueOf(name).startsWith("x_")));
                if (msg.get("price") instanceof String price) {
                    seen.add((price.length() - price.indexOf('.') - 1) + " decimals");
                }
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "line break behind",
                        "no line break behind",
                        "line breaks inside",
                        "no line breaks inside",
                        "type last",
                        "unknown member",
                        "unknown member in msg",
                        "4 decimals",
                        "5 decimals",
                        "6 decimals");
    }

    @Test
    void whileTheClientIsAwayTheFlowGoesOnForAWhileAndWaits() throws Exception {
        FlowExchange exchange = start(new FlowPlan().frames(1_000_000_000).framesWhileAway(300));
        RawClient client = connect(exchange);
        subscribeAll(client, BTC, ETH);
        exchange.awaitSubscribed(SOON);
        Instant before = Instant.now();
        client.hangUp();
        exchange.awaitStandstill(SOON);
        long stopped = exchange.frames();

        assertThat(exchange.fillsBetween(before.minusSeconds(60), Instant.now()))
                .isNotEmpty();
        RawClient again = connect(exchange);
        subscribe(again, 1, "\"trade\"", BTC);
        next(again);
        assertThatThrownBy(() -> exchange.awaitSubscribed(SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not (fully) subscribed to [BOOK, TRADE, TICKER, FILL, ORDER, GROUP]");
        exchange.awaitStandstill(SOON);
        assertThat(exchange.frames()).isEqualTo(stopped + 8);
        subscribeAll(again, BTC, ETH);
        exchange.awaitFrames(stopped + 2_000, SOON);
        assertThat(exchange.connections()).isEqualTo(2);
    }

    @Test
    void onlyTheExpectedChannelsAreNeeded() throws Exception {
        FlowExchange exchange = start(
                new FlowPlan().frames(500).expecting(Channel.ORDERBOOK_DELTA).markets(BTC));
        RawClient client = connect(exchange);
        subscribe(client, 1, "\"orderbook_delta\"", BTC);

        assertThat(exchange.finish(SOON).sent())
                .containsEntry("fill", 0L)
                .containsEntry("trade", 0L)
                .containsEntry("orderbook_snapshot", 1L);
    }

    @Test
    void whatHappenedCanBeAskedForByTime() throws Exception {
        FlowExchange exchange =
                start(new FlowPlan().frames(3_000).remembered(50).clock(new TickingClock()));
        RawClient client = connect(exchange);
        subscribeAll(client, BTC, ETH);
        drain(client);
        exchange.finish(SOON);
        Instant end = Instant.ofEpochMilli(1_000_000);

        assertThatThrownBy(() -> exchange.fillsBetween(Instant.EPOCH, end))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only the latest 50 are remembered");
        assertThat(exchange.tradesBetween(end, end.plusSeconds(1))).isEmpty();
        // About one frame in 25 is a fill, and the clock ticks with each.
        List<Fill> latest = exchange.fillsBetween(Instant.ofEpochMilli(2_500), end);
        assertThat(latest).hasSizeBetween(10, 49).isSortedAccordingTo(Comparator.comparing(Fill::tsMs));
        assertThat(latest).extracting(Fill::tradeId).doesNotHaveDuplicates();
        Fill second = latest.get(1);
        Fill third = latest.get(2);
        assertThat(exchange.fillsBetween(second.tsMs(), third.tsMs())).containsExactly(second, third);
        assertThat(exchange.userOrdersBetween(Instant.EPOCH, end))
                .hasSizeGreaterThan(20)
                .extracting(UserOrder::orderId)
                .doesNotHaveDuplicates();
        assertThat(exchange.userOrdersBetween(end, end)).isEmpty();
    }

    @Test
    void aClientThatNeverComesIsTheReasonNamed() {
        FlowExchange exchange = start(new FlowPlan());
        assertThatThrownBy(() -> exchange.finish(SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessage("the flow is not over, 0 of 10000 frames, 0 faults so far, 0 connections; "
                        + "no client has connected within 60 ms");
    }

    @Test
    void aSilentExchangeSendsNothingAtAll() throws Exception {
        FlowExchange exchange = start(new FlowPlan().frames(2_000).silences(1));
        RawClient client = connect(exchange);
        subscribeAll(client, BTC, ETH);
        readUntilFault(client, exchange);
        client.send(true, Frame.PING, new byte[0]);
        client.send("{\"id\":5,\"cmd\":\"list_subscriptions\"}");
        client.send(true, Frame.CLOSE, new byte[0]);
        assertThat(client.hears(SHORT)).isFalse();
        assertThatThrownBy(() -> exchange.finish(SHORT)).hasMessageContaining("silent since frame");

        RawClient again = connect(exchange);
        subscribeAll(again, BTC, ETH);
        drain(again);
        assertThat(exchange.finish(SOON).connections()).isEqualTo(2);
    }

    @Test
    void aGapThatNobodyReadsHoldsUpTheNextFault() throws Exception {
        FlowExchange exchange = start(new FlowPlan().frames(2_000).gaps(2));
        RawClient client = connect(exchange);
        subscribeAll(client, BTC, ETH);
        // Reads the gap, but does not answer the ping behind it.
        readUntilFault(client, exchange);
        assertThatThrownBy(() -> exchange.finish(SHORT))
                .hasMessageContaining("1 faults so far")
                .hasMessageContaining("owes a pong");
    }

    @Test
    void theFlowCanBePaced() throws Exception {
        List<Long> paced = new ArrayList<>();
        run(new FlowPlan().frames(20).pace(paced::add));
        assertThat(paced).hasSize(20).startsWith(0L, 1L, 2L);
    }

    @Test
    void theExchangeEndsWithAllItsThreadsAlsoWhenTheClientDoesNotRead() throws Exception {
        FlowExchange exchange = start(new FlowPlan().frames(100_000_000));
        RawClient client = connect(exchange);
        subscribeAll(client, BTC, ETH);
        await(() -> exchange.frames() > 0 && stands(exchange));
        exchange.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.endsWith("" + exchange.server().port())
                        || name.contains(exchange.server().port() + "-"));
    }

    // --- speed and memory

    @Test
    void aMillionFramesTakeSecondsAndNoMemory() throws Exception {
        FlowExchange exchange =
                start(new FlowPlan().frames(Long.MAX_VALUE).remembered(1_000).drops(0));
        RawClient client = connect(exchange);
        subscribeAll(client, BTC, ETH);
        read(client, 200_000);
        long memory = usedMemory();
        long begin = System.nanoTime();
        int frames = 1_000_000;
        long bytes = read(client, frames);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long more = usedMemory() - memory;

        System.out.printf(
                "flow exchange: %,.0f frames/s, %.0f MB/s, %,d bytes more after a million frames%n",
                frames / seconds, bytes / seconds / 1e6, more);
        assertThat(frames / seconds).isGreaterThan(50_000);
        assertThat(more).isLessThan(4 << 20);
    }

    // --- tools

    private static long read(RawClient client, int frames) throws IOException {
        long bytes = 0;
        for (int i = 0; i < frames; i++) {
            bytes += client.next().payload().length;
        }
        return bytes;
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private FlowExchange start(FlowPlan plan) {
        FlowExchange exchange = FlowExchange.start(plan);
        toClose.add(exchange);
        return exchange;
    }

    private RawClient connect(FlowExchange exchange) throws IOException {
        RawClient client = RawClient.open(exchange.server().port());
        toClose.add(client);
        return client;
    }

    private RawClient open(FlowPlan plan) throws IOException {
        return connect(start(plan));
    }

    private Truth run(FlowPlan plan) throws Exception {
        FlowExchange exchange = start(plan);
        ObviousClient client = ObviousClient.start(exchange, SOON, BTC, ETH);
        Truth truth = exchange.finish(SOON);
        client.settle();
        return truth;
    }

    /** Reads until a fault has been logged and then nothing more comes; pings are not answered. */
    private static void readUntilFault(RawClient client, FlowExchange exchange) throws IOException {
        do {
            while (client.hears(SHORT)) {
                client.next();
            }
        } while (exchange.faults().isEmpty());
    }

    /** Reads until the connection ends, in the background. */
    private static void drain(RawClient client) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (client.isOpen()) {
                            next(client);
                        }
                    } catch (IOException e) {
                        // The end.
                    }
                },
                "draining-client");
        thread.setDaemon(true);
        thread.start();
    }

    private static void subscribe(RawClient client, int id, String channels, String... markets) throws IOException {
        client.send("{\"id\":" + id + ",\"cmd\":\"subscribe\",\"params\":{\"channels\":[" + channels
                + "],\"market_tickers\":[\"" + String.join("\",\"", markets) + "\"]}}");
    }

    private static void subscribeAll(RawClient client, String... markets) throws IOException {
        subscribe(
                client,
                99,
                "\"orderbook_delta\",\"trade\",\"ticker\",\"fill\",\"user_orders\",\"order_group_updates\"",
                markets);
    }

    private static String update(int id, String params) {
        return "{\"id\":" + id + ",\"cmd\":\"update_subscription\",\"params\":{" + params + "}}";
    }

    /** The next message, whole; pings are answered. */
    private static String next(RawClient client) throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            Frame frame = client.next();
            if (frame.opcode() == Frame.PING) {
                client.send(true, Frame.PONG, frame.payload());
                continue;
            }
            text.append(new String(frame.payload(), StandardCharsets.ISO_8859_1));
            if (frame.last()) {
                return new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
    }

    private static Command nextJson(RawClient client) throws IOException {
        return Command.parse(next(client));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> msg(Command message) {
        return message.json().get("msg") instanceof Map<?, ?> msg ? (Map<String, @Nullable Object>) msg : Map.of();
    }

    private static String text(Command message, String member) {
        return String.valueOf(msg(message).get(member));
    }

    private static List<PriceLevel> levels(Command snapshot, String side) {
        List<PriceLevel> levels = new ArrayList<>();
        if (msg(snapshot).get(side) instanceof List<?> list) {
            for (Object level : list) {
                List<?> pair = (List<?>) level;
                levels.add(PriceLevel.of((String) pair.get(0), (String) pair.get(1)));
            }
        }
        return levels;
    }

    private static List<String> prices(Command snapshot, String side) {
        return levels(snapshot, side).stream()
                .map(level -> level.price().toString())
                .toList();
    }

    private static void assertError(RawClient client, int code, String command) throws IOException {
        client.send(command);
        Command answer = nextJson(client);
        assertThat(answer.json()).as(command).containsEntry("type", "error");
        assertThat(msg(answer).get("code")).as(command).isEqualTo((long) code);
        assertThat(answer.json().get("id")).as(command).isEqualTo(command.startsWith("{\"id\":3") ? 3L : null);
    }

    private static void assertSameAsTruth(ObviousClient client, Truth truth) {
        truth.books().forEach((market, book) -> {
            assertThat(client.levels(market, true)).as(market).isEqualTo(book.bids());
            assertThat(client.levels(market, false)).as(market).isEqualTo(book.asks());
        });
        assertThat(client.fillTally()).isEqualTo(truth.fills());
        assertThat(client.tradeTally()).isEqualTo(truth.trades());
        assertThat(client.orders.keySet()).isEqualTo(truth.orders().keySet());
        truth.orders().forEach((id, order) -> {
            UserOrder known = client.orders.getOrDefault(id, order);
            assertThat(known.fillCount()).isEqualTo(order.fillCount());
            assertThat(known.remainingCount()).isEqualTo(order.remainingCount());
            assertThat(known.price()).isEqualTo(order.price());
        });
    }

    private static void note(Set<String> seen, String what, boolean is) {
        if (is) {
            seen.add(what);
        }
    }

    /** Each look at it is a millisecond later. */
    private static final class TickingClock extends Clock {
        private final AtomicLong millis = new AtomicLong();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.incrementAndGet());
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    /** Whether no frame is added for a while: nothing tells of what does not happen. */
    private static boolean stands(FlowExchange exchange) throws InterruptedException {
        long before = exchange.frames();
        TimeUnit.MILLISECONDS.sleep(60);
        return exchange.frames() == before;
    }
}
