package io.github.kalshiperps.core.book;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * For one thread at a time. Two parallel arrays of scaled longs, sorted with the best level last, as on the wire: most
 * changes are near the best price and move few elements. A key is the price in units of its last decimal, negated for
 * asks, so that the larger key is the better price on both sides.
 */
final class ArrayLevels implements Levels {
    /** What the exchange sends today. More decimals make the units smaller until the next snapshot. */
    private static final int USUAL_PRICE_DECIMALS = 4;

    private static final int USUAL_COUNT_DECIMALS = 2;

    private static final BigInteger LEAST_KEY = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST_KEY = BigInteger.valueOf(Long.MAX_VALUE);

    private final Side side;
    private final Comparator<PriceLevel> bestLast;
    private long[] keys;
    private long[] counts;
    private int size;
    private int priceDecimals = USUAL_PRICE_DECIMALS;
    private int countDecimals = USUAL_COUNT_DECIMALS;

    /** As long as this sum fits in a long, so does every part of it. */
    private long total;

    ArrayLevels(Side side) {
        this.side = side;
        this.bestLast = side == Side.BID
                ? Comparator.comparing(PriceLevel::price)
                : Comparator.comparing(PriceLevel::price).reversed();
        this.keys = new long[64];
        this.counts = new long[64];
    }

    private ArrayLevels(ArrayLevels original) {
        this.side = original.side;
        this.bestLast = original.bestLast;
        this.keys = original.keys.clone();
        this.counts = original.counts.clone();
        this.size = original.size;
        this.priceDecimals = original.priceDecimals;
        this.countDecimals = original.countDecimals;
        this.total = original.total;
    }

    @Override
    public Levels copy() {
        return new ArrayLevels(this);
    }

    @Override
    public void load(List<PriceLevel> levels) {
        size = 0;
        total = 0;
        priceDecimals = USUAL_PRICE_DECIMALS;
        countDecimals = USUAL_COUNT_DECIMALS;
        List<PriceLevel> sorted = new ArrayList<>(levels);
        sorted.sort(bestLast);
        for (PriceLevel level : sorted) {
            append(level.price(), level.count());
        }
    }

    private void append(FixedPointDollars price, FixedPointCount count) {
        if (!count.isPositive()) {
            throw unusable(price, "a level of " + count);
        }
        try {
            long key = toKey(price);
            long units = toUnits(count);
            if (size > 0 && keys[size - 1] == key) {
                throw unusable(price, "two levels of this price");
            }
            insert(size, key, units);
        } catch (ArithmeticException e) {
            throw tooManyDigits(price, count);
        }
    }

    @Override
    public void change(FixedPointDollars price, FixedPointCount change) {
        if (change.isZero()) {
            throw unusable(price, "a change of nothing");
        }
        try {
            long key = toKey(price);
            long units = toUnits(change);
            int index = Arrays.binarySearch(keys, 0, size, key);
            if (index >= 0) {
                changeAt(index, units, price, change);
            } else if (units > 0) {
                insert(-index - 1, key, units);
            } else {
                throw unusable(price, change + " where there is no level");
            }
        } catch (ArithmeticException e) {
            throw tooManyDigits(price, change);
        }
    }

    private void changeAt(int index, long units, FixedPointDollars price, FixedPointCount change) {
        long newTotal = Math.addExact(total, units);
        long count = counts[index] + units; // cannot overflow where the total does not
        if (count < 0) {
            throw unusable(price, change + " from a level of " + countOf(counts[index]));
        }
        total = newTotal;
        if (count > 0) {
            counts[index] = count;
        } else {
            remove(index);
        }
    }

    private void insert(int index, long key, long units) {
        long newTotal = Math.addExact(total, units);
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        System.arraycopy(keys, index, keys, index + 1, size - index);
        System.arraycopy(counts, index, counts, index + 1, size - index);
        keys[index] = key;
        counts[index] = units;
        size++;
        total = newTotal;
    }

    private void remove(int index) {
        size--;
        System.arraycopy(keys, index + 1, keys, index, size - index);
        System.arraycopy(counts, index + 1, counts, index, size - index);
    }

    private long toKey(FixedPointDollars price) {
        if (!price.isPositive()) {
            throw unusable(price, "a price that is not positive");
        }
        BigDecimal value = price.toBigDecimal();
        if (value.scale() > priceDecimals) {
            value = value.stripTrailingZeros();
            if (value.scale() > priceDecimals) {
                rescale(keys, value.scale() - priceDecimals);
                priceDecimals = value.scale();
            }
        }
        long units = ScaledLong.of(value, priceDecimals);
        return side == Side.BID ? units : -units;
    }

    private long toUnits(FixedPointCount count) {
        BigDecimal value = count.toBigDecimal();
        if (value.scale() > countDecimals) {
            value = value.stripTrailingZeros();
            if (value.scale() > countDecimals) {
                rescale(counts, value.scale() - countDecimals);
                total = ScaledLong.rescale(total, value.scale() - countDecimals);
                countDecimals = value.scale();
            }
        }
        return ScaledLong.of(value, countDecimals);
    }

    private void rescale(long[] units, int moreDecimals) {
        for (int i = 0; i < size; i++) {
            units[i] = ScaledLong.rescale(units[i], moreDecimals);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<PriceLevel> best(int n) {
        int end = Math.max(0, size - n);
        List<PriceLevel> best = new ArrayList<>(size - end);
        for (int i = size - 1; i >= end; i--) {
            best.add(new PriceLevel(priceOf(keys[i]), countOf(counts[i])));
        }
        return Collections.unmodifiableList(best);
    }

    @Override
    public FixedPointCount countAt(FixedPointDollars price) {
        int index = Arrays.binarySearch(keys, 0, size, leastKeyWithin(price));
        return index >= 0 && priceOf(keys[index]).equals(price) ? countOf(counts[index]) : FixedPointCount.ZERO;
    }

    @Override
    public FixedPointCount countThrough(FixedPointDollars limit) {
        long least = leastKeyWithin(limit);
        long sum = 0;
        for (int i = size - 1; i >= 0 && keys[i] >= least; i--) {
            sum += counts[i];
        }
        return countOf(sum);
    }

    /** The smallest key whose price is no worse than the limit, which may be any number, finer than the units too. */
    private long leastKeyWithin(FixedPointDollars limit) {
        BigDecimal value = limit.toBigDecimal();
        BigInteger least = (side == Side.BID ? value : value.negate())
                .setScale(priceDecimals, RoundingMode.CEILING)
                .unscaledValue();
        return least.max(LEAST_KEY).min(GREATEST_KEY).longValue();
    }

    @Override
    public FixedPointCount totalCount() {
        return countOf(total);
    }

    @Override
    public Vwap vwap(FixedPointCount count) {
        FixedPointCount missing = count;
        FixedPointDollars notional = FixedPointDollars.ZERO;
        for (int i = size - 1; i >= 0 && missing.isPositive(); i--) {
            FixedPointCount taken = missing.min(countOf(counts[i]));
            notional = notional.plus(priceOf(keys[i]).times(taken));
            missing = missing.minus(taken);
        }
        return new Vwap(count, count.minus(missing), notional);
    }

    private FixedPointDollars priceOf(long key) {
        return FixedPointDollars.of(BigDecimal.valueOf(Math.abs(key), priceDecimals));
    }

    private FixedPointCount countOf(long units) {
        return FixedPointCount.of(BigDecimal.valueOf(units, countDecimals));
    }

    private UnusableUpdateException unusable(FixedPointDollars price, String problem) {
        return new UnusableUpdateException(side + " " + price + ": " + problem);
    }

    private UnusableUpdateException tooManyDigits(FixedPointDollars price, FixedPointCount count) {
        return unusable(price, "with " + count + ", more digits than are kept exactly");
    }
}
