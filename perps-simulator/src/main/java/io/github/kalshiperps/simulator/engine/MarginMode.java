package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** Which family of routes an exit trigger belongs to. Immutable and safe for use by several threads. */
public enum MarginMode {
    /** A cross-margined position. */
    CROSS("cross"),

    /** An isolated position. */
    ISOLATED("isolated");

    private final String value;

    MarginMode(String value) {
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
    public static @Nullable MarginMode of(String value) {
        for (MarginMode candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
