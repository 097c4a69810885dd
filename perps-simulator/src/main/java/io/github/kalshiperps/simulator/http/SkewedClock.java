package io.github.kalshiperps.simulator.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that shows another one's time, off by what it is told. Safe for use by several threads. */
public final class SkewedClock extends Clock {
    private final Clock right;
    private volatile Duration skew = Duration.ZERO;

    /**
     * A clock that is right for now.
     *
     * @param right the clock that is always right
     */
    public SkewedClock(Clock right) {
        this.right = right;
    }

    /**
     * Puts it wrong.
     *
     * @param by how far ahead; negative for behind
     */
    public void skew(Duration by) {
        this.skew = by;
    }

    @Override
    public Instant instant() {
        return right.instant().plus(skew);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants only");
    }
}
