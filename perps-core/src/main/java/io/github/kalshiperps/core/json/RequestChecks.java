package io.github.kalshiperps.core.json;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses in a builder what the exchange would refuse in a request. Every failure is an IllegalArgumentException that
 * names the member, such as {@code CreateMarginOrderRequest.price}. Used by generated builders.
 */
public final class RequestChecks {
    /** Decimals that a request may have: dollars need two and may have four, counts may have two. */
    private static final int MIN_DOLLAR_DECIMALS = 2;

    private static final int MAX_DOLLAR_DECIMALS = 4;
    private static final int MAX_COUNT_DECIMALS = 2;

    private RequestChecks() {}

    /**
     * A required member has a value.
     *
     * @param member its name, for the message
     * @param value its value, or null
     * @throws IllegalArgumentException if there is none
     */
    public static void required(String member, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(member + " is required but was not set");
        }
    }

    /**
     * Dollars with the decimals that a request may have.
     *
     * @param member its name, for the message
     * @param value its value
     * @return the same number with two to four decimals
     * @throws IllegalArgumentException if it has more
     */
    public static FixedPointDollars dollars(String member, FixedPointDollars value) {
        try {
            return value.withDecimals(MIN_DOLLAR_DECIMALS, MAX_DOLLAR_DECIMALS);
        } catch (ArithmeticException e) {
            throw tooManyDecimals(member, value, MAX_DOLLAR_DECIMALS, e);
        }
    }

    /**
     * A count with the decimals that a request may have.
     *
     * @param member its name, for the message
     * @param value its value
     * @return the same number with at most two decimals
     * @throws IllegalArgumentException if it has more
     */
    public static FixedPointCount count(String member, FixedPointCount value) {
        try {
            return value.withDecimals(0, MAX_COUNT_DECIMALS);
        } catch (ArithmeticException e) {
            throw tooManyDecimals(member, value, MAX_COUNT_DECIMALS, e);
        }
    }

    private static IllegalArgumentException tooManyDecimals(
            String member, Object value, int max, ArithmeticException cause) {
        return new IllegalArgumentException(
                member + ": " + value + " has more than " + max + " decimals, the most a request may have", cause);
    }

    /**
     * An integer is within the contract's bounds.
     *
     * @param member its name, for the message
     * @param value its value
     * @param min the least allowed
     * @param max the greatest allowed
     * @throws IllegalArgumentException if it is not
     */
    public static void range(String member, long value, long min, long max) {
        if (value < min || value > max) {
            String bounds = max == Long.MAX_VALUE
                    ? "at least " + min
                    : min == Long.MIN_VALUE ? "at most " + max : "from " + min + " to " + max;
            throw new IllegalArgumentException(member + ": expected " + bounds + " but was " + value);
        }
    }

    /**
     * An amount is more than zero.
     *
     * @param member its name, for the message
     * @param value its value
     * @throws IllegalArgumentException if it is zero or less
     */
    public static void positive(String member, FixedPointDollars value) {
        positive(member, value.signum(), value);
    }

    /**
     * A count is more than zero.
     *
     * @param member its name, for the message
     * @param value its value
     * @throws IllegalArgumentException if it is zero or less
     */
    public static void positive(String member, FixedPointCount value) {
        positive(member, value.signum(), value);
    }

    /**
     * An amount is more than zero.
     *
     * @param member its name, for the message
     * @param value its value
     * @throws IllegalArgumentException if it is zero or less
     */
    public static void positive(String member, Centicents value) {
        positive(member, Long.signum(value.value()), value);
    }

    private static void positive(String member, int signum, Object value) {
        if (signum <= 0) {
            throw new IllegalArgumentException(member + ": expected more than 0 but was " + value);
        }
    }

    /**
     * A text has a length within the contract's bounds.
     *
     * @param member its name, for the message
     * @param value its value, or what prints as it on the wire
     * @param min the least number of characters
     * @param max the greatest number of characters
     * @throws IllegalArgumentException if it has not
     */
    public static void length(String member, Object value, int min, int max) {
        int length = value.toString().length();
        if (length < min || length > max) {
            String bounds = max == Integer.MAX_VALUE ? "at least " + min : min + " to " + max;
            throw new IllegalArgumentException(member + ": expected " + bounds + " characters but was " + length);
        }
    }

    /**
     * A list or map has a size within the contract's bounds.
     *
     * @param member its name, for the message
     * @param size its size
     * @param min the fewest elements
     * @param max the most elements
     * @throws IllegalArgumentException if it has not
     */
    public static void size(String member, int size, int min, int max) {
        if (size < min || size > max) {
            String bounds = max == Integer.MAX_VALUE ? "at least " + min : min + " to " + max;
            throw new IllegalArgumentException(member + ": expected " + bounds + " elements but was " + size);
        }
    }

    /**
     * A text has the contract's form.
     *
     * @param member its name, for the message
     * @param value its value, or what prints as it on the wire
     * @param pattern the form
     * @throws IllegalArgumentException if it has not
     */
    public static void pattern(String member, Object value, Pattern pattern) {
        if (!pattern.matcher(value.toString()).find()) {
            throw new IllegalArgumentException(
                    member + ": '" + Excerpt.of(value.toString()) + "' does not match " + pattern.pattern());
        }
    }

    /**
     * Exactly one of several members is set.
     *
     * @param owner the message's name
     * @param members the members' names, for the message
     * @param values the members' values
     * @throws IllegalArgumentException if none or several are
     */
    public static void exactlyOne(String owner, String members, @Nullable Object... values) {
        if (count(values) != 1) {
            throw new IllegalArgumentException(
                    owner + ": exactly one of " + members + " must be set, but " + count(values) + " are");
        }
    }

    /**
     * At most one of several members is set.
     *
     * @param owner the message's name
     * @param members the members' names, for the message
     * @param values the members' values
     * @throws IllegalArgumentException if several are
     */
    public static void atMostOne(String owner, String members, @Nullable Object... values) {
        if (count(values) > 1) {
            throw new IllegalArgumentException(
                    owner + ": at most one of " + members + " may be set, but " + count(values) + " are");
        }
    }

    /**
     * At least one of several members is set.
     *
     * @param owner the message's name
     * @param members the members' names, for the message
     * @param values the members' values
     * @throws IllegalArgumentException if none is
     */
    public static void atLeastOne(String owner, String members, @Nullable Object... values) {
        if (count(values) == 0) {
            throw new IllegalArgumentException(owner + ": at least one of " + members + " must be set");
        }
    }

    private static int count(@Nullable Object[] values) {
        int count = 0;
        for (Object value : values) {
            if (value != null) {
                count++;
            }
        }
        return count;
    }
}
