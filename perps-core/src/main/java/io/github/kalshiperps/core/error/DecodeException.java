package io.github.kalshiperps.core.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * What the exchange sent could not be read as the contract's type. Under tolerant decoding only what is no JSON leads here:
 * a broken member costs itself, see {@link MissingMemberException}. Under strict decoding any deviation does.
 */
public class DecodeException extends KalshiException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The JSON path, part of the serialized form. */
    private final String path;

    /**
     * A decoding error.
     *
     * @param path the JSON path of the offending value, such as {@code $.markets[3].tick_size}
     * @param message what was expected and what was found
     * @param cause what showed it, or null
     */
    public DecodeException(String path, String message, @Nullable Throwable cause) {
        super(message + " at " + path, cause);
        this.path = path;
    }

    /**
     * Where in the JSON document the offending value stands.
     *
     * @return a JSON path such as {@code $.markets[3].tick_size}
     */
    public final String path() {
        return path;
    }
}
