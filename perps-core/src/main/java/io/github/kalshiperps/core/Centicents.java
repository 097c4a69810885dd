package io.github.kalshiperps.core;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money in centicents, the hundredth part of a cent: 1 US dollar is 10,000 centicents. On the wire it is a
 * JSON integer; the clearing API (Klear) counts in it, and transfers between exchange instances do.
 *
 * <pre>{@code
 * Centicents fee = Centicents.of(5_600);
 * fee.toDollars();                                  // 0.5600
 * FixedPointDollars.of("1.25").toCenticents();      // 12500
 * Centicents.of(FixedPointDollars.of("0.00005"));   // ArithmeticException: half a centicent
 * }</pre>
 *
 * <p>Every operation is exact, or fails with an {@link ArithmeticException} when the result does not fit in a long.
 *
 * <p>Immutable and safe for use by several threads. No method takes or returns null.
 */
public final class Centicents implements Comparable<Centicents> {
    /** No money. */
    public static final Centicents ZERO = new Centicents(0);

    private static final int DECIMALS_OF_A_DOLLAR = 4;

    private final long value;

    private Centicents(long value) {
        this.value = value;
    }

    /**
     * {@return that many centicents}
     *
     * @param value 1/10,000 dollars
     */
    public static Centicents of(long value) {
        return new Centicents(value);
    }

    /**
     * Converts from dollars.
     *
     * @param dollars the amount
     * @return the same amount
     * @throws ArithmeticException if it is not a whole number of centicents, or one that does not fit in a long
     */
    public static Centicents of(FixedPointDollars dollars) {
        try {
            return new Centicents(
                    dollars.toBigDecimal().movePointRight(DECIMALS_OF_A_DOLLAR).longValueExact());
        } catch (ArithmeticException e) {
            throw new ArithmeticException(
                    "Expected a whole number of centicents that fits in a long but was " + dollars + " dollars");
        }
    }

    /** {@return the number of centicents} */
    public long value() {
        return value;
    }

    /**
     * {@return the sum}
     *
     * @param other the amount to add
     * @throws ArithmeticException if it does not fit in a long
     */
    public Centicents plus(Centicents other) {
        try {
            return new Centicents(Math.addExact(value, other.value));
        } catch (ArithmeticException e) {
            throw overflow(value + " plus " + other.value);
        }
    }

    /**
     * {@return the difference}
     *
     * @param other the amount to take away
     * @throws ArithmeticException if it does not fit in a long
     */
    public Centicents minus(Centicents other) {
        try {
            return new Centicents(Math.subtractExact(value, other.value));
        } catch (ArithmeticException e) {
            throw overflow(value + " minus " + other.value);
        }
    }

    /**
     * {@return the amount with the opposite sign}
     *
     * @throws ArithmeticException if it does not fit in a long
     */
    public Centicents negate() {
        try {
            return new Centicents(Math.negateExact(value));
        } catch (ArithmeticException e) {
            throw overflow("negate " + value);
        }
    }

    /**
     * {@return the amount without its sign}
     *
     * @throws ArithmeticException if it does not fit in a long
     */
    public Centicents abs() {
        try {
            return new Centicents(Math.absExact(value));
        } catch (ArithmeticException e) {
            throw overflow("abs " + value);
        }
    }

    /**
     * {@return the product}
     *
     * @param factor a whole number
     * @throws ArithmeticException if it does not fit in a long
     */
    public Centicents times(long factor) {
        try {
            return new Centicents(Math.multiplyExact(value, factor));
        } catch (ArithmeticException e) {
            throw overflow(value + " times " + factor);
        }
    }

    private static ArithmeticException overflow(String operation) {
        return new ArithmeticException("Centicents overflow a long: " + operation);
    }

    /** {@return the same amount in dollars, with 4 decimals} */
    public FixedPointDollars toDollars() {
        return FixedPointDollars.of(BigDecimal.valueOf(value, DECIMALS_OF_A_DOLLAR));
    }

    @Override
    public int compareTo(Centicents other) {
        return Long.compare(value, other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Centicents that && value == that.value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    /** {@return the number of centicents in digits, as on the wire: {@code 5600}} */
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
