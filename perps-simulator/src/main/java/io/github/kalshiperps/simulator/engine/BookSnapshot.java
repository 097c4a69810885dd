package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.PriceLevel;
import java.util.List;

/**
 * The levels of a book at one moment. Immutable and safe for use by several threads.
 *
 * @param ticker the market
 * @param bids best first: prices fall
 * @param asks best first: prices rise
 */
public record BookSnapshot(String ticker, List<PriceLevel> bids, List<PriceLevel> asks) {
    /**
     * Copies.
     *
     * @param ticker the market
     * @param bids best first: prices fall
     * @param asks best first: prices rise
     */
    public BookSnapshot {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }
}
