package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** Where an order stands. The exchange's order has no such member; it is what its list filters by. Immutable and safe for use by several threads. */
public enum OrderStatus {
    /** Something of it rests in the book. */
    RESTING("resting"),

    /** It ended before it was filled completely. */
    CANCELED("canceled"),

    /** It was filled completely. */
    EXECUTED("executed");

    private final String value;

    OrderStatus(String value) {
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
    public static @Nullable OrderStatus of(String value) {
        for (OrderStatus candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
