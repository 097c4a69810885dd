package io.github.kalshiperps.simulator.http;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.function.UnaryOperator;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a JSON document, token by token: what is not changed keeps its digits. Immutable and safe for use by several
 * threads.
 */
public final class JsonEdit implements UnaryOperator<String> {
    private final String member;
    private final @Nullable String added;
    private final @Nullable String replacement;

    private JsonEdit(String member, @Nullable String added, @Nullable String replacement) {
        this.member = member;
        this.added = added;
        this.replacement = replacement;
    }

    /**
     * Adds a member to every object.
     *
     * @param name its name
     * @param json its value, as JSON
     * @return the change
     */
    public static JsonEdit add(String name, String json) {
        return new JsonEdit(name, json, null);
    }

    /**
     * Leaves a member out wherever it stands.
     *
     * @param name its name
     * @return the change
     */
    public static JsonEdit leaveOut(String name) {
        return new JsonEdit(name, null, null);
    }

    /**
     * Replaces the text of a member wherever it stands; values that are no strings stay.
     *
     * @param name its name
     * @param text the new text
     * @return the change
     */
    public static JsonEdit replace(String name, String text) {
        return new JsonEdit(name, null, text);
    }

    @Override
    public String apply(String json) {
        Buffer out = new Buffer();
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json));
                JsonWriter writer = JsonWriter.of(out)) {
            writer.setSerializeNulls(true);
            copy(reader, writer);
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a JSON document", e);
        }
        return out.readUtf8();
    }

    private void copy(JsonReader reader, JsonWriter writer) throws IOException {
        switch (reader.peek()) {
            case BEGIN_OBJECT -> copyObject(reader, writer);
            case BEGIN_ARRAY -> {
                reader.beginArray();
                writer.beginArray();
                while (reader.hasNext()) {
                    copy(reader, writer);
                }
                reader.endArray();
                writer.endArray();
            }
            default -> raw(writer, reader.nextSource().readUtf8());
        }
    }

    private void copyObject(JsonReader reader, JsonWriter writer) throws IOException {
        reader.beginObject();
        writer.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (added != null || !name.equals(member)) {
                writer.name(name);
                copy(reader, writer);
            } else if (replacement == null) {
                reader.skipValue();
            } else if (reader.peek() == JsonReader.Token.STRING) {
                reader.skipValue();
                writer.name(name).value(replacement);
            } else {
                writer.name(name);
                copy(reader, writer);
            }
        }
        if (added != null) {
            writer.name(member);
            raw(writer, added);
        }
        reader.endObject();
        writer.endObject();
    }

    private static void raw(JsonWriter writer, String json) throws IOException {
        try (BufferedSink sink = writer.valueSink()) {
            sink.writeUtf8(json);
        }
    }
}
