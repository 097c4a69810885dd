package io.github.kalshiperps.ws;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Immutable: random waits whose bound doubles from try to try up to a limit, so that clients do not come back in step. */
record Backoff(Duration first, Duration limit, RandomGenerator random) {
    /**
     * The wait before another try.
     *
     * @param failures how many tries have failed in a row, at least 1
     */
    Duration delay(int failures) {
        Duration bound = first;
        for (int i = 1; i < failures && bound.compareTo(limit) < 0; i++) {
            bound = bound.multipliedBy(2);
        }
        long nanos = (bound.compareTo(limit) < 0 ? bound : limit).toNanos();
        // Half of it at least: a connection that is refused at once must not be tried again at once.
        return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
    }
}
