package io.github.kalshiperps.golden.messages.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.Drifts;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a message as the class that its {@code type} stands for, looking ahead at its members. */
final class ServerMessageAdapter extends JsonAdapter<ServerMessage> {
    static final ServerMessageAdapter INSTANCE = new ServerMessageAdapter();
    private static final JsonReader.Options TYPE = JsonReader.Options.of("type");

    private ServerMessageAdapter() {}

    @Override
    public @Nullable ServerMessage fromJson(JsonReader reader) throws IOException {
        String type = type(reader);
        if (type == null) {
            return unrecognized(null, reader);
        }
        return switch (type) {
            case "ok" ->
                isList(reader, "msg")
                        ? ListResponse.Adapter.INSTANCE.fromJson(reader)
                        : OkResponse.Adapter.INSTANCE.fromJson(reader);
            case "ticker" -> TickerMessage.Adapter.INSTANCE.fromJson(reader);
            default -> unrecognized(type, reader);
        };
    }

    /** The message's type, without moving the reader; null when it has none that is a string. */
    private static @Nullable String type(JsonReader reader) throws IOException {
        JsonReader ahead = reader.peekJson();
        if (ahead.peek() != JsonReader.Token.BEGIN_OBJECT) {
            return null;
        }
        ahead.beginObject();
        while (ahead.hasNext()) {
            if (ahead.selectName(TYPE) == 0) {
                return ahead.peek() == JsonReader.Token.STRING ? ahead.nextString() : null;
            }
            ahead.skipName();
            ahead.skipValue();
        }
        return null;
    }

    /** Whether a member is a list, without moving the reader. */
    private static boolean isList(JsonReader reader, String member) throws IOException {
        JsonReader ahead = reader.peekJson();
        ahead.beginObject();
        while (ahead.hasNext()) {
            if (ahead.nextName().equals(member)) {
                return ahead.peek() == JsonReader.Token.BEGIN_ARRAY;
            }
            ahead.skipValue();
        }
        return false;
    }

    private static ServerMessage unrecognized(@Nullable String type, JsonReader reader) throws IOException {
        RawJson json = Codecs.RAW.fromJson(reader);
        Drifts.unknownMessage(reader, type);
        return new ServerMessage.Unrecognized(type, json);
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable ServerMessage value) throws IOException {
        if (value == null) {
            writer.nullValue();
        } else if (value instanceof ServerMessage.Unrecognized unrecognized) {
            Codecs.RAW.toJson(writer, unrecognized.json());
        } else if (value instanceof ListResponse message) {
            ListResponse.Adapter.INSTANCE.toJson(writer, message);
        } else if (value instanceof OkResponse message) {
            OkResponse.Adapter.INSTANCE.toJson(writer, message);
        } else if (value instanceof TickerMessage message) {
            TickerMessage.Adapter.INSTANCE.toJson(writer, message);
        }
    }
}
