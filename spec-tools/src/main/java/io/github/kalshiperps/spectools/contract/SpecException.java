package io.github.kalshiperps.spectools.contract;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Something about a contract, a pin or the way to them that the person at the command line has to know and decide. */
public class SpecException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param message names the thing that failed and why; it is shown without a stack trace
     */
    public SpecException(String message) {
        super(message);
    }

    /**
     * A failure that has a cause.
     *
     * @param message names the thing that failed and why; it is shown without a stack trace
     * @param cause what was caught
     */
    public SpecException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
