package io.github.kalshiperps.golden.operations.model;

import io.github.kalshiperps.core.http.QueryParams;
import io.github.kalshiperps.core.json.RequestChecks;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The query parameters of {@link io.github.kalshiperps.golden.operations.api.MarketDataApi#candles}: a read-only map of
 * what is sent. Immutable.
 */
public final class MarketDataCandlesParams extends QueryParams {
    private MarketDataCandlesParams(Map<String, String> query) {
        super(query);
    }

    /**
     * A builder without values.
     *
     * <p>Required: {@code ticker}, {@code startTs}, {@code day}, {@code depth}, {@code periodInterval}.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(Map.of());
    }

    /**
     * A builder with the values of this object.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds {@link MarketDataCandlesParams} objects. Not safe for use by several threads. */
    public static final class Builder {
        private final Map<String, String> query;

        private Builder(Map<String, String> query) {
            this.query = new LinkedHashMap<>(query);
        }

        /**
         * {@code MarketDataCandlesParams.ticker} of the contract; not described yet.
         *
         * <p>Wire name {@code ticker}; required, minLength {@code 1}.
         *
         * @param value the value
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder ticker(String value) {
            Objects.requireNonNull(value, "MarketDataCandlesParams.ticker");
            RequestChecks.length("MarketDataCandlesParams.ticker", value, 1, Integer.MAX_VALUE);
            query.put("ticker", value);
            return this;
        }

        /**
         * {@code MarketDataCandlesParams.start_ts} of the contract; not described yet.
         *
         * <p>Wire name {@code start_ts}; required. Sent as Unix seconds; fractions are cut off.
         *
         * @param value the value
         * @return this builder
         */
        public Builder startTs(Instant value) {
            query.put("start_ts", Long.toString(value.getEpochSecond()));
            return this;
        }

        /**
         * {@code MarketDataCandlesParams.day} of the contract; not described yet.
         *
         * <p>Wire name {@code day}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder day(LocalDate value) {
            query.put("day", value.toString());
            return this;
        }

        /**
         * {@code MarketDataCandlesParams.depth} of the contract; not described yet.
         *
         * <p>Wire name {@code depth}; required, minimum {@code 1}, maximum {@code 100}.
         *
         * @param value the value
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder depth(int value) {
            RequestChecks.range("MarketDataCandlesParams.depth", value, 1L, 100L);
            query.put("depth", Integer.toString(value));
            return this;
        }

        /**
         * {@code MarketDataCandlesParams.period_interval} of the contract; not described yet.
         *
         * <p>Wire name {@code period_interval}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder periodInterval(PeriodInterval value) {
            query.put("period_interval", value.toString());
            return this;
        }

        /**
         * Sets a query parameter that this version's contract does not know.
         *
         * @param name its wire name
         * @param value its value
         * @return this builder
         */
        public Builder putQuery(String name, String value) {
            query.put(name, value);
            return this;
        }

        /**
         * The parameters.
         *
         * @return a new object
         * @throws IllegalArgumentException if a required parameter is missing; the message names it
         */
        public MarketDataCandlesParams build() {
            RequestChecks.required("MarketDataCandlesParams.ticker", query.get("ticker"));
            RequestChecks.required("MarketDataCandlesParams.start_ts", query.get("start_ts"));
            RequestChecks.required("MarketDataCandlesParams.day", query.get("day"));
            RequestChecks.required("MarketDataCandlesParams.depth", query.get("depth"));
            RequestChecks.required("MarketDataCandlesParams.period_interval", query.get("period_interval"));
            return new MarketDataCandlesParams(query);
        }
    }
}
