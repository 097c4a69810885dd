package io.github.kalshiperps.golden.operations.model;

import io.github.kalshiperps.core.http.QueryParams;
import io.github.kalshiperps.core.json.RequestChecks;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of {@link io.github.kalshiperps.golden.operations.api.ItemsApi#delete}: a read-only map of what
 * is sent. Immutable.
 */
public final class ItemsDeleteParams extends QueryParams {
    private ItemsDeleteParams(Map<String, String> query) {
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

    /** Builds {@link ItemsDeleteParams} objects. Not safe for use by several threads. */
    public static final class Builder {
        private final Map<String, String> query;

        private Builder(Map<String, String> query) {
            this.query = new LinkedHashMap<>(query);
        }

        /**
         * {@code ItemsDeleteParams.subaccount} of the contract; not described yet.
         *
         * <p>Wire name {@code subaccount}; optional, minimum {@code 0}.
         *
         * @param value the value, or null for none
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder subaccount(@Nullable Long value) {
            if (value == null) {
                query.remove("subaccount");
                return this;
            }
            RequestChecks.range("ItemsDeleteParams.subaccount", value, 0L, Long.MAX_VALUE);
            query.put("subaccount", value.toString());
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
         */
        public ItemsDeleteParams build() {
            return new ItemsDeleteParams(query);
        }
    }
}
