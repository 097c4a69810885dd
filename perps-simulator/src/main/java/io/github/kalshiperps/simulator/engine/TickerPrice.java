package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointDollars;
import java.time.Instant;

/**
 * A price together with the moment it was taken. Immutable and safe for use by several threads.
 *
 * @param price US dollars per contract
 * @param time when it was taken
 */
public record TickerPrice(FixedPointDollars price, Instant time) {}
