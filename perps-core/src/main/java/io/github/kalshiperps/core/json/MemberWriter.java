package io.github.kalshiperps.core.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Writes the members of one JSON object for a generated adapter: absent members are left out, and what was kept raw is
 * written as it came. Serves one object on one thread.
 */
public final class MemberWriter {
    private final JsonWriter writer;
    private final ModelExtras extras;
    private final boolean plain;

    private MemberWriter(JsonWriter writer, ModelExtras extras) {
        this.writer = writer;
        this.extras = extras;
        this.plain = extras.isEmpty();
    }

    /**
     * Starts an object.
     *
     * @param writer where to
     * @param extras what the model keeps beyond its typed members
     * @return a writer of its members
     * @throws IOException if the sink fails
     */
    public static MemberWriter begin(JsonWriter writer, ModelExtras extras) throws IOException {
        writer.beginObject();
        return new MemberWriter(writer, extras);
    }

    /**
     * Writes one member, or nothing when it is absent.
     *
     * @param name its wire name
     * @param codec its codec
     * @param value its value, or null when it is absent
     * @param <T> its type
     * @throws IOException if the sink fails
     */
    public <T> void member(String name, JsonAdapter<T> codec, @Nullable T value) throws IOException {
        if (!plain) {
            RawJson raw = extras.raw(name);
            if (raw != null) {
                writer.name(name);
                write(writer, raw);
                return;
            }
        }
        if (value != null) {
            writer.name(name);
            codec.toJson(writer, value);
        }
    }

    /**
     * Ends the object behind the unknown members.
     *
     * @throws IOException if the sink fails
     */
    public void end() throws IOException {
        if (!plain) {
            for (Map.Entry<String, RawJson> member : extras.unknownMembers().entrySet()) {
                writer.name(member.getKey());
                write(writer, member.getValue());
            }
        }
        writer.endObject();
    }

    static void write(JsonWriter writer, RawJson value) throws IOException {
        try (BufferedSink sink = writer.valueSink()) {
            sink.writeString(value.json(), StandardCharsets.UTF_8);
        }
    }
}
