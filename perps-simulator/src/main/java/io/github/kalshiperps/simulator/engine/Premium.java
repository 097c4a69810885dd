package io.github.kalshiperps.simulator.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The premium of a market's mark over its reference price since the last funding, and the funding rate that comes of it. Under the
 * exchange's lock.
 *
 * <p>Rates have 10 decimals. The mean is weighted by time; a time without a mark or a reference price counts as no premium.
 */
final class Premium {
    private static final int RATE_DECIMALS = 10;
    private static final BigDecimal CAP = new BigDecimal("0.02");

    private final BigDecimal deadband;

    /** Premium times nanoseconds since the last funding, up to the last change. */
    private BigDecimal area = BigDecimal.ZERO;

    private Instant since;
    private Instant changed;
    private @Nullable BigDecimal premium;

    Premium(BigDecimal deadband, Instant now) {
        this.deadband = deadband;
        since = now;
        changed = now;
    }

    /** Takes note of what the two prices are from now on. */
    void prices(@Nullable BigDecimal mark, @Nullable BigDecimal reference, Instant now) {
        area = areaAt(now);
        changed = now;
        premium = mark == null || reference == null
                ? null
                : mark.subtract(reference).divide(reference, RATE_DECIMALS, RoundingMode.HALF_EVEN);
    }

    /** {@return the rate as it stands; null without a premium} */
    @Nullable
    BigDecimal rate(Instant now) {
        BigDecimal current = premium;
        if (current == null) {
            return null;
        }
        BigDecimal nanos = nanos(since, now);
        BigDecimal mean =
                nanos.signum() == 0 ? current : areaAt(now).divide(nanos, RATE_DECIMALS, RoundingMode.HALF_EVEN);
        if (mean.abs().compareTo(deadband) <= 0) {
            return BigDecimal.ZERO;
        }
        return mean.min(CAP).max(CAP.negate());
    }

    /** Begins the next period. */
    void settle(Instant now) {
        area = BigDecimal.ZERO;
        since = now;
        changed = now;
    }

    private BigDecimal areaAt(Instant now) {
        BigDecimal current = premium;
        return current == null ? area : area.add(current.multiply(nanos(changed, now)));
    }

    private static BigDecimal nanos(Instant from, Instant to) {
        Duration duration = Duration.between(from, to);
        return new BigDecimal(BigInteger.valueOf(duration.getSeconds())
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(duration.getNano())));
    }
}
