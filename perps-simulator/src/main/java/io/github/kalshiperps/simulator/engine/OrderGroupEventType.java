package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** What happened to an order group. Immutable and safe for use by several threads. */
public enum OrderGroupEventType {
    /** It was made. */
    CREATED("created"),

    /** It reached its limit or was triggered by hand; its orders are cancelled and new ones refused. */
    TRIGGERED("triggered"),

    /** It takes orders again and counts from zero. */
    RESET("reset"),

    /** It is gone, and its resting orders with it. */
    DELETED("deleted"),

    /** Its limit has changed. */
    LIMIT_UPDATED("limit_updated");

    private final String value;

    OrderGroupEventType(String value) {
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
    public static @Nullable OrderGroupEventType of(String value) {
        for (OrderGroupEventType candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
