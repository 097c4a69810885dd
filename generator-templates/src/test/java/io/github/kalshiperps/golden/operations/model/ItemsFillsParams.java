package io.github.kalshiperps.golden.operations.model;

import io.github.kalshiperps.core.http.QueryParams;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of {@link io.github.kalshiperps.golden.operations.api.ItemsApi#fills}: a read-only map of what
 * is sent. Immutable.
 */
public final class ItemsFillsParams extends QueryParams {
    private ItemsFillsParams(Map<String, String> query) {
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

    /** Builds {@link ItemsFillsParams} objects. Not safe for use by several threads. */
    public static final class Builder {
        private final Map<String, String> query;

        private Builder(Map<String, String> query) {
            this.query = new LinkedHashMap<>(query);
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
        public ItemsFillsParams build() {
            return new ItemsFillsParams(query);
        }
    }
}
