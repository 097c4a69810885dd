package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/** What a market's underlying is. Immutable and safe for use by several threads. */
public enum AssetClass {
    /** A cryptocurrency. */
    CRYPTO("Crypto"),

    /** A share. */
    EQUITIES("Equities"),

    /** A metal. */
    METALS("Metals");

    private final String value;

    AssetClass(String value) {
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
    public static @Nullable AssetClass of(String value) {
        for (AssetClass candidate : values()) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return null;
    }
}
