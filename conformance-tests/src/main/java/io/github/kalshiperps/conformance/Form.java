package io.github.kalshiperps.conformance;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms that the text of a string can have by its type. */
enum Form {
    DECIMAL("plain decimal in a string", "-?[0-9]+(\\.[0-9]+)?"),
    DATE_TIME("RFC 3339 date-time", "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9:]{8}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})") {
        @Override
        boolean matches(String text) {
            // The JDK takes nine digits of a fraction, RFC 3339 any number.
            return super.matches(text) && exists(() -> OffsetDateTime.parse(text.replaceFirst("\\.[0-9]+", "")));
        }
    },
    DATE("date, YYYY-MM-DD", "[0-9]{4}-[0-9]{2}-[0-9]{2}") {
        @Override
        boolean matches(String text) {
            return super.matches(text) && exists(() -> LocalDate.parse(text));
        }
    },
    UUID("UUID", "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

    private final String words;
    private final Pattern pattern;

    Form(String words, String pattern) {
        this.words = words;
        this.pattern = Pattern.compile(pattern);
    }

    /** The form of a schema's strings: what our overlay says of the type, else the contract's format. */
    static @Nullable Form of(Schema schema) {
        if (!schema.type().equals("string")) {
            return null;
        }
        String type = schema.fact("x-kalshi-type").asText();
        return switch (type.isEmpty() ? schema.fact("format").asText() : type) {
            case "dollars", "count", "decimal" -> DECIMAL;
            case "instant", "date-time" -> DATE_TIME;
            case "date" -> DATE;
            case "uuid" -> UUID;
            default -> null;
        };
    }

    String words() {
        return words;
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    private static boolean exists(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
