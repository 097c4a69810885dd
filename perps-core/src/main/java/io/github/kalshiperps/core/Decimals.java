package io.github.kalshiperps.core;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What {@link FixedPointDollars} and {@link FixedPointCount} have in common. */
final class Decimals {
    /** The exchange sends far less; a longer text is a mistake or an attack, and parsing it costs more than linear time. */
    private static final int MAX_TEXT = 64;

    /** Eighteen nines fit in a long; nineteen do not. */
    private static final int MAX_DIGITS_IN_LONG = 18;

    /** One {@code 1E+1000000000}, read from somebody's JSON, would fill the memory as soon as it is written out. */
    private static final int MAX_SCALE = 1_000;

    private static final int MAX_QUOTE = 40;

    private Decimals() {}

    /**
     * Reads {@code -?[0-9]+(\.[0-9]+)?} and keeps the scale. The form is checked here because BigDecimal takes more:
     * exponents, a plus, {@code 5.}, {@code .5}, the digits of every script.
     */
    static BigDecimal parse(String text, Class<?> type) {
        int length = text.length();
        if (length > MAX_TEXT) {
            throw malformed(text, type);
        }
        boolean negative = length > 0 && text.charAt(0) == '-';
        int start = negative ? 1 : 0;
        int point = -1;
        long unscaled = 0; // overflows unnoticed when there are too many digits; it is not used then
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                unscaled = 10 * unscaled + (c - '0');
            } else if (c == '.' && point < 0 && i > start) {
                point = i;
            } else {
                throw malformed(text, type);
            }
        }
        if (length == start || point == length - 1) {
            throw malformed(text, type);
        }
        int digits = point < 0 ? length - start : length - start - 1;
        if (digits > MAX_DIGITS_IN_LONG) {
            return new BigDecimal(text);
        }
        return BigDecimal.valueOf(negative ? -unscaled : unscaled, point < 0 ? 0 : length - 1 - point);
    }

    private static IllegalArgumentException malformed(String text, Class<?> type) {
        return new IllegalArgumentException(
                type.getSimpleName() + ": expected a plain decimal such as \"0.5600\" (at most " + MAX_TEXT
                        + " characters) but was " + quote(text));
    }

    private static String quote(String text) {
        return text.length() <= MAX_QUOTE
                ? '"' + text + '"'
                : '"' + text.substring(0, MAX_QUOTE) + "\"... (" + text.length() + " characters)";
    }

    /** Plain notation has no negative scale, so {@code 1E+2} becomes {@code 100}; refuses what would be endless. */
    static BigDecimal plain(BigDecimal value, Class<?> type) {
        int scale = value.scale();
        if (scale < -MAX_SCALE || scale > MAX_SCALE) {
            throw new IllegalArgumentException(type.getSimpleName() + ": expected a scale from -" + MAX_SCALE + " to "
                    + MAX_SCALE + " but was " + quote(value.toString()));
        }
        return scale < 0 ? value.setScale(0) : value;
    }

    static BigDecimal withDecimals(BigDecimal value, int min, int max) {
        if (min < 0 || min > max) {
            throw new IllegalArgumentException("Expected 0 <= min <= max but was min " + min + ", max " + max);
        }
        BigDecimal result = value.setScale(Math.max(min, Math.min(value.scale(), max)), RoundingMode.DOWN);
        if (result.compareTo(value) != 0) {
            throw new ArithmeticException(
                    value.toPlainString() + " has more than " + max + " decimals; round it first if that is meant");
        }
        return result;
    }

    static BigDecimal round(BigDecimal value, int decimals, RoundingMode mode) {
        checkDecimals(decimals);
        return value.setScale(decimals, mode);
    }

    static BigDecimal divide(BigDecimal value, BigDecimal divisor, int decimals, RoundingMode mode) {
        checkDecimals(decimals);
        if (divisor.signum() == 0) {
            throw new ArithmeticException(value.toPlainString() + " divided by zero");
        }
        return value.divide(divisor, decimals, mode);
    }

    private static void checkDecimals(int decimals) {
        if (decimals < 0) {
            throw new IllegalArgumentException("Expected at least 0 decimals but was " + decimals);
        }
    }

    /** The same for {@code 1.0} and {@code 1.00}, unlike BigDecimal's own. */
    static int hash(BigDecimal value) {
        return value.stripTrailingZeros().hashCode();
    }
}
