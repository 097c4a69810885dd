package io.github.kalshiperps.simulator.engine;

import java.util.List;

/**
 * All limits of a subtrader. Immutable and safe for use by several threads.
 *
 * @param riskControls caps that the merchant has set
 * @param notionalLimits limits that the exchange has set, that over all markets first, then by ticker
 */
public record SubtraderLimits(List<RiskControl> riskControls, List<SubtraderNotionalLimit> notionalLimits) {
    /**
     * Copies.
     *
     * @param riskControls caps that the merchant has set
     * @param notionalLimits limits that the exchange has set, that over all markets first, then by ticker
     */
    public SubtraderLimits {
        riskControls = List.copyOf(riskControls);
        notionalLimits = List.copyOf(notionalLimits);
    }
}
