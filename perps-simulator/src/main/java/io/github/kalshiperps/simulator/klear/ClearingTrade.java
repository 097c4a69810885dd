package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.time.Instant;

/**
 * A trade of a subtrader, as it came to the clearing house. Immutable.
 *
 * @param quantity contracts, negative when sold
 */
record ClearingTrade(
        Instant at,
        String subtraderId,
        String ticker,
        FixedPointCount quantity,
        FixedPointDollars price,
        Centicents fees) {}
