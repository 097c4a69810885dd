package io.github.kalshiperps.core.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a read that failed is sent again: on 429, 500, 502, 503, 504 and on I/O failures, after a random wait whose bound
 * doubles from attempt to attempt, or after what the server asks for in {@code Retry-After} if that is longer. Writes
 * are never sent again: the exchange may have acted on the first one. Immutable; the methods return new policies.
 */
public final class RetryPolicy {
    private static final RetryPolicy STANDARD = new RetryPolicy(3, Duration.ofMillis(250), Duration.ofSeconds(5));
    private static final RetryPolicy NONE = STANDARD.maxAttempts(1);

    private final int maxAttempts;
    private final Duration baseDelay;
    private final Duration maxDelay;

    private RetryPolicy(int maxAttempts, Duration baseDelay, Duration maxDelay) {
        this.maxAttempts = maxAttempts;
        this.baseDelay = baseDelay;
        this.maxDelay = maxDelay;
    }

    /**
     * Three attempts; up to 250 ms before the second, up to 500 ms before the third; at most 5 s when the server asks.
     *
     * @return the policy of a client that is not told otherwise
     */
    public static RetryPolicy standard() {
        return STANDARD;
    }

    /**
     * Sends everything once.
     *
     * @return the policy
     */
    public static RetryPolicy none() {
        return NONE;
    }

    /**
     * How often a request is sent at most, the first time included.
     *
     * @param attempts at least 1
     * @return a new policy
     * @throws IllegalArgumentException if it is less than 1
     */
    public RetryPolicy maxAttempts(int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException("There must be at least one attempt but it was " + attempts);
        }
        return new RetryPolicy(attempts, baseDelay, maxDelay);
    }

    /**
     * The bound of the first random wait; each further one is twice as long.
     *
     * @param delay the bound
     * @return a new policy
     * @throws IllegalArgumentException if it is negative
     */
    public RetryPolicy baseDelay(Duration delay) {
        return new RetryPolicy(maxAttempts, notNegative(delay), maxDelay);
    }

    /**
     * The longest wait. A server that asks for a longer one is not asked again: the caller gets the exception, which
     * tells how long to wait.
     *
     * @param delay the longest wait
     * @return a new policy
     * @throws IllegalArgumentException if it is negative
     */
    public RetryPolicy maxDelay(Duration delay) {
        return new RetryPolicy(maxAttempts, baseDelay, notNegative(delay));
    }

    int maxAttempts() {
        return maxAttempts;
    }

    Duration maxDelay() {
        return maxDelay;
    }

    /** A random wait of "full jitter": anything between nothing and the bound, so that clients do not march in step. */
    Duration jitter(int attempt, RandomGenerator random) {
        Duration bound = baseDelay;
        for (int i = 1; i < attempt && bound.compareTo(maxDelay) < 0; i++) {
            bound = bound.multipliedBy(2);
        }
        long nanos = (bound.compareTo(maxDelay) < 0 ? bound : maxDelay).toNanos();
        return Duration.ofNanos(random.nextLong(nanos + 1));
    }

    private static Duration notNegative(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("A delay must not be negative but was " + delay);
        }
        return delay;
    }
}
