package io.github.kalshiperps.klear;

import io.github.kalshiperps.core.config.EnvironmentConfig;
import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.http.ClientBuilder;
import io.github.kalshiperps.core.http.HttpStack;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.klear.api.ApiKeysApi;
import io.github.kalshiperps.klear.api.EstimatesApi;
import io.github.kalshiperps.klear.api.FundingApi;
import io.github.kalshiperps.klear.api.GuarantyFundApi;
import io.github.kalshiperps.klear.api.KlearServers;
import io.github.kalshiperps.klear.api.LargeTraderPositionsApi;
import io.github.kalshiperps.klear.api.ObligationsApi;
import io.github.kalshiperps.klear.api.ReportsApi;
import io.github.kalshiperps.klear.api.SettlementApi;
import io.github.kalshiperps.klear.api.SubtraderGroupsApi;
import io.github.kalshiperps.klear.api.WithdrawalsApi;
import io.github.kalshiperps.klear.model.KlearModels;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/**
 * The client of the clearing member's Klear API. Safe for use by several threads; make one per admin user and keep it.
 *
 * <p>Every operation needs credentials. The demo environment is the default; {@link Builder#production()} is asked for by
 * name. Amounts are {@link io.github.kalshiperps.core.Centicents}, 1/10,000 of a US dollar, unless the contract has a decimal of
 * dollars. Settlement days are calendar days in US Eastern Time.
 *
 * <pre>{@code
 * try (KlearClient client = KlearClient.fromEnv()) {
 *     Centicents available = client.settlement().balance().execute().balanceAvailableCenticents();
 *     System.out.println(available.toDollars());
 * }
 * }</pre>
 */
public final class KlearClient implements AutoCloseable {
    private static final String PREFIX = "KALSHI_KLEAR_";

    private final HttpUrl baseUrl;
    private final HttpStack http;
    private final ReportDownloads reportDownloads;
    private final ObligationRows obligationRows;
    private final ReportsApi reports;
    private final ObligationsApi obligations;
    private final SettlementApi settlement;
    private final EstimatesApi estimates;
    private final FundingApi funding;
    private final GuarantyFundApi guarantyFund;
    private final WithdrawalsApi withdrawals;
    private final LargeTraderPositionsApi largeTraderPositions;
    private final SubtraderGroupsApi subtraderGroups;
    private final ApiKeysApi apiKeys;

    private KlearClient(Builder builder) {
        baseUrl = builder.url();
        http = builder.stack();
        reportDownloads = builder.reportDownloads();
        Retrofit retrofit = http.retrofit(baseUrl, builder.mapper());
        reports = retrofit.create(ReportsApi.class);
        obligations = retrofit.create(ObligationsApi.class);
        obligationRows = new ObligationRows(obligations);
        settlement = retrofit.create(SettlementApi.class);
        estimates = retrofit.create(EstimatesApi.class);
        funding = retrofit.create(FundingApi.class);
        guarantyFund = retrofit.create(GuarantyFundApi.class);
        withdrawals = retrofit.create(WithdrawalsApi.class);
        largeTraderPositions = retrofit.create(LargeTraderPositionsApi.class);
        subtraderGroups = retrofit.create(SubtraderGroupsApi.class);
        apiKeys = retrofit.create(ApiKeysApi.class);
    }

    /**
     * A builder of a client for the demo environment, without credentials.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A client set up by the environment: {@code KALSHI_KLEAR_ADMIN_USER_ID}, {@code KALSHI_KLEAR_ACCESS_TOKEN},
     * {@code KALSHI_KLEAR_API_BASE_URL}, and {@code KALSHI_KLEAR_DEMO}, which is true unless set to false.
     *
     * @return the client
     * @throws ConfigurationException if credentials are missing or a variable cannot be used, naming it
     */
    public static KlearClient fromEnv() {
        return from(System.getenv()).build();
    }

    /** A builder set up by variables. */
    static Builder from(Map<String, String> variables) {
        EnvironmentConfig config = EnvironmentConfig.from(variables, PREFIX);
        Builder builder = builder();
        if (!config.demo()) {
            builder.production();
        }
        config.apiBaseUrl().ifPresent(url -> builder.baseUrl(url.toString()));
        return builder.adminUserId(required(variables, "ADMIN_USER_ID"))
                .accessToken(required(variables, "ACCESS_TOKEN"));
    }

    private static String required(Map<String, String> variables, String name) {
        String value = variables.get(PREFIX + name);
        if (value == null || value.isBlank()) {
            throw new ConfigurationException("The environment variable " + PREFIX + name + " is not set");
        }
        return value.strip();
    }

    /**
     * The list of reports.
     *
     * @return the operations
     */
    public ReportsApi reports() {
        return reports;
    }

    /**
     * The files of reports.
     *
     * @return what downloads them
     */
    public ReportDownloads reportDownloads() {
        return reportDownloads;
    }

    /**
     * Obligations and the rows behind them.
     *
     * @return the operations
     */
    public ObligationsApi obligations() {
        return obligations;
    }

    /**
     * All rows behind an obligation, also where the obligation itself carries only the first 1,000.
     *
     * @return what follows the truncation flags
     */
    public ObligationRows obligationRows() {
        return obligationRows;
    }

    /**
     * The settlement balance, its history, and settlement prices.
     *
     * @return the operations
     */
    public SettlementApi settlement() {
        return settlement;
    }

    /**
     * Estimates of the next settlement, the next funding, and maintenance margin.
     *
     * @return the operations
     */
    public EstimatesApi estimates() {
        return estimates;
    }

    /**
     * Funding payments and schedule.
     *
     * @return the operations
     */
    public FundingApi funding() {
        return funding;
    }

    /**
     * The contribution to the guaranty fund.
     *
     * @return the operations
     */
    public GuarantyFundApi guarantyFund() {
        return guarantyFund;
    }

    /**
     * Withdrawals from the settlement balance.
     *
     * @return the operations
     */
    public WithdrawalsApi withdrawals() {
        return withdrawals;
    }

    /**
     * Positions that have to be reported for large traders.
     *
     * @return the operations
     */
    public LargeTraderPositionsApi largeTraderPositions() {
        return largeTraderPositions;
    }

    /**
     * Groups of subtraders.
     *
     * @return the operations
     */
    public SubtraderGroupsApi subtraderGroups() {
        return subtraderGroups;
    }

    /**
     * API keys of subtraders.
     *
     * @return the operations
     */
    public ApiKeysApi apiKeys() {
        return apiKeys;
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
        reportDownloads.close();
    }

    @Override
    public String toString() {
        return "KlearClient{" + baseUrl + "}";
    }

    /** Builds clients. Not safe for use by several threads. */
    public static final class Builder extends ClientBuilder<Builder> {
        private @Nullable String adminUserId;
        private @Nullable Supplier<String> accessToken;

        private Builder() {
            super(KlearServers.DEMO, KlearServers.PRODUCTION);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Who asks.
         *
         * @param id the admin user's id
         * @return this builder
         */
        public Builder adminUserId(String id) {
            this.adminUserId = Objects.requireNonNull(id, "id");
            return this;
        }

        /**
         * A token that does not change.
         *
         * @param token the access token
         * @return this builder
         */
        public Builder accessToken(String token) {
            Objects.requireNonNull(token, "token");
            return accessToken(() -> token);
        }

        /**
         * A token that is rotated while the client lives: asked for at every attempt of a call, on the thread that sends it.
         *
         * @param token gives the current access token; quick and safe for use by several threads
         * @return this builder
         */
        public Builder accessToken(Supplier<String> token) {
            this.accessToken = Objects.requireNonNull(token, "token");
            return this;
        }

        /**
         * The client.
         *
         * @return a new client
         * @throws ConfigurationException if only one of admin user and token is set, or the token may not go to the base
         *     URL's host
         */
        public KlearClient build() {
            return new KlearClient(this);
        }

        private HttpUrl url() {
            return baseUrl();
        }

        private JsonMapper mapper() {
            return mapper(KlearModels.factory());
        }

        private ReportDownloads reportDownloads() {
            return ReportDownloads.of(httpClient());
        }

        private HttpStack stack() {
            return stack(
                    authenticator(),
                    "give KlearClient.builder() an adminUserId and an accessToken, or set KALSHI_KLEAR_ADMIN_USER_ID and"
                            + " KALSHI_KLEAR_ACCESS_TOKEN for KlearClient.fromEnv()");
        }

        private @Nullable BearerAuthenticator authenticator() {
            if (adminUserId != null && accessToken != null) {
                return new BearerAuthenticator(adminUserId, accessToken);
            }
            if (adminUserId != null || accessToken != null) {
                throw new ConfigurationException("adminUserId and accessToken go together, but only "
                        + (adminUserId != null ? "adminUserId" : "accessToken") + " is set");
            }
            return null;
        }
    }
}
