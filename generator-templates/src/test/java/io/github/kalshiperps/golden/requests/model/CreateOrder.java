package io.github.kalshiperps.golden.requests.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import io.github.kalshiperps.core.json.RequestChecks;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A new order.
 *
 * <p>Sent by callers: the builder refuses what the exchange would refuse and names the member. Immutable.
 */
public final class CreateOrder {
    private static final Pattern PATTERN_CLIENT_ORDER_ID = Pattern.compile("^[a-z0-9\"\\\\-]+$");

    private final @Nullable String ticker;
    private final @Nullable Side side;
    private final @Nullable FixedPointDollars price;
    private final @Nullable FixedPointCount count;
    private final @Nullable Boolean postOnly;
    private final @Nullable Long subaccount;
    private final @Nullable Integer marketVersion;
    private final @Nullable String clientOrderId;
    private final @Nullable FixedPointDollars stopPrice;
    private final @Nullable FixedPointCount stopCount;
    private final @Nullable BigDecimal trail;
    private final @Nullable String groupId;
    private final @Nullable String groupName;
    private final @Nullable List<Leg> legs;
    private final @Nullable Map<String, String> tags;
    private final @Nullable List<String> notes;
    private final ModelExtras extras;

    private CreateOrder(Builder builder) {
        this.ticker = builder.ticker;
        this.side = builder.side;
        this.price = builder.price;
        this.count = builder.count;
        this.postOnly = builder.postOnly;
        this.subaccount = builder.subaccount;
        this.marketVersion = builder.marketVersion;
        this.clientOrderId = builder.clientOrderId;
        this.stopPrice = builder.stopPrice;
        this.stopCount = builder.stopCount;
        this.trail = builder.trail;
        this.groupId = builder.groupId;
        this.groupName = builder.groupName;
        this.legs = builder.legs;
        this.tags = builder.tags;
        this.notes = builder.notes;
        this.extras = builder.extras;
    }

    /**
     * A builder without values.
     *
     * <p>Required: {@code ticker}, {@code side}, {@code price}, {@code count}, {@code postOnly}, {@code legs},
     * {@code tags}.
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
     * Market to trade in.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public String ticker() {
        return extras.require(ticker, "ticker");
    }

    /**
     * Buy or sell.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public Side side() {
        return extras.require(side, "side");
    }

    /**
     * Limit in US dollars per contract, with 2 to 4 decimals.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public FixedPointDollars price() {
        return extras.require(price, "price");
    }

    /**
     * Contracts to trade, with up to 2 decimals.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public FixedPointCount count() {
        return extras.require(count, "count");
    }

    /**
     * {@code CreateOrder.post_only} of the contract; not described yet.
     *
     * @return the value
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public boolean postOnly() {
        return extras.require(postOnly, "post_only");
    }

    /**
     * {@code CreateOrder.subaccount} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Long subaccount() {
        return extras.optional(subaccount, "subaccount");
    }

    /**
     * {@code CreateOrder.market_version} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Integer marketVersion() {
        return extras.optional(marketVersion, "market_version");
    }

    /**
     * Id of the caller's choice; never freed.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String clientOrderId() {
        return extras.optional(clientOrderId, "client_order_id");
    }

    /**
     * {@code CreateOrder.stop_price} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable FixedPointDollars stopPrice() {
        return extras.optional(stopPrice, "stop_price");
    }

    /**
     * {@code CreateOrder.stop_count} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable FixedPointCount stopCount() {
        return extras.optional(stopCount, "stop_count");
    }

    /**
     * {@code CreateOrder.trail} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable BigDecimal trail() {
        return extras.optional(trail, "trail");
    }

    /**
     * {@code CreateOrder.group_id} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String groupId() {
        return extras.optional(groupId, "group_id");
    }

    /**
     * {@code CreateOrder.group_name} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String groupName() {
        return extras.optional(groupName, "group_name");
    }

    /**
     * {@code CreateOrder.legs} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public List<Leg> legs() {
        return extras.require(legs, "legs");
    }

    /**
     * {@code CreateOrder.tags} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public Map<String, String> tags() {
        return extras.require(tags, "tags");
    }

    /**
     * {@code CreateOrder.notes} of the contract; not described yet.
     *
     * @return the values; empty when none were sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if they were sent but could not be read
     */
    public List<String> notes() {
        List<String> values = extras.optional(notes, "notes");
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
        if (!(other instanceof CreateOrder that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(ticker, that.ticker)
                && Objects.equals(side, that.side)
                && Objects.equals(price, that.price)
                && Objects.equals(count, that.count)
                && Objects.equals(postOnly, that.postOnly)
                && Objects.equals(subaccount, that.subaccount)
                && Objects.equals(marketVersion, that.marketVersion)
                && Objects.equals(clientOrderId, that.clientOrderId)
                && Objects.equals(stopPrice, that.stopPrice)
                && Objects.equals(stopCount, that.stopCount)
                && Objects.equals(trail, that.trail)
                && Objects.equals(groupId, that.groupId)
                && Objects.equals(groupName, that.groupName)
                && Objects.equals(legs, that.legs)
                && Objects.equals(tags, that.tags)
                && Objects.equals(notes, that.notes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                ticker,
                side,
                price,
                count,
                postOnly,
                subaccount,
                marketVersion,
                clientOrderId,
                stopPrice,
                stopCount,
                trail,
                groupId,
                groupName,
                legs,
                tags,
                notes,
                extras);
    }

    @Override
    public String toString() {
        return "CreateOrder[ticker=" + ticker
                + ", side=" + side
                + ", price=" + price
                + ", count=" + count
                + ", postOnly=" + postOnly
                + ", subaccount=" + subaccount
                + ", marketVersion=" + marketVersion
                + ", clientOrderId=" + clientOrderId
                + ", stopPrice=" + stopPrice
                + ", stopCount=" + stopCount
                + ", trail=" + trail
                + ", groupId=" + groupId
                + ", groupName=" + groupName
                + ", legs=" + legs
                + ", tags=" + tags
                + ", notes=" + notes
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link CreateOrder} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String ticker;
        private @Nullable Side side;
        private @Nullable FixedPointDollars price;
        private @Nullable FixedPointCount count;
        private @Nullable Boolean postOnly;
        private @Nullable Long subaccount;
        private @Nullable Integer marketVersion;
        private @Nullable String clientOrderId;
        private @Nullable FixedPointDollars stopPrice;
        private @Nullable FixedPointCount stopCount;
        private @Nullable BigDecimal trail;
        private @Nullable String groupId;
        private @Nullable String groupName;
        private @Nullable List<Leg> legs;
        private @Nullable Map<String, String> tags;
        private @Nullable List<String> notes;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(CreateOrder from) {
            this.ticker = from.ticker;
            this.side = from.side;
            this.price = from.price;
            this.count = from.count;
            this.postOnly = from.postOnly;
            this.subaccount = from.subaccount;
            this.marketVersion = from.marketVersion;
            this.clientOrderId = from.clientOrderId;
            this.stopPrice = from.stopPrice;
            this.stopCount = from.stopCount;
            this.trail = from.trail;
            this.groupId = from.groupId;
            this.groupName = from.groupName;
            this.legs = from.legs;
            this.tags = from.tags;
            this.notes = from.notes;
            this.extras = from.extras;
        }

        /**
         * Market to trade in.
         *
         * <p>Wire name {@code ticker}; required, minLength {@code 1}, maxLength {@code 20}.
         *
         * @param value the value
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder ticker(String value) {
            Objects.requireNonNull(value, "CreateOrder.ticker");
            RequestChecks.length("CreateOrder.ticker", value, 1, 20);
            this.ticker = value;
            this.extras = extras.without("ticker");
            return this;
        }

        /**
         * Buy or sell.
         *
         * <p>Wire name {@code side}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder side(Side value) {
            this.side = Objects.requireNonNull(value, "CreateOrder.side");
            this.extras = extras.without("side");
            return this;
        }

        /**
         * Limit in US dollars per contract, with 2 to 4 decimals.
         *
         * <p>Wire name {@code price}; required.
         *
         * @param value the value
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder price(FixedPointDollars value) {
            this.price = RequestChecks.dollars("CreateOrder.price", value);
            this.extras = extras.without("price");
            return this;
        }

        /**
         * Contracts to trade, with up to 2 decimals.
         *
         * <p>Wire name {@code count}; required.
         *
         * @param value the value
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder count(FixedPointCount value) {
            this.count = RequestChecks.count("CreateOrder.count", value);
            this.extras = extras.without("count");
            return this;
        }

        /**
         * {@code CreateOrder.post_only} of the contract; not described yet.
         *
         * <p>Wire name {@code post_only}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder postOnly(boolean value) {
            this.postOnly = value;
            this.extras = extras.without("post_only");
            return this;
        }

        /**
         * {@code CreateOrder.subaccount} of the contract; not described yet.
         *
         * <p>Wire name {@code subaccount}; optional, default {@code 0}, minimum {@code 0}, maximum {@code 63}.
         *
         * @param value the value, or null for none
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder subaccount(@Nullable Long value) {
            if (value != null) {
                RequestChecks.range("CreateOrder.subaccount", value, 0L, 63L);
            }
            this.subaccount = value;
            this.extras = extras.without("subaccount");
            return this;
        }

        /**
         * {@code CreateOrder.market_version} of the contract; not described yet.
         *
         * <p>Wire name {@code market_version}; optional, deprecated by the exchange, maximum {@code 1000}.
         *
         * @param value the value, or null for none
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder marketVersion(@Nullable Integer value) {
            if (value != null) {
                RequestChecks.range("CreateOrder.market_version", value, Long.MIN_VALUE, 1000L);
            }
            this.marketVersion = value;
            this.extras = extras.without("market_version");
            return this;
        }

        /**
         * Id of the caller's choice; never freed.
         *
         * <p>Wire name {@code client_order_id}; optional, maxLength {@code 36}, pattern {@code ^[a-z0-9"\\-]+$}.
         *
         * @param value the value, or null for none
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder clientOrderId(@Nullable String value) {
            if (value != null) {
                RequestChecks.length("CreateOrder.client_order_id", value, 0, 36);
                RequestChecks.pattern("CreateOrder.client_order_id", value, PATTERN_CLIENT_ORDER_ID);
            }
            this.clientOrderId = value;
            this.extras = extras.without("client_order_id");
            return this;
        }

        /**
         * {@code CreateOrder.stop_price} of the contract; not described yet.
         *
         * <p>Wire name {@code stop_price}; optional, more than {@code 0}.
         *
         * @param value the value, or null for none
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder stopPrice(@Nullable FixedPointDollars value) {
            if (value != null) {
                RequestChecks.positive("CreateOrder.stop_price", value);
            }
            this.stopPrice = value == null ? null : RequestChecks.dollars("CreateOrder.stop_price", value);
            this.extras = extras.without("stop_price");
            return this;
        }

        /**
         * {@code CreateOrder.stop_count} of the contract; not described yet.
         *
         * <p>Wire name {@code stop_count}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder stopCount(@Nullable FixedPointCount value) {
            this.stopCount = value == null ? null : RequestChecks.count("CreateOrder.stop_count", value);
            this.extras = extras.without("stop_count");
            return this;
        }

        /**
         * {@code CreateOrder.trail} of the contract; not described yet.
         *
         * <p>Wire name {@code trail}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder trail(@Nullable BigDecimal value) {
            this.trail = value;
            this.extras = extras.without("trail");
            return this;
        }

        /**
         * {@code CreateOrder.group_id} of the contract; not described yet.
         *
         * <p>Wire name {@code group_id}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder groupId(@Nullable String value) {
            this.groupId = value;
            this.extras = extras.without("group_id");
            return this;
        }

        /**
         * {@code CreateOrder.group_name} of the contract; not described yet.
         *
         * <p>Wire name {@code group_name}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder groupName(@Nullable String value) {
            this.groupName = value;
            this.extras = extras.without("group_name");
            return this;
        }

        /**
         * {@code CreateOrder.legs} of the contract; not described yet.
         *
         * <p>Wire name {@code legs}; required, minItems {@code 1}, maxItems {@code 3}.
         *
         * @param value the value
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder legs(List<Leg> value) {
            Objects.requireNonNull(value, "CreateOrder.legs");
            RequestChecks.size("CreateOrder.legs", value.size(), 1, 3);
            this.legs = List.copyOf(value);
            this.extras = extras.without("legs");
            return this;
        }

        /**
         * {@code CreateOrder.tags} of the contract; not described yet.
         *
         * <p>Wire name {@code tags}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder tags(Map<String, String> value) {
            this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(value));
            this.extras = extras.without("tags");
            return this;
        }

        /**
         * {@code CreateOrder.notes} of the contract; not described yet.
         *
         * <p>Wire name {@code notes}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder notes(@Nullable List<String> value) {
            this.notes = value == null ? null : List.copyOf(value);
            this.extras = extras.without("notes");
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
         * @throws IllegalArgumentException if members are missing or exclude each other; the message names them
         */
        public CreateOrder build() {
            RequestChecks.required("CreateOrder.ticker", ticker);
            RequestChecks.required("CreateOrder.side", side);
            RequestChecks.required("CreateOrder.price", price);
            RequestChecks.required("CreateOrder.count", count);
            RequestChecks.required("CreateOrder.post_only", postOnly);
            RequestChecks.required("CreateOrder.legs", legs);
            RequestChecks.required("CreateOrder.tags", tags);
            RequestChecks.exactlyOne("CreateOrder", "stop_price, trail", stopPrice, trail);
            RequestChecks.atMostOne("CreateOrder", "group_id, group_name", groupId, groupName);
            RequestChecks.atLeastOne(
                    "CreateOrder", "client_order_id, group_id, group_name", clientOrderId, groupId, groupName);
            return new CreateOrder(this);
        }
    }

    /** Reads and writes {@link CreateOrder} token by token. */
    static final class Adapter extends JsonAdapter<CreateOrder> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of(
                "ticker",
                "side",
                "price",
                "count",
                "post_only",
                "subaccount",
                "market_version",
                "client_order_id",
                "stop_price",
                "stop_count",
                "trail",
                "group_id",
                "group_name",
                "legs",
                "tags",
                "notes");
        private static final JsonAdapter<List<Leg>> LEGS = Codecs.list(Leg.Adapter.INSTANCE);
        private static final JsonAdapter<Map<String, String>> TAGS = Codecs.map(Codecs.STRING);
        private static final JsonAdapter<List<String>> NOTES = Codecs.list(Codecs.STRING);

        private Adapter() {}

        @Override
        public @Nullable CreateOrder fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.ticker = in.scalar("ticker", Codecs.STRING, false);
                    case 1 -> builder.side = in.scalar("side", Side.CODEC, false);
                    case 2 -> builder.price = in.scalar("price", Codecs.DOLLARS, false);
                    case 3 -> builder.count = in.scalar("count", Codecs.COUNT, false);
                    case 4 -> builder.postOnly = in.scalar("post_only", Codecs.BOOLEAN, false);
                    case 5 -> builder.subaccount = in.scalar("subaccount", Codecs.INT64, false);
                    case 6 -> builder.marketVersion = in.scalar("market_version", Codecs.INT32, false);
                    case 7 -> builder.clientOrderId = in.scalar("client_order_id", Codecs.STRING, false);
                    case 8 -> builder.stopPrice = in.scalar("stop_price", Codecs.DOLLARS, false);
                    case 9 -> builder.stopCount = in.scalar("stop_count", Codecs.COUNT, false);
                    case 10 -> builder.trail = in.scalar("trail", Codecs.NUMBER, false);
                    case 11 -> builder.groupId = in.scalar("group_id", Codecs.STRING, false);
                    case 12 -> builder.groupName = in.scalar("group_name", Codecs.STRING, false);
                    case 13 -> builder.legs = in.list("legs", LEGS, false);
                    case 14 -> builder.tags = in.map("tags", TAGS, false);
                    case 15 -> builder.notes = in.list("notes", NOTES, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("ticker", builder.ticker);
            in.required("side", builder.side);
            in.required("price", builder.price);
            in.required("count", builder.count);
            in.required("post_only", builder.postOnly);
            in.required("legs", builder.legs);
            in.required("tags", builder.tags);
            builder.extras = in.extras();
            return new CreateOrder(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable CreateOrder value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("ticker", Codecs.STRING, value.ticker);
            out.member("side", Side.CODEC, value.side);
            out.member("price", Codecs.DOLLARS, value.price);
            out.member("count", Codecs.COUNT, value.count);
            out.member("post_only", Codecs.BOOLEAN, value.postOnly);
            out.member("subaccount", Codecs.INT64, value.subaccount);
            out.member("market_version", Codecs.INT32, value.marketVersion);
            out.member("client_order_id", Codecs.STRING, value.clientOrderId);
            out.member("stop_price", Codecs.DOLLARS, value.stopPrice);
            out.member("stop_count", Codecs.COUNT, value.stopCount);
            out.member("trail", Codecs.NUMBER, value.trail);
            out.member("group_id", Codecs.STRING, value.groupId);
            out.member("group_name", Codecs.STRING, value.groupName);
            out.member("legs", LEGS, value.legs);
            out.member("tags", TAGS, value.tags);
            out.member("notes", NOTES, value.notes);
            out.end();
        }
    }
}
