package io.github.kalshiperps.ws;

import static io.github.kalshiperps.ws.SessionFixture.BTC;
import static io.github.kalshiperps.ws.SessionFixture.ETH;
import static io.github.kalshiperps.ws.SessionFixture.SOON;
import static io.github.kalshiperps.ws.SessionFixture.confirm;
import static io.github.kalshiperps.ws.SessionFixture.expect;
import static io.github.kalshiperps.ws.SessionFixture.expectUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.model.ErrorCode;
import io.github.kalshiperps.ws.model.FillMessage;
import io.github.kalshiperps.ws.model.TradeMessage;
import io.github.kalshiperps.ws.server.Command;
import io.github.kalshiperps.ws.server.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class SubscriptionTest {
    @RegisterExtension
    final SessionFixture x = new SessionFixture();

    @Test
    void aSubscriptionIsConfirmedAndItsMessagesComeInOrder() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        Command subscribe = confirm(peer, "trade", 4);

        assertThat(subscribe.params("market_tickers")).containsExactly(BTC);
        trades.ready().get(10, TimeUnit.SECONDS);
        peer.send(SessionFixture.trade(4, 1, BTC, "6.3352"));
        peer.send(SessionFixture.trade(4, 2, BTC, "6.3353"));

        assertThat(trades.next(SOON).orElseThrow().msg().price()).isEqualTo(FixedPointDollars.of("6.3352"));
        assertThat(trades.next(SOON).orElseThrow().msg().price()).isEqualTo(FixedPointDollars.of("6.3353"));
        assertThat(trades.next(Duration.ZERO)).isEmpty();
    }

    @Test
    void aBookIsKnownFromItsSnapshotOn() throws Exception {
        LiveBooks books = x.connect().books(BTC);
        Peer peer = x.peer();
        confirm(peer, "orderbook_delta", 1);
        assertThatThrownBy(() -> books.view(BTC)).hasMessageContaining("no snapshot yet");

        peer.send(SessionFixture.snapshot(1, 1, BTC));
        assertThat(books.await(BTC, SOON).bestBid().orElseThrow().price()).isEqualTo(FixedPointDollars.of("6.3352"));
        peer.send(SessionFixture.delta(1, 2, BTC, "bid", "6.3352", "-3.00"));
        peer.send(SessionFixture.delta(1, 3, BTC, "bid", "6.3360", "2.00"));
        peer.send("{\"type\":\"surprise\"}");
        x.events.await(Kind.UNRECOGNIZED_MESSAGE);

        assertThat(books.view(BTC).bestBid().orElseThrow().price()).isEqualTo(FixedPointDollars.of("6.3360"));
        assertThat(books.view(BTC).bestAsk().orElseThrow().price()).isEqualTo(FixedPointDollars.of("6.3416"));
        assertThat(books.view(BTC).sequence()).isEqualTo(3);
    }

    @Test
    void channelsOfTheSameMarketsAreSubscribedByOneCommandWhoseAnswersComeOneByOne() throws Exception {
        x.server.refuseNext(1, 503, Map.of(), "");
        PerpsWebSocket session = x.connect(x.builder().reconnectDelay(Duration.ofMillis(300), Duration.ofMillis(300)));
        x.events.await(Kind.DISCONNECTED);
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        LiveBooks books = session.books(BTC);
        MessageStream<FillMessage> fills = session.fills().stream();

        Peer peer = x.peer();
        Command both = expect(peer, "subscribe");
        Command all = expect(peer, "subscribe");
        assertThat(both.params("channels")).containsExactly("orderbook_delta", "trade");
        assertThat(all.params("channels")).containsExactly("fill");
        assertThat(all.params()).doesNotContainKey("market_tickers");
        peer.send(SessionFixture.subscribed(both.id(), "trade", 2));
        trades.ready().get(10, TimeUnit.SECONDS);
        assertThat(books.ready()).isNotDone();
        peer.send(SessionFixture.trade(2, 1, BTC, "6.3352")); // before the other confirmation
        assertThat(trades.next(SOON)).isPresent();
        peer.send(SessionFixture.snapshot(1, 1, BTC)); // before its own confirmation
        assertThat(books.await(BTC, SOON).sequence()).isEqualTo(1);
        peer.send(SessionFixture.subscribed(both.id(), "orderbook_delta", 1));
        peer.send(SessionFixture.subscribed(all.id(), "fill", 3));
        books.ready().get(10, TimeUnit.SECONDS);
        fills.ready().get(10, TimeUnit.SECONDS);
        peer.send(SessionFixture.subscribed(all.id(), "fill", 3));
        assertThat(x.events.await(Kind.UNEXPECTED_MESSAGE).text()).contains("fill");
    }

    @Test
    void anUnansweredCommandEndsTheConnection() throws Exception {
        PerpsWebSocket session = x.connect(x.builder().commandTimeout(Duration.ofMillis(100)));
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer first = x.peer();
        expect(first, "subscribe");
        assertThat(x.events.await(Kind.COMMAND_TIMED_OUT).text()).contains("subscribe 1 for [trade]");
        Peer second = x.peer();
        confirm(second, "trade", 9);
        trades.ready().get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatIsSubscribedCanBeAsked() throws Exception {
        PerpsWebSocket session = x.connect();
        session.connected().get(10, TimeUnit.SECONDS);
        var list = session.activeSubscriptions();
        Peer peer = x.peer();
        Command command = expect(peer, "list_subscriptions");
        peer.send("{\"type\":\"ok\",\"id\":%d,\"msg\":[{\"channel\":\"trade\",\"sid\":3}]}".formatted(command.id()));
        assertThat(list.get(10, TimeUnit.SECONDS))
                .singleElement()
                .satisfies(one -> assertThat(one.sid()).isEqualTo(3));
    }

    @Test
    void aRefusedSubscriptionSaysWhy() {
        MessageStream<TradeMessage> trades = x.connect().trades("NO-SUCH").stream();
        Peer peer = x.peer();
        Command command = expect(peer, "subscribe");
        peer.send(SessionFixture.error(command.id(), 11, "no such market"));

        assertThat(trades.ready())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(SubscriptionException.class, e -> {
                    assertThat(e.code()).contains(ErrorCode.INVALID_PARAMETER);
                    assertThat(e).hasMessageContaining("no such market");
                });
        assertThatThrownBy(() -> trades.next(SOON)).isInstanceOf(SubscriptionException.class);
    }

    @Test
    void marketsAreAddedAndTakenOut() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 4);
        trades.ready().get(10, TimeUnit.SECONDS);

        var added = trades.addMarkets(List.of(ETH));
        Command add = expectUpdate(peer, "add_markets", ETH);
        assertThat(add.params().get("sid")).isEqualTo(4L);
        assertThat(added).isNotDone();
        peer.send(SessionFixture.ok(add.id(), 4, BTC, ETH));
        added.get(10, TimeUnit.SECONDS);

        trades.removeMarkets(List.of(BTC));
        Command delete = expectUpdate(peer, "delete_markets", BTC);
        peer.send(SessionFixture.trade(4, 1, BTC, "6.1"));
        peer.send(SessionFixture.trade(4, 2, ETH, "6.2"));
        peer.send(SessionFixture.ok(delete.id(), 4, ETH));
        assertThat(trades.next(SOON).orElseThrow().msg().marketTicker()).isEqualTo(ETH);

        trades.close();
        Command unsubscribe = expect(peer, "unsubscribe");
        assertThat(unsubscribe.params("sids")).containsExactly("4");
        peer.send(SessionFixture.unsubscribed(unsubscribe.id(), 4, 3));
        trades.done().get(10, TimeUnit.SECONDS);
        assertThat(trades.next(SOON)).isEmpty();
        assertThat(trades.isOver()).isTrue();
    }

    @Test
    void aBookThatIsNotKnownInTimeSaysWhy() {
        LiveBooks books = x.connect().books(BTC);
        assertThatThrownBy(() -> books.await(BTC, Duration.ofMillis(20)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("no snapshot yet");
        assertThatThrownBy(() -> books.view(ETH)).isInstanceOf(IllegalArgumentException.class);
    }
}
