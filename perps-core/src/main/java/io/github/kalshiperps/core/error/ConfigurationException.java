package io.github.kalshiperps.core.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The program or its environment is set up wrongly; thrown before anything is sent. Retrying cannot help. */
public final class ConfigurationException extends KalshiException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * A set-up error without a cause.
     *
     * @param message what is wrong and how to put it right
     */
    public ConfigurationException(String message) {
        this(message, null);
    }

    /**
     * A set-up error with its cause.
     *
     * @param message what is wrong and how to put it right
     * @param cause what showed it, or null
     */
    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
