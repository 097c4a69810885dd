package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** A fee schedule. Immutable and safe for use by several threads. */
public enum FeeScheduleName {
    /** Of members that clear for themselves. */
    SELF_CLEARING_MEMBERS("self_clearing_members"),

    /** Of Kalshi Prime customers. */
    KALSHI_PRIME("kalshi_prime"),

    /** Of futures commission merchants. */
    FCM("fcm");

    private final String value;

    FeeScheduleName(String value) {
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
    public static @Nullable FeeScheduleName of(String value) {
        for (FeeScheduleName candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
