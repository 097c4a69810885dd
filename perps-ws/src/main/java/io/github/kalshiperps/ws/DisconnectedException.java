package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.error.KalshiException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The connection is down, or went down before the answer to a command came. The session connects again by itself. */
public final class DisconnectedException extends KalshiException {
    @Serial
    private static final long serialVersionUID = 1L;

    DisconnectedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
