package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** The stage that an exit trigger is in. Immutable and safe for use by several threads. */
public enum ExitTriggerStatus {
    /** Waits for its anchor order to fill, for the first time or again. */
    PENDING_ON_ENTRY("pending_on_entry"),

    /** Armed. */
    ACTIVE("active"),

    /** Fired, and its closing order was executed. */
    FILLED("filled"),

    /** Ended in failure. */
    FAILED("failed"),

    /** Cancelled by its user or by the exchange. */
    CANCELED("canceled"),

    /** Not named by the exchange; the simulator never shows it. */
    UNKNOWN("unknown");

    private final String value;

    ExitTriggerStatus(String value) {
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
    public static @Nullable ExitTriggerStatus of(String value) {
        for (ExitTriggerStatus candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
