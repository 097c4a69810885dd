package io.github.kalshiperps.golden.containers.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One holding.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Item {
    private final @Nullable String ticker;
    private final @Nullable FixedPointDollars price;
    private final @Nullable FixedPointDollars fees;
    private final ModelExtras extras;

    private Item(Builder builder) {
        this.ticker = builder.ticker;
        this.price = builder.price;
        this.fees = builder.fees;
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
     * Market of the holding.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public String ticker() {
        return extras.require(ticker, "ticker");
    }

    /**
     * What was paid.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public FixedPointDollars price() {
        return extras.require(price, "price");
    }

    /**
     * What was paid to the exchange, if anything.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable FixedPointDollars fees() {
        return extras.optional(fees, "fees");
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
        if (!(other instanceof Item that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(ticker, that.ticker)
                && Objects.equals(price, that.price)
                && Objects.equals(fees, that.fees);
    }

    @Override
    public int hashCode() {
        return Objects.hash(ticker, price, fees, extras);
    }

    @Override
    public String toString() {
        return "Item[ticker=" + ticker
                + ", price=" + price
                + ", fees=" + fees
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Item} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String ticker;
        private @Nullable FixedPointDollars price;
        private @Nullable FixedPointDollars fees;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Item from) {
            this.ticker = from.ticker;
            this.price = from.price;
            this.fees = from.fees;
            this.extras = from.extras;
        }

        /**
         * Market of the holding.
         *
         * <p>Wire name {@code ticker}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder ticker(String value) {
            this.ticker = Objects.requireNonNull(value, "Item.ticker");
            this.extras = extras.without("ticker");
            return this;
        }

        /**
         * What was paid.
         *
         * <p>Wire name {@code price}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder price(FixedPointDollars value) {
            this.price = Objects.requireNonNull(value, "Item.price");
            this.extras = extras.without("price");
            return this;
        }

        /**
         * What was paid to the exchange, if anything.
         *
         * <p>Wire name {@code fees}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder fees(@Nullable FixedPointDollars value) {
            this.fees = value;
            this.extras = extras.without("fees");
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
        public Item build() {
            return new Item(this);
        }
    }

    /** Reads and writes {@link Item} token by token. */
    static final class Adapter extends JsonAdapter<Item> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("ticker", "price", "fees");

        private Adapter() {}

        @Override
        public @Nullable Item fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.ticker = in.scalar("ticker", Codecs.STRING, false);
                    case 1 -> builder.price = in.scalar("price", Codecs.DOLLARS, false);
                    case 2 -> builder.fees = in.scalar("fees", Codecs.DOLLARS, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("ticker", builder.ticker);
            in.required("price", builder.price);
            builder.extras = in.extras();
            return new Item(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Item value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("ticker", Codecs.STRING, value.ticker);
            out.member("price", Codecs.DOLLARS, value.price);
            out.member("fees", Codecs.DOLLARS, value.fees);
            out.end();
        }
    }
}
