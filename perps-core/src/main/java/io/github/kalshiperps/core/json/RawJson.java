package io.github.kalshiperps.core.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value as the exchange wrote it, to the letter: numbers keep their digits, objects their order. Equality is
 * that of the text. Immutable and safe for use by several threads.
 */
public final class RawJson {
    static final RawJson NULL = new RawJson("null");

    /** An empty text in the place of a scalar, which the exchange writes for none; in the place of a list it is a fault. */
    private static final RawJson EMPTY_SCALAR = new RawJson("\"\"");

    private final String json;

    private RawJson(String json) {
        this.json = json;
    }

    /**
     * A raw value from its text.
     *
     * @param json exactly one JSON value
     * @return the value
     * @throws IllegalArgumentException if the text is not exactly one JSON value
     */
    public static RawJson of(String json) {
        JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json));
        try {
            reader.skipValue();
            if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new IllegalArgumentException("Expected one JSON value but there is more behind it");
            }
        } catch (IOException | JsonDataException e) {
            throw new IllegalArgumentException("Expected one JSON value: " + e.getMessage(), e);
        }
        return new RawJson(json);
    }

    /** Reads the next value, whatever it is. */
    static RawJson next(JsonReader reader) throws IOException {
        try (var source = reader.nextSource()) {
            return new RawJson(source.readUtf8());
        }
    }

    /** Whether it was read as a scalar that is an empty text. */
    @SuppressWarnings("ReferenceEquality") // the same text may stand for something else
    boolean isEmptyScalar() {
        return this == EMPTY_SCALAR;
    }

    /** A number or other literal that is known to be one. */
    static RawJson literal(String text) {
        return new RawJson(text);
    }

    /** The text of a JSON string. */
    static RawJson string(String text) {
        if (text.isEmpty()) {
            return EMPTY_SCALAR;
        }
        Buffer buffer = new Buffer();
        try (JsonWriter writer = JsonWriter.of(buffer)) {
            writer.value(text);
        } catch (IOException e) {
            throw new AssertionError("A buffer in memory does not fail", e);
        }
        return new RawJson(buffer.readUtf8());
    }

    /**
     * The value's text.
     *
     * @return JSON, never empty
     */
    public String json() {
        return json;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawJson that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json;
    }
}
