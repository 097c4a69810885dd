package io.github.kalshiperps.core.book;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import java.util.List;

/**
 * The price levels of one side: prices differ and are positive, counts are positive. For one thread at a time. A change
 * that throws {@link UnusableUpdateException} may be half done, so that only {@link #load} makes the levels usable again.
 */
interface Levels {
    /** Replaces all levels by these, which may come in any order. */
    void load(List<PriceLevel> levels);

    /** Adds the signed change to the count of a level; a level that is left without contracts is gone. */
    void change(FixedPointDollars price, FixedPointCount change);

    /** Levels of their own, which later changes of these do not reach. */
    Levels copy();

    int size();

    /** The best n levels, or all if there are fewer; best first. Unmodifiable. */
    List<PriceLevel> best(int n);

    /** Zero where there is no level. */
    FixedPointCount countAt(FixedPointDollars price);

    /** The contracts at that price and at better ones. */
    FixedPointCount countThrough(FixedPointDollars limit);

    FixedPointCount totalCount();

    Vwap vwap(FixedPointCount count);
}
