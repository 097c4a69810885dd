package io.github.kalshiperps.core.book;

import io.github.kalshiperps.core.error.KalshiException;
import java.io.Serial;

/**
 * An {@link OrderBook} was asked while it does not know the market: before its first snapshot, or between a gap and the
 * next snapshot. Waiting for that snapshot is the remedy; any answer would be a guess.
 */
public final class InvalidBookException extends KalshiException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Why the book is invalid. */
    private final String reason;

    InvalidBookException(String reason) {
        super("The order book is invalid: " + reason, null);
        this.reason = reason;
    }

    /** {@return why the book is invalid} */
    public String reason() {
        return reason;
    }
}
