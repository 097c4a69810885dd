package io.github.kalshiperps.golden.messages.model;

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
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The {@code msg} of {@code TickerMessage}.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Ticker {
    private final @Nullable FixedPointDollars price;
    private final @Nullable Side side;
    private final @Nullable Instant tsMs;
    private final @Nullable Instant changedTsMs;
    private final ModelExtras extras;

    private Ticker(Builder builder) {
        this.price = builder.price;
        this.side = builder.side;
        this.tsMs = builder.tsMs;
        this.changedTsMs = builder.changedTsMs;
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
     * {@code Ticker.price} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public FixedPointDollars price() {
        return extras.require(price, "price");
    }

    /**
     * {@code Ticker.side} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Side side() {
        return extras.optional(side, "side");
    }

    /**
     * {@code Ticker.ts_ms} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public Instant tsMs() {
        return extras.require(tsMs, "ts_ms");
    }

    /**
     * {@code Ticker.changed_ts_ms} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent or is null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Instant changedTsMs() {
        return extras.optional(changedTsMs, "changed_ts_ms");
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
        if (!(other instanceof Ticker that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(price, that.price)
                && Objects.equals(side, that.side)
                && Objects.equals(tsMs, that.tsMs)
                && Objects.equals(changedTsMs, that.changedTsMs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(price, side, tsMs, changedTsMs, extras);
    }

    @Override
    public String toString() {
        return "Ticker[price=" + price
                + ", side=" + side
                + ", tsMs=" + tsMs
                + ", changedTsMs=" + changedTsMs
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Ticker} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable FixedPointDollars price;
        private @Nullable Side side;
        private @Nullable Instant tsMs;
        private @Nullable Instant changedTsMs;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Ticker from) {
            this.price = from.price;
            this.side = from.side;
            this.tsMs = from.tsMs;
            this.changedTsMs = from.changedTsMs;
            this.extras = from.extras;
        }

        /**
         * {@code Ticker.price} of the contract; not described yet.
         *
         * <p>Wire name {@code price}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder price(FixedPointDollars value) {
            this.price = Objects.requireNonNull(value, "Ticker.price");
            this.extras = extras.without("price");
            return this;
        }

        /**
         * {@code Ticker.side} of the contract; not described yet.
         *
         * <p>Wire name {@code side}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder side(@Nullable Side value) {
            this.side = value;
            this.extras = extras.without("side");
            return this;
        }

        /**
         * {@code Ticker.ts_ms} of the contract; not described yet.
         *
         * <p>Wire name {@code ts_ms}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder tsMs(Instant value) {
            this.tsMs = Objects.requireNonNull(value, "Ticker.ts_ms");
            this.extras = extras.without("ts_ms");
            return this;
        }

        /**
         * {@code Ticker.changed_ts_ms} of the contract; not described yet.
         *
         * <p>Wire name {@code changed_ts_ms}; required, may be null.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder changedTsMs(@Nullable Instant value) {
            this.changedTsMs = value;
            this.extras = extras.without("changed_ts_ms");
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
        public Ticker build() {
            return new Ticker(this);
        }
    }

    /** Reads and writes {@link Ticker} token by token. */
    static final class Adapter extends JsonAdapter<Ticker> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES =
                JsonReader.Options.of("price", "side", "ts_ms", "changed_ts_ms");

        private Adapter() {}

        @Override
        public @Nullable Ticker fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.price = in.scalar("price", Codecs.DOLLARS, false);
                    case 1 -> builder.side = in.scalar("side", Side.CODEC, false);
                    case 2 -> builder.tsMs = in.scalar("ts_ms", Codecs.EPOCH_MILLIS, false);
                    case 3 -> builder.changedTsMs = in.scalar("changed_ts_ms", Codecs.EPOCH_MILLIS, true);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("price", builder.price);
            in.required("ts_ms", builder.tsMs);
            in.required("changed_ts_ms", builder.changedTsMs);
            builder.extras = in.extras();
            return new Ticker(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Ticker value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("price", Codecs.DOLLARS, value.price);
            out.member("side", Side.CODEC, value.side);
            out.member("ts_ms", Codecs.EPOCH_MILLIS, value.tsMs);
            out.member("changed_ts_ms", Codecs.EPOCH_MILLIS, value.changedTsMs);
            out.end();
        }
    }
}
