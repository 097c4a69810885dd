package io.github.kalshiperps.simulator.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a market with trading hours is open, and when that changes. Immutable and safe for use by several threads.
 *
 * @param open whether it is open now
 * @param nextClose when it closes, or null while it is closed
 * @param nextOpen when it opens, or null while it is open
 */
public record MarketSchedule(
        boolean open, @Nullable Instant nextClose, @Nullable Instant nextOpen) {}
