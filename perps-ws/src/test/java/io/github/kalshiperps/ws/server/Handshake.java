package io.github.kalshiperps.ws.server;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The request with which a client asked for a connection. Immutable.
 *
 * @param method the HTTP method, as sent
 * @param target the request target, as sent: path and query
 * @param headers the values of each header, under its name in lower case
 * @param at when it was read
 */
public record Handshake(String method, String target, Map<String, List<String>> headers, Instant at) {
    /**
     * The value of a header that must be there once.
     *
     * @throws AssertionError if it is not
     */
    public String header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        if (values.size() != 1) {
            throw new AssertionError("the handshake has " + values.size() + " headers " + name + ", not one");
        }
        return values.get(0);
    }

    /** Whether a header is there. */
    public boolean hasHeader(String name) {
        return headers.containsKey(name.toLowerCase(Locale.ROOT));
    }
}
