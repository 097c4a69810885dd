package io.github.kalshiperps.simulator;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.simulator.engine.Exchange;
import io.github.kalshiperps.simulator.engine.Flow;
import io.github.kalshiperps.simulator.engine.Market;
import io.github.kalshiperps.simulator.engine.MarketTerms;
import io.github.kalshiperps.simulator.engine.SimulatedClock;
import io.github.kalshiperps.simulator.engine.TickerPrice;
import io.github.kalshiperps.simulator.http.ApiKeys;
import io.github.kalshiperps.simulator.http.Faults;
import io.github.kalshiperps.simulator.http.RateLimits;
import io.github.kalshiperps.simulator.http.RestApi;
import io.github.kalshiperps.simulator.http.SimulatorServer;
import io.github.kalshiperps.simulator.http.SkewedClock;
import io.github.kalshiperps.simulator.http.TrafficListener;
import io.github.kalshiperps.simulator.http.UsageTier;
import io.github.kalshiperps.simulator.klear.BearerTokens;
import io.github.kalshiperps.simulator.klear.KlearApi;
import io.github.kalshiperps.simulator.klear.KlearCredentials;
import io.github.kalshiperps.simulator.klear.KlearLedger;
import io.github.kalshiperps.simulator.ws.FrameListener;
import io.github.kalshiperps.simulator.ws.WebSocketApi;
import io.github.kalshiperps.simulator.ws.WebSocketSettings;
import io.github.kalshiperps.ws.PerpsWebSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exchange for perpetual futures on this machine, for tests and demonstrations. Safe for use by several threads; close it to stop
 * it.
 *
 * <p>It simulates: it speaks the exchange's protocol, with signatures, bounds and error bodies, but its prices and its money are
 * made up, and where the real exchange is not known or more complicated it is simpler. Nothing that it does proves anything about
 * the real exchange.
 *
 * <pre>{@code
 * try (PerpsSimulator simulator = PerpsSimulator.start()) {
 *     PerpsClient client = simulator.client();
 *     client.orders().create(…).execute();
 *     simulator.misbehaviour().operation("CreateMarginOrder").once().dropAfterHandling();
 * }
 * }</pre>
 *
 * <p>It follows the machine's clock unless it is {@linkplain Builder#manualClock() told} to stand still. Its time can be put
 * forward by {@link #advance}; a client of the program's own then needs {@link #clock()}, as its signatures would be out of date by the
 * machine's.
 */
public final class PerpsSimulator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PerpsSimulator.class);

    /** How often what is due runs when nobody asks the exchange anything. */
    private static final Duration TICK = Duration.ofMillis(100);

    private final Exchange exchange;
    private final SimulatorServer server;
    private final ApiKeys keys;
    private final RateLimits rateLimits;
    private final Misbehaviour misbehaviour;
    private final FixedPointDollars startingBalance;
    private final Random keyIds;
    private final SimulatedAccount account;
    private final SimulatedAccount clearingMember;
    private final KlearCredentials klearCredentials;
    private final KlearLedger klearLedger;
    private final WebSocketApi webSocket;
    private final Map<String, PerpsClient> clients = new ConcurrentHashMap<>();
    private @Nullable KlearClient klear;

    private PerpsSimulator(Builder builder) {
        SimulatedClock time = builder.clock();
        exchange = Exchange.builder()
                .clock(time)
                .seed(builder.seed)
                .markets(builder.markets)
                .build();
        SkewedClock shown = new SkewedClock(time);
        keys = new ApiKeys(shown);
        rateLimits = new RateLimits(
                builder.rateLimit != null, Objects.requireNonNullElse(builder.rateLimit, UsageTier.BASIC), time);
        Faults faults = new Faults();
        webSocket = new WebSocketApi(exchange, keys::authenticate, builder.webSocket, builder.frameListener);
        misbehaviour =
                new Misbehaviour(faults, shown, new WebSocketMisbehaviour(webSocket.faults(), webSocket::connections));
        startingBalance = builder.startingBalance;
        // Ids of its own, so that those of the exchange do not depend on how many keys there are.
        keyIds = new Random(~builder.seed);
        account = openAccount();
        clearingMember = openFcmAccount();
        klearCredentials = KlearCredentials.random(clearingMember.userId());
        klearLedger = ledger(builder, time);
        server = new SimulatorServer(builder.port);
        BearerTokens tokens = new BearerTokens();
        tokens.register(klearCredentials);
        KlearApi.mount(server, klearLedger, tokens, faults, shown, builder.trafficListener);
        server.mount(
                RestApi.BASE_PATH, RestApi.handler(exchange, keys, rateLimits, faults, shown, builder.trafficListener));
        webSocket.mountOn(server);
        server.start();
        if (builder.flowInterval != null) {
            startFlow(builder.seed, builder.flowInterval);
        }
        if (!builder.manualClock) {
            server.every(TICK, time::catchUp);
        }
        LOG.info("A simulated perps exchange, with made-up prices and money, listens at {}", restUrl());
    }

    private void startFlow(long seed, Duration interval) {
        long marketSeed = seed;
        for (Market market : exchange.markets()) {
            if (market.reference() != null) {
                Flow.builder(exchange, market.ticker())
                        .seed(marketSeed++)
                        .interval(interval)
                        .start();
            }
        }
    }

    private KlearLedger ledger(Builder builder, Clock time) {
        KlearLedger.Builder settings = KlearLedger.builder(time)
                .memberId(clearingMember.userId())
                .seed(builder.seed)
                .openingBalance(startingBalance)
                .subtraderKeyListener(new SubtraderKeys(exchange, keys));
        if (builder.klearHistory) {
            return settings.withHistory().build();
        }
        KlearLedger ledger = settings.build();
        for (Market market : exchange.markets()) {
            TickerPrice mark = market.settlementMark();
            if (mark != null) {
                ledger.addMarket(market.ticker(), mark.price());
            }
        }
        return ledger;
    }

    /**
     * Starts a simulator with the defaults: the demo exchange's markets, the machine's time, a free port, no rate limits.
     *
     * @return the running simulator
     */
    public static PerpsSimulator start() {
        return builder().start();
    }

    /**
     * A builder of simulators.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where the REST API is: the base URL for a client.
     *
     * @return the URL, up to and including the version
     */
    public String restUrl() {
        return server.url("http", RestApi.BASE_PATH);
    }

    /**
     * The exchange itself: its prices, pauses, accounts and money.
     *
     * @return the exchange
     */
    public Exchange exchange() {
        return exchange;
    }

    /**
     * The account that there is from the start, with the starting balance.
     *
     * @return the account
     */
    public SimulatedAccount account() {
        return account;
    }

    /**
     * Opens another account, with the starting balance.
     *
     * @return the account
     */
    public SimulatedAccount openAccount() {
        return funded(exchange.openAccount().userId());
    }

    /**
     * Opens an account of a futures commission merchant, with the starting balance.
     *
     * @return the account
     */
    public SimulatedAccount openFcmAccount() {
        return funded(exchange.openFcmAccount().userId());
    }

    private SimulatedAccount funded(String userId) {
        exchange.deposit(userId, 0, startingBalance);
        return new SimulatedAccount(userId, newKey(userId).create());
    }

    /**
     * Makes another key of an account.
     *
     * @param userId the account, which may be one of the exchange's that no key was made for yet
     * @return a builder of keys
     */
    public SimulatedKey.Builder newKey(String userId) {
        return new SimulatedKey.Builder(
                keys, this::nextKeyId, exchange.account(userId).userId());
    }

    private String nextKeyId() {
        synchronized (keyIds) {
            byte[] bytes = new byte[16];
            keyIds.nextBytes(bytes);
            return UUID.nameUUIDFromBytes(bytes).toString();
        }
    }

    /**
     * Takes a key away: what it signs is refused from now on.
     *
     * @param key the key
     */
    public void revoke(SimulatedKey key) {
        keys.revoke(key.keyId());
    }

    /**
     * Gives an account another tier of rate limits, with full buckets. Without rate limits it is told, but not enforced.
     *
     * @param userId the account
     * @param tier the tier
     */
    public void setUsageTier(String userId, UsageTier tier) {
        rateLimits.tier(exchange.account(userId).userId(), tier);
    }

    /**
     * The client of the account that there is from the start. Always the same one; it is closed with the simulator.
     *
     * @return the client
     */
    public PerpsClient client() {
        return client(account.key());
    }

    /**
     * The client of a key. Always the same one for a key; it is closed with the simulator.
     *
     * @param key the key
     * @return the client
     */
    public PerpsClient client(SimulatedKey key) {
        return clients.computeIfAbsent(
                key.keyId(), id -> clientBuilder().signer(key.signer()).build());
    }

    /**
     * A builder of clients that knows the simulator's address and clock, and no key.
     *
     * @return the builder
     */
    public PerpsClient.Builder clientBuilder() {
        return PerpsClient.builder().baseUrl(restUrl()).clock(clock());
    }

    /**
     * Where the WebSocket API is.
     *
     * @return the URL to connect to
     */
    public String webSocketUrl() {
        return server.url("ws", WebSocketApi.PATH);
    }

    /**
     * A builder of WebSocket sessions of the account that there is from the start; it knows the simulator's address and clock.
     * Whoever connects one closes it.
     *
     * @return the builder
     */
    public PerpsWebSocket.Builder session() {
        return session(account.key());
    }

    /**
     * A builder of WebSocket sessions of a key; it knows the simulator's address and clock. Whoever connects one closes it.
     *
     * @param key the key
     * @return the builder
     */
    public PerpsWebSocket.Builder session(SimulatedKey key) {
        return PerpsWebSocket.builder().url(webSocketUrl()).signer(key.signer()).clock(clock());
    }

    /**
     * Where the Klear API is: the base URL for a client.
     *
     * @return the URL, up to and including the version
     */
    public String klearUrl() {
        return server.url("http", KlearApi.BASE_PATH);
    }

    /**
     * The futures commission merchant whose books the clearing house keeps, and its key at the exchange.
     *
     * @return the account
     */
    public SimulatedAccount clearingMember() {
        return clearingMember;
    }

    /**
     * Who may use the Klear API in the clearing member's name.
     *
     * @return an admin user and a token, made when the simulator started and worth nothing anywhere else
     */
    public KlearCredentials klearCredentials() {
        return klearCredentials;
    }

    /**
     * The books of the clearing member. They are books of their own: what its subtraders trade at the exchange is not in them unless a
     * program books it.
     *
     * @return the ledger
     */
    public KlearLedger klearLedger() {
        return klearLedger;
    }

    /**
     * The Klear client of the clearing member. Always the same one; it is closed with the simulator.
     *
     * @return the client
     */
    public synchronized KlearClient klear() {
        KlearClient client = klear;
        if (client == null) {
            client = KlearClient.builder()
                    .baseUrl(klearUrl())
                    .clock(clock())
                    .adminUserId(klearCredentials.adminUserId())
                    .accessToken(klearCredentials.accessToken())
                    .build();
            klear = client;
        }
        return client;
    }

    /**
     * What a program in another process needs to use this exchange instead of the real one: the variables that our clients and
     * the command line read. Among them are the private key and the Klear token, which are worth nothing anywhere else.
     *
     * @return names and values
     */
    public Map<String, String> environment() {
        return Map.of(
                "KALSHI_PERPS_API_BASE_URL", restUrl(),
                "KALSHI_PERPS_WS_BASE_URL", webSocketUrl(),
                "KALSHI_PERPS_KEY_ID", account.keyId(),
                "KALSHI_PERPS_PRIVATE_KEY", account.privateKeyPem(),
                "KALSHI_KLEAR_API_BASE_URL", klearUrl(),
                "KALSHI_KLEAR_ADMIN_USER_ID", klearCredentials.adminUserId(),
                "KALSHI_KLEAR_ACCESS_TOKEN", klearCredentials.accessToken());
    }

    /**
     * The exchange's time. For the builders of clients.
     *
     * @return the clock
     */
    public Clock clock() {
        return exchange.clock();
    }

    /**
     * Puts the exchange's time forward and does what is due by then: expiries, funding, exit triggers.
     *
     * @param by how far
     */
    public void advance(Duration by) {
        exchange.clock().advance(by);
    }

    /**
     * What it is to do wrong.
     *
     * @return the misbehaviour
     */
    public Misbehaviour misbehaviour() {
        return misbehaviour;
    }

    /** Stops at once: connections are dropped, threads end, and with them the clients that it gave out. */
    @Override
    public synchronized void close() {
        clients.values().forEach(PerpsClient::close);
        if (klear != null) {
            klear.close();
        }
        server.close();
    }

    @Override
    public String toString() {
        return "PerpsSimulator[" + restUrl() + "]";
    }

    /** Sets simulators up. For one thread. */
    public static final class Builder {
        /** When nobody names a time, a clock that stands still stands here, so that runs are alike. */
        private static final Instant STANDSTILL = Instant.parse("2026-10-20T12:00:00Z");

        private long seed = 1;
        private @Nullable Instant startTime;
        private boolean manualClock;
        private int port;
        private List<MarketTerms> markets = MarketTerms.demo();
        private FixedPointDollars startingBalance = FixedPointDollars.of("10000.0000");
        private @Nullable UsageTier rateLimit;
        private @Nullable Duration flowInterval;
        private boolean klearHistory;
        private TrafficListener trafficListener = traffic -> {};
        private WebSocketSettings webSocket = WebSocketSettings.defaults();
        private FrameListener frameListener = frame -> {};

        private Builder() {}

        /**
         * The seed of all ids, so that runs with the same requests and a manual clock are alike; 1 unless set.
         *
         * @param value any number
         * @return this builder
         */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /**
         * The exchange's time at the start; the machine's unless set.
         *
         * @param time the time
         * @return this builder
         */
        public Builder startAt(Instant time) {
            this.startTime = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Lets the exchange's time stand still until it is {@linkplain PerpsSimulator#advance put forward}. Without
         * {@link #startAt} it stands at noon of 20 October 2026, UTC.
         *
         * @return this builder
         */
        public Builder manualClock() {
            this.manualClock = true;
            return this;
        }

        /**
         * The port to listen at; any that is free unless set.
         *
         * @param number the port
         * @return this builder
         */
        public Builder port(int number) {
            this.port = number;
            return this;
        }

        /**
         * The markets; those of the demo exchange unless set.
         *
         * @param terms their terms
         * @return this builder
         */
        public Builder markets(Collection<MarketTerms> terms) {
            this.markets = List.copyOf(terms);
            return this;
        }

        /**
         * The money of a new account; 10,000 dollars unless set.
         *
         * @param dollars the amount
         * @return this builder
         */
        public Builder startingBalance(FixedPointDollars dollars) {
            this.startingBalance = Objects.requireNonNull(dollars, "dollars");
            return this;
        }

        /**
         * Enforces rate limits, refilled by the exchange's time; none unless called.
         *
         * @param tier the tier of new accounts
         * @return this builder
         */
        public Builder rateLimits(UsageTier tier) {
            this.rateLimit = Objects.requireNonNull(tier, "tier");
            return this;
        }

        /**
         * Lets every market with a reference price move by itself, with the exchange's time: prices wander, makers quote, takers
         * trade. Nobody but the program trades unless called.
         *
         * @param interval from move to move; more than zero
         * @return this builder
         * @throws IllegalArgumentException if it is zero or less
         */
        public Builder flow(Duration interval) {
            if (interval.isZero() || interval.isNegative()) {
                throw new IllegalArgumentException("interval must be more than zero but was " + interval);
            }
            this.flowInterval = interval;
            return this;
        }

        /**
         * Gives the clearing house three settlement days of history: markets, subtraders, positions, money. An empty ledger with the
         * exchange's markets and the starting balance unless called.
         *
         * @return this builder
         */
        public Builder klearHistory() {
            this.klearHistory = true;
            return this;
        }

        /**
         * What the exchange decides for itself about WebSockets: pings, limits, numbers.
         *
         * @param settings the settings; {@link WebSocketSettings#defaults()} unless set
         * @return this builder
         */
        public Builder webSocket(WebSocketSettings settings) {
            this.webSocket = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /**
         * Hears of every request to the REST and Klear APIs that is answered; nobody unless set. There are no headers in what it
         * hears, and so no credentials.
         *
         * @param listener called by several threads at once; must not block
         * @return this builder
         */
        public Builder trafficListener(TrafficListener listener) {
            this.trafficListener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Hears of every text frame of the WebSocket API, of both directions; nobody unless set. There are no credentials in them.
         *
         * @param listener called by several threads at once; must not block
         * @return this builder
         */
        public Builder frameListener(FrameListener listener) {
            this.frameListener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Starts.
         *
         * @return the running simulator
         * @throws IllegalStateException if it cannot listen at the port
         */
        public PerpsSimulator start() {
            return new PerpsSimulator(this);
        }

        private SimulatedClock clock() {
            if (manualClock) {
                return new SimulatedClock(Objects.requireNonNullElse(startTime, STANDSTILL));
            }
            Clock real = Clock.systemUTC();
            SimulatedClock clock = new SimulatedClock(startTime == null ? real.instant() : startTime);
            clock.follow(real);
            return clock;
        }
    }
}
