package io.github.kalshiperps.spectools.diff;

import java.util.Locale;

/** Who feels a change. */
public enum Side {
    /** Callers who compile: does their source still compile against the new jar? */
    SOURCE,
    /** Callers who do not compile: do their classes still link against the new jar? */
    BINARY,
    /** Callers who run: does the same call of the new jar still do what it did? */
    BEHAVIOUR,
    /** The exchange: does it still take what programs of the old jar send? */
    REQUESTS,
    /** Programs of the old jar: do they still understand what the exchange sends now? */
    RESPONSES;

    /**
     * The name, as in output.
     *
     * @return in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether this is about callers of our jars, not about the wire.
     *
     * @return false for requests and responses
     */
    public boolean isOfCallers() {
        return compareTo(BEHAVIOUR) <= 0;
    }
}
