package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import org.jspecify.annotations.Nullable;

/**
 * What came of placing or amending an order. Immutable and safe for use by several threads.
 *
 * @param order the order afterwards
 * @param fillCount contracts that traded on this occasion
 * @param averageFillPrice their mean price, weighted by contracts, 4 decimals; null if nothing traded
 * @param averageFeePaid their mean fee per contract, 4 decimals; null if nothing traded
 * @param sizeChanged whether the number of contracts open is another than before; of an amended order
 */
public record OrderResult(
        Order order,
        FixedPointCount fillCount,
        @Nullable FixedPointDollars averageFillPrice,
        @Nullable FixedPointDollars averageFeePaid,
        boolean sizeChanged) {}
