package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** The half of a bracket that fired. Immutable and safe for use by several threads. */
public enum ExitTriggerLeg {
    /** The leg that limits a loss; a trailing stop fires this one. */
    STOP_LOSS("stop_loss"),

    /** The leg that secures a gain. */
    TAKE_PROFIT("take_profit");

    private final String value;

    ExitTriggerLeg(String value) {
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
    public static @Nullable ExitTriggerLeg of(String value) {
        for (ExitTriggerLeg candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
