package io.github.kalshiperps.core.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the exchange's clock is from the local one, estimated from the {@code Date} header of the latest response.
 * Good to about a second, the header's resolution, plus half the time the exchange took to answer. Safe for use by
 * several threads.
 */
public final class ClockSkew {
    private static final Duration HALF_RESOLUTION = Duration.ofMillis(500);

    private volatile @Nullable Duration offset;

    ClockSkew() {}

    /**
     * The exchange's time minus the local time.
     *
     * @return positive if the local clock is behind; empty before the first response
     */
    public Optional<Duration> offset() {
        return Optional.ofNullable(offset);
    }

    /** The server wrote its time, cut down to the second, somewhere between the two local times. */
    void observe(Instant sent, Instant received, Instant serverSecond) {
        Instant middle = sent.plus(Duration.between(sent, received).dividedBy(2));
        offset = Duration.between(middle, serverSecond.plus(HALF_RESOLUTION));
    }

    /** The estimate in words, for a request whose timestamp was refused. */
    String describe() {
        String window = "; the exchange accepts timestamps up to about 5 s late and 30 s early";
        Duration known = offset;
        if (known == null) {
            return "How far the local clock is off is not known" + window;
        }
        long seconds = Math.round(known.toMillis() / 1000.0);
        if (Math.abs(seconds) <= 1) {
            return "The local clock agrees with the exchange's to about a second: the request may have waited too long"
                    + " after it was signed" + window;
        }
        return "The local clock seems to be " + Math.abs(seconds) + " s " + (seconds > 0 ? "behind" : "ahead of")
                + " the exchange's" + window;
    }
}
