package io.github.kalshiperps.core.error;

import java.io.Serial;

/** Too many requests (429). The exchange has not acted on this one. */
public final class RateLimitException extends ApiException {
    @Serial
    private static final long serialVersionUID = 1L;

    RateLimitException(ErrorResponse response, ErrorBody body) {
        super(response, body);
    }

    /** {@inheritDoc} */
    @Override
    public boolean isRetryable() {
        return true;
    }
}
