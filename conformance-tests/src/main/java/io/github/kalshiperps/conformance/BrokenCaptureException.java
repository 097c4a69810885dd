package io.github.kalshiperps.conformance;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** One capture cannot be compared; the others can. The message is the reason that the report gives. */
final class BrokenCaptureException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    BrokenCaptureException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
