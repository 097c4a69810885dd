package io.github.kalshiperps.simulator.ws;

import static io.github.kalshiperps.simulator.ws.RawSocket.subscription;
import static io.github.kalshiperps.simulator.ws.Venue.BTC;
import static io.github.kalshiperps.simulator.ws.Venue.ETH;
import static io.github.kalshiperps.simulator.ws.Venue.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.simulator.engine.BookSnapshot;
import io.github.kalshiperps.simulator.http.Answer;
import io.github.kalshiperps.simulator.http.JsonEdit;
import io.github.kalshiperps.simulator.ws.RawSocket.Message;
import io.github.kalshiperps.simulator.ws.Venue.Trader;
import io.github.kalshiperps.ws.Gap;
import io.github.kalshiperps.ws.LiveBooks;
import io.github.kalshiperps.ws.MessageStream;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.SessionEndedException;
import io.github.kalshiperps.ws.SessionEvent;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ErrorCode;
import io.github.kalshiperps.ws.model.TradeMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on request is noticed by the public client, and mended where it says so. */
class WebSocketFaultsTest {
    @RegisterExtension
    final Venue venue = new Venue();

    private final WebSocketFaults faults = venue.api.faults();
    private final Trader alice = venue.trader();
    private final Trader bob = venue.trader();
    private final EventLog events = new EventLog();

    private static Predicate<WebSocketFaults.FrameTarget> type(String type) {
        return frame -> frame.type().equals(type);
    }

    private static void await(CompletableFuture<?> future) throws Exception {
        future.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private LiveBooks watchBook(PerpsWebSocket session) throws Exception {
        LiveBooks books = session.books(BTC);
        books.await(BTC, SOON);
        return books;
    }

    private void assertSameBook(LiveBooks books) {
        BookSnapshot engine = venue.exchange.book(BTC);
        Venue.await(
                "the book",
                () -> books.isValid(BTC)
                        && books.view(BTC).bids().equals(engine.bids())
                        && books.view(BTC).asks().equals(engine.asks()));
    }

    private TradeMessage trade(MessageStream<TradeMessage> trades, String price) throws Exception {
        bob.bid(BTC, price, 1);
        alice.ask(BTC, price, 1);
        return trades.next(SOON).orElseThrow();
    }

    // ---------------------------------------------------------------- messages

    @Test
    void aLostChangeOfABookIsNoticedAndTheBookMended() throws Exception {
        PerpsWebSocket session = alice.connect(events);
        LiveBooks books = watchBook(session);
        FaultRule rule = faults.addForFrames(type("orderbook_delta"), new FrameFault.Lose(), 2);
        bob.bid(BTC, "6.3000", 1);
        bob.bid(BTC, "6.3001", 2);
        assertThat(rule.hits()).isEqualTo(2);
        bob.bid(BTC, "6.3002", 3);

        Gap gap = events.await(Kind.GAP_DETECTED).gap().orElseThrow();
        assertThat(gap.firstMissing()).hasValue(2);
        assertThat(gap.lastMissing()).hasValue(3);
        events.await(Kind.GAP_HEALED);
        assertSameBook(books);
    }

    @Test
    void numbersThatWereLeftOutLookLikeLostMessages() throws Exception {
        PerpsWebSocket session = alice.connect(events);
        MessageStream<TradeMessage> trades = session.trades().stream();
        await(trades.ready());
        trade(trades, "6.3000");
        faults.addForFrames(type("trade"), new FrameFault.SkipNumbers(5), 1);

        assertThat(trade(trades, "6.3001").seq()).isEqualTo(7);
        Gap gap = events.await(Kind.GAP_REMAINS).gap().orElseThrow();
        assertThat(gap.firstMissing()).hasValue(2);
        assertThat(gap.lastMissing()).hasValue(6);
    }

    @Test
    void aRepeatedMessageIsNotUsedTwice() throws Exception {
        PerpsWebSocket session = alice.connect(events);
        LiveBooks books = watchBook(session);
        faults.addForFrames(type("orderbook_delta"), new FrameFault.Repeat(), 1);
        bob.bid(BTC, "6.3000", 1);

        events.await(Kind.REPEATED_MESSAGE);
        assertSameBook(books);
        assertThat(events.all(Kind.GAP_DETECTED)).isEmpty();
    }

    @Test
    void aRepeatedConfirmationIsNoticed() throws Exception {
        faults.addForFrames(type("subscribed"), new FrameFault.Repeat(), 1);
        PerpsWebSocket session = alice.connect(events);
        MessageStream<TradeMessage> trades = session.trades().stream();
        await(trades.ready());

        events.await(Kind.UNEXPECTED_MESSAGE);
        assertThat(trade(trades, "6.3000").seq()).isEqualTo(1);
    }

    @Test
    void confirmationsInAnotherOrderDoNoHarm() throws Exception {
        faults.addForFrames(
                frame -> frame.type().equals("subscribed") && Channel.TRADE.equals(frame.channel()),
                new FrameFault.HoldBack(1),
                1);
        RawSocket socket = alice.raw();
        socket.send(subscription(1, List.of("trade", "fill"), List.of(), ""));
        assertThat(socket.next("subscribed").msg()).containsEntry("channel", "fill");
        assertThat(socket.next("subscribed").msg()).containsEntry("channel", "trade");

        faults.addForFrames(type("subscribed"), new FrameFault.HoldBack(1), 1);
        PerpsWebSocket session = alice.connect(events);
        MessageStream<TradeMessage> trades = session.trades().stream();
        var fills = session.fills().stream();
        await(trades.ready());
        await(fills.ready());
        assertThat(trade(trades, "6.3000").seq()).isEqualTo(1);
        assertThat(fills.next(SOON)).isPresent();
        assertThat(events.all(Kind.UNEXPECTED_MESSAGE)).isEmpty();
    }

    @Test
    void dataMayComeBeforeALateConfirmation() throws Exception {
        faults.addForFrames(type("subscribed"), new FrameFault.HoldBack(1), 1);
        PerpsWebSocket session = alice.connect(events);
        MessageStream<TradeMessage> trades = session.trades().stream();
        Venue.await("the subscription", () -> venue.api.connections().size() == 1 && faults.areNoneForFrames());

        assertThat(trade(trades, "6.3000").seq()).isEqualTo(1);
        await(trades.ready());
        assertThat(events.all(Kind.UNEXPECTED_MESSAGE)).isEmpty();
    }

    @Test
    void aDelayedConfirmationComesInTheEnd() throws Exception {
        faults.addForFrames(type("subscribed"), new FrameFault.Delay(Duration.ofMillis(50)), 1);
        PerpsWebSocket session = alice.connect(events);
        MessageStream<TradeMessage> trades = session.trades().stream();
        await(trades.ready());

        assertThat(trade(trades, "6.3000").seq()).isEqualTo(1);
    }

    @Test
    void aConfirmationThatNeverComesEndsTheConnection() throws Exception {
        FaultRule rule = faults.addForFrames(type("subscribed"), new FrameFault.Lose(), 1);
        PerpsWebSocket session = venue.keep(alice.session()
                .onEvent(events)
                .commandTimeout(Duration.ofMillis(300))
                .connect());
        MessageStream<TradeMessage> trades = session.trades().stream();
        events.await(Kind.COMMAND_TIMED_OUT);
        events.await(Kind.CONNECTED);
        await(trades.ready());

        assertThat(rule.hits()).isEqualTo(1);
        assertThat(trade(trades, "6.3000").seq()).isEqualTo(1);
    }

    @Test
    void anUnknownMemberIsDrift() throws Exception {
        faults.addForFrames(
                type("trade"), new FrameFault.Edit(JsonEdit.add("x_simulated", "[1,{\"a\":null}]")), Long.MAX_VALUE);
        PerpsWebSocket session = alice.connect(events);
        MessageStream<TradeMessage> trades = session.trades().stream();
        await(trades.ready());

        TradeMessage trade = trade(trades, "6.3000");
        assertThat(trade.msg().unknownMembers()).containsOnlyKeys("x_simulated");
        assertThat(trade.unknownMembers()).containsOnlyKeys("x_simulated");
        assertThat(events.await(Kind.DRIFT).text()).contains("x_simulated");
    }

    @Test
    void aMessageOfAnUnknownTypeIsReported() throws Exception {
        faults.addForFrames(
                type("trade"),
                new FrameFault.Precede(
                        "{\"type\":\"liquidation\",\"sid\":1,\"msg\":{\"market_ticker\":\"KXBTCPERP1\"}}"),
                1);
        PerpsWebSocket session = alice.connect(events);
        MessageStream<TradeMessage> trades = session.trades().stream();
        await(trades.ready());

        trade(trades, "6.3000");
        assertThat(events.await(Kind.UNRECOGNIZED_MESSAGE)
                        .message()
                        .orElseThrow()
                        .toString())
                .contains("liquidation");
    }

    @Test
    void whatIsNoMessageIsReported() throws Exception {
        PerpsWebSocket session = alice.connect(events);
        await(session.connected());
        await(session.activeSubscriptions());
        venue.api.connections().get(0).send("{\"type\":");

        assertThat(events.await(Kind.MALFORMED_FRAME).frame()).hasValue("{\"type\":");
    }

    @Test
    void timesCanBeWrong() throws Exception {
        PerpsWebSocket session = alice.connect(events);
        MessageStream<TradeMessage> trades = session.trades().stream();
        await(trades.ready());
        faults.skewTimes(Duration.ofHours(1));
        assertThat(trade(trades, "6.3000").msg().tsMs()).isEqualTo(Venue.START.plusSeconds(3600));
        faults.clear();
        assertThat(trade(trades, "6.3001").msg().tsMs()).isEqualTo(Venue.START);
    }

    @Test
    void faultsOfOneKindAreDueOneAfterTheOther() {
        RawSocket socket = alice.raw();
        socket.subscribe("orderbook_delta", BTC, ETH);
        socket.next("orderbook_snapshot");
        socket.next("orderbook_snapshot");
        faults.addForFrames(frame -> BTC.equals(frame.market()), new FrameFault.Lose(), 1);
        faults.addForFrames(frame -> BTC.equals(frame.market()), new FrameFault.Lose(), 1);
        FaultRule removed = faults.addForFrames(frame -> ETH.equals(frame.market()), new FrameFault.Lose(), 1);
        removed.remove();
        bob.bid(BTC, "6.3000", 1);
        bob.bid(ETH, "16.7000", 1);
        bob.bid(BTC, "6.3001", 1);
        bob.bid(BTC, "6.3002", 1);

        assertThat(socket.sofar().stream().map(Message::seq)).containsExactly(4L, 6L);
        assertThat(removed.hits()).isZero();
    }

    // ---------------------------------------------------------------- commands

    @Test
    void aCommandThatIsIgnoredIsAskedAgainOnANewConnection() throws Exception {
        FaultRule rule =
                faults.addForCommands(command -> command.command().equals("subscribe"), new CommandFault.Ignore(), 1);
        PerpsWebSocket session = venue.keep(alice.session()
                .onEvent(events)
                .commandTimeout(Duration.ofMillis(300))
                .connect());
        LiveBooks books = session.books(BTC);

        events.await(Kind.COMMAND_TIMED_OUT);
        books.await(BTC, SOON);
        assertThat(rule.hits()).isEqualTo(1);
    }

    @Test
    void aRefusalThatPassesIsTriedAgain() throws Exception {
        faults.addForCommands(
                command -> command.command().equals("subscribe"),
                new CommandFault.Refuse(ErrorCode.TOO_MANY_REQUESTS),
                2);
        PerpsWebSocket session = alice.connect(events);
        LiveBooks books = session.books(BTC);
        books.await(BTC, SOON);

        Venue.await("both errors", () -> events.all(Kind.EXCHANGE_ERROR).size() == 2);
    }

    @Test
    void aConnectionCutByACommandIsMadeAgain() throws Exception {
        faults.addForCommands(command -> command.text().contains("trade"), new CommandFault.Drop(), 1);
        PerpsWebSocket session = alice.connect(events);
        MessageStream<TradeMessage> trades = session.trades().stream();
        events.await(Kind.DISCONNECTED);
        await(trades.ready());

        assertThat(trade(trades, "6.3000").seq()).isEqualTo(1);
    }

    // ---------------------------------------------------------------- connections

    @Test
    void afterACutConnectionEverythingIsSubscribedAgainAndTheGapTold() throws Exception {
        PerpsWebSocket session = alice.connect(events);
        LiveBooks books = watchBook(session);
        MessageStream<TradeMessage> trades = session.trades().stream();
        var fills = session.fills().stream();
        await(trades.ready());
        await(fills.ready());
        assertThat(trade(trades, "6.3000").seq()).isEqualTo(1);
        assertThat(fills.next(SOON)).isPresent();

        faults.addForFrames(type("trade"), new FrameFault.Drop(), 1);
        bob.bid(BTC, "6.3001", 1);
        alice.ask(BTC, "6.3001", 1);
        events.await(Kind.DISCONNECTED);
        events.await(Kind.CONNECTED);
        Venue.await("the gaps", () -> events.all(Kind.GAP_REMAINS).size() == 2);
        assertThat(events.all(Kind.GAP_REMAINS).stream()
                        .map(event -> event.gap().orElseThrow().channel()))
                .containsExactlyInAnyOrder(Channel.TRADE, Channel.FILL);
        assertSameBook(books);
        assertThat(trade(trades, "6.3002").msg().price()).hasToString("6.3002");
        assertThat(venue.api.connections()).hasSize(1);
        assertThat(venue.api.connections().get(0).number()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1011, 1012, 4000})
    void aClosedConnectionIsMadeAgain(int code) throws Exception {
        PerpsWebSocket session = alice.connect(events);
        LiveBooks books = watchBook(session);
        venue.api.connections().get(0).close(code, "maintenance");

        assertThat(events.await(Kind.DISCONNECTED).text()).contains(code + " (maintenance)");
        events.await(Kind.CONNECTED);
        bob.bid(BTC, "6.3000", 1);
        assertSameBook(books);
    }

    @Test
    void aCloseThatBlamesTheClientEndsItsSession() throws Exception {
        PerpsWebSocket session = alice.connect(events);
        await(session.connected());
        faults.addForFrames(type("subscribed"), new FrameFault.Close(1008, "policy"), 1);
        LiveBooks books = session.books(BTC);

        assertThatThrownBy(() -> await(session.done()))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SessionEndedException.class)
                .hasMessageContaining("1008");
        assertThat(books.done()).isCompletedExceptionally();
    }

    @Test
    void anExchangeThatFallsSilentIsLeft() throws Exception {
        PerpsWebSocket session = venue.keep(alice.session()
                .onEvent(events)
                .staleAfter(Duration.ofMillis(300))
                .connect());
        LiveBooks books = watchBook(session);
        ClientConnection silent = venue.api.connections().get(0);
        silent.silence();
        bob.bid(BTC, "6.3000", 1);

        events.await(Kind.STALE);
        events.await(Kind.CONNECTED);
        assertSameBook(books);
        assertThat(venue.api.connections()).doesNotContain(silent);
    }

    @Test
    void pingsAreNotAnsweredInSilence() throws Exception {
        PerpsWebSocket session = venue.keep(alice.session()
                .onEvent(events)
                .pingInterval(Duration.ofMillis(100))
                .connect());
        await(session.connected());
        await(session.activeSubscriptions());
        venue.api.connections().get(0).silence();

        SessionEvent lost = events.await(Kind.DISCONNECTED);
        assertThat(lost.text()).contains("ping");
    }

    @Test
    void afterSilenceEverythingIsSaid() {
        RawSocket socket = alice.raw();
        socket.subscribe("orderbook_delta", BTC);
        socket.next("orderbook_snapshot");
        ClientConnection connection = venue.api.connections().get(0);
        connection.silence();
        bob.bid(BTC, "6.3000", 1);
        socket.send("{\"id\":5,\"cmd\":\"list_subscriptions\"}");
        bob.bid(BTC, "6.3001", 1);
        connection.speak();

        assertThat(socket.next("orderbook_delta").seq()).isEqualTo(2);
        assertThat(socket.sofar().stream().map(Message::seq)).contains(3L);
    }

    @Test
    void aRefusedHandshakeIsTriedAgainOrNot() throws Exception {
        faults.addForHandshakes(Answer.text(503, "down"), 2);
        PerpsWebSocket session = alice.connect(events);
        events.await(Kind.CONNECTED); // what happened before is told before
        assertThat(events.all(Kind.DISCONNECTED)).hasSize(2);

        faults.addForHandshakes(Answer.wrapped(401, "header_timestamp_expired", "header timestamp expired", null), 1);
        // The client may know of its connection before the server does.
        Venue.await("the connection", () -> !venue.api.connections().isEmpty());
        venue.api.connections().get(0).drop();
        assertThatThrownBy(() -> await(session.done())).hasMessageContaining("header_timestamp_expired");
    }
}
