package io.github.kalshiperps.golden.operations.model;

import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.OpenEnum;
import io.github.kalshiperps.core.json.ScalarCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code period_interval}.
 *
 * <p>Not a Java enum, because the exchange adds values without notice: a value that this version does not know is kept
 * and written back. Switch over {@link #known()}. Immutable; equality is that of the wire value.
 */
public final class PeriodInterval implements OpenEnum {
    /** {@code 1} on the wire. */
    public static final PeriodInterval ONE_MINUTE = new PeriodInterval(1, Known.ONE_MINUTE);

    /** {@code 60} on the wire. */
    public static final PeriodInterval ONE_HOUR = new PeriodInterval(60, Known.ONE_HOUR);

    private static final List<PeriodInterval> VALUES = List.of(ONE_MINUTE, ONE_HOUR);

    static final ScalarCodec<PeriodInterval> CODEC = Codecs.openIntEnum(PeriodInterval::of);

    private final int value;
    private final Known known;

    private PeriodInterval(int value, Known known) {
        this.value = value;
        this.known = known;
    }

    /**
     * The value of a wire form.
     *
     * @param value as it stands on the wire, documented or not
     * @return a constant of this class when it is documented
     */
    public static PeriodInterval of(int value) {
        for (PeriodInterval candidate : VALUES) {
            if (candidate.value == value) {
                return candidate;
            }
        }
        return new PeriodInterval(value, Known.UNRECOGNIZED);
    }

    /**
     * The documented values, in the contract's order.
     *
     * @return an unmodifiable list
     */
    public static List<PeriodInterval> values() {
        return VALUES;
    }

    /**
     * The wire form.
     *
     * @return the value as it stands on the wire
     */
    public int value() {
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
        return other instanceof PeriodInterval that && value == that.value;
    }

    @Override
    public int hashCode() {
        return value;
    }

    /** The wire form. */
    @Override
    public String toString() {
        return Integer.toString(value);
    }

    /** The documented values and one for the rest. New ones may be added: a switch needs a default. */
    public enum Known {
        /** {@link PeriodInterval#ONE_MINUTE}. */
        ONE_MINUTE,
        /** {@link PeriodInterval#ONE_HOUR}. */
        ONE_HOUR,
        /** A value that this version does not know. */
        UNRECOGNIZED
    }
}
