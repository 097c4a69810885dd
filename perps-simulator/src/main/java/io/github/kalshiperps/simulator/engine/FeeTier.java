package io.github.kalshiperps.simulator.engine;

import java.math.BigDecimal;

/**
 * One tier of a fee schedule. Immutable and safe for use by several threads.
 *
 * @param schedule the schedule
 * @param tier its number there, from 0
 * @param makerRate the fee of an order that rested, as a fraction of notional
 * @param takerRate the fee of an order that arrived, as a fraction of notional
 */
public record FeeTier(FeeScheduleName schedule, int tier, BigDecimal makerRate, BigDecimal takerRate) {
    /**
     * Checks.
     *
     * @param schedule the schedule
     * @param tier its number there, from 0
     * @param makerRate the fee of an order that rested, as a fraction of notional
     * @param takerRate the fee of an order that arrived, as a fraction of notional
     * @throws IllegalArgumentException if the number is negative, or a rate is negative or not below 1
     */
    public FeeTier {
        if (tier < 0) {
            throw new IllegalArgumentException("tier must not be negative but was " + tier);
        }
        for (BigDecimal rate : new BigDecimal[] {makerRate, takerRate}) {
            if (rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) >= 0) {
                throw new IllegalArgumentException("a fee rate must be from 0 to below 1 but was " + rate);
            }
        }
    }
}
