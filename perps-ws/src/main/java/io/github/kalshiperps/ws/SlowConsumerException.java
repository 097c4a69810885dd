package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.error.KalshiException;
import java.io.Serial;

/**
 * A consumer fell so far behind that its subscription was ended, because the messages of its channel must not be
 * dropped. It still gets what was received before; what came later was not kept.
 */
public final class SlowConsumerException extends KalshiException {
    @Serial
    private static final long serialVersionUID = 1L;

    SlowConsumerException(String message) {
        super(message, null);
    }
}
