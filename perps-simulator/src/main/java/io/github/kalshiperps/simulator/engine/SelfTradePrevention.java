package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** Which of two orders of one user gives way when they would trade with each other. Immutable and safe for use by several threads. */
public enum SelfTradePrevention {
    /** The arriving order stops there and its rest is cancelled; what it traded before stands. */
    TAKER_AT_CROSS("taker_at_cross"),

    /** The resting order is cancelled and the arriving one goes on. */
    MAKER("maker");

    private final String value;

    SelfTradePrevention(String value) {
        this.value = value;
    }

    /** {@return the exchange's own word for it, as on the wire} */
    public String value() {
        return value;
    }

    /**
     * {@return the constant of that word, or null if there is none}
     *
     * @param value the exchange's own word
     */
    public static @Nullable SelfTradePrevention of(String value) {
        for (SelfTradePrevention candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
