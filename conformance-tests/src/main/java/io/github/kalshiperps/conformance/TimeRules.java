package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Wire.Member;
import io.github.kalshiperps.conformance.Wire.StringValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules of times, which any object may have. */
final class TimeRules {
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    /** The clocks of the exchange and of whoever recorded differ; and a recording of frames takes a while. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    private static final Duration SESSION = Duration.ofDays(1);

    /** The names of times at which something had happened when they were sent. */
    private static final Set<String> PAST = Set.of(
            "created_time",
            "last_update_time",
            "updated_time",
            "computed_time",
            "created_ts",
            "updated_ts",
            "last_updated_ts",
            "ts_ms",
            "sending_ts_ms",
            "created_ts_ms",
            "last_updated_ts_ms");

    private TimeRules() {}

    /** A time is plausible in its unit. */
    static void unit(Fields object, Circumstances circumstances, Breaches breaches) {
        for (Member member : object.object().members()) {
            Instant time = time(member, object.schema());
            if (time != null && (time.isBefore(FIRST) || time.isAfter(LAST))) {
                breaches.add(Rule.TIME_UNIT, object.place(member.name()), Excerpt.of(member.value()));
            }
        }
    }

    /** What has happened is not ahead of the recording. */
    static void past(Fields object, Circumstances circumstances, Breaches breaches) {
        Instant recorded = circumstances.recordedAt();
        if (recorded == null) {
            return;
        }
        Instant end = recorded.plus(circumstances.session() ? SESSION : SLACK);
        for (Member member : object.object().members()) {
            Instant time = PAST.contains(member.name()) ? time(member, object.schema()) : null;
            // One that is in the wrong unit is found as such.
            if (time != null && time.isAfter(end) && !time.isAfter(LAST)) {
                breaches.add(
                        Rule.TIME_PAST,
                        object.place(member.name()),
                        Excerpt.of(member.value()) + ", recorded at " + recorded);
            }
        }
    }

    /** {@code X_ms} and {@code X}, or {@code X_ts_ms} and {@code X_time}, are one time in two notations. */
    static void pair(Fields object, Circumstances circumstances, Breaches breaches) {
        for (Member member : object.object().members()) {
            String name = member.name();
            Long millis = name.endsWith("_ms") ? Fields.integer(member.value()) : null;
            if (millis != null) {
                String base = name.substring(0, name.length() - "_ms".length());
                Wire other = object.get(base);
                Instant text = other == null ? dateTime(object.get(base.replaceFirst("ts$", "time"))) : dateTime(other);
                if (text != null && text.truncatedTo(ChronoUnit.MILLIS).toEpochMilli() != millis) {
                    breaches.add(Rule.TIME_PAIR, object.place(name), millis + " beside " + text);
                }
            }
        }
    }

    /** Candles come sorted. */
    static void candles(Fields answer, Circumstances circumstances, Breaches breaches) {
        Long last = null;
        for (Fields candle : answer.each("candlesticks")) {
            Long end = candle.integer("end_period_ts");
            if (end != null && last != null && end <= last) {
                breaches.add(Rule.CANDLE_ORDER, candle.place("end_period_ts"), end + " after " + last);
            }
            last = end == null ? last : end;
        }
    }

    /** An estimate speaks of a funding to come. */
    static void fundingAhead(Fields estimate, Circumstances circumstances, Breaches breaches) {
        Instant computed = dateTime(estimate.get("computed_time"));
        Instant next = dateTime(estimate.get("next_funding_time"));
        if (computed != null && next != null && !next.isAfter(computed)) {
            breaches.add(Rule.FUNDING_AHEAD, estimate.place("next_funding_time"), next + ", computed at " + computed);
        }
    }

    /** Reads a member that is a time by its type; by its name, if it is one of epoch milliseconds. */
    private static @Nullable Instant time(Member member, @Nullable Schema schema) {
        Schema type = schema == null ? null : schema.member(member.name());
        if (type != null && Form.of(type) == Form.DATE_TIME) {
            return dateTime(member.value());
        }
        Long number = Fields.integer(member.value());
        if (number == null) {
            return null;
        }
        String unit = type == null ? "" : type.fact("x-kalshi-type").asText();
        try {
            if (unit.equals("epoch-seconds")) {
                return Instant.ofEpochSecond(number);
            }
            boolean isMillis = unit.equals("epoch-millis") || member.name().endsWith("_ms");
            return isMillis ? Instant.ofEpochMilli(number) : null;
        } catch (DateTimeException e) {
            return Instant.MAX; // beyond what the JDK has a date for
        }
    }

    private static @Nullable Instant dateTime(@Nullable Wire value) {
        if (value instanceof StringValue string && Form.DATE_TIME.matches(string.text())) {
            // The JDK takes nine digits of a fraction, RFC 3339 any number.
            return OffsetDateTime.parse(string.text().replaceFirst("(\\.[0-9]{9})[0-9]+", "$1"))
                    .toInstant();
        }
        return null;
    }
}
