package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The risk figures of one user at one moment. Immutable and safe for use by several threads.
 *
 * @param leverage the value of all positions by their maintenance margin, or null if that is zero
 * @param totalNotional the value of all positions at their marks, without signs
 * @param totalMaintenanceMargin the margin needed to keep all positions
 * @param positions the open positions
 */
public record AccountRisk(
        @Nullable BigDecimal leverage,
        FixedPointDollars totalNotional,
        FixedPointDollars totalMaintenanceMargin,
        List<Position> positions) {
    /**
     * Copies.
     *
     * @param leverage the value of all positions by their maintenance margin, or null if that is zero
     * @param totalNotional the value of all positions at their marks, without signs
     * @param totalMaintenanceMargin the margin needed to keep all positions
     * @param positions the open positions
     */
    public AccountRisk {
        positions = List.copyOf(positions);
    }
}
