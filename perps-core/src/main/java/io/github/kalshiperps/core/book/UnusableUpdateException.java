package io.github.kalshiperps.core.book;

import java.io.Serial;

/** A snapshot or a delta contradicts the levels; they are not to be used any more. Its message says how. */
final class UnusableUpdateException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnusableUpdateException(String message) {
        super(message);
    }
}
