package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.kalshiperps.conformance.Wire.ArrayValue;
import io.github.kalshiperps.conformance.Wire.BooleanValue;
import io.github.kalshiperps.conformance.Wire.Member;
import io.github.kalshiperps.conformance.Wire.NumberValue;
import io.github.kalshiperps.conformance.Wire.ObjectValue;
import io.github.kalshiperps.conformance.Wire.StringValue;

/** The beginning of a value or text, short enough for a report. Reads no more of a value than it shows. */
final class Excerpt {
    static final int LENGTH = 80;

    private final StringBuilder json = new StringBuilder();

    private Excerpt() {}

    static String of(Wire value) {
        Excerpt excerpt = new Excerpt();
        excerpt.print(value);
        return of(excerpt.json.toString());
    }

    /** A member of an object, with its name. */
    static String of(Member member) {
        Excerpt excerpt = new Excerpt();
        excerpt.print(member);
        return of(excerpt.json.toString());
    }

    static String of(String text) {
        return text.codePointCount(0, text.length()) <= LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LENGTH - 1)) + "…";
    }

    private void print(Wire value) {
        if (value instanceof ObjectValue object) {
            print(object);
        } else if (value instanceof ArrayValue array) {
            print(array);
        } else if (value instanceof StringValue string) {
            quote(string.text());
        } else if (value instanceof NumberValue number) {
            json.append(number.text());
        } else if (value instanceof BooleanValue bool) {
            json.append(bool.value());
        } else {
            json.append("null");
        }
    }

    private void print(ObjectValue object) {
        json.append('{');
        String separator = "";
        for (Member member : object.members()) {
            if (isFull()) {
                return;
            }
            json.append(separator);
            print(member);
            separator = ",";
        }
        json.append('}');
    }

    private void print(Member member) {
        quote(member.name());
        json.append(':');
        print(member.value());
    }

    private void print(ArrayValue array) {
        json.append('[');
        String separator = "";
        for (Wire element : array.elements()) {
            if (isFull()) {
                return;
            }
            json.append(separator);
            print(element);
            separator = ",";
        }
        json.append(']');
    }

    private void quote(String text) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }

    /** Two characters per code point at most. */
    private boolean isFull() {
        return json.length() > 2 * LENGTH;
    }
}
