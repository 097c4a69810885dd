/**
 * The exchange itself, without HTTP, JSON or threads of its own: markets and their books, accounts, orders, order groups,
 * exit triggers, funding. Everything goes through one {@link io.github.kalshiperps.simulator.engine.Exchange}, which takes one
 * lock for each call and tells {@link io.github.kalshiperps.simulator.engine.ExchangeListener}s what happened; time is that of
 * its {@link io.github.kalshiperps.simulator.engine.SimulatedClock}. For one seed and one sequence of calls, everything comes
 * out the same, ids included.
 *
 * <p>Amounts are {@link io.github.kalshiperps.core.FixedPointDollars}, sizes
 * {@link io.github.kalshiperps.core.FixedPointCount}, prices are per contract; nothing is a {@code double}.
 */
@NullMarked
package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.NullMarked;
