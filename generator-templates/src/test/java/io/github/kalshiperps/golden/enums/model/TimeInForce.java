package io.github.kalshiperps.golden.enums.model;

import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.OpenEnum;
import io.github.kalshiperps.core.json.ScalarCodec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code time_in_force}.
 *
 * <p>Not a Java enum, because the exchange adds values without notice: a value that this version does not know is kept
 * and written back. Switch over {@link #known()}. Immutable; equality is that of the wire value.
 */
public final class TimeInForce implements OpenEnum {
    /** All at once or nothing. */
    public static final TimeInForce FILL_OR_KILL = new TimeInForce("fill_or_kill", Known.FILL_OR_KILL);

    /** Until it is cancelled. */
    public static final TimeInForce GOOD_TILL_CANCELED =
            new TimeInForce("good_till_canceled", Known.GOOD_TILL_CANCELED);

    /** What can be matched at once; the rest is cancelled. */
    public static final TimeInForce IMMEDIATE_OR_CANCEL =
            new TimeInForce("immediate_or_cancel", Known.IMMEDIATE_OR_CANCEL);

    private static final List<TimeInForce> VALUES = List.of(FILL_OR_KILL, GOOD_TILL_CANCELED, IMMEDIATE_OR_CANCEL);

    static final ScalarCodec<TimeInForce> CODEC = Codecs.openEnum(TimeInForce::of);

    private final String value;
    private final Known known;

    private TimeInForce(String value, Known known) {
        this.value = value;
        this.known = known;
    }

    /**
     * The value of a wire form.
     *
     * @param value as it stands on the wire, documented or not
     * @return a constant of this class when it is documented
     */
    public static TimeInForce of(String value) {
        for (TimeInForce candidate : VALUES) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return new TimeInForce(Objects.requireNonNull(value, "value"), Known.UNRECOGNIZED);
    }

    /**
     * The documented values, in the contract's order.
     *
     * @return an unmodifiable list
     */
    public static List<TimeInForce> values() {
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
        return other instanceof TimeInForce that && value.equals(that.value);
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
        /** {@link TimeInForce#FILL_OR_KILL}. */
        FILL_OR_KILL,
        /** {@link TimeInForce#GOOD_TILL_CANCELED}. */
        GOOD_TILL_CANCELED,
        /** {@link TimeInForce#IMMEDIATE_OR_CANCEL}. */
        IMMEDIATE_OR_CANCEL,
        /** A value that this version does not know. */
        UNRECOGNIZED
    }
}
