package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Quotes, trades and open interest of a market over a minute, an hour or a day. Immutable and safe for use by several threads.
 *
 * @param end its end, which is part of it
 * @param bid the course of the best bid; {@link Market#NO_BID} stands for an empty side
 * @param ask the course of the best ask; {@link Market#NO_ASK} stands for an empty side
 * @param price the course of the trade price, or null if nothing traded
 * @param mean the mean trade price, weighted by contracts, 4 decimals, or null if nothing traded
 * @param previous the last trade price before it, or null if there was none
 * @param volume contracts traded
 * @param volumeNotional value of the trades
 * @param openInterest contracts open at its end
 * @param openInterestNotional their value at the latest price
 */
public record Candle(
        Instant end,
        Course bid,
        Course ask,
        @Nullable Course price,
        @Nullable FixedPointDollars mean,
        @Nullable FixedPointDollars previous,
        FixedPointCount volume,
        FixedPointDollars volumeNotional,
        FixedPointCount openInterest,
        FixedPointDollars openInterestNotional) {
    /**
     * The course of a price. Immutable and safe for use by several threads.
     *
     * @param open the first
     * @param high the highest
     * @param low the lowest
     * @param close the last
     */
    public record Course(
            FixedPointDollars open, FixedPointDollars high, FixedPointDollars low, FixedPointDollars close) {}
}
