package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** The cause for which an exit trigger ended. Immutable and safe for use by several threads. */
public enum ExitTriggerReason {
    /** Its user cancelled or replaced it. */
    USER_CANCELED("user_canceled"),

    /** The position that it protected was closed. */
    POSITION_CLOSED("position_closed"),

    /** Its anchor order ended without a fill. */
    ENTRY_NOT_FILLED("entry_not_filled"),

    /** Its closing order was refused. */
    ORDER_REJECTED("order_rejected"),

    /** Its position changed from long to short or from short to long. */
    POSITION_FLIPPED("position_flipped");

    private final String value;

    ExitTriggerReason(String value) {
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
    public static @Nullable ExitTriggerReason of(String value) {
        for (ExitTriggerReason candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
