package io.github.kalshiperps.simulator.http;

import java.time.Clock;

/** A budget of requests. Safe for use by several threads. Exact: counts thousandths of a token, which is what a millisecond brings. */
final class TokenBucket {
    private final long capacity;
    private final long perSecond;
    private final Clock clock;
    private long thousandths;
    private long counted;

    TokenBucket(int capacity, int perSecond, Clock clock) {
        this.capacity = capacity * 1_000L;
        this.perSecond = perSecond;
        this.clock = clock;
        this.thousandths = this.capacity;
        this.counted = clock.millis();
    }

    /** Takes tokens, or none when there are too few. */
    synchronized boolean take(int tokens) {
        long now = clock.millis();
        if (now > counted) {
            // Beyond the time that fills an empty bucket nothing is added; and what is far beyond would not fit a long.
            long elapsed = Math.min(now - counted, capacity);
            thousandths = Math.min(capacity, thousandths + elapsed * perSecond);
            counted = now;
        }
        if (thousandths < tokens * 1_000L) {
            return false;
        }
        thousandths -= tokens * 1_000L;
        return true;
    }
}
