package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** Why the exchange placed an order for a user. Immutable and safe for use by several threads. */
public enum OrderReason {
    /** A position lacked margin. The simulator does not liquidate. */
    LIQUIDATION("liquidation"),

    /** An exit trigger fired. */
    TAKE_PROFIT_STOP_LOSS("take_profit_stop_loss");

    private final String value;

    OrderReason(String value) {
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
    public static @Nullable OrderReason of(String value) {
        for (OrderReason candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
