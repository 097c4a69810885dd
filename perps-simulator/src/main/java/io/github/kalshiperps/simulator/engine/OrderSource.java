package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** Who placed an order. Immutable and safe for use by several threads. */
public enum OrderSource {
    /** The user. */
    USER("user"),

    /** The exchange for the user, as when an exit trigger fired. */
    SYSTEM("system");

    private final String value;

    OrderSource(String value) {
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
    public static @Nullable OrderSource of(String value) {
        for (OrderSource candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
