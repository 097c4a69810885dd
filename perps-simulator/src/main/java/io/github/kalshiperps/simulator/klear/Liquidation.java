package io.github.kalshiperps.simulator.klear;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What it costs to get rid of a position: half the spread, and the price's move against a large order, which grows with the
 * square root of its share in the volume. Immutable.
 */
record Liquidation(BigDecimal volatility, BigDecimal coefficient, BigDecimal volume, BigDecimal spreadRate) {
    static final BigDecimal EXPONENT = new BigDecimal("0.5");

    /** The same for all markets: nothing in the simulator says which one is more liquid. */
    static final Liquidation STANDARD = new Liquidation(
            new BigDecimal("0.04"), BigDecimal.ONE, new BigDecimal("1000000"), new BigDecimal("0.00025"));

    BigDecimal cost(Exposure exposure) {
        BigDecimal share = exposure.quantity().abs().divide(volume, MathContext.DECIMAL64);
        BigDecimal impact = coefficient.multiply(volatility).multiply(share.sqrt(MathContext.DECIMAL64));
        return exposure.value().abs().multiply(spreadRate.add(impact));
    }
}
