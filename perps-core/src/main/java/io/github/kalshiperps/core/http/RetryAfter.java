package io.github.kalshiperps.core.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header. */
final class RetryAfter {
    /** 31 years. Longer numbers mean nothing and would overflow. */
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** How long the server asks to wait, or null if it does not say or is not understood. */
    static @Nullable Duration of(Headers headers, Clock clock) {
        String value = headers.get("Retry-After");
        if (value == null) {
            return null;
        }
        if (isNumber(value)) {
            return value.length() > MOST_DIGITS ? null : Duration.ofSeconds(Long.parseLong(value));
        }
        Instant until = headers.getInstant("Retry-After");
        if (until == null) {
            return null;
        }
        // The server's own clock knows best how long that is.
        Instant now = headers.getInstant("Date");
        Duration wait = Duration.between(now == null ? clock.instant() : now, until);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** Whether OkHttp would resend a request on this value (zero), or fail on it (a number that is no int). */
    static boolean isHazardous(String value) {
        return isNumber(value) && (value.length() > MOST_DIGITS || Integer.parseInt(value) == 0);
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
