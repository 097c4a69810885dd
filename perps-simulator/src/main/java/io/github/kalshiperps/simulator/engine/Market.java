package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A market and its figures at one moment. Immutable and safe for use by several threads.
 *
 * @param terms its terms
 * @param status its status now
 * @param version grows from 1 with every corporate action
 * @param underlyingMultiplier how many units of the underlying one unit of the contract size stands for now
 * @param schedule its opening state, or null for a market that never closes
 * @param price the price of the latest trade, or null if there has been none
 * @param lastTradeSize the size of the latest trade, zero if there has been none
 * @param bid the best bid, or null if nobody bids; see {@link #NO_BID}
 * @param bidSize the contracts at the best bid, zero if nobody bids
 * @param ask the best ask, or null if nobody offers; see {@link #NO_ASK}
 * @param askSize the contracts at the best ask, zero if nobody offers
 * @param volume contracts traded since the market began, each trade counted once
 * @param volumeNotional value of all trades
 * @param volume24h contracts traded during the past 24 hours
 * @param volume24hNotional value of the trades of the past 24 hours
 * @param openInterest contracts open, counted on one side
 * @param openInterestNotional value of the open contracts at the latest price, at the mark if there has been no trade
 * @param reference the price of the underlying, by contract, or null if there is none
 * @param settlementMark the mark for settlement and funding, or null if there is none
 * @param liquidationMark the mark for exit triggers, or null if there is none
 * @param fundingRate the running estimate of the funding rate, null without a mark and a reference price
 * @param fundingComputed when that estimate was made, null without one
 * @param nextFunding when funding is applied next
 * @param time when the figures last changed
 */
public record Market(
        MarketTerms terms,
        MarketStatus status,
        long version,
        BigDecimal underlyingMultiplier,
        @Nullable MarketSchedule schedule,
        @Nullable FixedPointDollars price,
        FixedPointCount lastTradeSize,
        @Nullable FixedPointDollars bid,
        FixedPointCount bidSize,
        @Nullable FixedPointDollars ask,
        FixedPointCount askSize,
        FixedPointCount volume,
        FixedPointDollars volumeNotional,
        FixedPointCount volume24h,
        FixedPointDollars volume24hNotional,
        FixedPointCount openInterest,
        FixedPointDollars openInterestNotional,
        @Nullable TickerPrice reference,
        @Nullable TickerPrice settlementMark,
        @Nullable TickerPrice liquidationMark,
        @Nullable BigDecimal fundingRate,
        @Nullable Instant fundingComputed,
        Instant nextFunding,
        Instant time) {
    /** What the exchange sends as the best bid when nobody bids. */
    public static final FixedPointDollars NO_BID = FixedPointDollars.of("0.0000");

    /** What the exchange sends as the best ask when nobody offers: the largest signed 64-bit integer, in centicents. */
    public static final FixedPointDollars NO_ASK = FixedPointDollars.of("922337203685477.5807");

    /** {@return the market's ticker} */
    public String ticker() {
        return terms.ticker();
    }

    /**
     * {@return the highest leverage of a position of that value: the market's own, whatever the size; the exchange gives large
     * positions less}
     *
     * @param notional the value of the position, in US dollars
     */
    public BigDecimal leverage(FixedPointDollars notional) {
        return terms.leverage();
    }
}
