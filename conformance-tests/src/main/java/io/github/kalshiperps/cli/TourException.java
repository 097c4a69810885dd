package io.github.kalshiperps.cli;

import java.io.Serial;

/** A step of the tour did not turn out as it should; the message says how. */
final class TourException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    TourException(String message) {
        super(message);
    }
}
