package io.github.kalshiperps.core.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages that tell by their member {@code type} which class they are. Stateless and safe for use by several
 * threads. The base of generated adapters.
 *
 * @param <T> what all the messages are
 */
public abstract class MessageAdapter<T> extends JsonAdapter<T> {
    private static final JsonReader.Options TYPE = JsonReader.Options.of("type");
    private static final String TYPE_FIRST = "{\"type\":\"";

    /** For generated adapters. */
    protected MessageAdapter() {}

    /**
     * The adapter of one type of message.
     *
     * @param type the type
     * @return its adapter; null if the type is not known or does not suffice to tell the class
     */
    protected abstract @Nullable JsonAdapter<? extends T> ofType(String type);

    /**
     * The adapter of one message. The exchange sends the type first; looking at the text then does for what costs a second
     * reader otherwise. A type with an escape in it is cut off at a backslash at the latest, and no known one is.
     */
    final JsonAdapter<? extends T> ofDocument(String json) {
        if (!json.startsWith(TYPE_FIRST)) {
            return this;
        }
        int end = json.indexOf('"', TYPE_FIRST.length());
        JsonAdapter<? extends T> adapter = end < 0 ? null : ofType(json.substring(TYPE_FIRST.length(), end));
        return adapter == null ? this : adapter;
    }

    /**
     * The message's type, without moving the reader.
     *
     * @param reader before the message
     * @return the type; null when the message has none that is a string
     * @throws IOException if the source fails
     */
    protected static @Nullable String type(JsonReader reader) throws IOException {
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

    /**
     * Whether a member is a list, without moving the reader.
     *
     * @param reader before the message
     * @param member the member's wire name
     * @return whether it is
     * @throws IOException if the source fails
     */
    protected static boolean isList(JsonReader reader, String member) throws IOException {
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
}
