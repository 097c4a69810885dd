package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.error.KalshiException;
import java.io.IOException;
import java.io.Serial;

/** Carries an exception of the handshake's authentication through OkHttp, which tells listeners of I/O failures only. */
final class CarriedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final KalshiException exception;

    CarriedException(KalshiException exception) {
        super(exception);
        this.exception = exception;
    }

    KalshiException exception() {
        return exception;
    }
}
