package io.github.kalshiperps.core.json;

/** How much deviation from the contract a reader puts up with. */
public enum Decoding {
    /**
     * The default, for programs that must go on: unknown members and enum values are kept, unusable members are
     * kept as raw JSON and have no value, and every deviation is told to the {@link DriftListener}.
     */
    TOLERANT,
    /** For tests and monitors: the first deviation fails the message with a DecodeException. */
    STRICT
}
