package io.github.kalshiperps.core.book;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * What taking contracts from one side of a book, best price first, comes to: the volume-weighted average price and what
 * it is made of. Fees are not part of it. Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * Vwap vwap = book.vwap(Side.ASK, FixedPointCount.of(500));
 * if (vwap.isComplete()) {
 *     FixedPointDollars average = vwap.price(6, RoundingMode.CEILING);
 * }
 * }</pre>
 *
 * @param requested how many contracts were asked for
 * @param filled how many of them the side has, at most those requested
 * @param notional the exact sum of price times count over the filled contracts
 */
public record Vwap(FixedPointCount requested, FixedPointCount filled, FixedPointDollars notional) {
    /**
     * Makes a result.
     *
     * @param requested how many contracts were asked for
     * @param filled how many of them the side has
     * @param notional the exact sum of price times count over the filled contracts
     * @throws NullPointerException if one of them is null
     */
    public Vwap {
        Objects.requireNonNull(requested, "requested");
        Objects.requireNonNull(filled, "filled");
        Objects.requireNonNull(notional, "notional");
    }

    /** {@return whether the side is deep enough for all the contracts that were asked for} */
    public boolean isComplete() {
        return filled.equals(requested);
    }

    /**
     * Divides the notional by the filled contracts.
     *
     * @param decimals the scale of the average
     * @param mode how to round what does not fit; {@link RoundingMode#CEILING} never makes a purchase look cheaper
     * @return the average price per contract
     * @throws IllegalArgumentException if the decimals are negative
     * @throws ArithmeticException if nothing was filled, or the mode is {@link RoundingMode#UNNECESSARY} but digits
     *     would be lost
     */
    public FixedPointDollars price(int decimals, RoundingMode mode) {
        return notional.dividedBy(filled, decimals, mode);
    }
}
