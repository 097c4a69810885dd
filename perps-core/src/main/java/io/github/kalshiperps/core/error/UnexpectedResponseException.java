package io.github.kalshiperps.core.error;

import java.io.Serial;

/** An answer that this API does not have (1xx, 3xx, or no status of HTTP at all). Redirects are never followed: the message names the host that one points to. */
public final class UnexpectedResponseException extends ApiException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnexpectedResponseException(ErrorResponse response, ErrorBody body) {
        super(response, body);
    }
}
