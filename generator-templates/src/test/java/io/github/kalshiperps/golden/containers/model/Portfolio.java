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
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All holdings of an account.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Portfolio {
    private final @Nullable List<Item> items;
    private final @Nullable Item main;
    private final @Nullable Item spare;
    private final @Nullable Map<String, Item> byTicker;
    private final @Nullable Map<String, FixedPointDollars> limits;
    private final @Nullable Map<String, BigDecimal> leverage;
    private final @Nullable Map<String, RawJson> metadata;
    private final @Nullable List<Side> sides;
    private final @Nullable List<List<String>> subgroups;
    private final @Nullable List<DailyValue> history;
    private final ModelExtras extras;

    private Portfolio(Builder builder) {
        this.items = builder.items;
        this.main = builder.main;
        this.spare = builder.spare;
        this.byTicker = builder.byTicker;
        this.limits = builder.limits;
        this.leverage = builder.leverage;
        this.metadata = builder.metadata;
        this.sides = builder.sides;
        this.subgroups = builder.subgroups;
        this.history = builder.history;
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
     * The holdings, oldest first.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public List<Item> items() {
        return extras.require(items, "items");
    }

    /**
     * {@code Portfolio.main} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public Item main() {
        return extras.require(main, "main");
    }

    /**
     * {@code Portfolio.spare} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Item spare() {
        return extras.optional(spare, "spare");
    }

    /**
     * The holdings by market.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public Map<String, Item> byTicker() {
        return extras.require(byTicker, "by_ticker");
    }

    /**
     * Most that may be held of a market, in US dollars.
     *
     * @return the values; empty when none were sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if they were sent but could not be read
     */
    public Map<String, FixedPointDollars> limits() {
        Map<String, FixedPointDollars> values = extras.optional(limits, "limits");
        return values == null ? Map.of() : values;
    }

    /**
     * Leverage by market.
     *
     * @return the values; empty when none were sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if they were sent but could not be read
     */
    public Map<String, BigDecimal> leverage() {
        Map<String, BigDecimal> values = extras.optional(leverage, "leverage");
        return values == null ? Map.of() : values;
    }

    /**
     * Anything, by a name of the exchange's choice.
     *
     * @return the values; empty when none were sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if they were sent but could not be read
     */
    public Map<String, RawJson> metadata() {
        Map<String, RawJson> values = extras.optional(metadata, "metadata");
        return values == null ? Map.of() : values;
    }

    /**
     * {@code Portfolio.sides} of the contract; not described yet.
     *
     * @return the values; empty when none were sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if they were sent but could not be read
     */
    public List<Side> sides() {
        List<Side> values = extras.optional(sides, "sides");
        return values == null ? List.of() : values;
    }

    /**
     * {@code Portfolio.subgroups} of the contract; not described yet.
     *
     * @return the values; empty when none were sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if they were sent but could not be read
     */
    public List<List<String>> subgroups() {
        List<List<String>> values = extras.optional(subgroups, "subgroups");
        return values == null ? List.of() : values;
    }

    /**
     * {@code Portfolio.history} of the contract; not described yet.
     *
     * @return the values; empty when none were sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if they were sent but could not be read
     */
    public List<DailyValue> history() {
        List<DailyValue> values = extras.optional(history, "history");
        return values == null ? List.of() : values;
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
        if (!(other instanceof Portfolio that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(items, that.items)
                && Objects.equals(main, that.main)
                && Objects.equals(spare, that.spare)
                && Objects.equals(byTicker, that.byTicker)
                && Objects.equals(limits, that.limits)
                && Objects.equals(leverage, that.leverage)
                && Objects.equals(metadata, that.metadata)
                && Objects.equals(sides, that.sides)
                && Objects.equals(subgroups, that.subgroups)
                && Objects.equals(history, that.history);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                items, main, spare, byTicker, limits, leverage, metadata, sides, subgroups, history, extras);
    }

    @Override
    public String toString() {
        return "Portfolio[items=" + items
                + ", main=" + main
                + ", spare=" + spare
                + ", byTicker=" + byTicker
                + ", limits=" + limits
                + ", leverage=" + leverage
                + ", metadata=" + metadata
                + ", sides=" + sides
                + ", subgroups=" + subgroups
                + ", history=" + history
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Portfolio} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable List<Item> items;
        private @Nullable Item main;
        private @Nullable Item spare;
        private @Nullable Map<String, Item> byTicker;
        private @Nullable Map<String, FixedPointDollars> limits;
        private @Nullable Map<String, BigDecimal> leverage;
        private @Nullable Map<String, RawJson> metadata;
        private @Nullable List<Side> sides;
        private @Nullable List<List<String>> subgroups;
        private @Nullable List<DailyValue> history;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Portfolio from) {
            this.items = from.items;
            this.main = from.main;
            this.spare = from.spare;
            this.byTicker = from.byTicker;
            this.limits = from.limits;
            this.leverage = from.leverage;
            this.metadata = from.metadata;
            this.sides = from.sides;
            this.subgroups = from.subgroups;
            this.history = from.history;
            this.extras = from.extras;
        }

        /**
         * The holdings, oldest first.
         *
         * <p>Wire name {@code items}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder items(List<Item> value) {
            this.items = List.copyOf(value);
            this.extras = extras.without("items");
            return this;
        }

        /**
         * {@code Portfolio.main} of the contract; not described yet.
         *
         * <p>Wire name {@code main}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder main(Item value) {
            this.main = Objects.requireNonNull(value, "Portfolio.main");
            this.extras = extras.without("main");
            return this;
        }

        /**
         * {@code Portfolio.spare} of the contract; not described yet.
         *
         * <p>Wire name {@code spare}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder spare(@Nullable Item value) {
            this.spare = value;
            this.extras = extras.without("spare");
            return this;
        }

        /**
         * The holdings by market.
         *
         * <p>Wire name {@code by_ticker}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder byTicker(Map<String, Item> value) {
            this.byTicker = Collections.unmodifiableMap(new LinkedHashMap<>(value));
            this.extras = extras.without("by_ticker");
            return this;
        }

        /**
         * Most that may be held of a market, in US dollars.
         *
         * <p>Wire name {@code limits}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder limits(@Nullable Map<String, FixedPointDollars> value) {
            this.limits = value == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(value));
            this.extras = extras.without("limits");
            return this;
        }

        /**
         * Leverage by market.
         *
         * <p>Wire name {@code leverage}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder leverage(@Nullable Map<String, BigDecimal> value) {
            this.leverage = value == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(value));
            this.extras = extras.without("leverage");
            return this;
        }

        /**
         * Anything, by a name of the exchange's choice.
         *
         * <p>Wire name {@code metadata}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder metadata(@Nullable Map<String, RawJson> value) {
            this.metadata = value == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(value));
            this.extras = extras.without("metadata");
            return this;
        }

        /**
         * {@code Portfolio.sides} of the contract; not described yet.
         *
         * <p>Wire name {@code sides}; optional, may be null.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder sides(@Nullable List<Side> value) {
            this.sides = value == null ? null : List.copyOf(value);
            this.extras = extras.without("sides");
            return this;
        }

        /**
         * {@code Portfolio.subgroups} of the contract; not described yet.
         *
         * <p>Wire name {@code subgroups}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder subgroups(@Nullable List<List<String>> value) {
            this.subgroups = value == null ? null : List.copyOf(value);
            this.extras = extras.without("subgroups");
            return this;
        }

        /**
         * {@code Portfolio.history} of the contract; not described yet.
         *
         * <p>Wire name {@code history}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder history(@Nullable List<DailyValue> value) {
            this.history = value == null ? null : List.copyOf(value);
            this.extras = extras.without("history");
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
        public Portfolio build() {
            return new Portfolio(this);
        }
    }

    /** Reads and writes {@link Portfolio} token by token. */
    static final class Adapter extends JsonAdapter<Portfolio> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of(
                "items",
                "main",
                "spare",
                "by_ticker",
                "limits",
                "leverage",
                "metadata",
                "sides",
                "subgroups",
                "history");
        private static final JsonAdapter<List<Item>> ITEMS = Codecs.list(Item.Adapter.INSTANCE);
        private static final JsonAdapter<Map<String, Item>> BY_TICKER = Codecs.map(Item.Adapter.INSTANCE);
        private static final JsonAdapter<Map<String, FixedPointDollars>> LIMITS = Codecs.map(Codecs.DOLLARS);
        private static final JsonAdapter<Map<String, BigDecimal>> LEVERAGE = Codecs.map(Codecs.NUMBER);
        private static final JsonAdapter<Map<String, RawJson>> METADATA = Codecs.map(Codecs.RAW);
        private static final JsonAdapter<List<Side>> SIDES = Codecs.list(Side.CODEC);
        private static final JsonAdapter<List<List<String>>> SUBGROUPS = Codecs.list(Codecs.list(Codecs.STRING));
        private static final JsonAdapter<List<DailyValue>> HISTORY = Codecs.list(DailyValue.Adapter.INSTANCE);

        private Adapter() {}

        @Override
        public @Nullable Portfolio fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.items = in.list("items", ITEMS, false);
                    case 1 -> builder.main = in.object("main", Item.Adapter.INSTANCE, false);
                    case 2 -> builder.spare = in.object("spare", Item.Adapter.INSTANCE, false);
                    case 3 -> builder.byTicker = in.map("by_ticker", BY_TICKER, false);
                    case 4 -> builder.limits = in.map("limits", LIMITS, false);
                    case 5 -> builder.leverage = in.map("leverage", LEVERAGE, false);
                    case 6 -> builder.metadata = in.map("metadata", METADATA, false);
                    case 7 -> builder.sides = in.list("sides", SIDES, true);
                    case 8 -> builder.subgroups = in.list("subgroups", SUBGROUPS, false);
                    case 9 -> builder.history = in.list("history", HISTORY, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("items", builder.items);
            in.required("main", builder.main);
            in.required("by_ticker", builder.byTicker);
            builder.extras = in.extras();
            return new Portfolio(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Portfolio value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("items", ITEMS, value.items);
            out.member("main", Item.Adapter.INSTANCE, value.main);
            out.member("spare", Item.Adapter.INSTANCE, value.spare);
            out.member("by_ticker", BY_TICKER, value.byTicker);
            out.member("limits", LIMITS, value.limits);
            out.member("leverage", LEVERAGE, value.leverage);
            out.member("metadata", METADATA, value.metadata);
            out.member("sides", SIDES, value.sides);
            out.member("subgroups", SUBGROUPS, value.subgroups);
            out.member("history", HISTORY, value.history);
            out.end();
        }
    }
}
