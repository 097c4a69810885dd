package io.github.kalshiperps.core.http;

import io.github.kalshiperps.core.auth.RequestAuthenticator;
import io.github.kalshiperps.core.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import okhttp3.Authenticator;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/**
 * What every client of the exchange's HTTP operations is built on: an OkHttp client that retries reads, keeps to a rate
 * limit, signs, logs and never sends a write twice, and the Retrofit over it whose interfaces return {@link ApiCall}.
 *
 * <p>In this order a request passes: retry, rate limit, authentication, log (SLF4J, debug, under this class's name),
 * network. OkHttp's own ways of sending a request again are off: redirects, retries on connection failures, HTTP
 * authentication, {@code Retry-After: 0}. What remains is the misdirected request (421) on a connection that was opened
 * for another host: there the server has said that it did nothing.
 *
 * <p>Immutable and safe for use by several threads. One per account is enough for a program.
 */
public final class HttpStack implements AutoCloseable {
    /** The largest successful response body that is read unless {@linkplain Builder#maxResponseBytes set otherwise}. */
    public static final long DEFAULT_MAX_RESPONSE_BYTES = 64L << 20;

    private final OkHttpClient client;
    private final boolean ownsClient;
    private final ClockSkew clockSkew;
    private final ErrorDecoder errors;

    private HttpStack(Builder builder) {
        clockSkew = new ClockSkew();
        errors = new ErrorDecoder(clockSkew, builder.clock);
        ownsClient = builder.client == null;
        OkHttpClient base = builder.client == null ? standardClient() : builder.client;
        OkHttpClient.Builder http = base.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .authenticator(Authenticator.NONE)
                // A cached balance is a wrong balance, and it may be that of another key.
                .cache(null)
                .addInterceptor(new CarryInterceptor())
                .addInterceptor(
                        new RetryInterceptor(builder.retryPolicy, builder.clock, builder.sleeper, builder.random))
                .addInterceptor(new RateLimitInterceptor(builder.rateLimiter))
                .addInterceptor(new AuthenticateInterceptor(
                        builder.authenticator, builder.trustedHosts, builder.howToAuthenticate))
                .addInterceptor(new LogInterceptor())
                .addInterceptor(new BufferInterceptor(builder.maxResponseBytes));
        // Before those of the program, so that none of them can bring back what is taken away here.
        http.networkInterceptors().add(0, new SendOnceInterceptor());
        http.addNetworkInterceptor(new ClockSkewInterceptor(clockSkew, builder.clock));
        client = http.build();
    }

    private static OkHttpClient standardClient() {
        Dispatcher dispatcher = new Dispatcher();
        // All requests go to one host; OkHttp's 5 per host would queue orders behind each other.
        dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(Duration.ofSeconds(5))
                .callTimeout(Duration.ofSeconds(30))
                .build();
    }

    /**
     * Starts with the defaults: no credentials, {@link RetryPolicy#standard()}, {@link RateLimiter#unlimited()}, and an
     * OkHttp client that connects within 5 s, waits 10 s for a read or write to make progress, gives a call 30 s in
     * all, and runs up to 64 asynchronous calls at once.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The OkHttp client, for requests that no interface has. Those get no credentials.
     *
     * @return the client
     */
    public OkHttpClient client() {
        return client;
    }

    /**
     * A Retrofit whose interfaces return {@link ApiCall}, with {@link QueryParams} as {@code @QueryMap} and models as
     * bodies.
     *
     * @param baseUrl where the interfaces' relative paths begin, with or without a slash at its end
     * @param mapper reads and writes the models
     * @return the Retrofit
     */
    public Retrofit retrofit(HttpUrl baseUrl, JsonMapper mapper) {
        boolean directory = baseUrl.encodedPath().endsWith("/");
        return new Retrofit.Builder()
                .baseUrl(
                        directory
                                ? baseUrl
                                : baseUrl.newBuilder().addPathSegment("").build())
                .callFactory(client)
                .addCallAdapterFactory(new ApiCallAdapterFactory(errors))
                .addConverterFactory(new JsonConverterFactory(mapper))
                .build();
    }

    /**
     * How far the local clock is off, learnt from the responses so far.
     *
     * @return the estimate, which goes on learning
     */
    public ClockSkew clockSkew() {
        return clockSkew;
    }

    /**
     * Lets go of idle connections and of the threads of asynchronous calls; calls under way go on to their end. Does
     * nothing to an OkHttp client that the program gave.
     */
    @Override
    public void close() {
        if (ownsClient) {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }

    /** Builds a stack. Not for use by several threads. */
    public static final class Builder {
        private @Nullable OkHttpClient client;
        private @Nullable RequestAuthenticator authenticator;
        private TrustedHosts trustedHosts = TrustedHosts.of();
        private String howToAuthenticate = "give it an authenticator when it is built";
        private RetryPolicy retryPolicy = RetryPolicy.standard();
        private RateLimiter rateLimiter = RateLimiter.unlimited();
        private long maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES;
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper = Sleeper.system();
        private RandomGenerator random = new Random();

        private Builder() {}

        /**
         * Builds on a client of the program: shares its connections, threads, proxy and TLS settings, and keeps its
         * timeouts and interceptors. Its interceptors see requests before they are signed, its network interceptors see
         * them signed. Its cache, its authenticator and its redirects are not used.
         *
         * @param base the client
         * @return this builder
         */
        public Builder client(OkHttpClient base) {
            this.client = base;
            return this;
        }

        /**
         * How operations marked {@link RequiresAuth} prove who is asking, and to whom. It is called for every attempt.
         *
         * @param requestAuthenticator adds the credentials
         * @param hosts the hosts that may see them
         * @return this builder
         */
        public Builder authenticator(RequestAuthenticator requestAuthenticator, TrustedHosts hosts) {
            this.authenticator = requestAuthenticator;
            this.trustedHosts = hosts;
            return this;
        }

        /**
         * What the exception of a private operation without credentials advises.
         *
         * @param advice such as {@code call PerpsClient.builder().apiKey(…)}
         * @return this builder
         */
        public Builder howToAuthenticate(String advice) {
            this.howToAuthenticate = advice;
            return this;
        }

        /**
         * When reads are sent again.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder retryPolicy(RetryPolicy policy) {
            this.retryPolicy = policy;
            return this;
        }

        /**
         * What holds requests back.
         *
         * @param limiter the limiter, to be shared by clients that share a key
         * @return this builder
         */
        public Builder rateLimiter(RateLimiter limiter) {
            this.rateLimiter = limiter;
            return this;
        }

        /**
         * The largest successful response body that is read; a larger one fails the call.
         *
         * @param bytes the limit, after decompression
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxResponseBytes(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("maxResponseBytes must be at least 1 but was " + bytes);
            }
            this.maxResponseBytes = bytes;
            return this;
        }

        /**
         * The local clock.
         *
         * @param wallClock the clock
         * @return this builder
         */
        public Builder clock(Clock wallClock) {
            this.clock = wallClock;
            return this;
        }

        /**
         * How to wait between attempts.
         *
         * @param waiting the sleeper
         * @return this builder
         */
        public Builder sleeper(Sleeper waiting) {
            this.sleeper = waiting;
            return this;
        }

        /**
         * The source of the random waits between attempts.
         *
         * @param generator a generator that is safe for use by several threads
         * @return this builder
         */
        public Builder random(RandomGenerator generator) {
            this.random = generator;
            return this;
        }

        /**
         * Builds the stack.
         *
         * @return the stack
         */
        public HttpStack build() {
            return new HttpStack(this);
        }
    }
}
