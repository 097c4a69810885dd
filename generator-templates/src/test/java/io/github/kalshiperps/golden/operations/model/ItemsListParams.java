package io.github.kalshiperps.golden.operations.model;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.http.QueryParams;
import io.github.kalshiperps.core.json.RequestChecks;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of {@link io.github.kalshiperps.golden.operations.api.ItemsApi#list}: a read-only map of what is
 * sent. Immutable.
 */
public final class ItemsListParams extends QueryParams {
    private static final Pattern PATTERN_TICKER = Pattern.compile("^[A-Z]+$");

    private ItemsListParams(Map<String, String> query) {
        super(query);
    }

    /**
     * A builder without values.
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

    /** Builds {@link ItemsListParams} objects. Not safe for use by several threads. */
    public static final class Builder {
        private final Map<String, String> query;

        private Builder(Map<String, String> query) {
            this.query = new LinkedHashMap<>(query);
        }

        /**
         * Most items on one page.
         *
         * <p>Wire name {@code limit}; optional, default {@code 100}, minimum {@code 1}, maximum {@code 1000}.
         *
         * @param value the value, or null for none
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder limit(@Nullable Long value) {
            if (value == null) {
                query.remove("limit");
                return this;
            }
            RequestChecks.range("ItemsListParams.limit", value, 1L, 1000L);
            query.put("limit", value.toString());
            return this;
        }

        /**
         * Where the page starts, as the page before has told.
         *
         * <p>Wire name {@code cursor}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder cursor(@Nullable String value) {
            if (value == null) {
                query.remove("cursor");
                return this;
            }
            query.put("cursor", value);
            return this;
        }

        /**
         * {@code ItemsListParams.side} of the contract; not described yet.
         *
         * <p>Wire name {@code side}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder side(@Nullable Side value) {
            if (value == null) {
                query.remove("side");
                return this;
            }
            query.put("side", value.toString());
            return this;
        }

        /**
         * {@code ItemsListParams.min_ts} of the contract; not described yet.
         *
         * <p>Wire name {@code min_ts}; optional. Sent as Unix seconds; fractions are cut off.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder minTs(@Nullable Instant value) {
            if (value == null) {
                query.remove("min_ts");
                return this;
            }
            query.put("min_ts", Long.toString(value.getEpochSecond()));
            return this;
        }

        /**
         * {@code ItemsListParams.since_ms} of the contract; not described yet.
         *
         * <p>Wire name {@code since_ms}; optional. Sent as epoch milliseconds; fractions are cut off.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder sinceMs(@Nullable Instant value) {
            if (value == null) {
                query.remove("since_ms");
                return this;
            }
            query.put("since_ms", Long.toString(value.toEpochMilli()));
            return this;
        }

        /**
         * {@code ItemsListParams.min_price} of the contract; not described yet.
         *
         * <p>Wire name {@code min_price}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder minPrice(@Nullable FixedPointDollars value) {
            if (value == null) {
                query.remove("min_price");
                return this;
            }
            query.put("min_price", RequestChecks.dollars("ItemsListParams.min_price", value).toString());
            return this;
        }

        /**
         * {@code ItemsListParams.multiplier} of the contract; not described yet.
         *
         * <p>Wire name {@code multiplier}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder multiplier(@Nullable BigDecimal value) {
            if (value == null) {
                query.remove("multiplier");
                return this;
            }
            query.put("multiplier", value.toPlainString());
            return this;
        }

        /**
         * {@code ItemsListParams.archived} of the contract; not described yet.
         *
         * <p>Wire name {@code archived}; optional, default {@code false}.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder archived(@Nullable Boolean value) {
            if (value == null) {
                query.remove("archived");
                return this;
            }
            query.put("archived", value.toString());
            return this;
        }

        /**
         * {@code ItemsListParams.ticker} of the contract; not described yet.
         *
         * <p>Wire name {@code ticker}; optional, pattern {@code ^[A-Z]+$}.
         *
         * @param value the value, or null for none
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder ticker(@Nullable String value) {
            if (value == null) {
                query.remove("ticker");
                return this;
            }
            RequestChecks.pattern("ItemsListParams.ticker", value, PATTERN_TICKER);
            query.put("ticker", value);
            return this;
        }

        /**
         * {@code ItemsListParams.event_ticker} of the contract; not described yet.
         *
         * <p>Wire name {@code event_ticker}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder eventTicker(@Nullable String value) {
            if (value == null) {
                query.remove("event_ticker");
                return this;
            }
            query.put("event_ticker", value);
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
         * @throws IllegalArgumentException if parameters are missing or exclude each other; the message names them
         */
        public ItemsListParams build() {
            RequestChecks.atMostOne(
                    "ItemsListParams", "ticker, event_ticker", query.get("ticker"), query.get("event_ticker"));
            return new ItemsListParams(query);
        }
    }
}
