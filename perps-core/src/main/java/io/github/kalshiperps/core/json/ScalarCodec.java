package io.github.kalshiperps.core.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes one kind of scalar. The text of the token is all it looks at, so that no number ever passes through a
 * binary float. Stateless and safe for use by several threads.
 *
 * @param <T> the Java type
 */
public abstract class ScalarCodec<T> extends JsonAdapter<T> {
    private final JsonReader.Token token;
    private final String expected;

    /**
     * For the codecs of this package.
     *
     * @param token the JSON token the contract asks for
     * @param expected what is expected, in words, for messages
     */
    ScalarCodec(JsonReader.Token token, String expected) {
        this.token = token;
        this.expected = expected;
    }

    /** The value of a token's text; any RuntimeException means that the text does not have the expected form. */
    abstract T parse(String text);

    /** Writes a value that is not null. */
    abstract void write(JsonWriter writer, T value) throws IOException;

    /** Whether {@link #write} gives back the very text that {@link #parse} got. */
    boolean writesBack(String text, T value) {
        return true;
    }

    /** Whether the contract lists the value; only enums can say no. */
    boolean isListed(T value) {
        return true;
    }

    final JsonReader.Token token() {
        return token;
    }

    final String expected() {
        return expected;
    }

    final String nextText(JsonReader reader) throws IOException {
        return token == JsonReader.Token.BOOLEAN ? String.valueOf(reader.nextBoolean()) : reader.nextString();
    }

    /** Reads an element of a list or a value of a map, where there is no member that could be left absent. */
    @Override
    public final T fromJson(JsonReader reader) throws IOException {
        if (reader.peek() != token) {
            throw new JsonDataException(
                    "Expected " + expected + " but was " + reader.peek() + " at path " + reader.getPath());
        }
        String text = nextText(reader);
        T value;
        try {
            value = parse(text);
        } catch (RuntimeException e) {
            throw new JsonDataException(
                    "Expected " + expected + " but was '" + Excerpt.of(text) + "' at path " + Paths.ofLastRead(reader),
                    e);
        }
        if (!isListed(value)) {
            DecodingContext.of(reader)
                    .report(
                            Drift.Kind.UNKNOWN_VALUE,
                            Paths.ofLastRead(reader),
                            "'" + Excerpt.of(text) + "' is not a documented value");
        }
        return value;
    }

    @Override
    public final void toJson(JsonWriter writer, @Nullable T value) throws IOException {
        if (value == null) {
            writer.nullValue();
        } else {
            write(writer, value);
        }
    }
}
