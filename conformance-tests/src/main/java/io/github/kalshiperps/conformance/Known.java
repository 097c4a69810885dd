package io.github.kalshiperps.conformance;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody decided to live with a finding for a while.
 *
 * @param reason in words
 * @param firstSeen when it was first met; null when nobody wrote it down
 * @param expires the day from which on it has to be looked at again; null when never
 */
record Known(
        String reason,
        @Nullable LocalDate firstSeen,
        @Nullable LocalDate expires) {}
