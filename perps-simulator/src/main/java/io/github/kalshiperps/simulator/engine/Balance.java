package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointDollars;
import java.util.List;

/**
 * The money of one user at one moment, in US dollars. Immutable and safe for use by several threads.
 *
 * @param settledFunds settled money of all subaccounts together
 * @param subaccounts the subaccounts, in no order that means anything
 */
public record Balance(FixedPointDollars settledFunds, List<Subaccount> subaccounts) {
    /**
     * Copies.
     *
     * @param settledFunds settled money of all subaccounts together
     * @param subaccounts the subaccounts, in no order that means anything
     */
    public Balance {
        subaccounts = List.copyOf(subaccounts);
    }

    /**
     * The money and the margin of one subaccount, in US dollars. Immutable and safe for use by several threads.
     *
     * @param subaccount its number
     * @param settledFunds settled money: deposits, transfers, realised profit and funding, less fees
     * @param positionValue the value of its open positions at their marks: below zero where the short ones outweigh
     * @param accountEquity settled money and unrealised profit
     * @param maintenanceMargin margin needed to keep its positions
     * @param initialMargin margin needed to open its positions
     * @param restingOrdersMargin margin that resting orders tie up; zero unless it was asked for
     * @param availableBalance money free for new orders, never below zero; zero unless it was asked for
     */
    public record Subaccount(
            int subaccount,
            FixedPointDollars settledFunds,
            FixedPointDollars positionValue,
            FixedPointDollars accountEquity,
            FixedPointDollars maintenanceMargin,
            FixedPointDollars initialMargin,
            FixedPointDollars restingOrdersMargin,
            FixedPointDollars availableBalance) {}
}
