package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An open position and its figures at one moment. Immutable and safe for use by several threads.
 *
 * @param userId whose it is
 * @param subaccount the subaccount that holds it
 * @param ticker the market
 * @param position contracts, below zero when short
 * @param entryPrice the mean price it was entered at, 4 decimals
 * @param realizedPnl profit made final over its life, fees and funding apart
 * @param fees fees paid over its life
 * @param markPrice the mark, or its entry price in a market without a mark
 * @param notional its value at the mark, never negative
 * @param unrealizedPnl the profit that closing it at the mark would make final
 * @param maintenanceMargin the margin needed to keep it
 * @param initialMargin the margin needed to open it
 * @param roe the unrealised profit in percent of the maintenance margin, or null if that is zero
 * @param leverage its value by its maintenance margin, or null if that is zero
 * @param liquidationPrice the mark at which the subaccount's equity would be down to its maintenance margin, all other prices as
 *     they are; null if there is none
 */
public record Position(
        String userId,
        int subaccount,
        String ticker,
        FixedPointCount position,
        FixedPointDollars entryPrice,
        FixedPointDollars realizedPnl,
        FixedPointDollars fees,
        FixedPointDollars markPrice,
        FixedPointDollars notional,
        FixedPointDollars unrealizedPnl,
        FixedPointDollars maintenanceMargin,
        FixedPointDollars initialMargin,
        @Nullable BigDecimal roe,
        @Nullable BigDecimal leverage,
        @Nullable FixedPointDollars liquidationPrice) {}
