package io.github.kalshiperps.core.error;

import java.io.Serial;

/** The exchange or a gateway before it failed (5xx). */
public final class ServerException extends ApiException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean read;

    ServerException(ErrorResponse response, ErrorBody body) {
        super(response, body);
        this.read = response.isRead();
    }

    /** {@inheritDoc} */
    @Override
    public boolean isRetryable() {
        return read;
    }

    /**
     * Whether the request may have taken effect although it failed: a gateway that gives up on the exchange cannot
     * tell what became of an order. Look before sending it again.
     *
     * @return true for every request that changes something
     */
    public boolean outcomeUnknown() {
        return !read;
    }
}
