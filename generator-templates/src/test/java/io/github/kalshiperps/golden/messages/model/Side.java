package io.github.kalshiperps.golden.messages.model;

import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.OpenEnum;
import io.github.kalshiperps.core.json.ScalarCodec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code Side} of the contract; not described yet.
 *
 * <p>Not a Java enum, because the exchange adds values without notice: a value that this version does not know is kept
 * and written back. Switch over {@link #known()}. Immutable; equality is that of the wire value.
 */
public final class Side implements OpenEnum {
    /** {@code bid} on the wire. */
    public static final Side BID = new Side("bid", Known.BID);

    /** {@code ask} on the wire. */
    public static final Side ASK = new Side("ask", Known.ASK);

    private static final List<Side> VALUES = List.of(BID, ASK);

    static final ScalarCodec<Side> CODEC = Codecs.openEnum(Side::of);

    private final String value;
    private final Known known;

    private Side(String value, Known known) {
        this.value = value;
        this.known = known;
    }

    /**
     * The value of a wire form.
     *
     * @param value as it stands on the wire, documented or not
     * @return a constant of this class when it is documented
     */
    public static Side of(String value) {
        for (Side candidate : VALUES) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return new Side(Objects.requireNonNull(value, "value"), Known.UNRECOGNIZED);
    }

    /**
     * The documented values, in the contract's order.
     *
     * @return an unmodifiable list
     */
    public static List<Side> values() {
        return VALUES;
    }

    /**
     * The wire form.
     *
     * @return the value as it stands on the wire
     */
    public String value() {
        return value;
    }

    /**
     * The value for a {@code switch}.
     *
     * @return {@link Known#UNRECOGNIZED} for a value that this version does not know
     */
    public Known known() {
        return known;
    }

    @Override
    public boolean isKnown() {
        return known != Known.UNRECOGNIZED;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Side that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The wire form. */
    @Override
    public String toString() {
        return value;
    }

    /** The documented values and one for the rest. New ones may be added: a switch needs a default. */
    public enum Known {
        /** {@link Side#BID}. */
        BID,
        /** {@link Side#ASK}. */
        ASK,
        /** A value that this version does not know. */
        UNRECOGNIZED
    }
}
