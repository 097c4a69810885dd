package io.github.kalshiperps.ws;

import static io.github.kalshiperps.ws.SessionFixture.BTC;
import static io.github.kalshiperps.ws.SessionFixture.ETH;
import static io.github.kalshiperps.ws.SessionFixture.SOON;
import static io.github.kalshiperps.ws.SessionFixture.confirm;
import static io.github.kalshiperps.ws.SessionFixture.delta;
import static io.github.kalshiperps.ws.SessionFixture.error;
import static io.github.kalshiperps.ws.SessionFixture.errorOf;
import static io.github.kalshiperps.ws.SessionFixture.eventually;
import static io.github.kalshiperps.ws.SessionFixture.expect;
import static io.github.kalshiperps.ws.SessionFixture.expectUpdate;
import static io.github.kalshiperps.ws.SessionFixture.fill;
import static io.github.kalshiperps.ws.SessionFixture.groupUpdate;
import static io.github.kalshiperps.ws.SessionFixture.never;
import static io.github.kalshiperps.ws.SessionFixture.ok;
import static io.github.kalshiperps.ws.SessionFixture.snapshot;
import static io.github.kalshiperps.ws.SessionFixture.subscribed;
import static io.github.kalshiperps.ws.SessionFixture.ticker;
import static io.github.kalshiperps.ws.SessionFixture.trade;
import static io.github.kalshiperps.ws.SessionFixture.unsubscribed;
import static io.github.kalshiperps.ws.SessionFixture.userOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.github.kalshiperps.core.book.InvalidBookException;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ErrorCode;
import io.github.kalshiperps.ws.model.FillMessage;
import io.github.kalshiperps.ws.model.OrderGroupUpdatesMessage;
import io.github.kalshiperps.ws.model.PerpsWebSocketModels;
import io.github.kalshiperps.ws.model.TickerMessage;
import io.github.kalshiperps.ws.model.TradeMessage;
import io.github.kalshiperps.ws.model.UserOrderMessage;
import io.github.kalshiperps.ws.server.Command;
import io.github.kalshiperps.ws.server.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RecoveryTest {
    private static final String BOOKS = "orderbook_delta";
    private static final JsonMapper MAPPER = JsonMapper.of(PerpsWebSocketModels.factory());

    @RegisterExtension
    final SessionFixture x = new SessionFixture();

    // --- a connection that ends

    @ParameterizedTest
    @ValueSource(strings = {"reset", "1000", "1001", "1006", "1011", "1012", "1013"})
    void everythingIsSubscribedAgainAndGoesOn(String end) throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC, ETH);
        MessageStream<TradeMessage> trades = session.trades(BTC, ETH).stream();
        MessageStream<TickerMessage> tickers = session.tickers(BTC).changesOnly().stream();
        MessageStream<FillMessage> fills = session.fills().stream();
        MessageStream<UserOrderMessage> orders = session.userOrders().stream();
        MessageStream<OrderGroupUpdatesMessage> groups = session.orderGroupUpdates().stream();
        Peer first = x.peer();
        confirm(first, sids(10));
        for (Subscription subscription : List.of(books, trades, tickers, fills, orders, groups)) {
            assertThat(subscription.ready()).succeedsWithin(SOON);
        }
        first.send(snapshot(11, 1, BTC));
        first.send(snapshot(11, 2, ETH));
        first.send(trade(12, 1, BTC, "6.1"));
        first.send(ticker(13, BTC, "6.1"));
        Instant beforeLast = Instant.now();
        first.send(fill(14, 1));
        x.sync(first);
        Instant afterLast = Instant.now();
        end(first, end);

        Peer second = x.peer();
        assertThat(x.events.await(Kind.DISCONNECTED).text()).startsWith("disconnected: ");
        assertThatThrownBy(() -> books.view(BTC)).isInstanceOf(InvalidBookException.class);
        List<Command> commands = new ArrayList<>();
        Map<String, Long> sids = sids(20);
        while (commands.stream().mapToInt(c -> c.params("channels").size()).sum() < 6) {
            Command command = expect(second, "subscribe");
            commands.add(command);
            for (String channel : command.params("channels")) {
                second.send(subscribed(command.id(), channel, Objects.requireNonNull(sids.get(channel))));
            }
        }
        assertThat(markets(commands, BOOKS)).containsExactlyInAnyOrder(BTC, ETH);
        assertThat(markets(commands, "trade")).containsExactlyInAnyOrder(BTC, ETH);
        assertThat(markets(commands, "ticker")).containsExactly(BTC);
        assertThat(of(commands, "ticker").params())
                .as("nobody should wait for the next change of a market")
                .containsEntry("send_initial_snapshot", true);
        for (String all : List.of("fill", "user_orders", "order_group_updates")) {
            assertThat(of(commands, all).params()).doesNotContainKey("market_tickers");
        }

        second.send(trade(22, 1, BTC, "6.2"));
        second.send(ticker(23, BTC, "6.2"));
        second.send(fill(24, 2));
        second.send(userOrder(25, 2));
        second.send(groupUpdate(26, 1));
        second.send(snapshot(21, 1, BTC));
        x.sync(second);
        assertThat(books.isValid(BTC)).isTrue();
        assertThat(books.isValid(ETH)).isFalse();
        assertThat(x.events.all(Kind.GAP_HEALED)).isEmpty();
        second.send(snapshot(21, 2, ETH));
        x.sync(second);
        assertThat(books.isValid(ETH)).isTrue();
        assertThat(x.events.all(Kind.GAP_HEALED))
                .singleElement()
                .satisfies(event -> assertThat(event.channel()).contains(Channel.ORDERBOOK_DELTA));
        assertThat(count(trades)).isEqualTo(2);
        assertThat(tickers.next(SOON).orElseThrow().msg().price().toString()).isEqualTo("6.2");
        assertThat(count(fills)).isEqualTo(2);
        assertThat(count(orders)).isEqualTo(1);
        assertThat(count(groups)).isEqualTo(1);

        assertThat(channels(Kind.GAP_DETECTED))
                .containsExactlyInAnyOrder(
                        Channel.ORDERBOOK_DELTA,
                        Channel.TRADE,
                        Channel.FILL,
                        Channel.USER_ORDERS,
                        Channel.ORDER_GROUP_UPDATES);
        assertThat(channels(Kind.GAP_REMAINS))
                .containsExactlyInAnyOrder(
                        Channel.TRADE, Channel.FILL, Channel.USER_ORDERS, Channel.ORDER_GROUP_UPDATES);
        Instant now = Instant.now();
        for (SessionEvent event : x.events.all(Kind.GAP_REMAINS)) {
            Gap gap = event.gap().orElseThrow();
            assertThat(gap.cause()).isEqualTo(Gap.Cause.DISCONNECTED);
            assertThat(gap.from()).as("the last sign of life").isBetween(beforeLast, afterLast);
            assertThat(gap.until().orElseThrow()).isBetween(afterLast, now);
        }
        x.expectNoCommand(session, second);
        assertThat(session.done()).isNotDone();
        assertThat(x.server.connections()).isEqualTo(2);
    }

    private static void end(Peer peer, String how) {
        switch (how) {
            case "reset" -> peer.drop();
            case "1006" -> peer.sendRaw(new byte[] {(byte) 0x88, 0}); // a close frame without a code
            default -> peer.close(Integer.parseInt(how), "going away");
        }
    }

    private static Map<String, Long> sids(long base) {
        return Map.of(
                BOOKS,
                base + 1,
                "trade",
                base + 2,
                "ticker",
                base + 3,
                "fill",
                base + 4,
                "user_orders",
                base + 5,
                "order_group_updates",
                base + 6);
    }

    private static Command of(List<Command> commands, String channel) {
        return commands.stream()
                .filter(command -> command.params("channels").contains(channel))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> markets(List<Command> commands, String channel) {
        return of(commands, channel).params("market_tickers");
    }

    private List<Channel> channels(Kind kind) {
        return x.events.all(kind).stream()
                .map(event -> event.channel().orElseThrow())
                .toList();
    }

    private static int count(MessageStream<?> stream) throws InterruptedException {
        int count = 0;
        while (stream.next(Duration.ZERO).isPresent()) {
            count++;
        }
        return count;
    }

    @Test
    void aConnectionThatDiedInSilenceIsFoundOut() throws Exception {
        PerpsWebSocket session = x.connect(x.builder().staleAfter(Duration.ofMillis(80)));
        MessageStream<FillMessage> fills = session.fills().stream();
        Peer first = x.peer();
        confirm(first, "fill", 1);
        assertThat(fills.ready()).succeedsWithin(SOON);
        Instant beforeLast = Instant.now();
        first.send(fill(1, 1));
        assertThat(fills.next(SOON)).isPresent();
        Instant afterLast = Instant.now();
        expect(first, "list_subscriptions"); // not answered

        assertThat(x.events.await(Kind.STALE).text()).contains("not even an answer");
        confirm(x.peer(), "fill", 2);
        Gap gap = x.events.await(Kind.GAP_REMAINS).gap().orElseThrow();
        assertThat(gap.from()).as("not when the silence was noticed").isBetween(beforeLast, afterLast);
        assertThat(gap.until().orElseThrow()).isAfter(afterLast.plusMillis(80));
    }

    @Test
    void aConnectionWithoutPongsIsGivenUp() {
        PerpsWebSocket session = x.connect(x.builder().pingInterval(Duration.ofMillis(150)));
        MessageStream<FillMessage> fills = session.fills().stream();
        Peer first = x.peer();
        first.autoPong(false);
        confirm(first, "fill", 1);
        first.awaitPings(1, SOON);
        assertThat(x.events.await(Kind.DISCONNECTED).cause()).isPresent();
        confirm(x.peer(), "fill", 2);
        x.events.await(Kind.GAP_REMAINS);
        assertThat(fills.done()).isNotDone();
    }

    @Test
    void aConnectionWithPongsIsKept() {
        x.connect(x.builder().pingInterval(Duration.ofMillis(200)));
        x.peer().awaitPings(3, SOON);
        assertThat(x.server.connections()).isEqualTo(1);
    }

    @Test
    void aQuietConnectionIsAskedAndKeptWhenItAnswers() {
        try (Exchange exchange = new Exchange(x.server, false, SessionFixture::snapshot)) {
            x.connect(x.builder().staleAfter(Duration.ofMillis(250)));
            eventually("it was asked", () -> exchange.count("list_subscriptions") >= 3);
            assertThat(x.server.connections()).isEqualTo(1);
            assertThat(x.events.all(Kind.STALE)).isEmpty();
            assertThat(x.events.all(Kind.UNEXPECTED_MESSAGE)).isEmpty();
        }
    }

    @Test
    void aBusyConnectionIsNotAsked() {
        PerpsWebSocket session = x.connect(x.builder().staleAfter(Duration.ofMillis(600)));
        session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        Instant end = Instant.now().plusMillis(1000);
        for (int i = 1; Instant.now().isBefore(end); i++) {
            peer.send(trade(1, i, BTC, "6.1"));
            x.sync(peer);
        }
        assertThat(peer.pollCommand()).isEmpty();
    }

    @Test
    void pingsOfTheExchangeAreAnsweredAlsoBetweenTheFragmentsOfAMessage() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        peer.ping("heartbeat");
        peer.awaitPongs(1, SOON);
        assertThat(peer.lastPong()).isEqualTo("heartbeat");
        peer.sendFragmentedWithPings(trade(1, 1, BTC, "6.1"), 3);
        peer.awaitPongs(3, SOON);
        assertThat(trades.next(SOON)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1002", "1003", "1007", "1008", "1009", "1010"})
    void aCloseThatBlamesThisSideIsFinal(int code) throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        peer.send(trade(1, 1, BTC, "6.1"));
        peer.close(code, "too\u0000many\nlogins");

        assertThat(session.done())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(SessionEndedException.class)
                .withMessageContaining("code " + code)
                .withMessageContaining("too\uFFFDmany\uFFFDlogins");
        assertThat(x.events.await(Kind.ENDED).text()).contains("code " + code);
        assertThat(trades.next(SOON)).as("what was received").isPresent();
        assertThatThrownBy(() -> trades.next(SOON)).isInstanceOf(SessionEndedException.class);
        never("another connection", Duration.ofMillis(100), () -> x.server.connections() > 1);
        assertThat(session.state()).isEqualTo(PerpsWebSocket.State.ENDED);
    }

    @RepeatedTest(20)
    void aSessionIsDoneWhenAllItsSubscriptionsAre() {
        PerpsWebSocket session = x.connect();
        List<MessageStream<TradeMessage>> streams =
                Stream.generate(() -> session.trades(BTC).stream()).limit(50).toList();
        CompletableFuture<List<MessageStream<TradeMessage>>> notDone = session.done()
                .handle((nothing, why) -> streams.stream()
                        .filter(stream -> !stream.done().isCompletedExceptionally())
                        .toList());
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        peer.close(1008, "policy");

        assertThat(notDone).succeedsWithin(SOON).asInstanceOf(LIST).isEmpty();
    }

    // --- books

    @Test
    void booksSayWhyTheyAreNotKnownAndAreHealedByTheNextConnection() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        MessageStream<BookUpdate> updates = session.orderbooks(BTC).stream();
        Peer first = x.peer();
        confirm(first, BOOKS, 1);
        first.send(snapshot(1, 1, BTC));
        assertThat(updates.next(SOON).orElseThrow().book().isValid()).isTrue();
        first.close(1001, "maintenance");

        BookUpdate gap = updates.next(SOON).orElseThrow();
        assertThat(gap.message()).isEmpty();
        assertThat(gap.book().invalidReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("maintenance"));
        assertThatThrownBy(() -> books.view(BTC))
                .isInstanceOf(InvalidBookException.class)
                .hasMessageContaining("maintenance");
        Peer second = x.peer();
        confirm(second, BOOKS, 1); // the same number on another connection is another subscription
        second.send(snapshot(1, 1, BTC));
        assertThat(books.await(BTC, SOON).sequence()).isEqualTo(1);
        assertThat(updates.next(SOON).orElseThrow().book().isValid()).isTrue();
        Gap healed = x.events.await(Kind.GAP_HEALED).gap().orElseThrow();
        assertThat(healed.cause()).isEqualTo(Gap.Cause.DISCONNECTED);
        assertThat(x.events.all(Kind.REPEATED_MESSAGE)).isEmpty();
    }

    @Test
    void booksAreReportedHealedAlsoWhenTheirSnapshotsComeBeforeTheConfirmation() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        Peer first = x.peer();
        confirm(first, BOOKS, 1);
        first.send(snapshot(1, 1, BTC));
        books.await(BTC, SOON);
        first.drop();

        Peer second = x.peer();
        Command subscribe = expect(second, "subscribe");
        second.send(snapshot(2, 1, BTC));
        second.send(subscribed(subscribe.id(), BOOKS, 2));
        x.sync(second);
        assertThat(books.isValid(BTC)).isTrue();
        assertThat(x.events.all(Kind.GAP_HEALED)).hasSize(1);
    }

    @Test
    void booksThatWereKnownBeforeTheirConfirmationAreNotWithoutTheConnection() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        Peer first = x.peer();
        expect(first, "subscribe");
        first.send(snapshot(1, 1, BTC));
        assertThat(books.await(BTC, SOON).sequence()).isEqualTo(1);
        first.drop();

        Peer second = x.peer();
        assertThatThrownBy(() -> books.view(BTC))
                .as("nobody has told of its changes meanwhile")
                .isInstanceOf(InvalidBookException.class);
        confirm(second, BOOKS, 2);
        second.send(snapshot(2, 1, BTC));
        assertThat(books.await(BTC, SOON).sequence()).isEqualTo(1);
    }

    @Test
    void aGapThatWasHealedDoesNotStretchTheNextOne() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        Peer first = x.peer();
        confirm(first, BOOKS, 1);
        first.send(snapshot(1, 1, BTC));
        books.await(BTC, SOON);
        first.drop();
        Peer second = x.peer();
        confirm(second, BOOKS, 2);
        second.send(snapshot(2, 1, BTC));
        x.events.await(Kind.GAP_HEALED);
        Instant healed = Instant.now();
        second.send(delta(2, 2, BTC, "bid", "6.3352", "-1.00"));
        second.send(delta(2, 4, BTC, "bid", "6.3352", "-1.00"));
        expectUpdate(second, "get_snapshot", BTC);
        second.send(snapshot(2, 5, BTC));
        Gap gap = x.events.await(Kind.GAP_HEALED).gap().orElseThrow();
        assertThat(gap.cause()).isEqualTo(Gap.Cause.SEQUENCE);
        assertThat(gap.from()).isAfterOrEqualTo(healed.minusMillis(1));
    }

    // --- subscriptions that the exchange ends

    @ParameterizedTest
    @ValueSource(ints = {10, 25})
    void anErrorThatEndsASubscriptionEndsNoOther(int code) throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        MessageStream<FillMessage> fills = session.fills().stream();
        Peer peer = x.peer();
        confirm(peer, Map.of("trade", 1L, "fill", 2L));
        peer.send(trade(1, 1, BTC, "6.1"));
        peer.send(errorOf(1, 2, code, "the subscription has ended"));

        SessionEvent reported = x.events.await(Kind.EXCHANGE_ERROR);
        assertThat(reported.channel()).contains(Channel.TRADE);
        assertThat(reported.text()).contains("error " + code, "the subscription has ended");
        Command again = expect(peer, "subscribe");
        assertThat(again.params("channels")).containsExactly("trade");
        assertThat(again.params("market_tickers")).containsExactly(BTC);
        peer.send(trade(1, 3, BTC, "6.2")); // of the one that is over
        peer.send(subscribed(again.id(), "trade", 3));
        peer.send(trade(3, 1, BTC, "6.3"));
        peer.send(fill(2, 1));
        x.sync(peer);
        assertThat(count(trades)).isEqualTo(2);
        assertThat(count(fills)).isEqualTo(1);
        assertThat(x.events.all(Kind.UNEXPECTED_MESSAGE)).hasSize(1);
        assertThat(channels(Kind.GAP_REMAINS)).containsExactly(Channel.TRADE);
        assertThat(x.events.await(Kind.GAP_REMAINS).gap().orElseThrow().cause()).isEqualTo(Gap.Cause.ENDED_BY_EXCHANGE);
        x.expectNoCommand(session, peer);
        assertThat(x.server.connections()).isEqualTo(1);
        assertThat(trades.done()).isNotDone();
    }

    @Test
    void anEndBeforeTheConfirmationEndsNoOtherChannelOfTheSameCommand() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        PerpsWebSocket session = x.connectBehind(gate, x.builder());
        MessageStream<FillMessage> fills = session.fills().stream();
        MessageStream<UserOrderMessage> orders = session.userOrders().stream();
        gate.countDown();
        Peer peer = x.peer();
        Command both = expect(peer, "subscribe");
        assertThat(both.params("channels")).containsExactlyInAnyOrder("fill", "user_orders");
        peer.send(fill(1, 1)); // tells the subscription id before the confirmation does
        peer.send(errorOf(1, 1, 25, "buffer overflow"));
        peer.send(subscribed(both.id(), "user_orders", 2));

        assertThat(orders.ready()).succeedsWithin(SOON);
        Command again = expect(peer, "subscribe");
        assertThat(again.params("channels")).containsExactly("fill");
        peer.send(subscribed(again.id(), "fill", 3));
        assertThat(fills.ready()).succeedsWithin(SOON);
        x.expectNoCommand(session, peer);
        assertThat(x.events.all(Kind.UNEXPECTED_MESSAGE)).isEmpty();
    }

    @Test
    void booksOfASubscriptionThatTheExchangeEndedAreMadeAnew() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        Peer peer = x.peer();
        confirm(peer, BOOKS, 1);
        peer.send(snapshot(1, 1, BTC));
        books.await(BTC, SOON);
        peer.send(errorOf(1, 2, 25, "buffer overflow"));
        confirm(peer, BOOKS, 2);
        assertThatThrownBy(() -> books.view(BTC)).hasMessageContaining("buffer overflow");
        peer.send(snapshot(2, 1, BTC));
        books.await(BTC, SOON);
        x.events.await(Kind.GAP_HEALED);
        x.expectNoCommand(session, peer);
    }

    @Test
    void theEndOfASubscriptionThatNobodyAskedForIsMadeGood() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        peer.send("{\"type\":\"unsubscribed\",\"sid\":1,\"seq\":1}");
        x.events.await(Kind.UNEXPECTED_MESSAGE);
        confirm(peer, "trade", 2);
        peer.send(trade(2, 1, BTC, "6.1"));
        assertThat(trades.next(SOON)).isPresent();
        x.sync(peer);
        assertThat(channels(Kind.GAP_REMAINS)).containsExactly(Channel.TRADE);
    }

    /** 10 and 25 end a subscription also in answer to a command about it; 7 says that the exchange does not have it any more. */
    @ParameterizedTest
    @ValueSource(ints = {10, 25, 7})
    void anAnswerThatTheSubscriptionIsGoneMakesItAnew(int code) throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        assertThat(trades.ready()).succeedsWithin(SOON);
        CompletableFuture<Void> added = trades.addMarkets(List.of(ETH));
        Command add = expectUpdate(peer, "add_markets", ETH);
        peer.send("{\"type\":\"error\",\"id\":%d,\"sid\":1,\"seq\":1,\"msg\":{\"code\":%d,\"msg\":\"gone\"}}"
                .formatted(add.id(), code));

        Command next = peer.awaitCommand(Duration.ofSeconds(2));
        for (int i = 0; i < 5 && !next.cmd().equals("subscribe"); i++) {
            assertThat(next.cmd()).isIn("update_subscription", "unsubscribe");
            peer.send(error(next.id(), 7, "unknown subscription id"));
            next = peer.awaitCommand(Duration.ofSeconds(2));
        }
        assertThat(next.cmd()).isEqualTo("subscribe");
        assertThat(next.params("market_tickers")).containsExactlyInAnyOrder(BTC, ETH);
        peer.send(subscribed(next.id(), "trade", 2));
        assertThat(added).succeedsWithin(SOON);
        peer.send(trade(2, 1, BTC, "6.1"));
        assertThat(trades.next(SOON)).isPresent();
    }

    // --- what was missed

    @Test
    void whatWasMissedComesBeforeWhatComesLaterAndEachMessageOnce() throws Exception {
        PerpsWebSocket session = x.connect();
        List<String> delivered = new CopyOnWriteArrayList<>();
        List<Instant> asked = new CopyOnWriteArrayList<>();
        CountDownLatch laterMessagesHaveCome = new CountDownLatch(1);
        List<List<Integer>> answers = new CopyOnWriteArrayList<>(List.of(List.of(2, 3, 4), List.of(3, 4, 5, 6)));
        session.fills()
                .backfill(
                        (from, until) -> {
                            asked.add(from);
                            asked.add(until);
                            assertThat(laterMessagesHaveCome.await(10, TimeUnit.SECONDS))
                                    .isTrue();
                            return answers.remove(0).stream()
                                    .map(RecoveryTest::missed)
                                    .toList();
                        },
                        message -> message.msg().tradeId(),
                        Duration.ofSeconds(3))
                .listen(message -> delivered.add(number(message)));
        Peer first = x.peer();
        confirm(first, "fill", 1);
        first.send(fill(1, 1));
        Instant beforeLast = Instant.now();
        first.send(fill(1, 2));
        x.sync(first);
        Instant afterLast = Instant.now();
        first.drop();
        Peer second = x.peer();
        Instant back = Instant.now();
        confirm(second, "fill", 2);
        second.send(fill(2, 4)); // the backfill has it, too
        second.send(fill(2, 5));
        x.sync(second);
        assertThat(delivered).as("nothing overtakes what was missed").containsExactly("1", "2");
        laterMessagesHaveCome.countDown();

        SessionEvent filled = x.events.await(Kind.BACKFILLED);
        assertThat(filled.text()).startsWith("2 messages for Gap[fill");
        assertThat(filled.gap()).isPresent();
        eventually("all are delivered", () -> delivered.size() == 5);
        assertThat(delivered).containsExactly("1", "2", "3", "4", "5");
        assertThat(asked.get(0)).isBetween(beforeLast.minusSeconds(3), afterLast.minusSeconds(3));
        assertThat(asked.get(1)).isBetween(back, Instant.now());

        second.drop();
        Peer third = x.peer();
        confirm(third, "fill", 3);
        third.send(fill(3, 6));
        third.send(fill(3, 7));
        assertThat(x.events.await(Kind.BACKFILLED).text()).startsWith("1 messages");
        eventually("all are delivered", () -> delivered.size() == 7);
        assertThat(delivered).containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(asked.get(2)).isAfter(asked.get(0)).isBefore(asked.get(1));
    }

    @Test
    void aBackfillMayBringMoreThanWasAskedForAndTakeItsTime() throws Exception {
        PerpsWebSocket session = x.connect();
        List<String> delivered = new CopyOnWriteArrayList<>();
        Duration overlap = Duration.ofMillis(20);
        CountDownLatch time = new CountDownLatch(1);
        session.fills()
                .backfill(
                        (from, until) -> {
                            assertThat(time.await(10, TimeUnit.SECONDS)).isTrue();
                            return List.of(missed(2), missed(3)); // the second happened after the end of the window
                        },
                        message -> message.msg().tradeId(),
                        overlap)
                .listen(message -> delivered.add(number(message)));
        Peer first = x.peer();
        confirm(first, "fill", 1);
        first.send(fill(1, 1));
        x.sync(first);
        first.drop();
        Peer second = x.peer();
        confirm(second, "fill", 2);
        x.events.await(Kind.GAP_REMAINS);
        Instant resumed = Instant.now();
        eventually(
                "much more than the overlap has passed",
                () -> Instant.now().isAfter(resumed.plus(overlap.multipliedBy(5))));
        second.send(fill(2, 3));
        second.send(fill(2, 4));
        x.sync(second);
        time.countDown();

        x.events.await(Kind.BACKFILLED);
        eventually("the last message", () -> delivered.contains("4"));
        assertThat(delivered).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aMessageThatCameWhileABackfillTookMinutesIsDeliveredOnce() {
        List<String> delivered = new ArrayList<>();
        MessageIntake<FillMessage> intake = new MessageIntake<>(
                FillMessage.class,
                new MessageIntake.Filling<>(
                        (from, until) -> List.of(missed(1), missed(2)),
                        message -> message.msg().tradeId(),
                        Duration.ofSeconds(5)),
                new MessageIntake.Outcome() {
                    @Override
                    public void filled(Gap gap, int messages) {}

                    @Override
                    public void failed(Gap gap, Throwable why) {
                        throw new AssertionError(why);
                    }
                });
        long now = System.nanoTime();
        Instant back = Instant.now().minusSeconds(180);
        Gap gap = Gap.of(Channel.FILL, Scope.ALL, Gap.Cause.DISCONNECTED, "lost", back.minusSeconds(1))
                .until(back);
        intake.take(
                new MessageIntake.Received(gap, now - Duration.ofMinutes(3).toNanos()),
                message -> delivered.add(number(message)));
        for (int number = 2; number <= 3; number++) {
            intake.take(
                    new MessageIntake.Received(
                            missed(number), now - Duration.ofMinutes(1).toNanos()),
                    message -> delivered.add(number(message)));
        }
        assertThat(delivered).containsExactly("1", "2", "3");
    }

    @Test
    void aMessageIsDeliveredOnceAlsoWithoutOverlap() throws Exception {
        PerpsWebSocket session = x.connect();
        List<String> delivered = new CopyOnWriteArrayList<>();
        session.fills()
                .backfill(
                        (from, until) -> List.of(missed(2), missed(3)),
                        message -> message.msg().tradeId(),
                        Duration.ZERO)
                .listen(message -> delivered.add(number(message)));
        Peer first = x.peer();
        confirm(first, "fill", 1);
        first.send(fill(1, 1));
        x.sync(first);
        first.drop();
        Peer second = x.peer();
        Command subscribe = expect(second, "subscribe");
        second.send(fill(2, 3)); // tells that the channel is there again
        second.send(fill(2, 3));
        second.send(subscribed(subscribe.id(), "fill", 2));
        second.send(fill(2, 4));
        eventually("the last message", () -> delivered.contains("4"));
        assertThat(delivered).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aBackfillThatFailsIsReportedAndTheFeedGoesOn() throws Exception {
        PerpsWebSocket session = x.connect();
        List<String> delivered = new CopyOnWriteArrayList<>();
        session.fills()
                .backfill(
                        (from, until) -> {
                            throw new ExecutionException("no REST today", null);
                        },
                        message -> message.msg().tradeId())
                .listen(message -> delivered.add(number(message)));
        Peer first = x.peer();
        confirm(first, "fill", 1);
        first.send(fill(1, 1));
        x.sync(first);
        first.drop();
        Peer second = x.peer();
        confirm(second, "fill", 2);
        second.send(fill(2, 3));

        SessionEvent failed = x.events.await(Kind.BACKFILL_FAILED);
        assertThat(failed.text()).contains("no REST today");
        assertThat(failed.cause()).get().isInstanceOf(ExecutionException.class);
        assertThat(failed.gap()).isPresent();
        eventually("the feed goes on", () -> delivered.size() == 2);
        assertThat(delivered).containsExactly("1", "3");
        assertThat(x.events.all(Kind.CONSUMER_FAILED)).isEmpty();
    }

    @Test
    void withoutABackfillAGapIsAnEventOnly() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<FillMessage> fills = session.fills().stream();
        Peer first = x.peer();
        confirm(first, "fill", 1);
        first.send(fill(1, 1));
        x.sync(first);
        first.drop();
        Peer second = x.peer();
        confirm(second, "fill", 2);
        second.send(fill(2, 3));
        x.sync(second);
        x.events.await(Kind.GAP_REMAINS);
        assertThat(number(fills.next(Duration.ZERO).orElseThrow())).isEqualTo("1");
        assertThat(number(fills.next(Duration.ZERO).orElseThrow())).isEqualTo("3");
        assertThat(x.events.all(Kind.BACKFILLED)).isEmpty();
        assertThat(x.events.all(Kind.BACKFILL_FAILED)).isEmpty();
    }

    @Test
    void aGapInNumberedMessagesIsFilledToo() throws Exception {
        PerpsWebSocket session = x.connect();
        List<Instant> asked = new CopyOnWriteArrayList<>();
        MessageStream<TradeMessage> trades = session
                .trades(BTC)
                .backfill(
                        (from, until) -> {
                            asked.add(from);
                            asked.add(until);
                            return List.of(MAPPER.read(TradeMessage.class, trade(0, 2, BTC, "6.2")));
                        },
                        message -> message.msg().tradeId(),
                        Duration.ZERO)
                .stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        Instant before = Instant.now();
        peer.send(trade(1, 1, BTC, "6.1"));
        x.sync(peer);
        Instant after = Instant.now();
        peer.send(trade(1, 3, BTC, "6.3"));
        x.sync(peer);
        assertThat(trades.next(Duration.ZERO).orElseThrow().seq()).isEqualTo(1);
        assertThat(trades.next(Duration.ZERO).orElseThrow().seq()).isEqualTo(2);
        assertThat(trades.next(Duration.ZERO).orElseThrow().seq()).isEqualTo(3);
        assertThat(asked.get(0)).isBetween(before.minusMillis(5), after);
        assertThat(asked.get(1)).isBetween(after, Instant.now());
    }

    @Test
    void severalFailuresInARowAreOneGap() throws Exception {
        PerpsWebSocket session = x.connect();
        List<Instant> asked = new CopyOnWriteArrayList<>();
        MessageStream<FillMessage> fills = session
                .fills()
                .backfill(
                        (from, until) -> {
                            asked.add(from);
                            return List.of();
                        },
                        message -> message.msg().tradeId(),
                        Duration.ZERO)
                .stream();
        Peer first = x.peer();
        confirm(first, "fill", 1);
        Instant beforeLast = Instant.now();
        first.send(fill(1, 1));
        assertThat(fills.next(SOON)).isPresent();
        Instant afterLast = Instant.now();
        x.server.refuseNext(1, 503, Map.of(), "");
        first.drop();
        Peer second = x.peer();
        expect(second, "subscribe");
        second.drop(); // not confirmed yet
        Peer third = x.peer();
        confirm(third, "fill", 3);
        third.send(fill(3, 2));
        assertThat(fills.next(SOON)).isPresent();
        assertThat(asked).singleElement().satisfies(from -> assertThat(from).isBetween(beforeLast, afterLast));
        x.sync(third);
        assertThat(x.events.all(Kind.GAP_REMAINS)).hasSize(1);
    }

    @Test
    void aFeedThatHadMessagesButNoConfirmationYetHasAGapToo() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<FillMessage> fills = session.fills().stream();
        Peer first = x.peer();
        expect(first, "subscribe");
        first.send(fill(1, 1));
        assertThat(fills.next(SOON)).isPresent();
        first.drop();
        Peer second = x.peer();
        confirm(second, "fill", 2);
        second.send(fill(2, 3));
        assertThat(fills.next(SOON)).isPresent();
        x.sync(second);
        assertThat(x.events.all(Kind.GAP_REMAINS))
                .as("what came between the first and the second message was missed")
                .hasSize(1);
    }

    private static FillMessage missed(int number) {
        return MAPPER.read(FillMessage.class, fill(0, number));
    }

    private static String number(FillMessage message) {
        return message.msg().tradeId().toString().replaceFirst("^0+-0+-4000-8000-0*", "");
    }

    // --- commands that are refused or not answered

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"market_ticker\":\"NO-SUCH\"", ",\"market_tickers\":[\"NO-SUCH\"]"})
    void aRefusalEndsTheSubscriptionThatItIsAboutAndNoOther(String named) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        PerpsWebSocket session = x.connectBehind(gate, x.builder());
        MessageStream<TradeMessage> good = session.trades(BTC).stream();
        MessageStream<TradeMessage> culprit = session.trades("NO-SUCH").stream();
        gate.countDown();
        Peer peer = x.peer();
        Command both = expect(peer, "subscribe");
        assertThat(both.params("market_tickers")).containsExactly(BTC, "NO-SUCH");
        refuse(peer, both, named);

        Command alone = confirm(peer, "trade", 1);
        assertThat(alone.params("market_tickers")).containsExactly(BTC);
        if (named.isEmpty()) {
            Command other = expectUpdate(peer, "add_markets", "NO-SUCH");
            refuse(peer, other, named);
        }
        assertThat(good.ready()).succeedsWithin(SOON);
        assertThat(culprit.ready())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        SubscriptionException.class, e -> assertThat(e.code()).contains(ErrorCode.INVALID_PARAMETER));
        assertThat(x.events.await(Kind.SUBSCRIPTION_ENDED).text()).contains("NO-SUCH");
        peer.send(trade(1, 1, BTC, "6.1"));
        assertThat(good.next(SOON)).isPresent();
        x.expectNoCommand(session, peer);
        assertThat(x.events.all(Kind.SUBSCRIPTION_ENDED)).hasSize(1);
        assertThat(x.server.connections()).isEqualTo(1);
    }

    private static void refuse(Peer peer, Command command, String more) {
        peer.send("{\"type\":\"error\",\"id\":%d,\"msg\":{\"code\":11,\"msg\":\"no such market\"%s}}"
                .formatted(command.id(), more));
    }

    @Test
    void aRefusalOfSeveralChannelsIsFoundOutOneByOne() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        PerpsWebSocket session = x.connectBehind(gate, x.builder());
        MessageStream<FillMessage> fills = session.fills().stream();
        MessageStream<UserOrderMessage> orders = session.userOrders().stream();
        gate.countDown();
        Peer peer = x.peer();
        Command both = expect(peer, "subscribe");
        assertThat(both.params("channels")).hasSize(2);
        peer.send(error(both.id(), 9, "authentication required"));
        for (int i = 0; i < 2; i++) {
            Command alone = expect(peer, "subscribe");
            assertThat(alone.params("channels")).hasSize(1);
            if (alone.params("channels").contains("fill")) {
                peer.send(error(alone.id(), 9, "authentication required"));
            } else {
                peer.send(subscribed(alone.id(), "user_orders", 1));
            }
        }
        assertThat(orders.ready()).succeedsWithin(SOON);
        assertThat(fills.done()).failsWithin(SOON);
        x.expectNoCommand(session, peer);
    }

    @Test
    void aRefusalOfSomeMarketsAndAllMarketsTogetherComesToAnEnd() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        PerpsWebSocket session = x.connectBehind(gate, x.builder());
        MessageStream<TradeMessage> some = session.trades(BTC).stream();
        MessageStream<TradeMessage> all = session.trades().stream();
        gate.countDown();
        Peer peer = x.peer();
        int commands = 0;
        int refused = 0;
        long sid = 0;
        boolean clear = false;
        while (!clear && commands < 20) {
            Command command = peer.awaitCommand(SOON);
            commands++;
            if (command.cmd().equals("unsubscribe")) {
                peer.send(unsubscribed(command.id(), sid, 1));
            } else if (command.params().containsKey("market_tickers")) {
                peer.send(subscribed(command.id(), "trade", ++sid));
                clear = refused > 1; // together, and then alone
            } else {
                peer.send(error(command.id(), 26, "market limit exceeded"));
                refused++;
            }
            x.sync(peer);
        }
        assertThat(commands).as("commands until it was clear").isLessThan(20);
        assertThat(all.done())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(SubscriptionException.class);
        assertThat(some.ready()).succeedsWithin(SOON);
        assertThat(some.done()).isNotDone();
    }

    @Test
    void aMarketThatIsRefusedAfterAReconnectIsTakenOut() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC, ETH).stream();
        Peer first = x.peer();
        confirm(first, "trade", 1);
        assertThat(trades.ready()).succeedsWithin(SOON);
        first.drop();
        Peer second = x.peer();
        Command both = expect(second, "subscribe");
        second.send("{\"type\":\"error\",\"id\":%d,\"msg\":{\"code\":11,\"msg\":\"gone\",\"market_tickers\":[\"%s\"]}}"
                .formatted(both.id(), ETH));
        Command one = confirm(second, "trade", 2);
        assertThat(one.params("market_tickers")).containsExactly(BTC);
        assertThat(trades.markets()).containsExactly(BTC);
        assertThat(trades.done()).isNotDone();
        x.sync(second);
        assertThat(x.events.all(Kind.EXCHANGE_ERROR)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 18, 25, 27})
    void aRefusalThatPassesIsTriedAgainAfterAWait(int code) throws Exception {
        PerpsWebSocket session = x.connect(x.builder().reconnectDelay(Duration.ofMillis(20), Duration.ofMillis(40)));
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        for (int i = 0; i < 4; i++) {
            Command command = expect(peer, "subscribe");
            long refused = System.nanoTime();
            peer.send(error(command.id(), code, "later"));
            x.sync(peer);
            if (System.nanoTime() - refused < TimeUnit.MILLISECONDS.toNanos(10)) {
                assertThat(peer.pollCommand()).as("at once would be no use").isEmpty();
            }
        }
        Command last = expect(peer, "subscribe");
        peer.send(subscribed(last.id(), "trade", 1));
        assertThat(trades.ready()).succeedsWithin(SOON);
        assertThat(trades.done()).isNotDone();
        assertThat(x.server.connections()).isEqualTo(1);
        x.expectNoCommand(session, peer);
    }

    @Test
    void marketsThatAreRefusedForNowAreAddedLater() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        CompletableFuture<Void> added = trades.addMarkets(List.of(ETH));
        Command add = expectUpdate(peer, "add_markets", ETH);
        peer.send(error(add.id(), 27, "too many requests"));
        Command again = expectUpdate(peer, "add_markets", ETH);
        assertThat(added).isNotDone();
        peer.send(ok(again.id(), 1, BTC, ETH));
        assertThat(added).succeedsWithin(SOON);
    }

    @Test
    void marketsThatAreRefusedForGoodAreTakenOutAgain() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        assertThat(trades.ready()).succeedsWithin(SOON);
        CompletableFuture<Void> added = trades.addMarkets(List.of("NO-SUCH"));
        Command add = expectUpdate(peer, "add_markets", "NO-SUCH");
        peer.send(error(add.id(), 11, "no such market"));
        assertThat(added).failsWithin(SOON).withThrowableThat().havingCause().isInstanceOf(SubscriptionException.class);
        assertThat(trades.markets()).containsExactly(BTC);
        assertThat(trades.done()).isNotDone();
        x.expectNoCommand(session, peer);
    }

    @Test
    void marketsThatAreAddedBeforeTheFirstConfirmationEndNothingWhenTheyAreRefused() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        Command subscribe = expect(peer, "subscribe");
        CompletableFuture<Void> added = trades.addMarkets(List.of("NO-SUCH"));
        peer.send(subscribed(subscribe.id(), "trade", 1));
        Command add = expectUpdate(peer, "add_markets", "NO-SUCH");
        assertThat(added).isNotDone();
        peer.send(error(add.id(), 11, "no such market"));
        assertThat(added).failsWithin(SOON).withThrowableThat().havingCause().isInstanceOf(SubscriptionException.class);
        x.sync(peer);
        assertThat(x.events.all(Kind.SUBSCRIPTION_ENDED)).isEmpty();
        assertThat(trades.ready()).succeedsWithin(SOON);
        assertThat(trades.markets()).containsExactly(BTC);
        x.expectNoCommand(session, peer);
    }

    @Test
    void aCommandThatIsNeverAnsweredEndsItsSubscriptionAfterThreeConnections() throws Exception {
        PerpsWebSocket session = x.connect(x.builder().commandTimeout(Duration.ofMillis(80)));
        MessageStream<FillMessage> fills = session.fills().stream();
        Peer peer = x.peer();
        confirm(peer, "fill", 1);
        assertThat(fills.ready()).succeedsWithin(SOON);
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        for (int i = 1; i <= 3; i++) {
            boolean fill = i == 1;
            boolean trade = false;
            while (!fill || !trade) {
                Command command = expect(peer, "subscribe");
                if (command.params("channels").contains("fill")) {
                    peer.send(subscribed(command.id(), "fill", i));
                    fill = true;
                } else {
                    trade = true;
                }
            }
            assertThat(trades.done()).isNotDone();
            assertThat(x.events.await(Kind.COMMAND_TIMED_OUT).text()).contains("[trade]");
            peer = x.peer();
        }
        assertThat(trades.done())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(SubscriptionException.class, e -> {
                    assertThat(e.code()).isEmpty();
                    assertThat(e).hasMessageContaining("not answered");
                });
        assertThat(x.events.await(Kind.SUBSCRIPTION_ENDED).channel()).contains(Channel.TRADE);
        confirm(peer, "fill", 9);
        x.expectNoCommand(session, peer);
        assertThat(fills.done()).isNotDone();
        assertThat(session.done()).isNotDone();
    }

    // --- while there is no connection

    @Test
    void whatIsWantedWithoutAConnectionIsAskedForWithTheNext() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        PerpsWebSocket session = x.connectBehind(gate, x.builder());
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        MessageStream<TradeMessage> closed = session.trades("SHORT-LIVED").stream();
        CompletableFuture<Void> added = trades.addMarkets(List.of(ETH));
        trades.removeMarkets(List.of(BTC));
        closed.close();
        assertThat(session.activeSubscriptions())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(DisconnectedException.class);
        gate.countDown();
        Peer peer = x.peer();
        Command subscribe = confirm(peer, "trade", 1);
        assertThat(subscribe.params("market_tickers")).containsExactly(ETH);
        assertThat(added).succeedsWithin(SOON);
        assertThat(trades.ready()).succeedsWithin(SOON);
        assertThat(closed.done()).succeedsWithin(SOON);
        x.expectNoCommand(session, peer);
    }

    @Test
    void anAnswerThatTheConnectionTookWithItIsAFailure() {
        PerpsWebSocket session = x.connect();
        assertThat(session.connected()).succeedsWithin(SOON);
        Peer peer = x.peer();
        CompletableFuture<?> list = session.activeSubscriptions();
        expect(peer, "list_subscriptions");
        peer.drop();
        assertThat(list).failsWithin(SOON).withThrowableThat().havingCause().isInstanceOf(DisconnectedException.class);
    }
}
