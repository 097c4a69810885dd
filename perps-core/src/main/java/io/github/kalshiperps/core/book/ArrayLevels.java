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
 *
 * <p>A level that is left without contracts keeps its slot, since prices come back, and since a new price beside an empty
 * slot can take it: moving the others is what costs. The last slot is never empty.
 */
final class ArrayLevels implements Levels {
    /** What the exchange sends today. More decimals make the units smaller until the next snapshot. */
    private static final int USUAL_PRICE_DECIMALS = 4;

    private static final int USUAL_COUNT_DECIMALS = 2;

    /** So many slots may be empty, and one more per level, before they are given up. */
    private static final int SPARE_SLOTS = 32;

    private static final BigInteger LEAST_KEY = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST_KEY = BigInteger.valueOf(Long.MAX_VALUE);

    private final Side side;

    /** 0 for bids and -1 for asks: {@code (n ^ flip) - flip} is n or -n, without a branch that only chance could foresee. */
    private final long flip;

    private final Comparator<PriceLevel> bestLast;
    private long[] keys;
    private long[] counts;
    private int slots;

    /** Of the slots, those that are not empty. */
    private int size;

    private int priceDecimals = USUAL_PRICE_DECIMALS;
    private int countDecimals = USUAL_COUNT_DECIMALS;

    /** As long as this sum fits in a long, so does every part of it. */
    private long total;

    ArrayLevels(Side side) {
        this.side = side;
        this.flip = side.choose(0L, -1L);
        this.bestLast = side == Side.BID
                ? Comparator.comparing(PriceLevel::price)
                : Comparator.comparing(PriceLevel::price).reversed();
        this.keys = new long[SPARE_SLOTS];
        this.counts = new long[SPARE_SLOTS];
    }

    private ArrayLevels(ArrayLevels original) {
        this.side = original.side;
        this.flip = original.flip;
        this.bestLast = original.bestLast;
        this.keys = Arrays.copyOf(original.keys, original.slots);
        this.counts = Arrays.copyOf(original.counts, original.slots);
        this.slots = original.slots;
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
        slots = 0;
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
            if (slots > 0 && keys[slots - 1] == key) {
                throw unusable(price, "two levels of this price");
            }
            insert(slots, key, units);
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
            int slot = floor(key);
            if (slot >= 0 && keys[slot] == key) {
                changeAt(slot, units, price, change);
            } else if (units > 0) {
                insert(slot + 1, key, units);
            } else {
                throw noLevel(price, change);
            }
        } catch (ArithmeticException e) {
            throw tooManyDigits(price, change);
        }
    }

    /** Counts levels that come and go without a branch: no processor could foresee which change fills or empties one. */
    private void changeAt(int slot, long units, FixedPointDollars price, FixedPointCount change) {
        long newTotal = Math.addExact(total, units);
        long count = counts[slot] + units; // cannot overflow where the total does not
        if (count < 0) {
            throw counts[slot] == 0
                    ? noLevel(price, change)
                    : unusable(price, change + " from a level of " + countOf(counts[slot]));
        }
        total = newTotal;
        size += (counts[slot] == 0 ? 1 : 0) - (count == 0 ? 1 : 0);
        counts[slot] = count;
        while (slots > 0 && counts[slots - 1] == 0) {
            slots--;
        }
        if (slots > 2 * size + SPARE_SLOTS) {
            dropEmptySlots();
        }
    }

    private void insert(int index, long key, long units) {
        long newTotal = Math.addExact(total, units);
        int slot = emptySlot(index);
        keys[slot] = key;
        counts[slot] = units;
        size++;
        total = newTotal;
    }

    /** An empty slot for a key that belongs before the slot at the index: one that is beside it, or a new one. */
    private int emptySlot(int index) {
        if (index > 0 && counts[index - 1] == 0) {
            return index - 1;
        }
        if (index < slots && counts[index] == 0) {
            return index;
        }
        if (slots == keys.length) {
            keys = Arrays.copyOf(keys, 2 * slots + SPARE_SLOTS);
            counts = Arrays.copyOf(counts, 2 * slots + SPARE_SLOTS);
        }
        System.arraycopy(keys, index, keys, index + 1, slots - index);
        System.arraycopy(counts, index, counts, index + 1, slots - index);
        slots++;
        return index;
    }

    private void dropEmptySlots() {
        int kept = 0;
        for (int i = 0; i < slots; i++) {
            if (counts[i] > 0) {
                keys[kept] = keys[i];
                counts[kept] = counts[i];
                kept++;
            }
        }
        slots = kept;
    }

    /**
     * The last slot whose key is not larger, or -1. Halves what is left by arithmetic, too: of a branch per step half would
     * be mispredicted, which costs more than the step.
     */
    private int floor(long key) {
        int from = 0;
        int length = slots;
        while (length > 1) {
            int half = length >>> 1;
            from = keys[from + half] <= key ? from + half : from;
            length -= half;
        }
        return slots > 0 && keys[from] <= key ? from : -1;
    }

    private long toKey(FixedPointDollars price) {
        if (!price.isPositive()) {
            throw unusable(price, "a price that is not positive");
        }
        BigDecimal value = price.toBigDecimal();
        if (value.scale() > priceDecimals) {
            value = value.stripTrailingZeros();
            if (value.scale() > priceDecimals) {
                dropEmptySlots(); // a key that nobody needs must not be the one that does not fit
                rescale(keys, value.scale() - priceDecimals);
                priceDecimals = value.scale();
            }
        }
        long units = ScaledLong.of(value, priceDecimals);
        return (units ^ flip) - flip;
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
        for (int i = 0; i < slots; i++) {
            units[i] = ScaledLong.rescale(units[i], moreDecimals);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<PriceLevel> best(int n) {
        int wanted = Math.min(n, size);
        List<PriceLevel> best = new ArrayList<>(wanted);
        for (int i = slots - 1; best.size() < wanted; i--) {
            if (counts[i] > 0) {
                best.add(new PriceLevel(priceOf(keys[i]), countOf(counts[i])));
            }
        }
        return Collections.unmodifiableList(best);
    }

    @Override
    public FixedPointCount countAt(FixedPointDollars price) {
        int slot = floor(leastKeyWithin(price));
        return slot >= 0 && counts[slot] > 0 && priceOf(keys[slot]).equals(price)
                ? countOf(counts[slot])
                : FixedPointCount.ZERO;
    }

    @Override
    public FixedPointCount countThrough(FixedPointDollars limit) {
        long least = leastKeyWithin(limit);
        long sum = 0;
        for (int i = slots - 1; i >= 0 && keys[i] >= least; i--) {
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
        for (int i = slots - 1; i >= 0 && missing.isPositive(); i--) {
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

    private UnusableUpdateException noLevel(FixedPointDollars price, FixedPointCount change) {
        return unusable(price, change + " where there is no level");
    }

    private UnusableUpdateException tooManyDigits(FixedPointDollars price, FixedPointCount count) {
        return unusable(price, "with " + count + ", more digits than are kept exactly");
    }
}
