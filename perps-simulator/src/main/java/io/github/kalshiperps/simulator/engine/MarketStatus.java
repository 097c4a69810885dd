package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** The stage of a market's life. Immutable and safe for use by several threads. */
public enum MarketStatus {
    /** Listed but not open for orders. */
    INACTIVE("inactive"),

    /** Open for orders within its trading hours. */
    ACTIVE("active"),

    /** No longer traded. */
    CLOSED("closed");

    private final String value;

    MarketStatus(String value) {
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
    public static @Nullable MarketStatus of(String value) {
        for (MarketStatus candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
