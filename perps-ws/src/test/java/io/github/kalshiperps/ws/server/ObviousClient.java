package io.github.kalshiperps.ws.server;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.ws.model.BookSide;
import io.github.kalshiperps.ws.model.Fill;
import io.github.kalshiperps.ws.model.FillMessage;
import io.github.kalshiperps.ws.model.ListSubscriptionsResponse;
import io.github.kalshiperps.ws.model.OrderGroupUpdatesMessage;
import io.github.kalshiperps.ws.model.OrderbookDelta;
import io.github.kalshiperps.ws.model.OrderbookDeltaMessage;
import io.github.kalshiperps.ws.model.OrderbookSnapshotMessage;
import io.github.kalshiperps.ws.model.PerpsWebSocketModels;
import io.github.kalshiperps.ws.model.ServerMessage;
import io.github.kalshiperps.ws.model.SubscribedResponse;
import io.github.kalshiperps.ws.model.TickerMessage;
import io.github.kalshiperps.ws.model.Trade;
import io.github.kalshiperps.ws.model.TradeMessage;
import io.github.kalshiperps.ws.model.UserOrder;
import io.github.kalshiperps.ws.model.UserOrderMessage;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client without any care for speed or memory, to see whether a {@link FlowExchange} tells the truth: it keeps everything,
 * connects again when the connection ends or is silent, asks for snapshots after gaps and for what it missed.
 */
final class ObviousClient {
    private static final JsonMapper MAPPER = JsonMapper.of(PerpsWebSocketModels.factory());
    private static final Instant FAR = Instant.ofEpochMilli(Long.MAX_VALUE / 2);

    /** The first channel of the only command. */
    private static final long BOOKS = 1;

    private final FlowExchange exchange;
    private final List<String> markets;
    private final Duration patience;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "obvious-client");

    private volatile @Nullable RawClient connection;
    private volatile boolean settling;

    final Map<String, Map<FixedPointDollars, FixedPointCount>> bids = new TreeMap<>();
    final Map<String, Map<FixedPointDollars, FixedPointCount>> asks = new TreeMap<>();
    final Map<UUID, Fill> fills = new HashMap<>();
    final Map<UUID, Trade> trades = new HashMap<>();
    final Map<UUID, UserOrder> orders = new HashMap<>();
    final Map<String, Long> received = new TreeMap<>();
    final List<Gap> gaps = new ArrayList<>();
    final List<Integer> endings = new ArrayList<>();
    final List<String> beforeTheirAck = new ArrayList<>();

    private final Map<Long, Long> sequences = new HashMap<>();
    private final Map<Long, String> channels = new HashMap<>();
    private long lastCommand;

    /** Missing numbers. */
    record Gap(long sid, long from, long to) {}

    ObviousClient(FlowExchange exchange, Duration patience, String... markets) {
        this.exchange = exchange;
        this.patience = patience;
        this.markets = List.of(markets);
        thread.setDaemon(true);
    }

    static ObviousClient start(FlowExchange exchange, Duration patience, String... markets) {
        ObviousClient client = new ObviousClient(exchange, patience, markets);
        client.thread.start();
        return client;
    }

    /** Waits until everything that was sent has been read, at the end of the flow. */
    void settle() throws Exception {
        settling = true;
        RawClient now = connection;
        if (now != null) {
            now.send("{\"id\":1000000,\"cmd\":\"list_subscriptions\"}");
        }
        done.get(10, TimeUnit.SECONDS);
    }

    List<PriceLevel> levels(String market, boolean bid) {
        List<PriceLevel> levels = new ArrayList<>();
        side(market, bid).forEach((price, count) -> levels.add(new PriceLevel(price, count)));
        return levels;
    }

    Tally fillTally() {
        Tally tally = Tally.NONE;
        for (Fill fill : fills.values()) {
            tally = tally.plus(fill);
        }
        return tally;
    }

    Tally tradeTally() {
        Tally tally = Tally.NONE;
        for (Trade trade : trades.values()) {
            tally = tally.plus(trade);
        }
        return tally;
    }

    private void run() {
        try {
            while (!done.isDone()) {
                connect();
            }
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }

    private void connect() throws IOException {
        try (RawClient now = RawClient.open(exchange.server().port())) {
            now.patience(patience);
            sequences.clear();
            channels.clear();
            String list = "\"" + String.join("\",\"", markets) + "\"";
            now.send(
                    "{\"id\":" + ++lastCommand + ",\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"orderbook_delta\","
                            + "\"trade\",\"ticker\",\"fill\",\"user_orders\",\"order_group_updates\"],\"market_tickers\":["
                            + list + "]}}");
            connection = now;
            if (settling) {
                now.send("{\"id\":1000000,\"cmd\":\"list_subscriptions\"}");
            }
            boolean subscribed = false;
            StringBuilder text = new StringBuilder();
            boolean asked = false;
            while (!done.isDone()) {
                Frame frame;
                try {
                    frame = now.next();
                    asked = false;
                } catch (SocketTimeoutException e) {
                    if (asked) {
                        throw e;
                    }
                    // Silence may mean that nothing happens; the pong tells.
                    asked = true;
                    now.send(true, Frame.PING, new byte[0]);
                    continue;
                }
                if (frame.opcode() == Frame.PING) {
                    now.send(true, Frame.PONG, frame.payload());
                } else if (frame.opcode() == Frame.CLOSE) {
                    endings.add(frame.closeCode());
                    now.send(true, Frame.CLOSE, frame.payload());
                    return;
                } else if (frame.opcode() != Frame.PONG) {
                    // Cut inside a character now and then: put together as bytes, one char each.
                    text.append(new String(frame.payload(), StandardCharsets.ISO_8859_1));
                    if (frame.last()) {
                        String message = new String(
                                text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                        text.setLength(0);
                        take(MAPPER.read(ServerMessage.class, message), now);
                        if (!subscribed && channels.size() == 6) {
                            subscribed = true;
                            backfill();
                        }
                    }
                }
            }
        } catch (SocketTimeoutException e) {
            endings.add(-1);
        } catch (IOException e) {
            endings.add(Peer.NO_CLOSE_FRAME);
        }
    }

    /** Asks for everything since the beginning: this client has no sense of time. */
    private void backfill() {
        exchange.fillsBetween(Instant.EPOCH, FAR).forEach(fill -> fills.put(fill.tradeId(), fill));
        exchange.tradesBetween(Instant.EPOCH, FAR).forEach(trade -> trades.put(trade.tradeId(), trade));
        exchange.userOrdersBetween(Instant.EPOCH, FAR).forEach(this::take);
    }

    private void take(ServerMessage message, RawClient now) throws IOException {
        if (message instanceof SubscribedResponse ack) {
            count("subscribed");
            channels.put(ack.msg().sid(), ack.msg().channel().value());
        } else if (message instanceof OrderbookSnapshotMessage snapshot) {
            count("orderbook_snapshot");
            sequenced(snapshot.sid(), snapshot.seq(), now);
            side(snapshot.msg().marketTicker(), true).clear();
            side(snapshot.msg().marketTicker(), false).clear();
            snapshot.msg()
                    .bid()
                    .forEach(level -> side(snapshot.msg().marketTicker(), true).put(level.price(), level.count()));
            snapshot.msg()
                    .ask()
                    .forEach(level -> side(snapshot.msg().marketTicker(), false).put(level.price(), level.count()));
        } else if (message instanceof OrderbookDeltaMessage delta) {
            count("orderbook_delta");
            sequenced(delta.sid(), delta.seq(), now);
            change(delta.msg());
        } else if (message instanceof TradeMessage trade) {
            count("trade");
            sequenced(trade.sid(), trade.seq(), now);
            trades.put(trade.msg().tradeId(), trade.msg());
        } else if (message instanceof FillMessage fill) {
            count("fill");
            early(fill.sid());
            fills.put(fill.msg().tradeId(), fill.msg());
        } else if (message instanceof UserOrderMessage order) {
            count("user_order");
            early(order.sid());
            take(order.msg());
        } else if (message instanceof OrderGroupUpdatesMessage group) {
            count("order_group_updates");
            sequenced(group.sid(), group.seq(), now);
        } else if (message instanceof TickerMessage ticker) {
            count("ticker");
            early(ticker.sid());
        } else if (message instanceof ListSubscriptionsResponse) {
            done.complete(null);
        } else {
            throw new IllegalStateException("unexpected: " + message);
        }
    }

    private void take(UserOrder order) {
        orders.merge(order.orderId(), order, (a, b) -> changed(b).isBefore(changed(a)) ? a : b);
    }

    private static Instant changed(UserOrder order) {
        Instant at = order.lastUpdatedTsMs();
        return at == null ? Instant.EPOCH : at;
    }

    private void change(OrderbookDelta delta) {
        Map<FixedPointDollars, FixedPointCount> side =
                side(delta.marketTicker(), delta.side().equals(BookSide.BID));
        FixedPointCount after =
                side.getOrDefault(delta.price(), FixedPointCount.ZERO).plus(delta.delta());
        if (after.isZero()) {
            side.remove(delta.price());
        } else {
            side.put(delta.price(), after);
        }
    }

    private void sequenced(long sid, long seq, RawClient now) throws IOException {
        early(sid);
        long expected = sequences.getOrDefault(sid, 0L) + 1;
        sequences.put(sid, seq);
        if (seq != expected) {
            gaps.add(new Gap(sid, expected, seq - 1));
            if (sid == BOOKS) {
                now.send("{\"id\":" + ++lastCommand + ",\"cmd\":\"update_subscription\",\"params\":{\"sid\":" + sid
                        + ",\"action\":\"get_snapshot\"}}");
            } else {
                backfill();
            }
        }
    }

    private void early(long sid) {
        if (!channels.containsKey(sid)) {
            beforeTheirAck.add("sid " + sid);
        }
    }

    private void count(String type) {
        received.merge(type, 1L, Long::sum);
    }

    private Map<FixedPointDollars, FixedPointCount> side(String market, boolean bid) {
        return bid
                ? bids.computeIfAbsent(market, name -> new TreeMap<>(Comparator.reverseOrder()))
                : asks.computeIfAbsent(market, name -> new TreeMap<>());
    }
}
