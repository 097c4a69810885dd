package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a market: what does not move with trading. Immutable and safe for use by several threads. Made by
 * {@link #builder(String)}; {@link #demo()} has those of the demo exchange.
 */
public final class MarketTerms {
    private final String ticker;
    private final String title;
    private final BigDecimal contractSize;
    private final BigDecimal underlyingMultiplier;
    private final FixedPointDollars tick;
    private final boolean tickStated;
    private final MarketStatus status;
    private final @Nullable AssetClass assetClass;
    private final boolean fractional;
    private final BigDecimal leverage;
    private final BigDecimal initialMarginMultiplier;
    private final @Nullable TradingHours tradingHours;
    private final @Nullable FixedPointDollars referencePrice;
    private final BigDecimal fundingDeadband;

    private MarketTerms(Builder builder) {
        this.ticker = builder.ticker;
        this.title = builder.title;
        this.contractSize = builder.contractSize;
        this.underlyingMultiplier = builder.underlyingMultiplier;
        this.tick = builder.tick;
        this.tickStated = builder.tickStated;
        this.status = builder.status;
        this.assetClass = builder.assetClass;
        this.fractional = builder.fractional;
        this.leverage = builder.leverage;
        this.initialMarginMultiplier = builder.initialMarginMultiplier;
        this.tradingHours = builder.tradingHours;
        this.referencePrice = builder.referencePrice;
        this.fundingDeadband = builder.fundingDeadband;
    }

    /**
     * {@return a builder of the terms of an active market with tick 0.0001, contracts of one unit and leverage 3}
     *
     * @param ticker the market's ticker, not empty
     */
    public static Builder builder(String ticker) {
        return new Builder(ticker);
    }

    /**
     * {@return the terms of markets as the demo exchange listed them: bitcoin without a stated tick, ether, solana, XRP, XLM,
     * BCH, HYPE, and two inactive ones on shares}
     */
    public static List<MarketTerms> demo() {
        return DemoMarkets.terms();
    }

    /** {@return the ticker, the key of the market in all calls} */
    public String ticker() {
        return ticker;
    }

    /** {@return the name for people to read} */
    public String title() {
        return title;
    }

    /** {@return the size of one contract} */
    public BigDecimal contractSize() {
        return contractSize;
    }

    /** {@return how many units of the underlying one unit of the contract size stood for when the market began} */
    public BigDecimal underlyingMultiplier() {
        return underlyingMultiplier;
    }

    /** {@return the smallest step of the price, which holds whether it is stated or not} */
    public FixedPointDollars tick() {
        return tick;
    }

    /** {@return whether the exchange tells the tick; it sends an empty text for a market whose tick it does not tell} */
    public boolean tickStated() {
        return tickStated;
    }

    /** {@return the status that the market begins with} */
    public MarketStatus status() {
        return status;
    }

    /** {@return the asset class, or null for none} */
    public @Nullable AssetClass assetClass() {
        return assetClass;
    }

    /** {@return whether counts may have two decimals; otherwise only whole contracts are taken} */
    public boolean fractionalTradingEnabled() {
        return fractional;
    }

    /** {@return the highest leverage: notional by initial margin} */
    public BigDecimal leverage() {
        return leverage;
    }

    /** {@return initial margin by maintenance margin} */
    public BigDecimal initialMarginMultiplier() {
        return initialMarginMultiplier;
    }

    /** {@return the trading hours, or null for a market that never closes} */
    public @Nullable TradingHours tradingHours() {
        return tradingHours;
    }

    /** {@return the reference price that the market begins with, or null if it begins without} */
    public @Nullable FixedPointDollars referencePrice() {
        return referencePrice;
    }

    /** {@return the premium up to which, either way, nothing is funded; a fraction} */
    public BigDecimal fundingDeadband() {
        return fundingDeadband;
    }

    /** {@return a builder that has these terms} */
    public Builder toBuilder() {
        return new Builder(ticker)
                .title(title)
                .contractSize(contractSize)
                .underlyingMultiplier(underlyingMultiplier)
                .tick(tick)
                .tickStated(tickStated)
                .status(status)
                .assetClass(assetClass)
                .fractionalTradingEnabled(fractional)
                .leverage(leverage)
                .initialMarginMultiplier(initialMarginMultiplier)
                .tradingHours(tradingHours)
                .referencePrice(referencePrice)
                .fundingDeadband(fundingDeadband);
    }

    @Override
    public String toString() {
        return "MarketTerms[" + ticker + "]";
    }

    /** Collects the terms of a market. For one thread. */
    public static final class Builder {
        private final String ticker;
        private String title;
        private BigDecimal contractSize = BigDecimal.ONE;
        private BigDecimal underlyingMultiplier = BigDecimal.ONE;
        private FixedPointDollars tick = FixedPointDollars.of("0.0001");
        private boolean tickStated = true;
        private MarketStatus status = MarketStatus.ACTIVE;
        private @Nullable AssetClass assetClass;
        private boolean fractional;
        private BigDecimal leverage = BigDecimal.valueOf(3);
        private BigDecimal initialMarginMultiplier = new BigDecimal("1.3");
        private @Nullable TradingHours tradingHours;
        private @Nullable FixedPointDollars referencePrice;
        private BigDecimal fundingDeadband = BigDecimal.ZERO;

        private Builder(String ticker) {
            if (ticker.isEmpty()) {
                throw new IllegalArgumentException("a market needs a ticker");
            }
            this.ticker = ticker;
            this.title = ticker;
        }

        /**
         * Sets the name; the ticker by default.
         *
         * @param value the name for people to read
         * @return this builder
         */
        public Builder title(String value) {
            title = value;
            return this;
        }

        /**
         * Sets the size of one contract.
         *
         * @param value more than zero
         * @return this builder
         */
        public Builder contractSize(BigDecimal value) {
            contractSize = positive("contract size", value);
            return this;
        }

        /**
         * Sets how many units of the underlying one unit of the contract size stands for.
         *
         * @param value more than zero
         * @return this builder
         */
        public Builder underlyingMultiplier(BigDecimal value) {
            underlyingMultiplier = positive("underlying multiplier", value);
            return this;
        }

        /**
         * Sets the smallest step of the price.
         *
         * @param value a whole number of 0.0001, more than zero
         * @return this builder
         */
        public Builder tick(FixedPointDollars value) {
            positive("tick", value.toBigDecimal());
            tick = value.withDecimals(0, 4);
            return this;
        }

        /**
         * Sets whether the exchange tells the tick.
         *
         * @param value false to send an empty text instead
         * @return this builder
         */
        public Builder tickStated(boolean value) {
            tickStated = value;
            return this;
        }

        /**
         * Sets the status that the market begins with.
         *
         * @param value the status
         * @return this builder
         */
        public Builder status(MarketStatus value) {
            status = value;
            return this;
        }

        /**
         * Sets the asset class.
         *
         * @param value the class, or null for none
         * @return this builder
         */
        public Builder assetClass(@Nullable AssetClass value) {
            assetClass = value;
            return this;
        }

        /**
         * Sets whether counts may have two decimals.
         *
         * @param value whether they may
         * @return this builder
         */
        public Builder fractionalTradingEnabled(boolean value) {
            fractional = value;
            return this;
        }

        /**
         * Sets the highest leverage.
         *
         * @param value notional by initial margin, more than zero
         * @return this builder
         */
        public Builder leverage(BigDecimal value) {
            leverage = positive("leverage", value);
            return this;
        }

        /**
         * Sets how much more margin it takes to open than to keep.
         *
         * @param value initial by maintenance margin, more than zero
         * @return this builder
         */
        public Builder initialMarginMultiplier(BigDecimal value) {
            initialMarginMultiplier = positive("initial margin multiplier", value);
            return this;
        }

        /**
         * Sets the trading hours.
         *
         * @param value the hours, or null for a market that never closes
         * @return this builder
         */
        public Builder tradingHours(@Nullable TradingHours value) {
            tradingHours = value;
            return this;
        }

        /**
         * Sets the reference price that the market begins with.
         *
         * @param value US dollars per contract, more than zero, or null to begin without
         * @return this builder
         */
        public Builder referencePrice(@Nullable FixedPointDollars value) {
            if (value != null) {
                positive("reference price", value.toBigDecimal());
            }
            referencePrice = value;
            return this;
        }

        /**
         * Sets the premium up to which nothing is funded.
         *
         * @param value a fraction, zero or more
         * @return this builder
         */
        public Builder fundingDeadband(BigDecimal value) {
            if (value.signum() < 0) {
                throw new IllegalArgumentException("funding deadband must not be negative but was " + value);
            }
            fundingDeadband = value;
            return this;
        }

        /** {@return the terms} */
        public MarketTerms build() {
            return new MarketTerms(this);
        }

        private static BigDecimal positive(String what, BigDecimal value) {
            if (value.signum() <= 0) {
                throw new IllegalArgumentException(what + " must be more than zero but was " + value);
            }
            return value;
        }
    }
}
