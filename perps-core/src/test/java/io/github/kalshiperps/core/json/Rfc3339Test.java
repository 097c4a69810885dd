package io.github.kalshiperps.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    /** Year 0000 to 9999: what four digits can say. */
    private static final long MIN = -62_167_219_200L;

    private static final long MAX = 253_402_300_799L;

    @Property
    void whatInstantPrintsIsReadBackAndCanonical(
            @ForAll @LongRange(min = MIN, max = MAX) long second,
            @ForAll @IntRange(min = 0, max = 999_999_999) int nano) {
        Instant instant = Instant.ofEpochSecond(second, nano);

        assertThat(Rfc3339.parse(instant.toString())).isEqualTo(instant);
        assertThat(Rfc3339.isCanonical(instant.toString(), instant)).isTrue();
    }

    @Property
    void anyNumberOfFractionDigitsIsReadLikeTheJdkReadsIt(
            @ForAll @LongRange(min = MIN, max = MAX) long second,
            @ForAll @IntRange(min = 1, max = 9) int digits,
            @ForAll @IntRange(min = 0, max = 999_999_999) int fraction) {
        String whole = Instant.ofEpochSecond(second).toString();
        String text = whole.substring(0, whole.length() - 1)
                + "."
                + String.format("%09d", fraction).substring(0, digits)
                + "Z";
        Instant expected = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);

        assertThat(Rfc3339.parse(text)).isEqualTo(expected);
        assertThat(Rfc3339.isCanonical(text, expected)).isEqualTo(text.equals(expected.toString()));
    }

    @Test
    void anOffsetIsReadAndNotCanonical() {
        Instant instant = Rfc3339.parse("2026-06-12T06:02:39+02:00");

        assertThat(instant).isEqualTo(Instant.parse("2026-06-12T04:02:39Z"));
        assertThat(Rfc3339.isCanonical("2026-06-12T06:02:39+02:00", instant)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-06-12",
                "2026-06-12 04:02:39Z",
                "2026-13-12T04:02:39Z",
                "2026-02-30T04:02:39Z",
                "2026-06-12T24:02:39Z",
                "2026-06-12T04:60:39Z",
                "2026-06-12T04:02:60Z",
                "2026-06-12T04:02:39.12x4Z",
                "2026-06-12T04:02:39",
                "2026-06-12T04:02:39.1234567890Z",
                "+026-06-12T04:02:39Z"
            })
    void whatIsNoInstantIsRefused(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
