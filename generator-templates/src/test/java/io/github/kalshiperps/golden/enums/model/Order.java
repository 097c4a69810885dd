package io.github.kalshiperps.golden.enums.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order as the exchange shows it.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Order {
    private final @Nullable BookSide side;
    private final @Nullable LastUpdateReason lastUpdateReason;
    private final @Nullable TimeInForce timeInForce;
    private final @Nullable OrderSelfTradePrevention selfTradePrevention;
    private final @Nullable PeriodInterval periodInterval;
    private final ModelExtras extras;

    private Order(Builder builder) {
        this.side = builder.side;
        this.lastUpdateReason = builder.lastUpdateReason;
        this.timeInForce = builder.timeInForce;
        this.selfTradePrevention = builder.selfTradePrevention;
        this.periodInterval = builder.periodInterval;
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
     * Side of the book.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public BookSide side() {
        return extras.require(side, "side");
    }

    /**
     * What changed the order last.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public LastUpdateReason lastUpdateReason() {
        return extras.require(lastUpdateReason, "last_update_reason");
    }

    /**
     * How long the order may rest.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public TimeInForce timeInForce() {
        return extras.require(timeInForce, "time_in_force");
    }

    /**
     * Which of two orders of one user gives way.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable OrderSelfTradePrevention selfTradePrevention() {
        return extras.optional(selfTradePrevention, "self_trade_prevention");
    }

    /**
     * Length of the candle it was matched in.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable PeriodInterval periodInterval() {
        return extras.optional(periodInterval, "period_interval");
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
        if (!(other instanceof Order that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(side, that.side)
                && Objects.equals(lastUpdateReason, that.lastUpdateReason)
                && Objects.equals(timeInForce, that.timeInForce)
                && Objects.equals(selfTradePrevention, that.selfTradePrevention)
                && Objects.equals(periodInterval, that.periodInterval);
    }

    @Override
    public int hashCode() {
        return Objects.hash(side, lastUpdateReason, timeInForce, selfTradePrevention, periodInterval, extras);
    }

    @Override
    public String toString() {
        return "Order[side=" + side
                + ", lastUpdateReason=" + lastUpdateReason
                + ", timeInForce=" + timeInForce
                + ", selfTradePrevention=" + selfTradePrevention
                + ", periodInterval=" + periodInterval
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Order} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable BookSide side;
        private @Nullable LastUpdateReason lastUpdateReason;
        private @Nullable TimeInForce timeInForce;
        private @Nullable OrderSelfTradePrevention selfTradePrevention;
        private @Nullable PeriodInterval periodInterval;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Order from) {
            this.side = from.side;
            this.lastUpdateReason = from.lastUpdateReason;
            this.timeInForce = from.timeInForce;
            this.selfTradePrevention = from.selfTradePrevention;
            this.periodInterval = from.periodInterval;
            this.extras = from.extras;
        }

        /**
         * Side of the book.
         *
         * <p>Wire name {@code side}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder side(BookSide value) {
            this.side = Objects.requireNonNull(value, "Order.side");
            this.extras = extras.without("side");
            return this;
        }

        /**
         * What changed the order last.
         *
         * <p>Wire name {@code last_update_reason}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder lastUpdateReason(LastUpdateReason value) {
            this.lastUpdateReason = Objects.requireNonNull(value, "Order.last_update_reason");
            this.extras = extras.without("last_update_reason");
            return this;
        }

        /**
         * How long the order may rest.
         *
         * <p>Wire name {@code time_in_force}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder timeInForce(TimeInForce value) {
            this.timeInForce = Objects.requireNonNull(value, "Order.time_in_force");
            this.extras = extras.without("time_in_force");
            return this;
        }

        /**
         * Which of two orders of one user gives way.
         *
         * <p>Wire name {@code self_trade_prevention}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder selfTradePrevention(@Nullable OrderSelfTradePrevention value) {
            this.selfTradePrevention = value;
            this.extras = extras.without("self_trade_prevention");
            return this;
        }

        /**
         * Length of the candle it was matched in.
         *
         * <p>Wire name {@code period_interval}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder periodInterval(@Nullable PeriodInterval value) {
            this.periodInterval = value;
            this.extras = extras.without("period_interval");
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
        public Order build() {
            return new Order(this);
        }
    }

    /** Reads and writes {@link Order} token by token. */
    static final class Adapter extends JsonAdapter<Order> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of(
                "side", "last_update_reason", "time_in_force", "self_trade_prevention", "period_interval");

        private Adapter() {}

        @Override
        public @Nullable Order fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.side = in.scalar("side", BookSide.CODEC, false);
                    case 1 -> builder.lastUpdateReason = in.scalar("last_update_reason", LastUpdateReason.CODEC, false);
                    case 2 -> builder.timeInForce = in.scalar("time_in_force", TimeInForce.CODEC, false);
                    case 3 ->
                        builder.selfTradePrevention =
                                in.scalar("self_trade_prevention", OrderSelfTradePrevention.CODEC, false);
                    case 4 -> builder.periodInterval = in.scalar("period_interval", PeriodInterval.CODEC, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("side", builder.side);
            in.required("last_update_reason", builder.lastUpdateReason);
            in.required("time_in_force", builder.timeInForce);
            builder.extras = in.extras();
            return new Order(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Order value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("side", BookSide.CODEC, value.side);
            out.member("last_update_reason", LastUpdateReason.CODEC, value.lastUpdateReason);
            out.member("time_in_force", TimeInForce.CODEC, value.timeInForce);
            out.member("self_trade_prevention", OrderSelfTradePrevention.CODEC, value.selfTradePrevention);
            out.member("period_interval", PeriodInterval.CODEC, value.periodInterval);
            out.end();
        }
    }
}
