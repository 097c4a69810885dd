package io.github.kalshiperps.core.book;

import io.github.kalshiperps.core.PriceLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Immutable and safe for use by several threads: an {@link OrderBook} as it was at one message. It never becomes
 * invalid, it becomes old; {@link #sequence()} and {@link #isStale} say how old.
 */
public final class BookView extends Book {
    private final Levels bids;
    private final Levels asks;
    private final long sequence;
    private final @Nullable Instant time;

    /** Takes levels that nobody else keeps. */
    BookView(Levels bids, Levels asks, long sequence, @Nullable Instant time) {
        this.bids = bids;
        this.asks = asks;
        this.sequence = sequence;
        this.time = time;
    }

    /** {@return all bids, highest first; unmodifiable} */
    public List<PriceLevel> bids() {
        return bids.best(bids.size());
    }

    /** {@return all asks, lowest first; unmodifiable} */
    public List<PriceLevel> asks() {
        return asks.best(asks.size());
    }

    /** {@inheritDoc} */
    @Override
    public long sequence() {
        return sequence;
    }

    /** {@inheritDoc} */
    @Override
    public Optional<Instant> time() {
        return Optional.ofNullable(time);
    }

    @Override
    Levels levels(Side side) {
        return side.choose(bids, asks);
    }

    /** {@return the sequence number and the best levels, for logs} */
    @Override
    public String toString() {
        return "BookView[" + describe() + "]";
    }
}
