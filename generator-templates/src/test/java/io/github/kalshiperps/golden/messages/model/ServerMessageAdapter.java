package io.github.kalshiperps.golden.messages.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.Drifts;
import io.github.kalshiperps.core.json.MessageAdapter;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a message as the class that its {@code type} stands for. */
final class ServerMessageAdapter extends MessageAdapter<ServerMessage> {
    static final ServerMessageAdapter INSTANCE = new ServerMessageAdapter();

    private ServerMessageAdapter() {}

    @Override
    protected @Nullable JsonAdapter<? extends ServerMessage> ofType(String type) {
        return switch (type) {
            case "ticker" -> TickerMessage.Adapter.INSTANCE;
            default -> null;
        };
    }

    @Override
    public @Nullable ServerMessage fromJson(JsonReader reader) throws IOException {
        String type = type(reader);
        if (type == null) {
            return unrecognized(null, reader);
        }
        JsonAdapter<? extends ServerMessage> only = ofType(type);
        if (only != null) {
            return only.fromJson(reader);
        }
        return switch (type) {
            case "ok" ->
                isList(reader, "msg")
                        ? ListResponse.Adapter.INSTANCE.fromJson(reader)
                        : OkResponse.Adapter.INSTANCE.fromJson(reader);
            default -> unrecognized(type, reader);
        };
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
