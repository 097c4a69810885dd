package io.github.kalshiperps.core.error;

import java.io.Serial;

/** The request contradicts what the exchange already has (409), such as a {@code client_order_id} that was used before, even by an order that is cancelled by now. */
public final class ConflictException extends ApiException {
    @Serial
    private static final long serialVersionUID = 1L;

    ConflictException(ErrorResponse response, ErrorBody body) {
        super(response, body);
    }

    /** {@inheritDoc} */
    @Override
    public boolean isRetryable() {
        // The one conflict that passes by itself, according to the exchange.
        return "anchor_order_unavailable".equals(codeFamily());
    }
}
