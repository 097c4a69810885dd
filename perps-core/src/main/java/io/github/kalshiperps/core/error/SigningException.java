package io.github.kalshiperps.core.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A signer that is set up rightly could not sign this time: a hardware token was pulled out, a key service did not
 * answer. Nothing was sent, so trying again is safe.
 */
public final class SigningException extends KalshiException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * A failure to sign.
     *
     * @param message what failed, without key material
     * @param cause what showed it, or null
     */
    public SigningException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
