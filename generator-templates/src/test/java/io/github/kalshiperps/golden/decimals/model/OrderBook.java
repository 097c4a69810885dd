package io.github.kalshiperps.golden.decimals.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Resting orders, summed by price.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class OrderBook {
    private final @Nullable List<PriceLevel> bids;
    private final @Nullable List<PriceLevel> asks;
    private final ModelExtras extras;

    private OrderBook(Builder builder) {
        this.bids = builder.bids;
        this.asks = builder.asks;
        this.extras = builder.extras;
    }

    /**
     * A builder without values.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder with the values of this object.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Buyers, the best last.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public List<PriceLevel> bids() {
        return extras.require(bids, "bids");
    }

    /**
     * Sellers, the best last.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public List<PriceLevel> asks() {
        return extras.require(asks, "asks");
    }

    /**
     * Members that were sent but are not in this version's contract.
     *
     * @return by wire name; unmodifiable, never null
     */
    public Map<String, RawJson> unknownMembers() {
        return extras.unknownMembers();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof OrderBook that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(bids, that.bids)
                && Objects.equals(asks, that.asks);
    }

    @Override
    public int hashCode() {
        return Objects.hash(bids, asks, extras);
    }

    @Override
    public String toString() {
        return "OrderBook[bids=" + bids
                + ", asks=" + asks
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link OrderBook} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable List<PriceLevel> bids;
        private @Nullable List<PriceLevel> asks;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(OrderBook from) {
            this.bids = from.bids;
            this.asks = from.asks;
            this.extras = from.extras;
        }

        /**
         * Buyers, the best last.
         *
         * <p>Wire name {@code bids}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder bids(List<PriceLevel> value) {
            this.bids = List.copyOf(value);
            this.extras = extras.without("bids");
            return this;
        }

        /**
         * Sellers, the best last.
         *
         * <p>Wire name {@code asks}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder asks(List<PriceLevel> value) {
            this.asks = List.copyOf(value);
            this.extras = extras.without("asks");
            return this;
        }

        /**
         * Adds a member that this version's contract does not know.
         *
         * @param name its wire name
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the contract knows the member: it has a method of its own
         */
        public Builder putUnknownMember(String name, RawJson value) {
            this.extras = extras.withUnknown(name, value, Adapter.NAMES);
            return this;
        }

        /**
         * The object.
         *
         * @return a new object
         */
        public OrderBook build() {
            return new OrderBook(this);
        }
    }

    /** Reads and writes {@link OrderBook} token by token. */
    static final class Adapter extends JsonAdapter<OrderBook> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("bids", "asks");
        private static final JsonAdapter<List<PriceLevel>> BIDS = Codecs.list(Codecs.PRICE_LEVEL);
        private static final JsonAdapter<List<PriceLevel>> ASKS = Codecs.list(Codecs.PRICE_LEVEL);

        private Adapter() {}

        @Override
        public @Nullable OrderBook fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.bids = in.list("bids", BIDS, false);
                    case 1 -> builder.asks = in.list("asks", ASKS, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("bids", builder.bids);
            in.required("asks", builder.asks);
            builder.extras = in.extras();
            return new OrderBook(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable OrderBook value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("bids", BIDS, value.bids);
            out.member("asks", ASKS, value.asks);
            out.end();
        }
    }
}
