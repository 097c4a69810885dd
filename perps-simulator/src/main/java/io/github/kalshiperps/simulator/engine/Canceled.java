package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;

/**
 * What came of a cancel. Immutable and safe for use by several threads.
 *
 * @param order the order afterwards
 * @param reducedBy contracts that were taken off the book
 */
public record Canceled(Order order, FixedPointCount reducedBy) {}
