package io.github.kalshiperps.core.book;

import java.math.BigDecimal;

/** Decimals as a long that counts units of 10<sup>-decimals</sup>; what does not fit is an ArithmeticException. */
final class ScaledLong {
    /** Every number of that many digits fits in a long. */
    private static final int MAX_DIGITS = 18;

    private static final long[] POWERS_OF_TEN = new long[MAX_DIGITS + 1];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i <= MAX_DIGITS; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    private ScaledLong() {}

    /**
     * Counts the units in a value that has at most that many decimals. BigDecimal hands out its digits as a long only
     * without decimals, and as a BigInteger otherwise; moving the point first makes a copy that the compiler can see
     * is short-lived, so that compiled code allocates nothing.
     */
    static long of(BigDecimal value, int decimals) {
        int scale = value.scale();
        if (value.precision() > MAX_DIGITS) {
            throw new ArithmeticException("more than " + MAX_DIGITS + " digits");
        }
        long digits = value.scaleByPowerOfTen(scale).longValue();
        return scale == decimals ? digits : rescale(digits, decimals - scale); // the usual case waits for no product
    }

    /** The same number in units that are smaller by that many powers of ten. */
    static long rescale(long units, int moreDecimals) {
        if (moreDecimals > MAX_DIGITS) {
            throw new ArithmeticException("more than " + MAX_DIGITS + " digits");
        }
        return Math.multiplyExact(units, POWERS_OF_TEN[moreDecimals]);
    }
}
