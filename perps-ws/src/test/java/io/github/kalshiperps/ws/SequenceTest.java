package io.github.kalshiperps.ws;

import static io.github.kalshiperps.ws.SessionFixture.BTC;
import static io.github.kalshiperps.ws.SessionFixture.ETH;
import static io.github.kalshiperps.ws.SessionFixture.SOON;
import static io.github.kalshiperps.ws.SessionFixture.confirm;
import static io.github.kalshiperps.ws.SessionFixture.delta;
import static io.github.kalshiperps.ws.SessionFixture.errorOf;
import static io.github.kalshiperps.ws.SessionFixture.eventually;
import static io.github.kalshiperps.ws.SessionFixture.expect;
import static io.github.kalshiperps.ws.SessionFixture.expectUpdate;
import static io.github.kalshiperps.ws.SessionFixture.groupUpdate;
import static io.github.kalshiperps.ws.SessionFixture.never;
import static io.github.kalshiperps.ws.SessionFixture.ok;
import static io.github.kalshiperps.ws.SessionFixture.snapshot;
import static io.github.kalshiperps.ws.SessionFixture.trade;
import static io.github.kalshiperps.ws.SessionFixture.unsubscribed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.InvalidBookException;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.OrderGroupUpdatesMessage;
import io.github.kalshiperps.ws.model.OrderbookDeltaMessage;
import io.github.kalshiperps.ws.model.OrderbookSnapshotMessage;
import io.github.kalshiperps.ws.model.TradeMessage;
import io.github.kalshiperps.ws.server.Command;
import io.github.kalshiperps.ws.server.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SequenceTest {
    private static final String BOOKS = "orderbook_delta";
    private static final Duration QUICK = Duration.ofMillis(60);

    @RegisterExtension
    final SessionFixture x = new SessionFixture();

    // --- books: a gap and its repair

    @Test
    void booksAreInvalidFromAGapToTheirSnapshots() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC, ETH);
        Peer peer = twoBooks(7);
        assertThat(books.await(ETH, SOON).sequence()).isEqualTo(2);

        Instant before = Instant.now();
        peer.send(delta(7, 5, BTC, "bid", "6.3352", "-1.00"));
        Command ask = expectUpdate(peer, "get_snapshot", BTC, ETH);
        assertThat(ask.params().get("sid")).isEqualTo(7L);
        Gap detected = x.events.await(Kind.GAP_DETECTED).gap().orElseThrow();
        assertThat(detected.channel()).isEqualTo(Channel.ORDERBOOK_DELTA);
        assertThat(detected.cause()).isEqualTo(Gap.Cause.SEQUENCE);
        assertThat(detected.markets()).containsExactlyInAnyOrder(BTC, ETH);
        assertThat(detected.firstMissing()).hasValue(3);
        assertThat(detected.lastMissing()).hasValue(4);
        assertThat(detected.from()).isBetween(before.minusSeconds(5), Instant.now());
        assertThat(detected.until()).isEmpty();
        for (String market : List.of(BTC, ETH)) {
            assertThat(books.isValid(market)).isFalse();
            assertThatThrownBy(() -> books.view(market))
                    .isInstanceOf(InvalidBookException.class)
                    .hasMessageContaining("messages 3 to 4 did not come");
        }

        peer.send(snapshot(7, 6, BTC));
        assertThat(books.await(BTC, SOON).sequence()).isEqualTo(6);
        peer.send(delta(7, 7, BTC, "bid", "6.3360", "2.00"));
        x.sync(peer);
        assertThat(books.view(BTC).bestBid().orElseThrow().price()).isEqualTo(FixedPointDollars.of("6.3360"));
        assertThat(books.isValid(ETH)).isFalse();
        assertThat(x.events.all(Kind.GAP_HEALED)).isEmpty();

        peer.send(snapshot(7, 8, ETH));
        Gap healed = x.events.await(Kind.GAP_HEALED).gap().orElseThrow();
        assertThat(healed.firstMissing()).hasValue(3);
        assertThat(healed.until().orElseThrow()).isBetween(healed.from(), Instant.now());
        assertThat(books.view(ETH).sequence()).isEqualTo(8);
        x.expectNoCommand(session, peer);
        assertThat(x.events.all(Kind.GAP_DETECTED)).hasSize(1);
        assertThat(x.events.all(Kind.GAP_REMAINS)).isEmpty();
    }

    @Test
    void oneMissingMessageIsAGap() throws Exception {
        x.connect().books(BTC);
        Peer peer = book(7);
        peer.send(delta(7, 3, BTC, "bid", "6.3352", "-1.00"));
        assertThat(x.events.await(Kind.GAP_DETECTED).text()).contains("message 2 did not come");
    }

    @Test
    void theFirstMessageOfASubscriptionHasTheNumberOne() {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        Peer peer = x.peer();
        confirm(peer, BOOKS, 7);
        peer.send(snapshot(7, 2, BTC));

        Gap gap = x.events.await(Kind.GAP_DETECTED).gap().orElseThrow();
        assertThat(gap.firstMissing()).hasValue(1);
        assertThat(gap.lastMissing()).hasValue(1);
        // The snapshot itself came after what is missing.
        eventually("the book is valid", () -> books.isValid(BTC));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSnapshotMayNameTheCommandThatItAnswersAndTheCommandMayBeConfirmedToo(boolean named) throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        Peer peer = book(7);
        peer.send(delta(7, 3, BTC, "bid", "6.3352", "-1.00"));
        Command ask = expectUpdate(peer, "get_snapshot", BTC);
        if (named) {
            peer.send(ok(ask.id(), 7, 4, List.of(BTC)));
        }
        long seq = named ? 5 : 4;
        String plain = snapshot(7, seq, BTC);
        peer.send(named ? plain.replace("{\"type\"", "{\"id\":" + ask.id() + ",\"type\"") : plain);

        assertThat(books.await(BTC, SOON).sequence()).isEqualTo(seq);
        x.events.await(Kind.GAP_HEALED);
        x.expectNoCommand(session, peer);
        assertThat(x.events.all(Kind.UNEXPECTED_MESSAGE)).isEmpty();
    }

    @Test
    void aGapWhileSnapshotsAreAwaitedAsksForAllOfThemAgain() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC, ETH);
        Peer peer = twoBooks(7);
        peer.send(delta(7, 4, BTC, "bid", "6.3352", "-1.00"));
        expectUpdate(peer, "get_snapshot", BTC, ETH);
        peer.send(snapshot(7, 5, BTC));
        books.await(BTC, SOON);

        peer.send(delta(7, 7, ETH, "bid", "6.3352", "-1.00"));
        expectUpdate(peer, "get_snapshot", BTC, ETH);
        assertThat(books.isValid(BTC)).isFalse();
        // What was on its way for the first request may still come; it is as good as any.
        peer.send(snapshot(7, 8, ETH));
        peer.send(snapshot(7, 9, BTC));
        Gap healed = x.events.await(Kind.GAP_HEALED).gap().orElseThrow();
        assertThat(healed.firstMissing())
                .as("the first of those that are healed together")
                .hasValue(3);
        peer.send(snapshot(7, 10, BTC));
        peer.send(snapshot(7, 11, ETH));
        peer.send(delta(7, 12, ETH, "bid", "6.3352", "-1.00"));
        x.expectNoCommand(session, peer);
        assertThat(books.view(BTC).sequence()).isEqualTo(10);
        assertThat(books.view(ETH).sequence()).isEqualTo(12);
        assertThat(x.events.all(Kind.GAP_DETECTED)).hasSize(2);
        assertThat(x.events.all(Kind.GAP_HEALED)).hasSize(1);
    }

    @Test
    void aSnapshotThatIsLostItselfIsAskedForAgain() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC, ETH);
        Peer peer = twoBooks(7);
        peer.send(delta(7, 4, BTC, "bid", "6.3352", "-1.00"));
        expectUpdate(peer, "get_snapshot", BTC, ETH);
        peer.send(snapshot(7, 6, ETH)); // that of the other market, number 5, does not come

        expectUpdate(peer, "get_snapshot", BTC, ETH);
        eventually("a snapshot after the gap is good", () -> books.isValid(ETH));
        assertThat(books.isValid(BTC)).isFalse();
        peer.send(snapshot(7, 7, BTC));
        x.events.await(Kind.GAP_HEALED);
        x.expectNoCommand(session, peer);
    }

    @Test
    void withoutASnapshotTheBooksAreSubscribedAnewAndThenTheConnectionIsMadeAnew() throws Exception {
        PerpsWebSocket session = x.connect(x.builder().snapshotTimeout(QUICK));
        LiveBooks books = session.books(BTC, ETH);
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, Map.of(BOOKS, 7L, "trade", 8L));
        peer.send(snapshot(7, 1, BTC));
        peer.send(snapshot(7, 2, ETH));
        peer.send(delta(7, 4, BTC, "bid", "6.3352", "-1.00"));
        expectUpdate(peer, "get_snapshot", BTC, ETH);

        Command unsubscribe = expect(peer, "unsubscribe");
        assertThat(unsubscribe.params("sids")).containsExactly("7");
        peer.send(unsubscribed(unsubscribe.id(), 7, 5));
        Command again = confirm(peer, BOOKS, 9);
        assertThat(again.params("market_tickers")).containsExactlyInAnyOrder(BTC, ETH);
        peer.send(snapshot(9, 1, BTC)); // one is not enough
        assertThat(books.await(BTC, SOON).sequence()).isEqualTo(1);
        assertThat(x.events.all(Kind.DISCONNECTED)).isEmpty();

        Peer second = x.peer();
        assertThat(x.events.await(Kind.DISCONNECTED).text()).contains("no snapshots of [" + ETH + "] came");
        confirm(second, Map.of(BOOKS, 1L, "trade", 2L));
        second.send(snapshot(1, 1, BTC));
        second.send(snapshot(1, 2, ETH));
        x.events.await(Kind.GAP_HEALED);
        assertThat(books.view(BTC).sequence()).isEqualTo(1);
        assertThat(books.view(ETH).sequence()).isEqualTo(2);
        second.send(trade(2, 1, BTC, "6.3352"));
        assertThat(trades.next(SOON)).isPresent();
        x.expectNoCommand(session, second);
        assertThat(x.server.connections()).isEqualTo(2);
    }

    @Test
    void aSubscriptionMadeAnewHealsTheBooks() throws Exception {
        PerpsWebSocket session = x.connect(x.builder().snapshotTimeout(QUICK));
        LiveBooks books = session.books(BTC);
        Peer peer = book(7);
        peer.send(delta(7, 3, BTC, "bid", "6.3352", "-1.00"));
        expectUpdate(peer, "get_snapshot", BTC);
        Command unsubscribe = expect(peer, "unsubscribe");
        peer.send(unsubscribed(unsubscribe.id(), 7, 4));
        confirm(peer, BOOKS, 9);
        peer.send(snapshot(7, 5, BTC)); // late and of the subscription that is over
        peer.send(snapshot(9, 1, BTC));

        Gap healed = x.events.await(Kind.GAP_HEALED).gap().orElseThrow();
        assertThat(healed.firstMissing()).hasValue(2);
        assertThat(books.view(BTC).sequence()).isEqualTo(1);
        assertThat(x.events.all(Kind.UNEXPECTED_MESSAGE)).hasSize(1);
        x.expectNoCommand(session, peer);
        never("another connection", QUICK.multipliedBy(2), () -> x.server.connections() > 1);
    }

    @Test
    void aRefusedRequestForSnapshotsLeadsToTheNextMeansAtOnce() {
        PerpsWebSocket session = x.connect(); // patient: 5 seconds
        session.books(BTC);
        Peer peer = book(7);
        peer.send(delta(7, 3, BTC, "bid", "6.3352", "-1.00"));
        Command ask = expectUpdate(peer, "get_snapshot", BTC);
        peer.send(SessionFixture.error(ask.id(), 13, "unsupported action"));
        expect(peer, "unsubscribe");
    }

    // --- books: messages that cannot be

    static Stream<Arguments> contradictions() {
        String good = delta(7, 3, BTC, "bid", "6.3352", "-1.00");
        return Stream.of(
                Arguments.of("a negative size", delta(7, 3, BTC, "bid", "6.3352", "-3.01")),
                Arguments.of("a level that is not there", delta(7, 3, BTC, "ask", "6.5000", "-1.00")),
                Arguments.of("no change", delta(7, 3, BTC, "bid", "6.3352", "0.00")),
                Arguments.of("an unknown side", delta(7, 3, BTC, "yes", "6.3352", "1.00")),
                Arguments.of("no side", good.replace("\"side\":\"bid\",", "")),
                Arguments.of("no price", good.replace("\"price\":\"6.3352\",", "")),
                Arguments.of("a price that is null", good.replace("\"price\":\"6.3352\"", "\"price\":null")),
                Arguments.of("a price that is a number", good.replace("\"price\":\"6.3352\"", "\"price\":6.3352")),
                Arguments.of("a price that is not positive", delta(7, 3, BTC, "bid", "0.0000", "1.00")),
                Arguments.of("a price beyond all bounds", delta(7, 3, BTC, "bid", "1" + "0".repeat(40), "1.00")),
                Arguments.of("no change member", good.replace("\"delta\":\"-1.00\",", "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contradictions")
    void aMessageThatContradictsABookCostsThatBookOnly(String what, String frame) throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC, ETH);
        Peer peer = twoBooks(7);
        peer.send(frame);

        Command ask = expectUpdate(peer, "get_snapshot", BTC);
        assertThat(ask.params().get("sid")).isEqualTo(7L);
        Gap gap = x.events.await(Kind.GAP_DETECTED).gap().orElseThrow();
        assertThat(gap.cause()).isEqualTo(Gap.Cause.CONTRADICTION);
        assertThat(gap.markets()).containsExactly(BTC);
        assertThat(gap.firstMissing()).isEmpty();
        assertThatThrownBy(() -> books.view(BTC)).isInstanceOf(InvalidBookException.class);
        peer.send(delta(7, 4, ETH, "bid", "6.3352", "-1.00"));
        peer.send(delta(7, 5, BTC, "bid", "6.3352", "-1.00"));
        x.sync(peer);
        assertThat(books.view(ETH).sequence()).isEqualTo(4);
        assertThat(books.isValid(BTC)).isFalse();

        peer.send(snapshot(7, 6, BTC));
        assertThat(books.await(BTC, SOON).sequence()).isEqualTo(6);
        assertThat(x.events.await(Kind.GAP_HEALED).gap().orElseThrow().markets())
                .containsExactly(BTC);
        x.expectNoCommand(session, peer);
        assertThat(x.events.all(Kind.GAP_DETECTED)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "1.5", "null", "[]", "99999999999999999999"})
    void aTimeThatCannotBeReadIsNoContradiction(String time) throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        Peer peer = book(7);
        peer.send(delta(7, 2, BTC, "bid", "6.3352", "-1.00").replace("1781268270490", time));
        x.sync(peer);
        assertThat(books.view(BTC).sequence()).isEqualTo(2);
        assertThat(x.events.all(Kind.DRIFT))
                .anySatisfy(event -> assertThat(event.text()).contains("$.msg.ts_ms"));
        x.expectNoCommand(session, peer);
        assertThat(x.events.all(Kind.GAP_DETECTED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"market_ticker\":\"KXBTCPERP1\",", "\"seq\":3,"})
    void aMessageOfNobodyKnowsWhichBookCostsAllOfThem(String member) {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC, ETH);
        Peer peer = twoBooks(7);
        peer.send(delta(7, 3, BTC, "bid", "6.3352", "-1.00").replace(member, ""));
        expectUpdate(peer, "get_snapshot", BTC, ETH);
        assertThat(books.isValid(BTC)).isFalse();
        assertThat(books.isValid(ETH)).isFalse();
        peer.send(snapshot(7, 4, BTC));
        peer.send(snapshot(7, 5, ETH));
        x.events.await(Kind.GAP_HEALED);
    }

    @Test
    void aMessageOfAMarketThatWasNeverSubscribedIsReported() throws Exception {
        PerpsWebSocket session = x.connect();
        session.books(BTC);
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, Map.of(BOOKS, 7L, "trade", 8L));
        peer.send(snapshot(7, 1, BTC));
        peer.send(delta(7, 2, "KXWHATPERP1", "bid", "6.3352", "1.00"));
        peer.send(trade(8, 1, "KXWHATPERP1", "6.3352"));
        x.sync(peer);

        assertThat(trades.next(Duration.ZERO)).isEmpty();
        List<SessionEvent> traces = new ArrayList<>(x.events.all(Kind.UNEXPECTED_MESSAGE));
        traces.addAll(x.events.all(Kind.GAP_DETECTED));
        assertThat(traces)
                .as("a message that nobody gets must not vanish without a word")
                .anyMatch(event -> isAbout(event, Channel.ORDERBOOK_DELTA, OrderbookDeltaMessage.class))
                .anyMatch(event -> isAbout(event, Channel.TRADE, TradeMessage.class));
    }

    private static boolean isAbout(SessionEvent event, Channel channel, Class<?> message) {
        return event.channel().filter(channel::equals).isPresent()
                || event.message().filter(message::isInstance).isPresent();
    }

    // --- books: snapshots that are of no use

    @Test
    void aMarketWhoseSnapshotsAreNeverUsableIsGivenUpAndSaysSo() {
        try (Exchange exchange = new Exchange(
                x.server,
                false,
                (sid, seq, market) -> market.equals(BTC) ? snapshot(sid, seq, market) : unusable(sid, seq, market))) {
            LiveBooks books = x.connect(x.builder().snapshotTimeout(QUICK)).books(BTC, ETH);
            Gap gap = x.events.await(Kind.GAP_REMAINS).gap().orElseThrow();
            assertThat(gap.cause()).isEqualTo(Gap.Cause.CONTRADICTION);
            assertThat(gap.markets()).containsExactly(ETH);
            assertThat(books.isValid(BTC)).isTrue();
            assertThatThrownBy(() -> books.view(ETH)).hasMessageContaining("not positive");
            expectQuiet(exchange, 1);
            assertThat(exchange.commands()).containsExactly("subscribe", "get_snapshot");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void snapshotsThatBecomeUnusableDoNotKeepTheSessionBusyForEver(boolean beforeTheConfirmation) {
        long[] made = new long[1];
        try (Exchange exchange = new Exchange(
                x.server,
                beforeTheConfirmation,
                (sid, seq, market) -> made[0]++ == 0 ? snapshot(sid, seq, market) : unusable(sid, seq, market))) {
            LiveBooks books = x.connect(x.builder().snapshotTimeout(QUICK)).books(BTC);
            eventually("the book is valid", () -> books.isValid(BTC));
            exchange.send(BOOKS, (sid, seq) -> delta(sid, seq, BTC, "bid", "6.3352", "-100.00"));
            expectQuiet(exchange, 3);
            assertThat(x.events.all(Kind.GAP_REMAINS)).isNotEmpty();
            assertThat(books.isValid(BTC)).isFalse();
        }
    }

    private static String unusable(long sid, long seq, String market) {
        return snapshot(sid, seq, market, "[[\"0.0000\",\"1.00\"]]", "[]");
    }

    /** Fails if commands and connections do not come to an end. */
    private void expectQuiet(Exchange exchange, int mostConnections) {
        long[] calm = {System.nanoTime()};
        int[] last = {-1};
        eventually(() -> "no end of commands: " + exchange.commands(), Duration.ofSeconds(3), () -> {
            int now = exchange.commands().size();
            if (now != last[0]) {
                last[0] = now;
                calm[0] = System.nanoTime();
            }
            return System.nanoTime() - calm[0] > QUICK.toNanos() * 5;
        });
        assertThat(x.server.connections()).isLessThanOrEqualTo(mostConnections);
    }

    @Test
    void aMarketWithoutASnapshotIsAskedForOnceAndReported() throws Exception {
        PerpsWebSocket session = x.connect(x.builder().snapshotTimeout(QUICK));
        LiveBooks books = session.books(BTC, ETH);
        Peer peer = x.peer();
        confirm(peer, BOOKS, 7);
        peer.send(snapshot(7, 1, BTC));
        expectUpdate(peer, "get_snapshot", ETH);

        assertThat(x.events.await(Kind.UNEXPECTED_MESSAGE).text()).contains("No snapshots of [" + ETH + "] came");
        never("another connection", QUICK.multipliedBy(4), () -> x.server.connections() > 1);
        x.expectNoCommand(session, peer);
        assertThat(books.isValid(BTC)).isTrue();
        assertThat(x.events.all(Kind.GAP_DETECTED)).isEmpty();

        peer.send(snapshot(7, 2, ETH));
        assertThat(books.await(ETH, SOON).sequence()).isEqualTo(2);
    }

    @Test
    void aNumberFarBeyondCostsABookItsSubscriptionOnly() {
        try (Exchange exchange = new Exchange(x.server, false, SessionFixture::snapshot)) {
            LiveBooks books = x.connect(x.builder().snapshotTimeout(QUICK)).books(BTC);
            eventually("the book is valid", () -> books.isValid(BTC));
            exchange.sendUncounted(BOOKS, (sid, seq) -> delta(sid, Long.MAX_VALUE, BTC, "bid", "6.3352", "-1.00"));
            x.events.await(Kind.GAP_DETECTED);
            x.events.await(Kind.GAP_HEALED);
            assertThat(books.isValid(BTC)).isTrue();
            assertThat(x.server.connections()).isEqualTo(1);
        }
    }

    // --- what is counted

    @Test
    void answersAndErrorsAndMessagesOfUnknownTypesAreCounted() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        Peer peer = book(7);
        CompletableFuture<Void> added = books.addMarkets(List.of(ETH));
        Command add = expectUpdate(peer, "add_markets", ETH);
        peer.send(ok(add.id(), 7, 2, List.of(BTC, ETH)));
        assertThat(added).succeedsWithin(SOON);
        peer.send(snapshot(7, 3, ETH));
        peer.send(errorOf(7, 4, 1, "unable to process"));
        peer.send("{\"type\":\"news\",\"sid\":7,\"seq\":5,\"msg\":{\"seq\":77}}");
        peer.send(delta(7, 6, BTC, "bid", "6.3352", "-1.00"));
        x.sync(peer);

        assertThat(books.view(BTC).sequence()).isEqualTo(6);
        assertThat(x.events.all(Kind.GAP_DETECTED)).isEmpty();
        assertThat(x.events.all(Kind.EXCHANGE_ERROR)).hasSize(1);
        x.expectNoCommand(session, peer);
    }

    static Stream<Arguments> controlFrames() {
        return Stream.of(
                Arguments.of("an error", errorOf(7, 4, 1, "unable to process")),
                Arguments.of("an unknown type", "{\"type\":\"news\",\"sid\":7,\"seq\":4}"),
                Arguments.of("an ok", ok(999, 7, 4, List.of(BTC))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("controlFrames")
    void aGapShowsInWhateverComesNext(String what, String frame) {
        x.connect().books(BTC);
        Peer peer = book(7);
        peer.send(frame);
        Gap gap = x.events.await(Kind.GAP_DETECTED).gap().orElseThrow();
        assertThat(gap.firstMissing()).hasValue(2);
        assertThat(gap.lastMissing()).hasValue(3);
        expectUpdate(peer, "get_snapshot", BTC);
    }

    @Test
    void theEndOfASubscriptionIsCountedToo() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> some = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 4);
        peer.send(trade(4, 1, BTC, "6.3352"));
        assertThat(some.next(SOON)).isPresent();
        session.trades().stream(); // all markets: needs a subscription of another kind
        Command unsubscribe = expect(peer, "unsubscribe");
        peer.send(unsubscribed(unsubscribe.id(), 4, 4));
        confirm(peer, "trade", 5);

        Gap gap = x.events.await(Kind.GAP_REMAINS).gap().orElseThrow();
        assertThat(gap.cause()).isEqualTo(Gap.Cause.SEQUENCE);
        assertThat(gap.firstMissing()).hasValue(2);
        assertThat(gap.lastMissing()).hasValue(3);
        assertThat(x.events.await(Kind.GAP_REMAINS).gap().orElseThrow().cause()).isEqualTo(Gap.Cause.RESUBSCRIBED);
    }

    @Test
    void aSecondSubscriptionIdCountsFromOneAgain() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> first = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 4);
        peer.send(trade(4, 1, BTC, "6.3352"));
        peer.send(trade(4, 2, BTC, "6.3352"));
        assertThat(first.next(SOON)).isPresent();
        assertThat(first.next(SOON)).isPresent();
        first.close();
        Command unsubscribe = expect(peer, "unsubscribe");
        peer.send(unsubscribed(unsubscribe.id(), 4, 3));
        x.sync(peer);
        MessageStream<TradeMessage> second = session.trades(BTC).stream();
        confirm(peer, "trade", 5);
        peer.send(trade(5, 1, BTC, "6.3353"));
        assertThat(second.next(SOON)).isPresent();
        assertThat(x.events.all(Kind.GAP_DETECTED)).isEmpty();
        assertThat(x.events.all(Kind.REPEATED_MESSAGE)).isEmpty();
    }

    @Test
    void aSubscriptionThatBeginsWhileTheLastOneEndsHasMissedNothing() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> first = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 4);
        assertThat(first.ready()).succeedsWithin(SOON);
        first.close();
        Command unsubscribe = expect(peer, "unsubscribe");
        MessageStream<TradeMessage> second = session.trades(BTC).stream();
        x.sync(peer);
        assertThat(second.ready()).as("what is there is about to end").isNotDone();
        peer.send(unsubscribed(unsubscribe.id(), 4, 1));
        confirm(peer, "trade", 5);
        assertThat(second.ready()).succeedsWithin(SOON);
        x.sync(peer);
        assertThat(x.events.all(Kind.GAP_DETECTED)).isEmpty();
        assertThat(x.events.all(Kind.GAP_REMAINS)).isEmpty();
    }

    @Test
    void aRepeatedMessageIsReportedAndNotUsed() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, Map.of(BOOKS, 7L, "trade", 8L));
        peer.send(snapshot(7, 1, BTC));
        peer.send(delta(7, 2, BTC, "bid", "6.3352", "-1.00"));
        peer.send(delta(7, 2, BTC, "bid", "6.3352", "-1.00"));
        peer.send(delta(7, 1, BTC, "bid", "6.3352", "-1.00"));
        peer.send(trade(8, 1, BTC, "6.3352"));
        peer.send(trade(8, 1, BTC, "6.3352"));
        x.sync(peer);

        assertThat(books.view(BTC).sequence()).isEqualTo(2);
        assertThat(books.view(BTC).bestBid().orElseThrow().count().toString()).isEqualTo("2.00");
        assertThat(trades.next(Duration.ZERO)).isPresent();
        assertThat(trades.next(Duration.ZERO)).isEmpty();
        List<SessionEvent> repeated = x.events.all(Kind.REPEATED_MESSAGE);
        assertThat(repeated)
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.message()).isPresent());
        assertThat(repeated.get(2).channel()).contains(Channel.TRADE);
        x.expectNoCommand(session, peer);
        assertThat(x.events.all(Kind.GAP_DETECTED)).isEmpty();
    }

    // --- channels that cannot be repaired

    @Test
    void aGapInTradesIsReportedAndTheStreamGoesOn() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 4);
        peer.send(trade(4, 1, BTC, "6.1"));
        peer.send(trade(4, 5, BTC, "6.5"));
        peer.send(trade(4, 6, BTC, "6.6"));

        assertThat(List.of(seq(trades), seq(trades), seq(trades))).containsExactly(1L, 5L, 6L);
        expectRemainingGap(Channel.TRADE, 2, 4);
        x.expectNoCommand(session, peer);
    }

    @Test
    void aGapInOrderGroupUpdatesIsReportedAndTheStreamGoesOn() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<OrderGroupUpdatesMessage> groups = session.orderGroupUpdates().stream();
        Peer peer = x.peer();
        confirm(peer, "order_group_updates", 4);
        peer.send(groupUpdate(4, 1));
        peer.send(groupUpdate(4, 3));

        assertThat(groups.next(SOON).orElseThrow().seq()).isEqualTo(1);
        assertThat(groups.next(SOON).orElseThrow().seq()).isEqualTo(3);
        expectRemainingGap(Channel.ORDER_GROUP_UPDATES, 2, 2);
        x.expectNoCommand(session, peer);
    }

    private void expectRemainingGap(Channel channel, long first, long last) {
        Gap detected = x.events.await(Kind.GAP_DETECTED).gap().orElseThrow();
        Gap remains = x.events.await(Kind.GAP_REMAINS).gap().orElseThrow();
        for (Gap gap : List.of(detected, remains)) {
            assertThat(gap.channel()).isEqualTo(channel);
            assertThat(gap.cause()).isEqualTo(Gap.Cause.SEQUENCE);
            assertThat(gap.firstMissing()).hasValue(first);
            assertThat(gap.lastMissing()).hasValue(last);
        }
        assertThat(remains.until().orElseThrow()).isAfterOrEqualTo(remains.from());
        assertThat(x.events.all(Kind.GAP_DETECTED)).hasSize(1);
        assertThat(x.events.all(Kind.GAP_HEALED)).isEmpty();
    }

    private static long seq(MessageStream<TradeMessage> trades) throws InterruptedException {
        return trades.next(SOON).orElseThrow().seq();
    }

    @Test
    void aNumberFarBeyondDoesNotEndAStreamForGood() throws Exception {
        try (Exchange exchange = new Exchange(x.server, false, SessionFixture::snapshot)) {
            MessageStream<TradeMessage> trades = x.connect().trades(BTC).stream();
            assertThat(trades.ready()).succeedsWithin(SOON);
            exchange.send("trade", (sid, seq) -> trade(sid, seq, BTC, "6.1"));
            assertThat(trades.next(SOON)).isPresent();
            exchange.sendUncounted("trade", (sid, seq) -> trade(sid, Long.MAX_VALUE, BTC, "6.2"));
            assertThat(trades.next(SOON)).isPresent();
            x.events.await(Kind.GAP_DETECTED);

            boolean went = false;
            for (int i = 0; i < 100 && !went; i++) {
                exchange.send("trade", (sid, seq) -> trade(sid, seq, BTC, "6.3"));
                went = trades.next(Duration.ofMillis(10)).isPresent();
            }
            assertThat(went)
                    .as(
                            "one of the 100 trades after it was delivered; instead %s",
                            x.events.all(Kind.REPEATED_MESSAGE).size())
                    .isTrue();
        }
    }

    // --- consumers that come and go

    @Test
    void aConsumerThatJoinsLaterGetsASnapshotOfItsOwn() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC, ETH);
        MessageStream<BookUpdate> first = session.orderbooks(BTC).stream();
        Peer peer = x.peer();
        Command subscribe = confirm(peer, BOOKS, 7);
        peer.send(snapshot(7, 1, BTC));
        peer.send(snapshot(7, 2, ETH));
        books.await(ETH, SOON);
        assertThat(subscribe.params("market_tickers")).contains(BTC, ETH);
        assertThat(first.next(SOON).orElseThrow().book().sequence()).isEqualTo(1);

        MessageStream<BookUpdate> second = session.orderbooks(BTC).stream();
        assertThat(second.ready()).succeedsWithin(SOON);
        Command ask = expectUpdate(peer, "get_snapshot", BTC);
        assertThat(ask.params().get("sid")).isEqualTo(7L);
        assertThat(books.isValid(BTC))
                .as("nothing is wrong with the books that are there")
                .isTrue();
        peer.send(delta(7, 3, BTC, "bid", "6.3352", "-1.00"));
        peer.send(snapshot(7, 4, BTC));
        peer.send(delta(7, 5, BTC, "bid", "6.3352", "-1.00"));

        BookUpdate update = second.next(SOON).orElseThrow();
        assertThat(update.message().orElseThrow()).isInstanceOf(OrderbookDeltaMessage.class);
        assertThat(update.book().isValid()).as("a delta alone makes no book").isFalse();
        update = second.next(SOON).orElseThrow();
        assertThat(update.message().orElseThrow()).isInstanceOf(OrderbookSnapshotMessage.class);
        assertThat(update.book().sequence()).isEqualTo(4);
        assertThat(second.next(SOON).orElseThrow().book().sequence()).isEqualTo(5);
        for (long seq = 3; seq <= 5; seq++) {
            assertThat(first.next(SOON).orElseThrow().book().sequence()).isEqualTo(seq);
        }
        x.expectNoCommand(session, peer);
        assertThat(books.view(BTC).sequence()).isEqualTo(5);
        assertThat(x.events.all(Kind.GAP_DETECTED)).isEmpty();
    }

    @Test
    void booksThatJoinLaterNeedNoSnapshotOfTheirOwn() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks first = session.books(BTC);
        Peer peer = book(7);
        first.await(BTC, SOON);
        LiveBooks second = session.books(BTC);
        assertThat(second.view(BTC).sequence()).isEqualTo(1);
        assertThat(second.ready()).succeedsWithin(SOON);
        x.expectNoCommand(session, peer);
        first.close();
        assertThat(second.view(BTC).sequence()).isEqualTo(1);
        assertThatThrownBy(() -> first.view(BTC)).isInstanceOf(InvalidBookException.class);
    }

    @Test
    void aSnapshotForAConsumerThatJoinedIsAskedForUntilItComes() throws Exception {
        PerpsWebSocket session = x.connect(x.builder().snapshotTimeout(QUICK));
        LiveBooks books = session.books(BTC);
        Peer peer = book(7);
        books.await(BTC, SOON);
        MessageStream<BookUpdate> second = session.orderbooks(BTC).stream();
        Command ask = expectUpdate(peer, "get_snapshot", BTC);
        peer.send(SessionFixture.error(ask.id(), 27, "too many requests"));

        // By whatever means: without a snapshot the consumer's book would wait for ever.
        Command next = peer.awaitCommand(Duration.ofSeconds(2));
        if (next.cmd().equals("unsubscribe")) {
            peer.send(unsubscribed(next.id(), 7, 2));
            confirm(peer, BOOKS, 8);
            peer.send(snapshot(8, 1, BTC));
        } else {
            assertThat(next.params()).containsEntry("action", "get_snapshot");
            peer.send(snapshot(7, 2, BTC));
        }
        BookUpdate update = second.next(SOON).orElseThrow();
        while (!update.book().isValid()) {
            update = second.next(SOON).orElseThrow();
        }
    }

    @Test
    void aConsumerThatJoinsBetweenASnapshotAndItsConfirmationGetsOneToo() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        Peer peer = book(7);
        books.await(BTC, SOON);
        CompletableFuture<Void> added = books.addMarkets(List.of(ETH));
        Command add = expectUpdate(peer, "add_markets", ETH);
        peer.send(snapshot(7, 2, ETH));
        books.await(ETH, SOON);
        MessageStream<BookUpdate> second = session.orderbooks(ETH).stream();
        peer.send(ok(add.id(), 7, 3, List.of(BTC, ETH)));
        assertThat(added).succeedsWithin(SOON);
        assertThat(second.ready()).succeedsWithin(SOON);

        Command ask = peer.awaitCommand(Duration.ofSeconds(2));
        assertThat(ask.params()).containsEntry("action", "get_snapshot");
        peer.send(snapshot(7, 4, ETH));
        assertThat(second.next(SOON).orElseThrow().book().isValid()).isTrue();
    }

    @Test
    void marketsThatAreTakenOutAndAddedAgainBeginWithASnapshot() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC, ETH);
        Peer peer = twoBooks(7);
        books.await(ETH, SOON);
        books.removeMarkets(List.of(ETH));
        Command delete = expectUpdate(peer, "delete_markets", ETH);
        peer.send(delta(7, 3, ETH, "bid", "6.3352", "-99.00")); // on its way then: no matter of anybody
        peer.send(ok(delete.id(), 7, 4, List.of(BTC)));
        x.sync(peer);
        assertThatThrownBy(() -> books.view(ETH)).isInstanceOf(IllegalArgumentException.class);
        assertThat(x.events.all(Kind.GAP_DETECTED)).isEmpty();

        CompletableFuture<Void> added = books.addMarkets(List.of(ETH));
        Command add = expectUpdate(peer, "add_markets", ETH);
        assertThatThrownBy(() -> books.view(ETH)).isInstanceOf(InvalidBookException.class);
        assertThat(added).isNotDone();
        peer.send(ok(add.id(), 7, 5, List.of(BTC, ETH)));
        assertThat(added).succeedsWithin(SOON);
        assertThat(books.isValid(ETH)).isFalse();
        peer.send(snapshot(7, 6, ETH));
        assertThat(books.await(ETH, SOON).sequence()).isEqualTo(6);
        assertThat(books.view(BTC).sequence()).isEqualTo(1);
        x.expectNoCommand(session, peer);
    }

    @Test
    void aMarketThatIsAddedAgainWhileItIsTakenOutIsThereInTheEnd() throws Exception {
        PerpsWebSocket session = x.connect(x.builder().snapshotTimeout(QUICK.multipliedBy(5)));
        LiveBooks books = session.books(BTC, ETH);
        Peer peer = twoBooks(7);
        books.await(ETH, SOON);
        books.removeMarkets(List.of(ETH));
        Command delete = expectUpdate(peer, "delete_markets", ETH);
        CompletableFuture<Void> added = books.addMarkets(List.of(ETH));
        x.sync(peer);
        assertThat(added).as("the exchange has not confirmed it").isNotDone();

        peer.send(ok(delete.id(), 7, 3, List.of(BTC)));
        Command next = peer.awaitCommand(SOON);
        while (!"add_markets".equals(next.params().get("action"))) {
            peer.send(SessionFixture.error(next.id(), 11, "not subscribed to this market"));
            next = peer.awaitCommand(SOON);
        }
        peer.send(ok(next.id(), 7, 4, List.of(BTC, ETH)));
        peer.send(snapshot(7, 5, ETH));
        assertThat(added).succeedsWithin(SOON);
        assertThat(books.await(ETH, SOON).sequence()).isEqualTo(5);
        assertThat(x.server.connections()).isEqualTo(1);
    }

    @Test
    void aConsumersOwnBookIsInvalidFromAGapToItsSnapshot() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<BookUpdate> updates = session.orderbooks(BTC).stream();
        Peer peer = book(7);
        assertThat(updates.next(SOON).orElseThrow().book().sequence()).isEqualTo(1);
        peer.send(delta(7, 2, BTC, "bid", "6.3352", "-1.00"));
        peer.send(delta(7, 4, BTC, "bid", "6.3352", "-1.00"));
        peer.send(snapshot(7, 5, BTC));

        assertThat(updates.next(SOON).orElseThrow().book().sequence()).isEqualTo(2);
        BookUpdate gap = updates.next(SOON).orElseThrow();
        assertThat(gap.message()).isEmpty();
        assertThat(gap.marketTicker()).isEqualTo(BTC);
        assertThat(gap.book().invalidReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("message 3 did not come"));
        BookUpdate useless = updates.next(SOON).orElseThrow();
        assertThat(useless.message()).isPresent();
        assertThat(useless.book().isValid()).isFalse();
        assertThat(updates.next(SOON).orElseThrow().book().sequence()).isEqualTo(5);
        assertThat(updates.next(Duration.ZERO)).isEmpty();
    }

    // --- helpers

    /** A connection with one book, made by its snapshot with the number 1. */
    private Peer book(long sid) {
        Peer peer = x.peer();
        confirm(peer, BOOKS, sid);
        peer.send(snapshot(sid, 1, BTC));
        return peer;
    }

    /** A connection with two books, made by their snapshots with the numbers 1 and 2. */
    private Peer twoBooks(long sid) {
        Peer peer = book(sid);
        peer.send(snapshot(sid, 2, ETH));
        return peer;
    }
}
