package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointDollars;
import org.jspecify.annotations.Nullable;

/**
 * A limit that the exchange has put on the notional value of a subtrader. Immutable and safe for use by several threads.
 *
 * @param subtraderId the subtrader
 * @param ticker the market, or null for all of them together
 * @param limit the limit, in US dollars
 * @param currentNotional what is used of it
 */
public record SubtraderNotionalLimit(
        String subtraderId, @Nullable String ticker, FixedPointDollars limit, FixedPointDollars currentNotional) {}
