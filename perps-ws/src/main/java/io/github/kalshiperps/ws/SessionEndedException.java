package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.error.KalshiException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The session is over and does nothing any more: it was closed, or the exchange refused it for good, which the cause tells. */
public final class SessionEndedException extends KalshiException {
    @Serial
    private static final long serialVersionUID = 1L;

    SessionEndedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
