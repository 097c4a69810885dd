package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/**
 * The exchange says no: what it answers instead of doing what it was asked for. Immutable and safe for use by several threads.
 *
 * <p>Carries the members of the exchange's error body and the HTTP status that goes with them; in which of its shapes the body
 * is written is not the engine's business. Nothing has changed when it is thrown.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The HTTP status of the answer, from 400 to 599. */
    private final int status;

    /** The code of the answer. */
    private final String code;

    /** The text of the answer. */
    private final String message;

    /** More about the cause. */
    private final @Nullable String details;

    /**
     * A refusal.
     *
     * @param status the HTTP status of the answer, from 400 to 599
     * @param code the machine-readable code, such as {@code invalid_order}
     * @param message the text for people
     * @param details more about the cause, or null
     */
    public Refusal(int status, String code, String message, @Nullable String details) {
        // An answer and not a failure of this program: no stack trace.
        super(status + " " + code + ": " + message + (details == null ? "" : " (" + details + ")"), null, false, false);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be from 400 to 599 but was " + status);
        }
        this.status = status;
        this.code = code;
        this.message = message;
        this.details = details;
    }

    /** {@return the HTTP status of the answer} */
    public int status() {
        return status;
    }

    /** {@return the machine-readable code} */
    public String code() {
        return code;
    }

    /** {@return the text for people} */
    public String message() {
        return message;
    }

    /** {@return more about the cause, or null} */
    public @Nullable String details() {
        return details;
    }
}
