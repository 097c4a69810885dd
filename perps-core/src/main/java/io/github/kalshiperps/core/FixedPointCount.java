package io.github.kalshiperps.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact number of contracts: the size of an order, a fill, a position or a price level, or a change of one. On the
 * wire it is a JSON string; requests take 0 to 2 decimals ({@code "10"}, {@code "10.00"}), responses carry 2.
 *
 * <pre>{@code
 * FixedPointCount ordered = FixedPointCount.of(10);
 * FixedPointCount left = ordered.minus(FixedPointCount.of("2.50")); // 7.50
 * left.times(FixedPointDollars.of("0.5600"));                       // 4.200000 dollars
 * left.equals(FixedPointCount.of("7.5"));                           // true
 * }</pre>
 *
 * <p>Fractions of a contract (no finer than 0.01) are for markets that enable them; this type does not know the market.
 * Nothing is rounded unless a rounding mode is given. The scale, that is the number of decimals, is kept as it was
 * read, so a count is written back as it came; it does not count in {@link #equals}, {@link #hashCode} and
 * {@link #compareTo}. There is no way in from {@code double}: such a number is inexact before it arrives.
 *
 * <p>Immutable and safe for use by several threads. No method takes or returns null.
 */
public final class FixedPointCount implements Comparable<FixedPointCount> {
    /** No contracts, without decimals. */
    public static final FixedPointCount ZERO = new FixedPointCount(BigDecimal.ZERO);

    private final BigDecimal value;

    private FixedPointCount(BigDecimal value) {
        this.value = value;
    }

    /**
     * Reads plain decimal notation: an optional minus, digits, and optionally a point with digits behind it. No
     * exponent, plus, white space or grouping. Superfluous leading zeros and the sign of zero are not kept.
     *
     * @param text such as {@code "10.00"} or {@code "-1"}, at most 64 characters
     * @return the count with the text's scale
     * @throws IllegalArgumentException if the text has another form
     */
    public static FixedPointCount of(String text) {
        return new FixedPointCount(Decimals.parse(text, FixedPointCount.class));
    }

    /**
     * Takes a number of contracts with its scale; a negative scale becomes 0.
     *
     * @param contracts the count, with a scale from -1000 to 1000
     * @return the count
     * @throws IllegalArgumentException if the scale is out of that range
     */
    public static FixedPointCount of(BigDecimal contracts) {
        return new FixedPointCount(Decimals.plain(contracts, FixedPointCount.class));
    }

    /**
     * {@return the count of that many whole contracts, without decimals}
     *
     * @param contracts how many
     */
    public static FixedPointCount of(long contracts) {
        return new FixedPointCount(BigDecimal.valueOf(contracts));
    }

    /**
     * {@return the exact sum, with the larger of the two scales}
     *
     * @param other the count to add
     */
    public FixedPointCount plus(FixedPointCount other) {
        return new FixedPointCount(value.add(other.value));
    }

    /**
     * {@return the exact difference, with the larger of the two scales}
     *
     * @param other the count to take away
     */
    public FixedPointCount minus(FixedPointCount other) {
        return new FixedPointCount(value.subtract(other.value));
    }

    /** {@return the count with the opposite sign} */
    public FixedPointCount negate() {
        return new FixedPointCount(value.negate());
    }

    /** {@return the count without its sign} */
    public FixedPointCount abs() {
        return isNegative() ? negate() : this;
    }

    /**
     * {@return the exact amount of this many contracts at that price, with the sum of the two scales}
     *
     * @param price dollars per contract
     */
    public FixedPointDollars times(FixedPointDollars price) {
        return price.times(this);
    }

    /**
     * The same count, to be written with a number of decimals that a request takes. The scale stays if it is in the
     * range; otherwise zeros are added or dropped, never another digit.
     *
     * @param min the fewest decimals
     * @param max the most decimals
     * @return the same count with a scale from min to max
     * @throws IllegalArgumentException unless {@code 0 <= min <= max}
     * @throws ArithmeticException if the count needs more than max decimals
     */
    public FixedPointCount withDecimals(int min, int max) {
        return new FixedPointCount(Decimals.withDecimals(value, min, max));
    }

    /**
     * Rounds, or adds zeros, to exactly that many decimals.
     *
     * @param decimals the new scale
     * @param mode how to round what does not fit
     * @return the rounded count
     * @throws IllegalArgumentException if the decimals are negative
     * @throws ArithmeticException if the mode is {@link RoundingMode#UNNECESSARY} but digits
     *     would be lost
     */
    public FixedPointCount round(int decimals, RoundingMode mode) {
        return new FixedPointCount(Decimals.round(value, decimals, mode));
    }

    /** {@return -1, 0 or 1 as the count is negative, zero or positive} */
    public int signum() {
        return value.signum();
    }

    /** {@return whether the count is zero, at any scale} */
    public boolean isZero() {
        return value.signum() == 0;
    }

    /** {@return whether the count is less than zero} */
    public boolean isNegative() {
        return value.signum() < 0;
    }

    /** {@return whether the count is more than zero} */
    public boolean isPositive() {
        return value.signum() > 0;
    }

    /**
     * {@return the smaller of the two counts, this one if they are equal}
     *
     * @param other the count to compare with
     */
    public FixedPointCount min(FixedPointCount other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /**
     * {@return the larger of the two counts, this one if they are equal}
     *
     * @param other the count to compare with
     */
    public FixedPointCount max(FixedPointCount other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** {@return the number of decimals that {@link #toString} writes, 0 or more} */
    public int scale() {
        return value.scale();
    }

    /** {@return the number of contracts, with this scale} */
    public BigDecimal toBigDecimal() {
        return value;
    }

    @Override
    public int compareTo(FixedPointCount other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FixedPointCount that && value.compareTo(that.value) == 0;
    }

    @Override
    public int hashCode() {
        return Decimals.hash(value);
    }

    /** {@return the count in plain notation with all its decimals, as on the wire: {@code 10.00}} */
    @Override
    public String toString() {
        return value.toPlainString();
    }
}
