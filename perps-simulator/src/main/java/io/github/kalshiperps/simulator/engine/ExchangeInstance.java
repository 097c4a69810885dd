package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** One of the two exchanges that an account holds money in. Immutable and safe for use by several threads. */
public enum ExchangeInstance {
    /** The exchange for event contracts, of which the simulator keeps only the money. */
    EVENT_CONTRACT("event_contract"),

    /** The exchange for perpetual futures. */
    MARGINED("margined");

    private final String value;

    ExchangeInstance(String value) {
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
    public static @Nullable ExchangeInstance of(String value) {
        for (ExchangeInstance candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
