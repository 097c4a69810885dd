package io.github.kalshiperps.core.http;

import com.squareup.moshi.JsonAdapter;
import io.github.kalshiperps.core.auth.RequestAuthenticator;
import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.json.Decoding;
import io.github.kalshiperps.core.json.DriftListener;
import io.github.kalshiperps.core.json.JsonMapper;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of all HTTP clients have in common: where requests go, how they are sent, how answers are read. Not safe
 * for use by several threads.
 *
 * @param <B> the client's own builder
 */
public abstract class ClientBuilder<B extends ClientBuilder<B>> {
    private final URI demo;
    private final URI production;
    private HttpUrl baseUrl;
    private TrustedHosts trustedHosts;
    private @Nullable OkHttpClient httpClient;
    private RetryPolicy retryPolicy = RetryPolicy.standard();
    private RateLimiter rateLimiter = RateLimiter.unlimited();
    private Decoding decoding = Decoding.TOLERANT;
    private DriftListener driftListener = DriftListener.logging();
    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper = Sleeper.system();

    /**
     * For the builder of a client, which starts with the demo environment.
     *
     * @param demo the contract's demo server
     * @param production the contract's production server
     */
    protected ClientBuilder(URI demo, URI production) {
        this.demo = demo;
        this.production = production;
        this.baseUrl = withSlash(HttpUrl.get(demo.toString()));
        this.trustedHosts = TrustedHosts.of(demo.getHost(), production.getHost());
    }

    /**
     * This builder, as what it is.
     *
     * @return this builder
     */
    protected abstract B self();

    /**
     * Goes to the demo environment: the default.
     *
     * @return this builder
     */
    public final B demo() {
        return baseUrl(demo.toString());
    }

    /**
     * Goes to production: real money.
     *
     * @return this builder
     */
    public final B production() {
        return baseUrl(production.toString());
    }

    /**
     * Goes to another address, such as a simulator. Credentials are sent to the exchange's hosts and to this machine only,
     * unless the host is {@linkplain #trustHost trusted}.
     *
     * @param url an absolute http or https URL up to and including the version, such as {@code /trade-api/v2}, without user,
     *     query and fragment
     * @return this builder
     * @throws ConfigurationException if it is not
     */
    public final B baseUrl(String url) {
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed == null
                || parsed.query() != null
                || parsed.fragment() != null
                || !parsed.username().isEmpty()
                || !parsed.password().isEmpty()) {
            // Without the value: what does not belong there may be a secret.
            throw new ConfigurationException(
                    "baseUrl must be an absolute http or https URL without user, query and fragment");
        }
        this.baseUrl = withSlash(parsed);
        return self();
    }

    /**
     * Lets credentials go to one more host, over https.
     *
     * @param host the host's name
     * @return this builder
     */
    public final B trustHost(String host) {
        this.trustedHosts = trustedHosts.and(host);
        return self();
    }

    /**
     * Shares the connections, threads, proxy and TLS settings of an OkHttp client of the program, which stays its owner.
     * Without one the client has its own, with 5 s to connect and 30 s for a call.
     *
     * @param client the OkHttp client
     * @return this builder
     */
    public final B httpClient(OkHttpClient client) {
        this.httpClient = Objects.requireNonNull(client, "client");
        return self();
    }

    /**
     * When reads are sent again. Writes never are.
     *
     * @param policy the policy; {@link RetryPolicy#standard()} unless set
     * @return this builder
     */
    public final B retryPolicy(RetryPolicy policy) {
        this.retryPolicy = Objects.requireNonNull(policy, "policy");
        return self();
    }

    /**
     * Holds requests back, so that the exchange does not have to refuse them.
     *
     * @param limiter the limiter; none unless set
     * @return this builder
     */
    public final B rateLimiter(RateLimiter limiter) {
        this.rateLimiter = Objects.requireNonNull(limiter, "limiter");
        return self();
    }

    /**
     * How much deviation from the contract is put up with.
     *
     * @param mode the mode; tolerant unless set
     * @return this builder
     */
    public final B decoding(Decoding mode) {
        this.decoding = Objects.requireNonNull(mode, "mode");
        return self();
    }

    /**
     * Hears of every deviation from the contract.
     *
     * @param listener the listener; one that logs at debug level unless set
     * @return this builder
     */
    public final B driftListener(DriftListener listener) {
        this.driftListener = Objects.requireNonNull(listener, "listener");
        return self();
    }

    /**
     * The clock that timestamps requests.
     *
     * @param wallClock the clock; the system's unless set
     * @return this builder
     */
    public final B clock(Clock wallClock) {
        this.clock = Objects.requireNonNull(wallClock, "wallClock");
        return self();
    }

    /**
     * How to wait between attempts; for tests.
     *
     * @param waiting the sleeper; one that sleeps unless set
     * @return this builder
     */
    public final B sleeper(Sleeper waiting) {
        this.sleeper = Objects.requireNonNull(waiting, "waiting");
        return self();
    }

    /**
     * The clock to timestamp with.
     *
     * @return the clock
     */
    protected final Clock clock() {
        return clock;
    }

    /**
     * Where requests go.
     *
     * @return the base URL, with a slash at its end
     */
    protected final HttpUrl baseUrl() {
        return baseUrl;
    }

    /**
     * The OkHttp client of the program, if it gave one.
     *
     * @return the client, or null
     */
    protected final @Nullable OkHttpClient httpClient() {
        return httpClient;
    }

    /**
     * What reads and writes the client's models.
     *
     * @param models the generated factory
     * @return the mapper
     */
    protected final JsonMapper mapper(JsonAdapter.Factory models) {
        return JsonMapper.of(models).decoding(decoding).driftListener(driftListener);
    }

    /**
     * What sends the client's requests.
     *
     * @param authenticator adds the credentials, or null when there are none
     * @param howToAuthenticate what to do when there are none but some are needed, as part of a sentence
     * @return the stack
     * @throws ConfigurationException if there are credentials that may not go to the base URL's host: before the first call, so
     *     that a wrong host is a wrong set-up and not a failed order
     */
    protected final HttpStack stack(@Nullable RequestAuthenticator authenticator, String howToAuthenticate) {
        HttpStack.Builder stack = HttpStack.builder()
                .howToAuthenticate(howToAuthenticate)
                .clock(clock)
                .sleeper(sleeper)
                .retryPolicy(retryPolicy)
                .rateLimiter(rateLimiter);
        if (httpClient != null) {
            stack.client(httpClient);
        }
        if (authenticator != null) {
            trustedHosts.check(baseUrl);
            stack.authenticator(authenticator, trustedHosts);
        }
        return stack.build();
    }

    private static HttpUrl withSlash(HttpUrl url) {
        return url.encodedPath().endsWith("/")
                ? url
                : url.newBuilder().addPathSegment("").build();
    }
}
