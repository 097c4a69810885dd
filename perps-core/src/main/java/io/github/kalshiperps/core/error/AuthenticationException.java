package io.github.kalshiperps.core.error;

import java.io.Serial;

/** The exchange does not accept the request's credentials (401): wrong key, wrong signature, or a clock that is off. */
public final class AuthenticationException extends ApiException {
    @Serial
    private static final long serialVersionUID = 1L;

    AuthenticationException(ErrorResponse response, ErrorBody body) {
        super(response, body);
    }
}
