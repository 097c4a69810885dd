package io.github.kalshiperps.golden.composition.model;

import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.OpenEnum;
import io.github.kalshiperps.core.json.ScalarCodec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code status}.
 *
 * <p>Not a Java enum, because the exchange adds values without notice: a value that this version does not know is kept
 * and written back. Switch over {@link #known()}. Immutable; equality is that of the wire value.
 */
public final class ObligationStatus implements OpenEnum {
    /** {@code open} on the wire. */
    public static final ObligationStatus OPEN = new ObligationStatus("open", Known.OPEN);

    /** {@code settled} on the wire. */
    public static final ObligationStatus SETTLED = new ObligationStatus("settled", Known.SETTLED);

    private static final List<ObligationStatus> VALUES = List.of(OPEN, SETTLED);

    static final ScalarCodec<ObligationStatus> CODEC = Codecs.openEnum(ObligationStatus::of);

    private final String value;
    private final Known known;

    private ObligationStatus(String value, Known known) {
        this.value = value;
        this.known = known;
    }

    /**
     * The value of a wire form.
     *
     * @param value as it stands on the wire, documented or not
     * @return a constant of this class when it is documented
     */
    public static ObligationStatus of(String value) {
        for (ObligationStatus candidate : VALUES) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return new ObligationStatus(Objects.requireNonNull(value, "value"), Known.UNRECOGNIZED);
    }

    /**
     * The documented values, in the contract's order.
     *
     * @return an unmodifiable list
     */
    public static List<ObligationStatus> values() {
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
        return other instanceof ObligationStatus that && value.equals(that.value);
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
        /** {@link ObligationStatus#OPEN}. */
        OPEN,
        /** {@link ObligationStatus#SETTLED}. */
        SETTLED,
        /** A value that this version does not know. */
        UNRECOGNIZED
    }
}
