package io.github.kalshiperps.simulator.engine;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * The hours of a market that does not trade around the clock: the same span, in UTC, on some days of the week. Immutable and
 * safe for use by several threads.
 *
 * @param days the days with trading, at least one
 * @param open when trading starts
 * @param close when trading ends, after the start
 */
public record TradingHours(Set<DayOfWeek> days, LocalTime open, LocalTime close) {
    /**
     * Checks and copies.
     *
     * @param days the days with trading, at least one
     * @param open when trading starts
     * @param close when trading ends, after the start
     * @throws IllegalArgumentException if there is no day, or the end is not after the start
     */
    public TradingHours {
        days = Set.copyOf(days);
        if (days.isEmpty() || !open.isBefore(close)) {
            throw new IllegalArgumentException("trading hours need a day and an end after their start, but were " + days
                    + " " + open + "-" + close);
        }
    }

    /**
     * {@return the state of a market with these hours at that moment}
     *
     * @param now the moment
     */
    public MarketSchedule at(Instant now) {
        ZonedDateTime time = now.atZone(ZoneOffset.UTC);
        boolean isOpen = days.contains(time.getDayOfWeek())
                && !time.toLocalTime().isBefore(open)
                && time.toLocalTime().isBefore(close);
        if (isOpen) {
            return new MarketSchedule(true, time.toLocalDate().atTime(close).toInstant(ZoneOffset.UTC), null);
        }
        ZonedDateTime day = time.toLocalTime().isBefore(open) ? time : time.plusDays(1);
        while (!days.contains(day.getDayOfWeek())) {
            day = day.plusDays(1);
        }
        return new MarketSchedule(false, null, day.toLocalDate().atTime(open).toInstant(ZoneOffset.UTC));
    }
}
