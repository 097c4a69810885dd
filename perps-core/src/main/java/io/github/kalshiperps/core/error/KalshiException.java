package io.github.kalshiperps.core.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Root of everything these clients throw on purpose. Unchecked. The message never contains a private key, a token, a
 * passphrase or a signature.
 */
public abstract class KalshiException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * For subclasses.
     *
     * @param message what went wrong, naming the member, path or option
     * @param cause what caused it, or null
     */
    protected KalshiException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
