package io.github.kalshiperps.simulator.klear;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A request that is turned down. Immutable. */
final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String details;

    Refusal(int status, String code, String message, @Nullable String details) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = details;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    @Nullable
    String details() {
        return details;
    }
}
