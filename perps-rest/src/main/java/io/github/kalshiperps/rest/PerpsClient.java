package io.github.kalshiperps.rest;

import io.github.kalshiperps.core.auth.PrivateKeySigner;
import io.github.kalshiperps.core.auth.PrivateKeys;
import io.github.kalshiperps.core.auth.RequestSigner;
import io.github.kalshiperps.core.auth.SignedRequestAuthenticator;
import io.github.kalshiperps.core.config.EnvironmentConfig;
import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.http.ClientBuilder;
import io.github.kalshiperps.core.http.ClockSkew;
import io.github.kalshiperps.core.http.HttpStack;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.rest.api.ExchangeApi;
import io.github.kalshiperps.rest.api.ExitTriggersApi;
import io.github.kalshiperps.rest.api.FcmApi;
import io.github.kalshiperps.rest.api.FundingApi;
import io.github.kalshiperps.rest.api.MarginApi;
import io.github.kalshiperps.rest.api.MarketsApi;
import io.github.kalshiperps.rest.api.OrderGroupsApi;
import io.github.kalshiperps.rest.api.OrdersApi;
import io.github.kalshiperps.rest.api.PerpsServers;
import io.github.kalshiperps.rest.api.PortfolioApi;
import io.github.kalshiperps.rest.api.TransfersApi;
import io.github.kalshiperps.rest.model.PerpsModels;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/**
 * The client of the perps REST API. Safe for use by several threads; make one per API key and keep it.
 *
 * <p>The demo exchange is the default; {@link Builder#production()} is asked for by name. Public operations work without a
 * key. Nothing is sent before a call is executed:
 *
 * <pre>{@code
 * try (PerpsClient client = PerpsClient.fromEnv()) {
 *     for (MarginMarket market : client.markets().list().execute().markets()) {
 *         System.out.println(market.ticker() + " " + market.bid() + " " + market.ask());
 *     }
 * }
 * }</pre>
 */
public final class PerpsClient implements AutoCloseable {
    private final HttpUrl baseUrl;
    private final HttpStack http;
    private final ExchangeApi exchange;
    private final MarketsApi markets;
    private final OrdersApi orders;
    private final OrderGroupsApi orderGroups;
    private final ExitTriggersApi exitTriggers;
    private final PortfolioApi portfolio;
    private final MarginApi margin;
    private final FundingApi funding;
    private final TransfersApi transfers;
    private final FcmApi fcm;

    private PerpsClient(Builder builder) {
        baseUrl = builder.url();
        http = builder.stack();
        Retrofit retrofit = http.retrofit(baseUrl, builder.mapper());
        exchange = retrofit.create(ExchangeApi.class);
        markets = retrofit.create(MarketsApi.class);
        orders = retrofit.create(OrdersApi.class);
        orderGroups = retrofit.create(OrderGroupsApi.class);
        exitTriggers = retrofit.create(ExitTriggersApi.class);
        portfolio = retrofit.create(PortfolioApi.class);
        margin = retrofit.create(MarginApi.class);
        funding = retrofit.create(FundingApi.class);
        transfers = retrofit.create(TransfersApi.class);
        fcm = retrofit.create(FcmApi.class);
    }

    /**
     * A builder of a client for the demo exchange, without a key.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A client set up by the environment: {@code KALSHI_PERPS_KEY_ID}, {@code KALSHI_PERPS_PRIVATE_KEY} or
     * {@code KALSHI_PERPS_PRIVATE_KEY_PATH}, {@code KALSHI_PERPS_PRIVATE_KEY_PASSPHRASE},
     * {@code KALSHI_PERPS_API_BASE_URL}, and {@code KALSHI_PERPS_DEMO}, which is true unless set to false.
     *
     * @return the client
     * @throws ConfigurationException if the variables contradict each other or one cannot be used, naming them
     */
    public static PerpsClient fromEnv() {
        return builder().from(EnvironmentConfig.fromEnv()).build();
    }

    /**
     * Whether the exchange is open, whether the account may trade, and system-wide risk parameters.
     *
     * @return the operations
     */
    public ExchangeApi exchange() {
        return exchange;
    }

    /**
     * Markets, books and candlesticks.
     *
     * @return the operations
     */
    public MarketsApi markets() {
        return markets;
    }

    /**
     * Orders.
     *
     * @return the operations
     */
    public OrdersApi orders() {
        return orders;
    }

    /**
     * Order groups.
     *
     * @return the operations
     */
    public OrderGroupsApi orderGroups() {
        return orderGroups;
    }

    /**
     * Stop-loss, take-profit and trailing stops.
     *
     * @return the operations
     */
    public ExitTriggersApi exitTriggers() {
        return exitTriggers;
    }

    /**
     * Positions, fills and public trades.
     *
     * @return the operations
     */
    public PortfolioApi portfolio() {
        return portfolio;
    }

    /**
     * Balance, risk, limits and fees.
     *
     * @return the operations
     */
    public MarginApi margin() {
        return margin;
    }

    /**
     * Funding rates and payments.
     *
     * @return the operations
     */
    public FundingApi funding() {
        return funding;
    }

    /**
     * Transfers and subaccounts.
     *
     * @return the operations
     */
    public TransfersApi transfers() {
        return transfers;
    }

    /**
     * Subtraders of a futures commission merchant.
     *
     * @return the operations
     */
    public FcmApi fcm() {
        return fcm;
    }

    /**
     * How far the local clock is off, learnt from the responses so far.
     *
     * @return the estimate
     */
    public ClockSkew clockSkew() {
        return http.clockSkew();
    }

    /**
     * Where requests go.
     *
     * @return the base URL, with a slash at its end
     */
    public HttpUrl baseUrl() {
        return baseUrl;
    }

    /**
     * Lets go of idle connections and of the threads of asynchronous calls; calls under way go on to their end. Does
     * nothing to an OkHttp client that the program gave.
     */
    @Override
    public void close() {
        http.close();
    }

    @Override
    public String toString() {
        return "PerpsClient{" + baseUrl + "}";
    }

    /** Builds clients. Not safe for use by several threads. */
    public static final class Builder extends ClientBuilder<Builder> {
        private @Nullable RequestSigner signer;

        private Builder() {
            super(PerpsServers.DEMO, PerpsServers.PRODUCTION);
        }

        @Override
        protected Builder self() {
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
         * @param requestSigner the signer, safe for use by several threads
         * @return this builder
         */
        public Builder signer(RequestSigner requestSigner) {
            this.signer = Objects.requireNonNull(requestSigner, "requestSigner");
            return this;
        }

        /**
         * Takes key, environment and base URL from variables. A base URL wins over the choice of demo or production.
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
            config.apiBaseUrl().ifPresent(url -> baseUrl(url.toString()));
            return this;
        }

        /**
         * The client.
         *
         * @return a new client
         * @throws ConfigurationException if there is a key but credentials may not go to the base URL's host
         */
        public PerpsClient build() {
            return new PerpsClient(this);
        }

        private HttpUrl url() {
            return baseUrl();
        }

        private JsonMapper mapper() {
            return mapper(PerpsModels.factory());
        }

        private HttpStack stack() {
            return stack(
                    signer == null ? null : new SignedRequestAuthenticator(signer, clock()),
                    "give PerpsClient.builder() an apiKey, or set KALSHI_PERPS_KEY_ID and"
                            + " KALSHI_PERPS_PRIVATE_KEY_PATH for PerpsClient.fromEnv()");
        }
    }
}
