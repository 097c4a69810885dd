package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** The family that an exit trigger belongs to. Immutable and safe for use by several threads. */
public enum ExitTriggerKind {
    /** A stop-loss, a take-profit, or both. */
    BRACKET("bracket"),

    /** A stop that follows the mark while it moves in the position's favour. */
    TRAILING("trailing");

    private final String value;

    ExitTriggerKind(String value) {
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
    public static @Nullable ExitTriggerKind of(String value) {
        for (ExitTriggerKind candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
