package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.auth.PrivateKeySigner;
import io.github.kalshiperps.core.auth.PrivateKeys;
import io.github.kalshiperps.core.auth.RequestSigner;
import io.github.kalshiperps.core.auth.SignedRequestAuthenticator;
import io.github.kalshiperps.core.config.EnvironmentConfig;
import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.http.TrustedHosts;
import io.github.kalshiperps.core.json.Decoding;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.ws.api.PerpsWebSocketServers;
import io.github.kalshiperps.ws.model.ActiveSubscription;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.FillMessage;
import io.github.kalshiperps.ws.model.OrderGroupUpdatesMessage;
import io.github.kalshiperps.ws.model.PerpsWebSocketModels;
import io.github.kalshiperps.ws.model.TickerMessage;
import io.github.kalshiperps.ws.model.TradeMessage;
import io.github.kalshiperps.ws.model.UserOrderMessage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.WebSocket;
import org.jspecify.annotations.Nullable;

/**
 * Safe for use by several threads: a session with the perps WebSocket API that lasts longer than its connections. Program code (listeners,
 * subscribers, backfills, what hangs on futures) runs on the session's delivery threads, never on the thread that reads from the
 * network, so that none of it can hold the session up.
 *
 * <pre>{@code
 * try (PerpsWebSocket session = PerpsWebSocket.builder().apiKey(keyId, pem).connect();
 *         LiveBooks books = session.books("KXBTCPERP1")) {
 *     System.out.println(books.await("KXBTCPERP1", Duration.ofSeconds(10)).bestBid());
 * }
 * }</pre>
 *
 * <p>Subscriptions are made at any time, connected or not, and are made again on every new connection. The session connects again by
 * itself after random, growing waits, until it is closed, or until the exchange says that trying again is of no use: a
 * handshake answered with 401 or 403, a close code that blames this side. It pings the exchange, and asks it a question when
 * nothing has come for a while; without an answer it makes a new connection.
 *
 * <p>What cannot be prevented is reported: {@link Builder#onEvent}. A book is invalid from a missing message to the next
 * snapshot, which the session asks for by itself. Messages of {@code fill}, {@code user_orders}, {@code trade} and
 * {@code order_group_updates} that were missed can be fetched by a {@link Feed#backfill}.
 *
 * <p>An open session keeps the program running.
 */
public final class PerpsWebSocket implements AutoCloseable {
    /** What a session is doing. New states may be added: a switch needs a default. */
    public enum State {
        /** The handshake is under way. */
        CONNECTING,
        /** The connection is up. */
        CONNECTED,
        /** There is no connection; the next try follows. */
        DISCONNECTED,
        /** The session is over. */
        ENDED
    }

    private final Session session;
    private final HttpUrl url;

    private PerpsWebSocket(Builder builder) {
        Settings settings = builder.settings();
        url = settings.url();
        session = new Session(settings);
        session.start();
    }

    /**
     * A builder of a session with the demo exchange.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A session set up by the environment: {@code KALSHI_PERPS_KEY_ID}, {@code KALSHI_PERPS_PRIVATE_KEY} or
     * {@code KALSHI_PERPS_PRIVATE_KEY_PATH}, {@code KALSHI_PERPS_PRIVATE_KEY_PASSPHRASE},
     * {@code KALSHI_PERPS_WS_BASE_URL}, and {@code KALSHI_PERPS_DEMO}, which is true unless set to false.
     *
     * @return the session, connecting
     * @throws ConfigurationException if there is no key, the variables contradict each other, or one cannot be used, naming them
     */
    public static PerpsWebSocket fromEnv() {
        return builder().from(EnvironmentConfig.fromEnv()).connect();
    }

    // --- feeds ---

    /**
     * The order books of some markets, kept up to date; for a program that asks rather than listens.
     *
     * @param tickers the markets' tickers
     * @return the books, unknown until their first snapshots
     * @throws IllegalArgumentException if there are none
     * @throws SessionEndedException if the session is over
     */
    public LiveBooks books(String... tickers) {
        return books(Arrays.asList(tickers));
    }

    /**
     * The order books of some markets, kept up to date; for a program that asks rather than listens.
     *
     * @param tickers the markets' tickers
     * @return the books, unknown until their first snapshots
     * @throws IllegalArgumentException if there are none
     * @throws SessionEndedException if the session is over
     */
    public LiveBooks books(Collection<String> tickers) {
        LocalSubscription subscription =
                new LocalSubscription(session, Channel.ORDERBOOK_DELTA, bookScope(tickers), null, false, false);
        return new LiveBooks(session, session.subscribe(subscription));
    }

    /**
     * Every change of the order books of some markets, each with the book as it is then.
     *
     * @param tickers the markets' tickers
     * @return the feed
     * @throws IllegalArgumentException if there are none
     */
    public Feed<BookUpdate> orderbooks(String... tickers) {
        return orderbooks(Arrays.asList(tickers));
    }

    /**
     * Every change of the order books of some markets, each with the book as it is then.
     *
     * @param tickers the markets' tickers
     * @return the feed
     * @throws IllegalArgumentException if there are none
     */
    public Feed<BookUpdate> orderbooks(Collection<String> tickers) {
        return Feed.ofBooks(session, bookScope(tickers));
    }

    /**
     * Key figures of markets: the present ones first, then their changes, at most once per second and market. Conflates: a consumer that
     * falls behind gets the newest of each market.
     *
     * @param tickers the markets' tickers; none for all markets
     * @return the feed
     */
    public Feed<TickerMessage> tickers(String... tickers) {
        return Feed.of(session, Channel.TICKER, scope(tickers), TickerMessage.class);
    }

    /**
     * Public trades.
     *
     * @param tickers the markets' tickers; none for all markets
     * @return the feed
     */
    public Feed<TradeMessage> trades(String... tickers) {
        return Feed.of(session, Channel.TRADE, scope(tickers), TradeMessage.class);
    }

    /**
     * Executions of the account's own orders. They have no sequence numbers: after a lost connection a gap is reported whether something
     * was missed or not.
     *
     * @param tickers the markets' tickers; none for all markets
     * @return the feed
     */
    public Feed<FillMessage> fills(String... tickers) {
        return Feed.of(session, Channel.FILL, scope(tickers), FillMessage.class);
    }

    /**
     * The account's own orders, whenever one changes. They have no sequence numbers: after a lost connection a gap is reported whether
     * something was missed or not.
     *
     * <p>REST gives an order's present state, which may be newer than messages that are still to come. For a backfill take a key that is
     * never equal, {@code order -> new Object()}, and go by {@code last_updated_ts_ms}.
     *
     * @param tickers the markets' tickers; none for all markets
     * @return the feed
     */
    public Feed<UserOrderMessage> userOrders(String... tickers) {
        return Feed.of(session, Channel.USER_ORDERS, scope(tickers), UserOrderMessage.class);
    }

    /**
     * Events of the account's order groups.
     *
     * @return the feed
     */
    public Feed<OrderGroupUpdatesMessage> orderGroupUpdates() {
        return Feed.of(session, Channel.ORDER_GROUP_UPDATES, Scope.ALL, OrderGroupUpdatesMessage.class);
    }

    private static Scope scope(String... tickers) {
        return tickers.length == 0 ? Scope.ALL : Scope.of(Arrays.asList(tickers));
    }

    private static Scope bookScope(Collection<String> tickers) {
        if (tickers.isEmpty()) {
            throw new IllegalArgumentException("Books need market tickers; there is no subscription to all of them");
        }
        return Scope.of(tickers);
    }

    // --- the session ---

    /**
     * Asks the exchange what is subscribed on the present connection; for diagnosis, since the session keeps count itself.
     *
     * @return a future that fails with {@link DisconnectedException} without a connection and with
     *     {@link java.util.concurrent.TimeoutException} without an answer
     * @throws SessionEndedException if the session is over
     */
    public CompletableFuture<List<ActiveSubscription>> activeSubscriptions() {
        return session.list();
    }

    /**
     * What the session is doing now.
     *
     * @return the state
     */
    public State state() {
        return session.state();
    }

    /**
     * Completes when the first connection is up.
     *
     * @return a future that fails with {@link SessionEndedException} if the session ends before
     */
    public CompletableFuture<Void> connected() {
        return session.connected();
    }

    /**
     * Completes when the session is over, and its subscriptions with it.
     *
     * @return a future that completes normally after {@link #close()}, and with {@link SessionEndedException} when the exchange
     *     refused the session for good
     */
    public CompletableFuture<Void> done() {
        return session.done();
    }

    /**
     * Where the session connects to.
     *
     * @return the address
     */
    public URI uri() {
        return URI.create(url.toString().replaceFirst("^http", "ws"));
    }

    /**
     * Ends all subscriptions and the connection, lets consumers have what was received, and waits for the session's threads: no
     * longer than four times the {@linkplain Builder#closeTimeout close timeout}, after interrupting consumers that do not return. Called by
     * a consumer it does not wait. Does nothing when the session is over.
     */
    @Override
    public void close() {
        session.close();
    }

    /** {@return the address and the state} */
    @Override
    public String toString() {
        return "PerpsWebSocket{" + uri() + ", " + state() + "}";
    }

    /** Not safe for use by several threads: builds sessions. */
    public static final class Builder {
        private HttpUrl url = webSocketUrl(PerpsWebSocketServers.DEMO.toString());
        private TrustedHosts trustedHosts =
                TrustedHosts.of(PerpsWebSocketServers.DEMO.getHost(), PerpsWebSocketServers.PRODUCTION.getHost());
        private @Nullable RequestSigner signer;
        private @Nullable OkHttpClient httpClient;
        private UnaryOperator<WebSocket.Factory> opening = UnaryOperator.identity();
        private Clock clock = Clock.systemUTC();
        private Decoding decoding = Decoding.TOLERANT;
        private Consumer<SessionEvent> listener = event -> {};
        private Duration reconnectDelay = Duration.ofMillis(250);
        private Duration maxReconnectDelay = Duration.ofSeconds(30);
        private Duration commandTimeout = Duration.ofSeconds(10);
        private Duration snapshotTimeout = Duration.ofSeconds(5);
        private Duration pingInterval = Duration.ofSeconds(10);
        private Duration staleAfter = Duration.ofSeconds(30);
        private Duration closeTimeout = Duration.ofSeconds(2);

        private Builder() {}

        /**
         * Goes to the demo exchange: the default.
         *
         * @return this builder
         */
        public Builder demo() {
            return url(PerpsWebSocketServers.DEMO.toString());
        }

        /**
         * Goes to production: real money.
         *
         * @return this builder
         */
        public Builder production() {
            return url(PerpsWebSocketServers.PRODUCTION.toString());
        }

        /**
         * Goes to another address, such as a simulator. Credentials are sent to the exchange's hosts and to this machine only, unless
         * the host is {@linkplain #trustHost trusted}.
         *
         * @param address an absolute ws or wss URL with the whole path, without user, query and fragment
         * @return this builder
         * @throws ConfigurationException if it is not
         */
        public Builder url(String address) {
            this.url = webSocketUrl(address);
            return this;
        }

        private static HttpUrl webSocketUrl(String address) {
            HttpUrl parsed =
                    address.regionMatches(true, 0, "ws", 0, 2) ? HttpUrl.parse("http" + address.substring(2)) : null;
            if (parsed == null
                    || parsed.query() != null
                    || parsed.fragment() != null
                    || !parsed.username().isEmpty()
                    || !parsed.password().isEmpty()) {
                // Without the value: what does not belong there may be a secret.
                throw new ConfigurationException(
                        "url must be an absolute ws or wss URL without user, query and fragment");
            }
            return parsed;
        }

        /**
         * Lets credentials go to one more host, over wss.
         *
         * @param host the host's name
         * @return this builder
         */
        public Builder trustHost(String host) {
            this.trustedHosts = trustedHosts.and(host);
            return this;
        }

        /**
         * Signs with a private key in PEM form: PKCS#8 (RSA or Ed25519) or PKCS#1.
         *
         * @param keyId the id that the exchange gave the key
         * @param privateKeyPem the PEM text
         * @return this builder
         * @throws ConfigurationException if the key cannot be used; the message says why and how to convert it
         */
        public Builder apiKey(String keyId, String privateKeyPem) {
            return signer(PrivateKeySigner.of(keyId, PrivateKeys.fromPem(privateKeyPem)));
        }

        /**
         * Signs with something of the program's own, such as a key management service.
         *
         * @param requestSigner the signer, safe for use by several threads; called once per handshake
         * @return this builder
         */
        public Builder signer(RequestSigner requestSigner) {
            this.signer = Objects.requireNonNull(requestSigner, "requestSigner");
            return this;
        }

        /**
         * Takes key, environment and address from variables. An address wins over the choice of demo or production.
         *
         * @param config the variables
         * @return this builder
         */
        public Builder from(EnvironmentConfig config) {
            config.signer().ifPresent(this::signer);
            if (config.demo()) {
                demo();
            } else {
                production();
            }
            config.wsBaseUrl().ifPresent(address -> url(address.toString()));
            return this;
        }

        /**
         * Shares the connections, threads, proxy and TLS settings of an OkHttp client of the program, which stays its owner.
         *
         * @param client the OkHttp client
         * @return this builder
         */
        public Builder httpClient(OkHttpClient client) {
            this.httpClient = Objects.requireNonNull(client, "client");
            return this;
        }

        /**
         * Puts something between the session and its sockets, such as a recorder of what goes over them. It is given what opens
         * sockets and signs their handshakes, and gives what the session is to open them with.
         *
         * @param wrapping makes a factory around the session's own
         * @return this builder
         */
        public Builder openedBy(UnaryOperator<WebSocket.Factory> wrapping) {
            this.opening = Objects.requireNonNull(wrapping, "wrapping");
            return this;
        }

        /**
         * Hears of everything that happens to the session, in order, on a delivery thread. Every event is logged as well, through SLF4J
         * under the name of {@link PerpsWebSocket}.
         *
         * @param eventListener the listener
         * @return this builder
         */
        public Builder onEvent(Consumer<SessionEvent> eventListener) {
            this.listener = Objects.requireNonNull(eventListener, "eventListener");
            return this;
        }

        /**
         * How much deviation from the contract is put up with. A message that deviates more is a malformed frame.
         *
         * @param mode the mode; tolerant unless set
         * @return this builder
         */
        public Builder decoding(Decoding mode) {
            this.decoding = Objects.requireNonNull(mode, "mode");
            return this;
        }

        /**
         * The clock that handshakes are signed by and gaps are told in.
         *
         * @param wallClock the clock; the system's unless set
         * @return this builder
         */
        public Builder clock(Clock wallClock) {
            this.clock = Objects.requireNonNull(wallClock, "wallClock");
            return this;
        }

        /**
         * How long to wait before connecting again. Each wait is random, between half of its bound and the bound, which doubles from
         * failure to failure.
         *
         * @param first the bound of the first wait; 250 ms unless set
         * @param limit the largest bound; 30 s unless set. A connection that lasts longer than that starts over with the first
         * @return this builder
         * @throws IllegalArgumentException if one is not more than zero, or the first is more than the limit
         */
        public Builder reconnectDelay(Duration first, Duration limit) {
            if (positive("first", first).compareTo(positive("limit", limit)) > 0) {
                throw new IllegalArgumentException("The first delay " + first + " is more than the limit " + limit);
            }
            this.reconnectDelay = first;
            this.maxReconnectDelay = limit;
            return this;
        }

        /**
         * How long the exchange may take to answer a command before the connection is given up.
         *
         * @param timeout the limit; 10 s unless set
         * @return this builder
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder commandTimeout(Duration timeout) {
            this.commandTimeout = positive("timeout", timeout);
            return this;
        }

        /**
         * How long a missing snapshot of a book may take before the next stronger means is tried: asking for it, subscribing anew,
         * connecting anew.
         *
         * @param timeout the limit; 5 s unless set
         * @return this builder
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder snapshotTimeout(Duration timeout) {
            this.snapshotTimeout = positive("timeout", timeout);
            return this;
        }

        /**
         * How often to ping the exchange. A ping without an answer by the time of the next one ends the connection.
         *
         * @param interval the interval; 10 s unless set
         * @return this builder
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder pingInterval(Duration interval) {
            this.pingInterval = positive("interval", interval);
            return this;
        }

        /**
         * How long nothing may come before the exchange is asked something. After the same time again without an answer the
         * connection is given up.
         *
         * @param silence the limit; 30 s unless set
         * @return this builder
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder staleAfter(Duration silence) {
            this.staleAfter = positive("silence", silence);
            return this;
        }

        /**
         * How long each step of closing may take: the closing handshake, and the consumers' taking what was received.
         *
         * @param timeout the limit; 2 s unless set
         * @return this builder
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder closeTimeout(Duration timeout) {
            this.closeTimeout = positive("timeout", timeout);
            return this;
        }

        private static Duration positive(String name, Duration duration) {
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException(name + " must be more than zero but was " + duration);
            }
            return duration;
        }

        /**
         * The session, which begins to connect at once. {@link PerpsWebSocket#connected()} tells when it has.
         *
         * @return a new session
         * @throws ConfigurationException if there is no key, or it may not be used with the address's host
         */
        public PerpsWebSocket connect() {
            return new PerpsWebSocket(this);
        }

        private Settings settings() {
            if (signer == null) {
                throw new ConfigurationException("The WebSocket needs a key for its public channels, too: give"
                        + " PerpsWebSocket.builder() an apiKey, or set KALSHI_PERPS_KEY_ID and"
                        + " KALSHI_PERPS_PRIVATE_KEY_PATH for PerpsWebSocket.fromEnv()");
            }
            trustedHosts.check(url);
            OkHttpClient base = httpClient == null
                    ? new OkHttpClient.Builder()
                            .connectTimeout(Duration.ofSeconds(5))
                            .build()
                    : httpClient;
            OkHttpClient client = base.newBuilder()
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .retryOnConnectionFailure(false) // the session does, with a wait and a signature of its own
                    .cache(null)
                    .pingInterval(pingInterval)
                    .addInterceptor(
                            new HandshakeAuthenticator(new SignedRequestAuthenticator(signer, clock), trustedHosts))
                    .build();
            return new Settings(
                    url,
                    client,
                    opening.apply(client),
                    httpClient == null,
                    JsonMapper.of(PerpsWebSocketModels.factory()).decoding(decoding),
                    clock,
                    listener,
                    reconnectDelay,
                    maxReconnectDelay,
                    commandTimeout,
                    snapshotTimeout,
                    staleAfter,
                    closeTimeout);
        }
    }
}
