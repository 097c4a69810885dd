package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import java.time.Instant;

/**
 * A trade as everybody sees it. Immutable and safe for use by several threads.
 *
 * @param tradeId its id, which both fills of it have as well
 * @param ticker the market
 * @param price US dollars per contract
 * @param count contracts
 * @param takerSide the side of the order that arrived
 * @param time when it took place
 */
public record Trade(
        String tradeId, String ticker, FixedPointDollars price, FixedPointCount count, Side takerSide, Instant time) {}
