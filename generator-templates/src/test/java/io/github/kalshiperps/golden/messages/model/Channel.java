package io.github.kalshiperps.golden.messages.model;

import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.OpenEnum;
import io.github.kalshiperps.core.json.ScalarCodec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code channels}.
 *
 * <p>Not a Java enum, because the exchange adds values without notice: a value that this version does not know is kept
 * and written back. Switch over {@link #known()}. Immutable; equality is that of the wire value.
 */
public final class Channel implements OpenEnum {
    /** {@code ticker} on the wire. */
    public static final Channel TICKER = new Channel("ticker", Known.TICKER);

    private static final List<Channel> VALUES = List.of(TICKER);

    static final ScalarCodec<Channel> CODEC = Codecs.openEnum(Channel::of);

    private final String value;
    private final Known known;

    private Channel(String value, Known known) {
        this.value = value;
        this.known = known;
    }

    /**
     * The value of a wire form.
     *
     * @param value as it stands on the wire, documented or not
     * @return a constant of this class when it is documented
     */
    public static Channel of(String value) {
        for (Channel candidate : VALUES) {
            if (candidate.value.equals(value)) {
                return candidate;
            }
        }
        return new Channel(Objects.requireNonNull(value, "value"), Known.UNRECOGNIZED);
    }

    /**
     * The documented values, in the contract's order.
     *
     * @return an unmodifiable list
     */
    public static List<Channel> values() {
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
        return other instanceof Channel that && value.equals(that.value);
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
        /** {@link Channel#TICKER}. */
        TICKER,
        /** A value that this version does not know. */
        UNRECOGNIZED
    }
}
