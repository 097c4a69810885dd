package io.github.kalshiperps.conformance;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** One capture cannot be compared; the others can. The message is the reason that the report gives. */
final class BrokenCaptureException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    BrokenCaptureException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }

    /** The class only: the message of a file system exception is a path on this machine. */
    static BrokenCaptureException unreadable(String fileName, IOException e) {
        return new BrokenCaptureException(
                fileName + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
}
