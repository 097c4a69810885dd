package io.github.kalshiperps.ws.server;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A text message of a client. Immutable.
 *
 * @param text the message, to the letter
 * @param json the same as an object: whole numbers as {@code Long}, other numbers as {@code BigDecimal}
 */
public record Command(String text, Map<String, @Nullable Object> json) {
    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException if it is not one JSON object
     */
    public static Command parse(String text) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
            if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
                throw new IllegalArgumentException("not a JSON object: " + text);
            }
            Map<String, @Nullable Object> json = object(reader);
            if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new IllegalArgumentException("more than one JSON object: " + text);
            }
            return new Command(text, json);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("not a JSON object: " + text, e);
        }
    }

    /** The {@code cmd} of this command. */
    public String cmd() {
        return String.valueOf(json.get("cmd"));
    }

    /** The {@code id} of this command, -1 without one. */
    public long id() {
        return json.get("id") instanceof Long id ? id : -1;
    }

    /** The {@code params} of this command, empty without any. */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> params() {
        return json.get("params") instanceof Map<?, ?> params ? (Map<String, @Nullable Object>) params : Map.of();
    }

    /** The texts in a member of {@code params} that is a list, empty without it. */
    public List<String> params(String name) {
        List<String> texts = new ArrayList<>();
        if (params().get(name) instanceof List<?> list) {
            list.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }

    private static Map<String, @Nullable Object> object(JsonReader reader) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            members.put(reader.nextName(), value(reader));
        }
        reader.endObject();
        return members;
    }

    private static @Nullable Object value(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object(reader);
            case BEGIN_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNext()) {
                    items.add(value(reader));
                }
                reader.endArray();
                yield items;
            }
            case NUMBER -> number(reader.nextString());
            case BOOLEAN -> reader.nextBoolean();
            case NULL -> reader.nextNull();
            default -> reader.nextString();
        };
    }

    private static Object number(String digits) {
        return digits.matches("-?\\d{1,18}") ? (Object) Long.valueOf(digits) : new BigDecimal(digits);
    }
}
