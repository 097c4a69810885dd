package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** What changed an order last. Immutable and safe for use by several threads. */
public enum LastUpdateReason {
    /** Nothing has changed the order since it was placed; what it traded on arrival does not count. */
    NONE(""),

    /** It was made smaller, which a cancel, an unfilled rest of an order that may not rest, and a triggered group are as well. */
    DECREASE("Decrease"),

    /** Its price, size or expiry was amended. */
    AMEND("Amend"),

    /** It was cancelled because a limit of its account was lowered. */
    MARGIN_CANCEL("MarginCancel"),

    /** It was cancelled because it met another order of its user. */
    SELF_TRADE_CANCEL("SelfTradeCancel"),

    /** It reached its expiry. */
    EXPIRY_CANCEL("ExpiryCancel"),

    /** It traded while it rested. */
    TRADE("Trade"),

    /** It was post-only and would have traded on arrival. */
    POST_ONLY_CROSS_CANCEL("PostOnlyCrossCancel"),

    /** It was reduce-only and was cut to what its position allowed. */
    REDUCE_ONLY_CANCEL("ReduceOnlyCancel");

    private final String value;

    LastUpdateReason(String value) {
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
    public static @Nullable LastUpdateReason of(String value) {
        for (LastUpdateReason candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
