package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointDollars;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limits on notional value of one user, and what is used of them, in US dollars. Immutable and safe for use by several
 * threads.
 *
 * @param defaultLimit the limit in every market without one of its own
 * @param limitsByTicker limits by market
 * @param usageByTicker what is used, by market; only markets with a position or a resting order
 * @param totalUsage what is used in all markets
 * @param memberLimit the limit over all markets that an FCM has set on itself, or null
 * @param effectiveAccountLimit the lower of the account's limits over all markets, or null if there is none
 */
public record NotionalLimits(
        FixedPointDollars defaultLimit,
        Map<String, FixedPointDollars> limitsByTicker,
        Map<String, FixedPointDollars> usageByTicker,
        FixedPointDollars totalUsage,
        @Nullable FixedPointDollars memberLimit,
        @Nullable FixedPointDollars effectiveAccountLimit) {
    /**
     * Copies.
     *
     * @param defaultLimit the limit in every market without one of its own
     * @param limitsByTicker limits by market
     * @param usageByTicker what is used, by market; only markets with a position or a resting order
     * @param totalUsage what is used in all markets
     * @param memberLimit the limit over all markets that an FCM has set on itself, or null
     * @param effectiveAccountLimit the lower of the account's limits over all markets, or null if there is none
     */
    public NotionalLimits {
        limitsByTicker = Map.copyOf(limitsByTicker);
        usageByTicker = Map.copyOf(usageByTicker);
    }
}
