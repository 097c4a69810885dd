package io.github.kalshiperps.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.auth.RequestSigner;
import io.github.kalshiperps.ws.model.ActiveSubscription;
import io.github.kalshiperps.ws.model.ServerMessage;
import io.github.kalshiperps.ws.server.Command;
import io.github.kalshiperps.ws.server.Peer;
import io.github.kalshiperps.ws.server.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One scripted server, sessions with it, what they report; and the exchange's messages in its own form. */
final class SessionFixture implements AfterEachCallback {
    static final Duration SOON = Duration.ofSeconds(10);
    static final String BTC = "KXBTCPERP1";
    static final String ETH = "KXETHPERP1";

    final ScriptedServer server = ScriptedServer.start();
    final Keys keys = Keys.ed25519();
    final EventLog events = new EventLog();
    private final List<PerpsWebSocket> sessions = new ArrayList<>();
    private final AtomicInteger syncs = new AtomicInteger();

    /** Patient where a test does not wait for patience to run out, quick where it does. */
    PerpsWebSocket.Builder builder() {
        return PerpsWebSocket.builder()
                .url(server.url())
                .signer(keys.signer())
                .onEvent(events)
                .reconnectDelay(Duration.ofMillis(5), Duration.ofMillis(50))
                .closeTimeout(Duration.ofMillis(500));
    }

    PerpsWebSocket connect() {
        return connect(builder());
    }

    PerpsWebSocket connect(PerpsWebSocket.Builder builder) {
        PerpsWebSocket session = builder.connect();
        sessions.add(session);
        return session;
    }

    /** A session that does not connect before the gate opens, so that everything wanted until then is asked for at once. */
    PerpsWebSocket connectBehind(CountDownLatch gate, PerpsWebSocket.Builder builder) {
        RequestSigner signer = keys.signer();
        return connect(builder.signer(new RequestSigner() {
            @Override
            public String keyId() {
                return signer.keyId();
            }

            @Override
            public byte[] sign(byte[] message) {
                try {
                    assertThat(gate.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return signer.sign(message);
            }
        }));
    }

    Peer peer() {
        return server.awaitPeer(SOON);
    }

    /** Waits until the session has worked in everything that this peer has sent so far. */
    void sync(Peer peer) {
        sync(peer::send);
    }

    void sync(Consumer<String> sender) {
        String type = "sync-" + syncs.incrementAndGet();
        int before = events.size();
        sender.accept("{\"type\":\"" + type + "\"}");
        events.find(
                before,
                type,
                event -> event.message().orElse(null) instanceof ServerMessage.Unrecognized message
                        && type.equals(message.type()));
    }

    /** Fails if everything that this peer has sent so far makes the session send a command that nobody has taken yet. */
    void expectNoCommand(PerpsWebSocket session, Peer peer) {
        sync(peer);
        CompletableFuture<List<ActiveSubscription>> list = session.activeSubscriptions();
        Command command = expect(peer, "list_subscriptions");
        peer.send("{\"type\":\"ok\",\"id\":%d,\"msg\":[]}".formatted(command.id()));
        assertThat(list).succeedsWithin(SOON);
    }

    /** Hangs something on a future, whatever becomes of it. */
    static void whenDone(CompletableFuture<?> future, Runnable task) {
        CompletableFuture<?> unused = future.whenComplete((value, why) -> task.run());
    }

    /** Waits for what no event tells of. */
    static void eventually(String what, BooleanSupplier condition) {
        eventually(() -> what, SOON, condition);
    }

    static void eventually(Supplier<String> what, Duration timeout, BooleanSupplier condition) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + timeout.toMillis() + " ms: " + what.get());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Fails when something happens that must not, within a time that is long for it. */
    static void never(String what, Duration time, BooleanSupplier condition) {
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline) {
            if (condition.getAsBoolean()) {
                throw new AssertionError("Must not happen: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        sessions.forEach(PerpsWebSocket::close);
        server.close();
    }

    /** The next command, which must be that one. */
    static Command expect(Peer peer, String cmd) {
        Command command = peer.awaitCommand(SOON);
        assertThat(command.cmd()).isEqualTo(cmd);
        return command;
    }

    /** The next command, which must be that action on a subscription. */
    static Command expectUpdate(Peer peer, String action, String... markets) {
        Command command = expect(peer, "update_subscription");
        assertThat(command.params().get("action")).isEqualTo(action);
        assertThat(command.params("market_tickers")).containsExactlyInAnyOrder(markets);
        return command;
    }

    /** The next command, which must subscribe that channel, confirmed. */
    static Command confirm(Peer peer, String channel, long sid) {
        Command command = expect(peer, "subscribe");
        assertThat(command.params("channels")).containsExactly(channel);
        peer.send(subscribed(command.id(), channel, sid));
        return command;
    }

    /** Confirms all these channels, however many commands subscribe them. */
    static void confirm(Peer peer, Map<String, Long> sids) {
        Set<String> left = new HashSet<>(sids.keySet());
        while (!left.isEmpty()) {
            Command command = expect(peer, "subscribe");
            for (String channel : command.params("channels")) {
                assertThat(left.remove(channel)).as(channel).isTrue();
                peer.send(subscribed(command.id(), channel, Objects.requireNonNull(sids.get(channel))));
            }
        }
    }

    static String subscribed(long id, String channel, long sid) {
        return "{\"type\":\"subscribed\",\"id\":%d,\"msg\":{\"channel\":\"%s\",\"sid\":%d}}"
                .formatted(id, channel, sid);
    }

    static String unsubscribed(long id, long sid, long seq) {
        return "{\"type\":\"unsubscribed\",\"id\":%d,\"sid\":%d,\"seq\":%d}".formatted(id, sid, seq);
    }

    static String ok(long id, long sid, String... markets) {
        return "{\"type\":\"ok\",\"id\":%d,\"sid\":%d,\"msg\":{\"market_tickers\":[%s]}}"
                .formatted(id, sid, markets.length == 0 ? "" : "\"" + String.join("\",\"", markets) + "\"");
    }

    /** A confirmation that is counted. */
    static String ok(long id, long sid, long seq, List<String> markets) {
        return "{\"type\":\"ok\",\"id\":%d,\"sid\":%d,\"seq\":%d,\"msg\":{\"market_tickers\":[%s]}}"
                .formatted(id, sid, seq, "\"" + String.join("\",\"", markets) + "\"");
    }

    /** An error about a subscription, which is counted. */
    static String errorOf(long sid, long seq, int code, String text) {
        return "{\"type\":\"error\",\"sid\":%d,\"seq\":%d,\"msg\":{\"code\":%d,\"msg\":\"%s\"}}"
                .formatted(sid, seq, code, text);
    }

    static String error(long id, int code, String text) {
        return "{\"type\":\"error\",\"id\":%d,\"msg\":{\"code\":%d,\"msg\":\"%s\"}}".formatted(id, code, text);
    }

    static String snapshot(long sid, long seq, String market, String bids, String asks) {
        return "{\"type\":\"orderbook_snapshot\",\"sid\":%d,\"seq\":%d,\"msg\":{\"market_ticker\":\"%s\",\"bid\":%s,\"ask\":%s}}"
                .formatted(sid, seq, market, bids, asks);
    }

    static String snapshot(long sid, long seq, String market) {
        return snapshot(
                sid,
                seq,
                market,
                "[[\"6.3300\",\"1.00\"],[\"6.3352\",\"3.00\"]]",
                "[[\"6.3420\",\"2.00\"],[\"6.3416\",\"5.00\"]]");
    }

    static String delta(long sid, long seq, String market, String side, String price, String change) {
        return ("{\"type\":\"orderbook_delta\",\"sid\":%d,\"seq\":%d,\"msg\":{\"market_ticker\":\"%s\",\"price\":\"%s\","
                        + "\"delta\":\"%s\",\"side\":\"%s\",\"ts_ms\":1781268270490}}")
                .formatted(sid, seq, market, price, change, side);
    }

    static String trade(long sid, long seq, String market, String price) {
        return ("{\"type\":\"trade\",\"sid\":%d,\"seq\":%d,\"msg\":{\"trade_id\":\"00000000-0000-4000-8000-%012d\","
                        + "\"market_ticker\":\"%s\",\"price\":\"%s\",\"count\":\"1.00\",\"taker_side\":\"ask\",\"ts_ms\":1781268270490}}")
                .formatted(sid, seq, seq, market, price);
    }

    static String fill(long sid, int number) {
        return ("{\"type\":\"fill\",\"sid\":%d,\"msg\":{\"trade_id\":\"00000000-0000-4000-8000-%012d\","
                        + "\"order_id\":\"10000000-0000-4000-8000-%012d\",\"market_ticker\":\"KXBTCPERP1\",\"is_taker\":true,"
                        + "\"side\":\"bid\",\"price\":\"6.3587\",\"count\":\"1.00\",\"fee_cost\":\"0.0012\",\"post_position\":\"1.00\","
                        + "\"order_source\":\"user\",\"ts_ms\":1781268270490}}")
                .formatted(sid, number, number);
    }

    static String userOrder(long sid, int number) {
        return ("{\"type\":\"user_order\",\"sid\":%d,\"msg\":{\"order_id\":\"10000000-0000-4000-8000-%012d\","
                        + "\"user_id\":\"20000000-0000-4000-8000-000000000001\",\"client_order_id\":\"mine-%d\",\"ticker\":\"KXBTCPERP1\","
                        + "\"side\":\"bid\",\"price\":\"6.3587\",\"fill_count\":\"0.00\",\"remaining_count\":\"1.00\","
                        + "\"order_source\":\"user\",\"last_update_reason\":\"\",\"created_ts_ms\":1781268270490}}")
                .formatted(sid, number, number);
    }

    static String groupUpdate(long sid, long seq) {
        return ("{\"type\":\"order_group_updates\",\"sid\":%d,\"seq\":%d,\"msg\":{\"event_type\":\"limit_updated\","
                        + "\"order_group_id\":\"group-%d\",\"contracts_limit_fp\":\"10.00\",\"ts_ms\":1781268270490}}")
                .formatted(sid, seq, seq);
    }

    static String ticker(long sid, String market, String price) {
        return ("{\"type\":\"ticker\",\"sid\":%d,\"msg\":{\"market_ticker\":\"%s\",\"price\":\"%s\",\"bid\":\"6.3329\",\"ask\":\"6.3416\","
                        + "\"bid_size_fp\":\"343.00\",\"ask_size_fp\":\"658.00\",\"last_trade_size_fp\":\"0.00\",\"volume\":\"4.00\","
                        + "\"volume_notional_value_dollars\":\"25.3316\",\"volume_24h\":\"1.00\",\"volume_24h_notional_value_dollars\":\"6.3329\","
                        + "\"open_interest\":\"2.00\",\"open_interest_notional_value_dollars\":\"12.6658\",\"ts_ms\":1781268270490}}")
                .formatted(sid, market, price);
    }
}
