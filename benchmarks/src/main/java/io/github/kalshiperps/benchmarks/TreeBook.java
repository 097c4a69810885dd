package io.github.kalshiperps.benchmarks;

import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The book that a user would write: exact, sorted, one search per delta. It checks nothing, so that a delta which takes
 * more than there is leaves a level of less than nothing.
 */
final class TreeBook {
    final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>();
    final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    long sequence;

    @Nullable
    Instant time;

    void applySnapshot(
            @Nullable List<JacksonMessages.Level> newBids,
            @Nullable List<JacksonMessages.Level> newAsks,
            long newSequence) {
        load(bids, newBids);
        load(asks, newAsks);
        sequence = newSequence;
        time = null;
    }

    private static void load(Map<BigDecimal, BigDecimal> levels, @Nullable List<JacksonMessages.Level> snapshot) {
        levels.clear();
        if (snapshot != null) {
            snapshot.forEach(level -> levels.put(level.price(), level.count()));
        }
    }

    void applyDelta(Side side, BigDecimal price, BigDecimal change, long newSequence, @Nullable Instant newTime) {
        (side == Side.BID ? bids : asks).merge(price, change, TreeBook::sumUnlessZero);
        sequence = newSequence;
        if (newTime != null) {
            time = newTime;
        }
    }

    private static @Nullable BigDecimal sumUnlessZero(BigDecimal count, BigDecimal change) {
        BigDecimal sum = count.add(change);
        return sum.signum() == 0 ? null : sum;
    }
}
