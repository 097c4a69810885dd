package io.github.kalshiperps.conformance;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The run cannot be done with what it was given; the message is the one line that the user sees. */
final class ConformanceException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ConformanceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
