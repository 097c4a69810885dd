package io.github.kalshiperps.core.json;

/**
 * One deviation of a message from the contract, met while reading it.
 *
 * @param kind what kind of deviation
 * @param path the JSON path, such as {@code $.markets[3].tick_size}
 * @param message what was expected and what was found, in words
 */
public record Drift(Kind kind, String path, String message) {
    /** The kinds of deviation. */
    public enum Kind {
        /** A member that the contract does not know. It is kept and written back. */
        UNKNOWN_MEMBER,
        /** A member that the contract requires was not sent. */
        MISSING_MEMBER,
        /** Null was sent where the contract does not allow it. */
        NULL_MEMBER,
        /** The value is of another JSON type, or its text does not have the contract's form. It is kept as raw JSON. */
        MALFORMED_MEMBER,
        /** A value that an enum of the contract does not list. It is kept. */
        UNKNOWN_VALUE
    }
}
