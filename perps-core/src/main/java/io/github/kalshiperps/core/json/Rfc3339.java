package io.github.kalshiperps.core.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * Instants in the form that the exchange uses, {@code 2026-06-12T04:02:39.233507Z}. The usual form is read by hand, since
 * the JDK's parser took half the time of decoding a long funding history; anything else goes to the JDK.
 */
final class Rfc3339 {
    private static final int SECONDS_END = "2026-06-12T04:02:39".length();

    private Rfc3339() {}

    static Instant parse(String text) {
        int length = text.length();
        if (length > SECONDS_END
                && length <= SECONDS_END + 11
                && text.charAt(length - 1) == 'Z'
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':') {
            int year = digits(text, 0, 4);
            int month = digits(text, 5, 7);
            int day = digits(text, 8, 10);
            int hour = digits(text, 11, 13);
            int minute = digits(text, 14, 16);
            int second = digits(text, 17, 19);
            int nanos = fraction(text, length - 1);
            if ((year | month | day | hour | minute | second | nanos) >= 0 && hour < 24 && minute < 60 && second < 60) {
                long epochDay = LocalDate.of(year, month, day).toEpochDay();
                return Instant.ofEpochSecond(epochDay * 86_400L + hour * 3_600L + minute * 60L + second, nanos);
            }
        }
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    }

    /** Whether {@link Instant#toString} of the value gives this text: 0, 3, 6 or 9 fraction digits and no more than needed. */
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // the fraction alone is what decides
    static boolean isCanonical(String text, Instant value) {
        int nanos = value.getNano();
        int digits = nanos == 0 ? 0 : nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
        int length = SECONDS_END + 1 + (digits == 0 ? 0 : 1 + digits);
        return text.length() == length && text.charAt(length - 1) == 'Z' && text.charAt(10) == 'T';
    }

    /** The number of some digits, or a negative one when a character is none. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static int fraction(String text, int end) {
        if (end == SECONDS_END) {
            return 0;
        }
        int count = end - SECONDS_END - 1;
        if (text.charAt(SECONDS_END) != '.' || count == 0) {
            return -1;
        }
        int number = digits(text, SECONDS_END + 1, end);
        for (int i = count; i < 9; i++) {
            number *= 10;
        }
        return number;
    }
}
