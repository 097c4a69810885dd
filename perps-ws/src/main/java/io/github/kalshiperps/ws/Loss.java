package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.error.KalshiException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Immutable: why a connection ended or was not made.
 *
 * @param reason in words
 * @param cause what showed it
 * @param isFinal whether trying again is of no use
 * @param atLeast how long to wait before the next try in any case
 */
record Loss(String reason, @Nullable Throwable cause, boolean isFinal, Duration atLeast) {
    /**
     * The close codes that say that this side does something the other cannot take (protocol error, unacceptable data, invalid text,
     * policy, too big, missing extension): the next connection would do it again.
     */
    private static final Set<Integer> FINAL_CODES = Set.of(1002, 1003, 1007, 1008, 1009, 1010);

    static Loss closed(int code, String reason) {
        String words =
                "closed by the exchange with code " + code + (reason.isBlank() ? "" : " (" + printable(reason) + ")");
        return new Loss(words, null, FINAL_CODES.contains(code), Duration.ZERO);
    }

    static Loss failed(Throwable why) {
        if (why instanceof CarriedException carried) {
            KalshiException exception = carried.exception();
            return new Loss(
                    String.valueOf(exception.getMessage()),
                    exception,
                    exception instanceof ConfigurationException,
                    Duration.ZERO);
        }
        String message = why.getMessage();
        return new Loss(message == null ? why.getClass().getSimpleName() : message, why, false, Duration.ZERO);
    }

    static Loss refused(ApiException why, boolean isFinal) {
        return new Loss(
                "the handshake was refused: " + why.getMessage(),
                why,
                isFinal,
                why.retryAfter().orElse(Duration.ZERO));
    }

    static Loss here(String reason, @Nullable Throwable cause) {
        return new Loss(reason, cause, false, Duration.ZERO);
    }

    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
