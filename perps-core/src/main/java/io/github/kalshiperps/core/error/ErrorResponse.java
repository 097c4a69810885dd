package io.github.kalshiperps.core.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is not a success, as it came.
 *
 * @param method the request's HTTP method
 * @param path the request's encoded path, without query
 * @param status the HTTP status
 * @param body the body as text
 * @param retryAfter how long the server asks to wait, or null if it does not say
 * @param hint what the client adds to the exception's message, such as the remedy, or null
 */
public record ErrorResponse(
        String method,
        String path,
        int status,
        String body,
        @Nullable Duration retryAfter,
        @Nullable String hint) {

    /**
     * Whether the request was one that changes nothing at the exchange.
     *
     * @return true for GET and HEAD
     */
    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
