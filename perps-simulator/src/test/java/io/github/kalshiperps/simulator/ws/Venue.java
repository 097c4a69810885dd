package io.github.kalshiperps.simulator.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.auth.PrivateKeySigner;
import io.github.kalshiperps.core.auth.RequestSigner;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.core.json.Drift;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.simulator.engine.AmendRequest;
import io.github.kalshiperps.simulator.engine.Exchange;
import io.github.kalshiperps.simulator.engine.FeeScheduleName;
import io.github.kalshiperps.simulator.engine.FeeTier;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.engine.OrderRequest;
import io.github.kalshiperps.simulator.engine.OrderResult;
import io.github.kalshiperps.simulator.engine.SimulatedClock;
import io.github.kalshiperps.simulator.http.ApiKeys;
import io.github.kalshiperps.simulator.http.Caller;
import io.github.kalshiperps.simulator.http.Scope;
import io.github.kalshiperps.simulator.http.SimulatorServer;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.model.PerpsWebSocketModels;
import io.github.kalshiperps.ws.model.ServerMessage;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An exchange with the WebSocket API and nothing else, people on it, and what they connect with. Every message that is not spoilt on
 * purpose is held against the contract. Safe for use by several threads.
 */
final class Venue implements AfterEachCallback {
    static final String BTC = "KXBTCPERP1";
    static final String ETH = "KXETHPERP1";
    static final String SOL = "KXSOLPERP1";
    static final Instant START = Instant.parse("2026-10-20T12:00:00Z");
    static final Duration SOON = Duration.ofSeconds(20);

    /** Nobody pays: the amounts of most tests stay readable. */
    private static final FeeTier FREE =
            new FeeTier(FeeScheduleName.SELF_CLEARING_MEMBERS, 0, BigDecimal.ZERO, BigDecimal.ZERO);

    final SimulatedClock clock = new SimulatedClock(START);
    final Exchange exchange;
    final WebSocketApi api;
    private final ApiKeys keys;
    private final SimulatorServer server = new SimulatorServer(0);
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final Queue<String> breaches = new ConcurrentLinkedQueue<>();
    private volatile boolean strict = true;

    Venue() {
        this(WebSocketSettings.defaults());
    }

    Venue(WebSocketSettings settings) {
        this(settings, Exchange.builder().feeTiers(List.of(FREE)));
    }

    Venue(WebSocketSettings settings, Exchange.Builder builder) {
        exchange = builder.clock(clock)
                .notionalLimit(FixedPointDollars.of("1000000000"))
                .build();
        keys = new ApiKeys(clock);
        api = new WebSocketApi(exchange, keys::authenticate, settings, this::check);
        api.mountOn(server);
        server.start();
    }

    /** Lets messages be what they are: for a test of messages that nobody could read. */
    void tolerate() {
        strict = false;
    }

    private void check(FrameListener.TextFrame frame) {
        if (frame.fromClient() || frame.spoilt() || !strict) {
            return;
        }
        List<Drift> drifts = new ArrayList<>();
        JsonMapper mapper = JsonMapper.of(PerpsWebSocketModels.factory()).driftListener(drifts::add);
        try {
            ServerMessage message = mapper.read(ServerMessage.class, frame.text());
            // While a bump of the contracts is open, the simulator may not know members yet that they require.
            if (Boolean.getBoolean("bump.open")) {
                drifts.removeIf(drift -> drift.kind() == Drift.Kind.MISSING_MEMBER);
            }
            if (!drifts.isEmpty()) {
                breaches.add(frame.text() + " is not by the contract: " + drifts);
            } else if (message instanceof ServerMessage.Unrecognized) {
                breaches.add(frame.text() + " is of no known type");
            }
        } catch (RuntimeException e) {
            breaches.add(frame.text() + " cannot be read: " + e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
        server.close();
        assertThat(breaches).isEmpty();
    }

    // ---------------------------------------------------------------- addresses

    String url() {
        return server.url("ws", WebSocketApi.PATH);
    }

    String httpUrl(String path) {
        return server.url("http", path);
    }

    /** Waits for something that nobody tells, without keeping a core busy. */
    static void await(String what, BooleanSupplier happened) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(500_000);
        }
    }

    // ---------------------------------------------------------------- people

    /** Somebody with an account, money and a key. */
    final class Trader {
        final String userId;
        final RequestSigner signer;
        private int orders;

        private Trader(String userId, RequestSigner signer) {
            this.userId = userId;
            this.signer = signer;
        }

        OrderResult place(OrderRequest request) {
            return exchange.createOrder(userId, request);
        }

        OrderRequest order(Side side, String ticker, String price, long count) {
            return OrderRequest.bid(
                            ticker,
                            "client-" + orders++,
                            FixedPointDollars.of(price),
                            FixedPointCount.of(Long.toString(count)))
                    .withSide(side);
        }

        Order bid(String ticker, String price, long count) {
            return place(order(Side.BID, ticker, price, count)).order();
        }

        Order ask(String ticker, String price, long count) {
            return place(order(Side.ASK, ticker, price, count)).order();
        }

        Order amend(Order order, String price, long count) {
            return exchange.amendOrder(
                            userId,
                            order.subaccount(),
                            order.orderId(),
                            new AmendRequest(
                                    order.ticker(),
                                    order.side(),
                                    FixedPointDollars.of(price),
                                    FixedPointCount.of(Long.toString(count))))
                    .order();
        }

        void cancel(Order order) {
            exchange.cancelOrder(userId, order.subaccount(), order.orderId());
        }

        /** A builder of sessions, patient where a test does not wait for patience to run out, and quick to come back. */
        PerpsWebSocket.Builder session() {
            return PerpsWebSocket.builder()
                    .url(url())
                    .signer(signer)
                    .clock(clock)
                    .reconnectDelay(Duration.ofMillis(5), Duration.ofMillis(50))
                    .closeTimeout(Duration.ofMillis(500));
        }

        PerpsWebSocket connect() {
            return keep(session().connect());
        }

        PerpsWebSocket connect(EventLog events) {
            return keep(session().onEvent(events).connect());
        }

        /** A connection on which every frame can be seen. */
        RawSocket raw() {
            return keep(RawSocket.open(url(), signer, clock.instant()));
        }
    }

    <T extends AutoCloseable> T keep(T closeable) {
        synchronized (toClose) {
            toClose.add(closeable);
        }
        return closeable;
    }

    Trader trader() {
        String userId = exchange.openAccount().userId();
        exchange.deposit(userId, 0, FixedPointDollars.of("100000000.0000"));
        return trader(userId, null, Scope.READ, Scope.WRITE);
    }

    /** Another key of somebody's. */
    Trader trader(String userId, @Nullable Integer subaccount, Scope... scopes) {
        KeyPair pair = keyPair();
        String keyId = "key-" + pair.getPublic().hashCode();
        keys.register(new Caller(keyId, userId, Set.of(scopes), subaccount), pair.getPublic());
        return new Trader(userId, PrivateKeySigner.of(keyId, pair.getPrivate()));
    }

    private static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
