package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of thing that a contract is made of, in the order in which they are told. */
public enum Category {
    /** What is said of the whole document. */
    DOCUMENT,
    /** A server. */
    SERVER,
    /** A security scheme, or what an operation asks for. */
    SECURITY,
    /** An operation: method and path, or what is sent over a channel. */
    OPERATION,
    /** A path or query parameter. */
    PARAMETER,
    /** The body of a request. */
    BODY,
    /** An answer: status and media type. */
    RESPONSE,
    /** A channel of a WebSocket. */
    CHANNEL,
    /** A message that the exchange sends. */
    MESSAGE,
    /** A message that clients send. */
    COMMAND,
    /** A named schema. */
    SCHEMA,
    /** A member of a schema, or what stands in it. */
    MEMBER,
    /** A value of an enum. */
    VALUE;

    /**
     * The name, as in output.
     *
     * @return in lower case
     */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
