package io.github.kalshiperps.simulator.klear;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * When things happen, in US Eastern Time: every day is a settlement day, in summer as in winter. Without state and safe for
 * use by several threads.
 */
final class SettlementCalendar {
    static final ZoneId EASTERN = ZoneId.of("America/New_York");

    /** The funding times below, as the funding schedule gives them. */
    static final String FUNDING_SCHEDULE = "0 0,8,16 * * *";

    private static final List<LocalTime> FUNDING = List.of(LocalTime.MIDNIGHT, LocalTime.of(8, 0), LocalTime.of(16, 0));
    private static final LocalTime SETTLEMENT = LocalTime.of(16, 0);

    private SettlementCalendar() {}

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, EASTERN);
    }

    static Instant settlementOf(LocalDate day) {
        return at(day, SETTLEMENT);
    }

    static Instant settlementAfter(Instant at) {
        return after(at, List.of(SETTLEMENT));
    }

    /** The settlement that a funding payment is part of: funding at the moment of a settlement is part of that one. */
    static Instant settlementAtOrAfter(Instant at) {
        return settlementAfter(at.minusNanos(1));
    }

    static Instant fundingAfter(Instant at) {
        return after(at, FUNDING);
    }

    static Instant noonAfter(Instant at) {
        return after(at, List.of(LocalTime.NOON));
    }

    /** The date that a report about this moment carries: it rolls with the settlement. */
    static LocalDate reportDate(Instant at) {
        ZonedDateTime eastern = at.atZone(EASTERN);
        LocalDate day = eastern.toLocalDate();
        return eastern.toLocalTime().isAfter(SETTLEMENT) ? day.plusDays(1) : day;
    }

    /** @param times in order */
    private static Instant after(Instant at, List<LocalTime> times) {
        LocalDate day = day(at);
        while (true) {
            for (LocalTime time : times) {
                Instant candidate = at(day, time);
                if (candidate.isAfter(at)) {
                    return candidate;
                }
            }
            day = day.plusDays(1);
        }
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(EASTERN).toInstant();
    }
}
