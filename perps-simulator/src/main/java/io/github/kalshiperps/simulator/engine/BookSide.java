package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The resting orders of one side of one book: by price, best first, and by age within a price. Under the exchange's lock. */
final class BookSide {
    private final Side side;
    private final TreeMap<FixedPointDollars, Level> levels;

    /** The orders at one price. */
    static final class Level {
        final FixedPointDollars price;
        private final Set<OrderState> queue = new LinkedHashSet<>();
        private FixedPointCount count = Amounts.NO_CONTRACTS;

        private Level(FixedPointDollars price) {
            this.price = price;
        }

        FixedPointCount count() {
            return count;
        }

        OrderState oldest() {
            return queue.iterator().next();
        }

        /** {@return the orders, oldest first; not to be changed} */
        Collection<OrderState> orders() {
            return queue;
        }
    }

    BookSide(Side side) {
        this.side = side;
        levels = new TreeMap<>(
                side == Side.BID ? Comparator.<FixedPointDollars>reverseOrder() : Comparator.naturalOrder());
    }

    @Nullable
    Level best() {
        Map.Entry<FixedPointDollars, Level> best = levels.firstEntry();
        return best == null ? null : best.getValue();
    }

    /** {@return the best level if an order of the other side with that limit would trade with it, otherwise null} */
    @Nullable
    Level crossedBy(FixedPointDollars limit) {
        Level best = best();
        return best != null && crosses(best, limit) ? best : null;
    }

    /** {@return whether an order of the other side with that limit would trade at that level} */
    boolean crosses(Level level, FixedPointDollars limit) {
        int order = level.price.compareTo(limit);
        return side == Side.BID ? order >= 0 : order <= 0;
    }

    /** {@return the levels, best first; not to be changed} */
    Collection<Level> levels() {
        return levels.values();
    }

    /** Puts an order behind all others at its price. */
    void add(OrderState order) {
        Level level = levels.computeIfAbsent(order.price, Level::new);
        level.queue.add(order);
        level.count = level.count.plus(order.remaining);
        order.resting = true;
    }

    /** Takes contracts off an order, which keeps its place, and removes it when nothing is left. Changes the order's count. */
    void reduce(OrderState order, FixedPointCount by) {
        Level level = level(order);
        level.count = level.count.minus(by);
        order.remaining = order.remaining.minus(by);
        if (order.remaining.isZero()) {
            leave(level, order);
        }
    }

    /** Takes an order out without changing its count. */
    void remove(OrderState order) {
        Level level = level(order);
        level.count = level.count.minus(order.remaining);
        leave(level, order);
    }

    private Level level(OrderState order) {
        Level level = levels.get(order.price);
        if (level == null || !order.resting) {
            throw new IllegalStateException("order " + order.id + " does not rest");
        }
        return level;
    }

    private void leave(Level level, OrderState order) {
        level.queue.remove(order);
        order.resting = false;
        if (level.queue.isEmpty()) {
            levels.remove(level.price);
        }
    }

    /** {@return the first levels, best first} */
    List<PriceLevel> snapshot(int depth) {
        List<PriceLevel> snapshot = new ArrayList<>();
        for (Level level : levels.values()) {
            if (depth > 0 && snapshot.size() == depth) {
                break;
            }
            snapshot.add(new PriceLevel(level.price, level.count));
        }
        return snapshot;
    }
}
