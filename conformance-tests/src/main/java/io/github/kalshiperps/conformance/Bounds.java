package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kalshiperps.conformance.Wire.ArrayValue;
import io.github.kalshiperps.conformance.Wire.NumberValue;
import io.github.kalshiperps.conformance.Wire.StringValue;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The documented limits of values that have the right JSON type. */
final class Bounds {
    private Bounds() {}

    /** The first limit that a value breaks, in words; null when it keeps all. */
    static @Nullable String broken(Wire value, Schema schema) {
        if (value instanceof StringValue string) {
            return brokenBy(string.text(), schema);
        }
        if (value instanceof NumberValue number) {
            return brokenBy(number, schema);
        }
        if (value instanceof ArrayValue array) {
            return outside(array.elements().size(), schema, "minItems", "maxItems", "elements");
        }
        return null;
    }

    private static @Nullable String brokenBy(String text, Schema schema) {
        Form form = Form.of(schema);
        if (form != null && !form.matches(text)) {
            return schema.words();
        }
        JsonNode pattern = schema.fact("pattern");
        if (pattern.isTextual()
                && !Pattern.compile(pattern.asText()).matcher(text).find()) {
            return "text of the pattern " + pattern.asText();
        }
        int length = text.codePointCount(0, text.length());
        return outside(length, schema, "minLength", "maxLength", "characters");
    }

    private static @Nullable String outside(int size, Schema schema, String min, String max, String unit) {
        if (schema.fact(min).isNumber() && size < schema.fact(min).intValue()) {
            return "at least " + schema.fact(min) + " " + unit;
        }
        if (schema.fact(max).isNumber() && size > schema.fact(max).intValue()) {
            return "at most " + schema.fact(max) + " " + unit;
        }
        return null;
    }

    private static @Nullable String brokenBy(NumberValue number, Schema schema) {
        BigDecimal value;
        try {
            value = new BigDecimal(number.text());
        } catch (NumberFormatException e) {
            return "a number with an exponent of at most 32 bits";
        }
        String format = schema.fact("format").asText();
        boolean fits = switch (format) {
            case "int32" -> fits(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "int64" -> fits(value, Long.MIN_VALUE, Long.MAX_VALUE);
            default -> true;
        };
        if (!fits) {
            return format;
        }
        if (schema.fact("minimum").isNumber()
                && value.compareTo(schema.fact("minimum").decimalValue()) < 0) {
            return "at least " + schema.fact("minimum");
        }
        if (schema.fact("maximum").isNumber()
                && value.compareTo(schema.fact("maximum").decimalValue()) > 0) {
            return "at most " + schema.fact("maximum");
        }
        return null;
    }

    private static boolean fits(BigDecimal value, long min, long max) {
        return value.compareTo(BigDecimal.valueOf(min)) >= 0 && value.compareTo(BigDecimal.valueOf(max)) <= 0;
    }
}
