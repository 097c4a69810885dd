package io.github.kalshiperps.core.book;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The obvious implementation, best price first in a tree: slow, without limits, and the oracle of the fast one. */
final class TreeLevels implements Levels {
    private final Side side;
    private final TreeMap<FixedPointDollars, FixedPointCount> levels;

    TreeLevels(Side side) {
        this.side = side;
        Comparator<FixedPointDollars> ascending = Comparator.naturalOrder();
        this.levels = new TreeMap<>(side == Side.BID ? ascending.reversed() : ascending);
    }

    static OrderBook book() {
        return new OrderBook(new TreeLevels(Side.BID), new TreeLevels(Side.ASK));
    }

    @Override
    public void load(List<PriceLevel> snapshot) {
        levels.clear();
        for (PriceLevel level : snapshot) {
            check(level.price().isPositive(), level.price(), "a price that is not positive");
            check(level.count().isPositive(), level.price(), "a level of " + level.count());
            check(levels.put(level.price(), level.count()) == null, level.price(), "two levels of this price");
        }
    }

    @Override
    public void change(FixedPointDollars price, FixedPointCount change) {
        check(!change.isZero(), price, "a change of nothing");
        check(price.isPositive(), price, "a price that is not positive");
        check(levels.containsKey(price) || change.isPositive(), price, change + " where there is no level");
        FixedPointCount before = countAt(price);
        FixedPointCount after = before.plus(change);
        check(!after.isNegative(), price, change + " from a level of " + before);
        if (after.isZero()) {
            levels.remove(price);
        } else {
            levels.put(price, after);
        }
    }

    private void check(boolean expected, FixedPointDollars price, String problem) {
        if (!expected) {
            throw new UnusableUpdateException(side + " " + price + ": " + problem);
        }
    }

    @Override
    public Levels copy() {
        TreeLevels copy = new TreeLevels(side);
        copy.levels.putAll(levels);
        return copy;
    }

    @Override
    public int size() {
        return levels.size();
    }

    @Override
    public List<PriceLevel> best(int n) {
        return levels.entrySet().stream()
                .limit(n)
                .map(level -> new PriceLevel(level.getKey(), level.getValue()))
                .toList();
    }

    @Override
    public FixedPointCount countAt(FixedPointDollars price) {
        return levels.getOrDefault(price, FixedPointCount.ZERO);
    }

    @Override
    public FixedPointCount countThrough(FixedPointDollars limit) {
        return levels.headMap(limit, true).values().stream().reduce(FixedPointCount.ZERO, FixedPointCount::plus);
    }

    @Override
    public FixedPointCount totalCount() {
        return levels.values().stream().reduce(FixedPointCount.ZERO, FixedPointCount::plus);
    }

    /** A level gives what is asked for, less what better levels hold, within zero and what it holds itself. */
    @Override
    public Vwap vwap(FixedPointCount count) {
        FixedPointDollars notional = FixedPointDollars.ZERO;
        for (PriceLevel level : best(size())) {
            FixedPointCount better = countThrough(level.price()).minus(level.count());
            FixedPointCount taken =
                    count.minus(better).max(FixedPointCount.ZERO).min(level.count());
            notional = notional.plus(level.price().times(taken));
        }
        return new Vwap(count, count.min(totalCount()), notional);
    }
}
