package io.github.kalshiperps.golden.references.model;

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
 * A market.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Market {
    private final @Nullable String ticker;
    private final @Nullable FixedPointDollars tickSize;
    private final @Nullable FixedPointDollars lastPrice;
    private final @Nullable FixedPointDollars markPrice;
    private final @Nullable String note;
    private final @Nullable Schedule schedule;
    private final @Nullable Closing closing;
    private final @Nullable Empty settings;
    private final ModelExtras extras;

    private Market(Builder builder) {
        this.ticker = builder.ticker;
        this.tickSize = builder.tickSize;
        this.lastPrice = builder.lastPrice;
        this.markPrice = builder.markPrice;
        this.note = builder.note;
        this.schedule = builder.schedule;
        this.closing = builder.closing;
        this.settings = builder.settings;
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
     * {@code Market.ticker} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public String ticker() {
        return extras.require(ticker, "ticker");
    }

    /**
     * Smallest step of a price, in US dollars.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable FixedPointDollars tickSize() {
        return extras.optional(tickSize, "tick_size");
    }

    /**
     * Price of the last trade; null before the first.
     *
     * @return the value, or null when it was not sent or is null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable FixedPointDollars lastPrice() {
        return extras.optional(lastPrice, "last_price");
    }

    /**
     * Price that margin is computed with, &lt;= the last one &amp; &gt; 0, see *&#64;risk* or C:&#92;users.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable FixedPointDollars markPrice() {
        return extras.optional(markPrice, "mark_price");
    }

    /**
     * {@code Market.note} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent or is null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String note() {
        return extras.optional(note, "note");
    }

    /**
     * Trading hours; null for a market that never closes.
     *
     * @return the value, or null when it was not sent or is null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Schedule schedule() {
        return extras.optional(schedule, "schedule");
    }

    /**
     * {@code Market.closing} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent or is null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Closing closing() {
        return extras.optional(closing, "closing");
    }

    /**
     * {@code Market.settings} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public Empty settings() {
        return extras.require(settings, "settings");
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
        if (!(other instanceof Market that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(ticker, that.ticker)
                && Objects.equals(tickSize, that.tickSize)
                && Objects.equals(lastPrice, that.lastPrice)
                && Objects.equals(markPrice, that.markPrice)
                && Objects.equals(note, that.note)
                && Objects.equals(schedule, that.schedule)
                && Objects.equals(closing, that.closing)
                && Objects.equals(settings, that.settings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(ticker, tickSize, lastPrice, markPrice, note, schedule, closing, settings, extras);
    }

    @Override
    public String toString() {
        return "Market[ticker=" + ticker
                + ", tickSize=" + tickSize
                + ", lastPrice=" + lastPrice
                + ", markPrice=" + markPrice
                + ", note=" + note
                + ", schedule=" + schedule
                + ", closing=" + closing
                + ", settings=" + settings
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Market} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String ticker;
        private @Nullable FixedPointDollars tickSize;
        private @Nullable FixedPointDollars lastPrice;
        private @Nullable FixedPointDollars markPrice;
        private @Nullable String note;
        private @Nullable Schedule schedule;
        private @Nullable Closing closing;
        private @Nullable Empty settings;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Market from) {
            this.ticker = from.ticker;
            this.tickSize = from.tickSize;
            this.lastPrice = from.lastPrice;
            this.markPrice = from.markPrice;
            this.note = from.note;
            this.schedule = from.schedule;
            this.closing = from.closing;
            this.settings = from.settings;
            this.extras = from.extras;
        }

        /**
         * {@code Market.ticker} of the contract; not described yet.
         *
         * <p>Wire name {@code ticker}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder ticker(String value) {
            this.ticker = Objects.requireNonNull(value, "Market.ticker");
            this.extras = extras.without("ticker");
            return this;
        }

        /**
         * Smallest step of a price, in US dollars.
         *
         * <p>Wire name {@code tick_size}; required.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder tickSize(@Nullable FixedPointDollars value) {
            this.tickSize = value;
            this.extras = extras.without("tick_size");
            return this;
        }

        /**
         * Price of the last trade; null before the first.
         *
         * <p>Wire name {@code last_price}; required, may be null.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder lastPrice(@Nullable FixedPointDollars value) {
            this.lastPrice = value;
            this.extras = extras.without("last_price");
            return this;
        }

        /**
         * Price that margin is computed with, &lt;= the last one &amp; &gt; 0, see *&#64;risk* or C:&#92;users.
         *
         * <p>Wire name {@code mark_price}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder markPrice(@Nullable FixedPointDollars value) {
            this.markPrice = value;
            this.extras = extras.without("mark_price");
            return this;
        }

        /**
         * {@code Market.note} of the contract; not described yet.
         *
         * <p>Wire name {@code note}; optional, may be null.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder note(@Nullable String value) {
            this.note = value;
            this.extras = extras.without("note");
            return this;
        }

        /**
         * Trading hours; null for a market that never closes.
         *
         * <p>Wire name {@code schedule}; required, may be null.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder schedule(@Nullable Schedule value) {
            this.schedule = value;
            this.extras = extras.without("schedule");
            return this;
        }

        /**
         * {@code Market.closing} of the contract; not described yet.
         *
         * <p>Wire name {@code closing}; optional, may be null.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder closing(@Nullable Closing value) {
            this.closing = value;
            this.extras = extras.without("closing");
            return this;
        }

        /**
         * {@code Market.settings} of the contract; not described yet.
         *
         * <p>Wire name {@code settings}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder settings(Empty value) {
            this.settings = Objects.requireNonNull(value, "Market.settings");
            this.extras = extras.without("settings");
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
        public Market build() {
            return new Market(this);
        }
    }

    /** Reads and writes {@link Market} token by token. */
    static final class Adapter extends JsonAdapter<Market> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of(
                "ticker", "tick_size", "last_price", "mark_price", "note", "schedule", "closing", "settings");

        private Adapter() {}

        @Override
        public @Nullable Market fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.ticker = in.scalar("ticker", Codecs.STRING, false);
                    case 1 -> builder.tickSize = in.scalar("tick_size", Codecs.DOLLARS, false);
                    case 2 -> builder.lastPrice = in.scalar("last_price", Codecs.DOLLARS, true);
                    case 3 -> builder.markPrice = in.scalar("mark_price", Codecs.DOLLARS, false);
                    case 4 -> builder.note = in.scalar("note", Codecs.STRING, true);
                    case 5 -> builder.schedule = in.object("schedule", Schedule.Adapter.INSTANCE, true);
                    case 6 -> builder.closing = in.object("closing", Closing.Adapter.INSTANCE, true);
                    case 7 -> builder.settings = in.object("settings", Empty.Adapter.INSTANCE, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("ticker", builder.ticker);
            in.required("tick_size", builder.tickSize);
            in.required("last_price", builder.lastPrice);
            in.required("schedule", builder.schedule);
            in.required("settings", builder.settings);
            builder.extras = in.extras();
            return new Market(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Market value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("ticker", Codecs.STRING, value.ticker);
            out.member("tick_size", Codecs.DOLLARS, value.tickSize);
            out.member("last_price", Codecs.DOLLARS, value.lastPrice);
            out.member("mark_price", Codecs.DOLLARS, value.markPrice);
            out.member("note", Codecs.STRING, value.note);
            out.member("schedule", Schedule.Adapter.INSTANCE, value.schedule);
            out.member("closing", Closing.Adapter.INSTANCE, value.closing);
            out.member("settings", Empty.Adapter.INSTANCE, value.settings);
            out.end();
        }
    }
}
