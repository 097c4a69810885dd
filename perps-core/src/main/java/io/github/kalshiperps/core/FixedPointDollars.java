package io.github.kalshiperps.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact amount of US dollars: a price (per contract), a fee, a balance, a profit or loss. On the wire it is a JSON
 * string; most requests take 2 to 4 decimals ({@code "0.56"}, {@code "0.5600"}), responses carry up to 6
 * ({@code "0.000100"}).
 *
 * <pre>{@code
 * FixedPointDollars price = FixedPointDollars.of("0.5600");
 * FixedPointDollars cost = price.times(FixedPointCount.of("10.00")); // 5.600000
 * cost.withDecimals(2, 4);                                           // 5.6000
 * cost.equals(FixedPointDollars.of("5.6"));                          // true
 * FixedPointDollars.of("0.00005").withDecimals(2, 4);                // ArithmeticException
 * FixedPointDollars.of("0.00005").round(4, RoundingMode.HALF_UP);    // 0.0001
 * }</pre>
 *
 * <p>Nothing is rounded unless a rounding mode is given. The scale, that is the number of decimals, is kept as it was
 * read, so an amount is written back as it came; it does not count in {@link #equals}, {@link #hashCode} and
 * {@link #compareTo}. There is no way in from {@code double}: such a number is inexact before it arrives.
 *
 * <p>Immutable and safe for use by several threads. No method takes or returns null.
 */
public final class FixedPointDollars implements Comparable<FixedPointDollars> {
    /** No dollars, without decimals. */
    public static final FixedPointDollars ZERO = new FixedPointDollars(BigDecimal.ZERO);

    private final BigDecimal value;

    private FixedPointDollars(BigDecimal value) {
        this.value = value;
    }

    /**
     * Reads plain decimal notation: an optional minus, digits, and optionally a point with digits behind it. No
     * exponent, plus, white space or grouping. Superfluous leading zeros and the sign of zero are not kept.
     *
     * @param text such as {@code "0.5600"} or {@code "-12"}, at most 64 characters
     * @return the amount with the text's scale
     * @throws IllegalArgumentException if the text has another form
     */
    public static FixedPointDollars of(String text) {
        return new FixedPointDollars(Decimals.parse(text, FixedPointDollars.class));
    }

    /**
     * Takes a number of dollars with its scale; a negative scale becomes 0.
     *
     * @param dollars the amount, with a scale from -1000 to 1000
     * @return the amount
     * @throws IllegalArgumentException if the scale is out of that range
     */
    public static FixedPointDollars of(BigDecimal dollars) {
        return new FixedPointDollars(Decimals.plain(dollars, FixedPointDollars.class));
    }

    /**
     * {@return the amount of that many cents, with 2 decimals}
     *
     * @param cents hundredths of a dollar
     */
    public static FixedPointDollars ofCents(long cents) {
        return new FixedPointDollars(BigDecimal.valueOf(cents, 2));
    }

    /**
     * {@return the exact sum, with the larger of the two scales}
     *
     * @param other the amount to add
     */
    public FixedPointDollars plus(FixedPointDollars other) {
        return new FixedPointDollars(value.add(other.value));
    }

    /**
     * {@return the exact difference, with the larger of the two scales}
     *
     * @param other the amount to take away
     */
    public FixedPointDollars minus(FixedPointDollars other) {
        return new FixedPointDollars(value.subtract(other.value));
    }

    /** {@return the amount with the opposite sign} */
    public FixedPointDollars negate() {
        return new FixedPointDollars(value.negate());
    }

    /** {@return the amount without its sign} */
    public FixedPointDollars abs() {
        return isNegative() ? negate() : this;
    }

    /**
     * {@return the exact amount of that many contracts at this price, with the sum of the two scales}
     *
     * @param count how many contracts
     */
    public FixedPointDollars times(FixedPointCount count) {
        return new FixedPointDollars(value.multiply(count.toBigDecimal()));
    }

    /**
     * Multiplies by a rate, such as a fee rate or a funding rate.
     *
     * @param rate the factor, with a scale from -1000 to 1000
     * @return the exact product, with the sum of the two scales (a negative one counts as 0)
     * @throws IllegalArgumentException if the scale of the rate is out of that range
     */
    public FixedPointDollars times(BigDecimal rate) {
        return new FixedPointDollars(value.multiply(Decimals.plain(rate, FixedPointDollars.class)));
    }

    /**
     * {@return the exact product, with this scale}
     *
     * @param factor a whole number
     */
    public FixedPointDollars times(long factor) {
        return new FixedPointDollars(value.multiply(BigDecimal.valueOf(factor)));
    }

    /**
     * Divides by a number of contracts, which makes a total into an amount per contract.
     *
     * @param count how many contracts, not zero
     * @param decimals the scale of the quotient
     * @param mode how to round what does not fit
     * @return the quotient
     * @throws IllegalArgumentException if the decimals are negative
     * @throws ArithmeticException if the count is zero, or the mode is {@link RoundingMode#UNNECESSARY} but digits
     *     would be lost
     */
    public FixedPointDollars dividedBy(FixedPointCount count, int decimals, RoundingMode mode) {
        return new FixedPointDollars(Decimals.divide(value, count.toBigDecimal(), decimals, mode));
    }

    /**
     * Divides by another amount, as in profit by margin used.
     *
     * @param other the divisor, not zero
     * @param decimals the scale of the ratio
     * @param mode how to round what does not fit
     * @return the ratio, a number without unit
     * @throws IllegalArgumentException if the decimals are negative
     * @throws ArithmeticException if the other amount is zero, or the mode is {@link RoundingMode#UNNECESSARY} but
     *     digits would be lost
     */
    public BigDecimal ratioTo(FixedPointDollars other, int decimals, RoundingMode mode) {
        return Decimals.divide(value, other.value, decimals, mode);
    }

    /**
     * The same amount, to be written with a number of decimals that a request takes. The scale stays if it is in the
     * range; otherwise zeros are added or dropped, never another digit.
     *
     * @param min the fewest decimals
     * @param max the most decimals
     * @return the same amount with a scale from min to max
     * @throws IllegalArgumentException unless {@code 0 <= min <= max}
     * @throws ArithmeticException if the amount needs more than max decimals
     */
    public FixedPointDollars withDecimals(int min, int max) {
        return new FixedPointDollars(Decimals.withDecimals(value, min, max));
    }

    /**
     * Rounds, or adds zeros, to exactly that many decimals.
     *
     * @param decimals the new scale
     * @param mode how to round what does not fit
     * @return the rounded amount
     * @throws IllegalArgumentException if the decimals are negative
     * @throws ArithmeticException if the mode is {@link RoundingMode#UNNECESSARY} but digits
     *     would be lost
     */
    public FixedPointDollars round(int decimals, RoundingMode mode) {
        return new FixedPointDollars(Decimals.round(value, decimals, mode));
    }

    /**
     * Converts to centicents; 1 dollar is 10,000 of them.
     *
     * @return the same amount
     * @throws ArithmeticException if it is not a whole number of centicents, or one that does not fit in a long
     */
    public Centicents toCenticents() {
        return Centicents.of(this);
    }

    /** {@return -1, 0 or 1 as the amount is negative, zero or positive} */
    public int signum() {
        return value.signum();
    }

    /** {@return whether the amount is zero, at any scale} */
    public boolean isZero() {
        return value.signum() == 0;
    }

    /** {@return whether the amount is less than zero} */
    public boolean isNegative() {
        return value.signum() < 0;
    }

    /** {@return whether the amount is more than zero} */
    public boolean isPositive() {
        return value.signum() > 0;
    }

    /**
     * {@return the smaller of the two amounts, this one if they are equal}
     *
     * @param other the amount to compare with
     */
    public FixedPointDollars min(FixedPointDollars other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /**
     * {@return the larger of the two amounts, this one if they are equal}
     *
     * @param other the amount to compare with
     */
    public FixedPointDollars max(FixedPointDollars other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** {@return the number of decimals that {@link #toString} writes, 0 or more} */
    public int scale() {
        return value.scale();
    }

    /** {@return the number of dollars, with this scale} */
    public BigDecimal toBigDecimal() {
        return value;
    }

    @Override
    public int compareTo(FixedPointDollars other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FixedPointDollars that && value.compareTo(that.value) == 0;
    }

    @Override
    public int hashCode() {
        return Decimals.hash(value);
    }

    /** {@return the amount in plain notation with all its decimals, as on the wire: {@code 0.5600}} */
    @Override
    public String toString() {
        return value.toPlainString();
    }
}
