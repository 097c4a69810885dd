package io.github.kalshiperps.golden.enums.model;

import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.OpenEnum;
import io.github.kalshiperps.core.json.ScalarCodec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What changed an order last. A plain cancel shows {@code Decrease}.
 *
 * <p>Not a Java enum, because the exchange adds values without notice: a value that this version does not know is kept
 * and written back. Switch over {@link #known()}. Immutable; equality is that of the wire value.
 */
public final class LastUpdateReason implements OpenEnum {
    /** Nothing yet. */
    public static final LastUpdateReason NONE = new LastUpdateReason("", Known.NONE);

    /** The order was reduced, perhaps to nothing. */
    public static final LastUpdateReason DECREASE = new LastUpdateReason("Decrease", Known.DECREASE);

    /** {@code MarginCancel} on the wire. */
    public static final LastUpdateReason MARGIN_CANCEL = new LastUpdateReason("MarginCancel", Known.MARGIN_CANCEL);

    private static final List<LastUpdateReason> VALUES = List.of(NONE, DECREASE, MARGIN_CANCEL);

    static final ScalarCodec<LastUpdateReason> CODEC = Codecs.openEnum(LastUpdateReason::of);

    private final String value;
    private final Known known;

    private LastUpdateReason(String value, Known known) {
        this.value = value;
        this.known = known;
    }

    /**
     * The value of a wire form.
     *
     * @param value as it stands on the wire, documented or not
     * @return a constant of this class when it is documented
     */
    public static LastUpdateReason of(String value) {
        for (LastUpdateReason candidate : VALUES) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return new LastUpdateReason(Objects.requireNonNull(value, "value"), Known.UNRECOGNIZED);
    }

    /**
     * The documented values, in the contract's order.
     *
     * @return an unmodifiable list
     */
    public static List<LastUpdateReason> values() {
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
        return other instanceof LastUpdateReason that && value.equals(that.value);
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
        /** {@link LastUpdateReason#NONE}. */
        NONE,
        /** {@link LastUpdateReason#DECREASE}. */
        DECREASE,
        /** {@link LastUpdateReason#MARGIN_CANCEL}. */
        MARGIN_CANCEL,
        /** A value that this version does not know. */
        UNRECOGNIZED
    }
}
