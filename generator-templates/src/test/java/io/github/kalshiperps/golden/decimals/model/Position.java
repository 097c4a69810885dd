package io.github.kalshiperps.golden.decimals.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An open position.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Position {
    private final @Nullable FixedPointDollars entryPrice;
    private final @Nullable FixedPointCount quantity;
    private final @Nullable FixedPointDollars liquidationPrice;
    private final @Nullable Centicents feeCenticents;
    private final @Nullable BigDecimal contractSize;
    private final @Nullable BigDecimal roe;
    private final @Nullable BigDecimal leverage;
    private final @Nullable Integer version;
    private final @Nullable Long sequence;
    private final @Nullable Boolean isPortfolio;
    private final ModelExtras extras;

    private Position(Builder builder) {
        this.entryPrice = builder.entryPrice;
        this.quantity = builder.quantity;
        this.liquidationPrice = builder.liquidationPrice;
        this.feeCenticents = builder.feeCenticents;
        this.contractSize = builder.contractSize;
        this.roe = builder.roe;
        this.leverage = builder.leverage;
        this.version = builder.version;
        this.sequence = builder.sequence;
        this.isPortfolio = builder.isPortfolio;
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
     * Average price of the open contracts, in US dollars per contract.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public FixedPointDollars entryPrice() {
        return extras.require(entryPrice, "entry_price");
    }

    /**
     * Contracts held; negative when short.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public FixedPointCount quantity() {
        return extras.require(quantity, "quantity");
    }

    /**
     * Where the position would be closed by force; absent when there is no such price.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable FixedPointDollars liquidationPrice() {
        return extras.optional(liquidationPrice, "liquidation_price");
    }

    /**
     * Fees so far, in centicents: 10,000 of them are a dollar.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public Centicents feeCenticents() {
        return extras.require(feeCenticents, "fee_centicents");
    }

    /**
     * Units of the underlying in one contract, such as {@code "0.000100"}.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public BigDecimal contractSize() {
        return extras.require(contractSize, "contract_size");
    }

    /**
     * Return on equity in percent: -3.12 for -3.12 %.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public BigDecimal roe() {
        return extras.require(roe, "roe");
    }

    /**
     * Notional value divided by the margin used.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable BigDecimal leverage() {
        return extras.optional(leverage, "leverage");
    }

    /**
     * Counts corporate actions from 1.
     *
     * @return the value
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public int version() {
        return extras.require(version, "version");
    }

    /**
     * Number of the last update.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Long sequence() {
        return extras.optional(sequence, "sequence");
    }

    /**
     * Whether the margin is computed for the whole portfolio.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Boolean isPortfolio() {
        return extras.optional(isPortfolio, "is_portfolio");
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
        if (!(other instanceof Position that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(entryPrice, that.entryPrice)
                && Objects.equals(quantity, that.quantity)
                && Objects.equals(liquidationPrice, that.liquidationPrice)
                && Objects.equals(feeCenticents, that.feeCenticents)
                && Objects.equals(contractSize, that.contractSize)
                && Objects.equals(roe, that.roe)
                && Objects.equals(leverage, that.leverage)
                && Objects.equals(version, that.version)
                && Objects.equals(sequence, that.sequence)
                && Objects.equals(isPortfolio, that.isPortfolio);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                entryPrice,
                quantity,
                liquidationPrice,
                feeCenticents,
                contractSize,
                roe,
                leverage,
                version,
                sequence,
                isPortfolio,
                extras);
    }

    @Override
    public String toString() {
        return "Position[entryPrice=" + entryPrice
                + ", quantity=" + quantity
                + ", liquidationPrice=" + liquidationPrice
                + ", feeCenticents=" + feeCenticents
                + ", contractSize=" + contractSize
                + ", roe=" + roe
                + ", leverage=" + leverage
                + ", version=" + version
                + ", sequence=" + sequence
                + ", isPortfolio=" + isPortfolio
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Position} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable FixedPointDollars entryPrice;
        private @Nullable FixedPointCount quantity;
        private @Nullable FixedPointDollars liquidationPrice;
        private @Nullable Centicents feeCenticents;
        private @Nullable BigDecimal contractSize;
        private @Nullable BigDecimal roe;
        private @Nullable BigDecimal leverage;
        private @Nullable Integer version;
        private @Nullable Long sequence;
        private @Nullable Boolean isPortfolio;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Position from) {
            this.entryPrice = from.entryPrice;
            this.quantity = from.quantity;
            this.liquidationPrice = from.liquidationPrice;
            this.feeCenticents = from.feeCenticents;
            this.contractSize = from.contractSize;
            this.roe = from.roe;
            this.leverage = from.leverage;
            this.version = from.version;
            this.sequence = from.sequence;
            this.isPortfolio = from.isPortfolio;
            this.extras = from.extras;
        }

        /**
         * Average price of the open contracts, in US dollars per contract.
         *
         * <p>Wire name {@code entry_price}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder entryPrice(FixedPointDollars value) {
            this.entryPrice = Objects.requireNonNull(value, "Position.entry_price");
            this.extras = extras.without("entry_price");
            return this;
        }

        /**
         * Contracts held; negative when short.
         *
         * <p>Wire name {@code quantity}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder quantity(FixedPointCount value) {
            this.quantity = Objects.requireNonNull(value, "Position.quantity");
            this.extras = extras.without("quantity");
            return this;
        }

        /**
         * Where the position would be closed by force; absent when there is no such price.
         *
         * <p>Wire name {@code liquidation_price}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder liquidationPrice(@Nullable FixedPointDollars value) {
            this.liquidationPrice = value;
            this.extras = extras.without("liquidation_price");
            return this;
        }

        /**
         * Fees so far, in centicents: 10,000 of them are a dollar.
         *
         * <p>Wire name {@code fee_centicents}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder feeCenticents(Centicents value) {
            this.feeCenticents = Objects.requireNonNull(value, "Position.fee_centicents");
            this.extras = extras.without("fee_centicents");
            return this;
        }

        /**
         * Units of the underlying in one contract, such as {@code "0.000100"}.
         *
         * <p>Wire name {@code contract_size}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder contractSize(BigDecimal value) {
            this.contractSize = Objects.requireNonNull(value, "Position.contract_size");
            this.extras = extras.without("contract_size");
            return this;
        }

        /**
         * Return on equity in percent: -3.12 for -3.12 %.
         *
         * <p>Wire name {@code roe}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder roe(BigDecimal value) {
            this.roe = Objects.requireNonNull(value, "Position.roe");
            this.extras = extras.without("roe");
            return this;
        }

        /**
         * Notional value divided by the margin used.
         *
         * <p>Wire name {@code leverage}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder leverage(@Nullable BigDecimal value) {
            this.leverage = value;
            this.extras = extras.without("leverage");
            return this;
        }

        /**
         * Counts corporate actions from 1.
         *
         * <p>Wire name {@code version}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder version(int value) {
            this.version = value;
            this.extras = extras.without("version");
            return this;
        }

        /**
         * Number of the last update.
         *
         * <p>Wire name {@code sequence}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder sequence(@Nullable Long value) {
            this.sequence = value;
            this.extras = extras.without("sequence");
            return this;
        }

        /**
         * Whether the margin is computed for the whole portfolio.
         *
         * <p>Wire name {@code is_portfolio}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder isPortfolio(@Nullable Boolean value) {
            this.isPortfolio = value;
            this.extras = extras.without("is_portfolio");
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
        public Position build() {
            return new Position(this);
        }
    }

    /** Reads and writes {@link Position} token by token. */
    static final class Adapter extends JsonAdapter<Position> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of(
                "entry_price",
                "quantity",
                "liquidation_price",
                "fee_centicents",
                "contract_size",
                "roe",
                "leverage",
                "version",
                "sequence",
                "is_portfolio");

        private Adapter() {}

        @Override
        public @Nullable Position fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.entryPrice = in.scalar("entry_price", Codecs.DOLLARS, false);
                    case 1 -> builder.quantity = in.scalar("quantity", Codecs.COUNT, false);
                    case 2 -> builder.liquidationPrice = in.scalar("liquidation_price", Codecs.DOLLARS, false);
                    case 3 -> builder.feeCenticents = in.scalar("fee_centicents", Codecs.CENTICENTS, false);
                    case 4 -> builder.contractSize = in.scalar("contract_size", Codecs.DECIMAL_STRING, false);
                    case 5 -> builder.roe = in.scalar("roe", Codecs.NUMBER, false);
                    case 6 -> builder.leverage = in.scalar("leverage", Codecs.NUMBER, false);
                    case 7 -> builder.version = in.scalar("version", Codecs.INT32, false);
                    case 8 -> builder.sequence = in.scalar("sequence", Codecs.INT64, false);
                    case 9 -> builder.isPortfolio = in.scalar("is_portfolio", Codecs.BOOLEAN, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("entry_price", builder.entryPrice);
            in.required("quantity", builder.quantity);
            in.required("fee_centicents", builder.feeCenticents);
            in.required("contract_size", builder.contractSize);
            in.required("roe", builder.roe);
            in.required("version", builder.version);
            builder.extras = in.extras();
            return new Position(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Position value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("entry_price", Codecs.DOLLARS, value.entryPrice);
            out.member("quantity", Codecs.COUNT, value.quantity);
            out.member("liquidation_price", Codecs.DOLLARS, value.liquidationPrice);
            out.member("fee_centicents", Codecs.CENTICENTS, value.feeCenticents);
            out.member("contract_size", Codecs.DECIMAL_STRING, value.contractSize);
            out.member("roe", Codecs.NUMBER, value.roe);
            out.member("leverage", Codecs.NUMBER, value.leverage);
            out.member("version", Codecs.INT32, value.version);
            out.member("sequence", Codecs.INT64, value.sequence);
            out.member("is_portfolio", Codecs.BOOLEAN, value.isPortfolio);
            out.end();
        }
    }
}
