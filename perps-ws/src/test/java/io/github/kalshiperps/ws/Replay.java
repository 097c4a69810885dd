package io.github.kalshiperps.ws;

import static io.github.kalshiperps.ws.SessionFixture.BTC;
import static io.github.kalshiperps.ws.SessionFixture.SOON;
import static io.github.kalshiperps.ws.SessionFixture.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.model.PerpsWebSocketModels;
import io.github.kalshiperps.ws.model.ServerMessage;
import io.github.kalshiperps.ws.model.TickerMessage;
import io.github.kalshiperps.ws.model.TradeMessage;
import io.github.kalshiperps.ws.server.Command;
import io.github.kalshiperps.ws.server.Peer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * A session that was recorded with two subscribe commands, 1 for {@code orderbook_delta} and {@code trade} and 2 for
 * {@code ticker}, of one market, sent through a real socket again.
 */
final class Replay {
    private static final Set<Kind> USUAL = Set.of(Kind.CONNECTED, Kind.DISCONNECTED, Kind.SUBSCRIBED, Kind.DRIFT);

    private final SessionFixture x;

    Replay(SessionFixture x) {
        this.x = x;
    }

    void check(List<String> frames) throws Exception {
        x.server.refuseNext(1, 503, Map.of(), ""); // so that all is wanted before there is a connection
        PerpsWebSocket session = x.connect(x.builder().reconnectDelay(Duration.ofMillis(500), Duration.ofMillis(500)));
        x.events.await(Kind.DISCONNECTED);
        LiveBooks books = session.books(BTC);
        MessageStream<BookUpdate> updates = session.orderbooks(BTC).stream();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        MessageStream<TickerMessage> tickers = session.tickers(BTC).everyMessage().stream();
        Peer peer = x.peer();
        assertThat(expect(peer, "subscribe").params("channels")).containsExactly("orderbook_delta", "trade");
        assertThat(expect(peer, "subscribe").params("channels")).containsExactly("ticker");

        NaiveBooks naive = new NaiveBooks();
        Queue<Map<String, ?>> bookFrames = new ArrayDeque<>();
        Queue<Map<String, ?>> tradeFrames = new ArrayDeque<>();
        Queue<Map<String, ?>> tickerFrames = new ArrayDeque<>();
        for (String frame : frames) {
            Map<String, ?> json = Command.parse(frame).json();
            switch (String.valueOf(json.get("type"))) {
                case "orderbook_snapshot", "orderbook_delta" -> bookFrames.add(json);
                case "trade" -> tradeFrames.add(json);
                case "ticker" -> tickerFrames.add(json);
                case "subscribed" -> {}
                default -> throw new AssertionError("a frame of another kind: " + frame);
            }
            peer.send(frame);
        }

        for (Map<String, ?> frame : bookFrames) {
            naive.apply(Map.copyOf(frame));
            BookUpdate update = updates.next(SOON).orElseThrow();
            assertThat(json(update.message().orElseThrow())).isEqualTo(frame);
            naive.assertSame(BTC, update.book().view());
        }
        for (Map<String, ?> frame : tradeFrames) {
            assertThat(json(trades.next(SOON).orElseThrow())).isEqualTo(frame);
        }
        for (Map<String, ?> frame : tickerFrames) {
            assertThat(json(tickers.next(SOON).orElseThrow())).isEqualTo(frame);
        }
        naive.assertSame(BTC, books.view(BTC));
        assertThat(x.events.all()).allSatisfy(event -> assertThat(USUAL).contains(event.kind()));
        System.out.printf(
                "replayed %d frames: %d of books, %d trades, %d tickers; final book %s%n",
                frames.size(), bookFrames.size(), tradeFrames.size(), tickerFrames.size(), books.view(BTC));
    }

    private static Map<String, ?> json(ServerMessage message) {
        return Command.parse(JsonMapper.of(PerpsWebSocketModels.factory()).write(ServerMessage.class, message))
                .json();
    }
}
