package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** How long an order may rest, if at all. Immutable and safe for use by several threads. */
public enum TimeInForce {
    /** Rests until it is filled, cancelled or expired. */
    GOOD_TILL_CANCELED("good_till_canceled"),

    /** Fills what it can at once; the rest is cancelled. */
    IMMEDIATE_OR_CANCEL("immediate_or_cancel"),

    /** Fills completely at once or not at all. */
    FILL_OR_KILL("fill_or_kill");

    private final String value;

    TimeInForce(String value) {
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
    public static @Nullable TimeInForce of(String value) {
        for (TimeInForce candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
