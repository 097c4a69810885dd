package io.github.kalshiperps.core.error;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * No complete answer came: no connection, a broken one, a timeout, a cancelled call. {@link #outcomeUnknown()} tells
 * whether the request may have taken effect nevertheless.
 */
public final class TransportException extends KalshiException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String method;
    private final String path;
    private final boolean outcomeUnknown;

    /**
     * A request without a complete answer.
     *
     * @param method the request's HTTP method
     * @param path the request's encoded path, without query
     * @param outcomeUnknown whether the request changes something and may have reached the exchange
     * @param lostAnswer how to find out whether it took effect, or null where nothing is known
     * @param cause what broke
     */
    public TransportException(
            String method, String path, boolean outcomeUnknown, @Nullable String lostAnswer, IOException cause) {
        super(describe(method, path, outcomeUnknown, lostAnswer, cause), cause);
        this.method = method;
        this.path = path;
        this.outcomeUnknown = outcomeUnknown;
    }

    private static String describe(
            String method, String path, boolean outcomeUnknown, @Nullable String lostAnswer, IOException cause) {
        String message = cause.getMessage();
        String reason = message == null ? cause.getClass().getSimpleName() : ErrorBody.excerpt(message);
        String line = method + " " + path + " failed: " + reason;
        if (!outcomeUnknown) {
            return line;
        }
        return line + ". " + mayHaveTakenEffect(lostAnswer);
    }

    /**
     * What to tell about a write whose outcome is unknown.
     *
     * @param lostAnswer how to find out whether it took effect, or null where nothing is known
     * @return a sentence without its full stop
     */
    public static String mayHaveTakenEffect(@Nullable String lostAnswer) {
        return "It may have taken effect all the same: "
                + (lostAnswer == null ? "look at the exchange's state before sending it again" : lostAnswer);
    }

    /**
     * The request's HTTP method.
     *
     * @return such as {@code POST}
     */
    public String method() {
        return method;
    }

    /**
     * The request's path, without query.
     *
     * @return such as {@code /trade-api/v2/margin/orders}
     */
    public String path() {
        return path;
    }

    /**
     * Whether the request may have taken effect. False for reads, and for writes that failed before anything was sent.
     *
     * @return true if only a look at the exchange can tell
     */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
