package io.github.kalshiperps.core.http;

import java.io.IOException;
import java.io.Serial;

/**
 * Carries an unchecked exception from an interceptor through OkHttp, which tells callbacks of nothing but I/O failures
 * and lets everything else end its thread. {@link HttpApiCall} unwraps it.
 */
final class CarriedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final RuntimeException exception;

    CarriedException(RuntimeException exception) {
        super(exception);
        this.exception = exception;
    }

    RuntimeException exception() {
        return exception;
    }
}
