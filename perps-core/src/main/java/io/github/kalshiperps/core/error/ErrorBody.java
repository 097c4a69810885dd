package io.github.kalshiperps.core.error;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.regex.Pattern;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * What an error body says, whatever its shape: the exchange and the gateways before it use several. Members that were
 * not sent, or were sent blank, are null.
 *
 * @param shape which of the known shapes the body has
 * @param code the exchange's error code, such as {@code not_found}; may carry a dynamic part behind a colon
 * @param message the human-readable text; of a {@link Shape#TEXT} body its first words without markup
 * @param details further text, such as the rule that an order breaks
 * @param service the part of the exchange that refused
 */
public record ErrorBody(
        Shape shape,
        @Nullable String code,
        @Nullable String message,
        @Nullable String details,
        @Nullable String service) {

    /** The shapes of error bodies. */
    public enum Shape {
        /** {@code {"error":{"code":"not_found","message":"not found"}}}: most refusals. */
        WRAPPED,
        /** {@code {"code":"invalid_content_type","message":"…"}}: the shape of the contract. */
        FLAT,
        /** {@code {"msg":"…"}}: a missing query parameter. */
        BARE,
        /** {@code {"error":"too many requests"}}: the rate limit. */
        STRING,
        /** Not JSON: plain text or a gateway's HTML page, or JSON too broken to read. */
        TEXT,
        /** Nothing but white space. */
        EMPTY,
        /** JSON of none of the shapes above. */
        OTHER_JSON
    }

    private static final JsonReader.Options NAMES =
            JsonReader.Options.of("error", "code", "message", "details", "service", "msg");

    /** How much of a text that nobody knows the shape of goes into a message. */
    private static final int EXCERPT_LENGTH = 200;

    /** Bounds the work that markup made to be slow can cause. */
    private static final int LONGEST_MARKUP = 4096;

    private static final Pattern MARKUP = Pattern.compile("(?is)<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->|<[^>]*>");

    /** Line breaks and terminal sequences would forge log lines, format characters would reorder them. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    /**
     * Reads an error body. Never fails: what cannot be read as JSON is taken as text.
     *
     * @param body the body as text
     * @return what it says
     */
    public static ErrorBody parse(String body) {
        if (body.isBlank()) {
            return new ErrorBody(Shape.EMPTY, null, null, null, null);
        }
        try {
            return parseJson(JsonReader.of(new Buffer().writeUtf8(body)));
        } catch (IOException | JsonDataException e) {
            return new ErrorBody(Shape.TEXT, null, blankToNull(excerpt(withoutMarkup(body))), null, null);
        }
    }

    private static ErrorBody parseJson(JsonReader reader) throws IOException {
        ErrorBody body = reader.peek() == JsonReader.Token.BEGIN_OBJECT ? parseObject(reader) : parseOther(reader);
        if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
            throw new JsonDataException("There is more behind the document");
        }
        return body;
    }

    private static ErrorBody parseOther(JsonReader reader) throws IOException {
        boolean string = reader.peek() == JsonReader.Token.STRING;
        String text = text(reader);
        return new ErrorBody(Shape.OTHER_JSON, null, string ? text : null, null, null);
    }

    private static ErrorBody parseObject(JsonReader reader) throws IOException {
        Members members = new Members();
        ErrorBody wrapped = null;
        String error = null;
        reader.beginObject();
        while (reader.hasNext()) {
            int name = reader.selectName(NAMES);
            if (name != 0) {
                members.read(name, reader);
            } else if (reader.peek() == JsonReader.Token.BEGIN_OBJECT) {
                wrapped = parseWrapped(reader);
            } else if (reader.peek() == JsonReader.Token.BEGIN_ARRAY) {
                reader.skipValue();
            } else {
                error = text(reader);
            }
        }
        reader.endObject();
        if (wrapped != null) {
            return wrapped;
        }
        if (error != null) {
            return members.toBody(Shape.STRING, error);
        }
        if (members.code != null || members.message != null) {
            return members.toBody(Shape.FLAT, members.words());
        }
        if (members.msg != null) {
            return members.toBody(Shape.BARE, members.msg);
        }
        return members.toBody(Shape.OTHER_JSON, null);
    }

    private static ErrorBody parseWrapped(JsonReader reader) throws IOException {
        Members members = new Members();
        reader.beginObject();
        while (reader.hasNext()) {
            members.read(reader.selectName(NAMES), reader);
        }
        reader.endObject();
        return members.toBody(Shape.WRAPPED, members.words());
    }

    /** The texts of one object's members; those of unexpected JSON types are kept as their JSON text. */
    private static final class Members {
        @Nullable
        String code;

        @Nullable
        String message;

        @Nullable
        String details;

        @Nullable
        String service;

        @Nullable
        String msg;

        void read(int name, JsonReader reader) throws IOException {
            switch (name) {
                case 1 -> code = text(reader);
                case 2 -> message = text(reader);
                case 3 -> details = text(reader);
                case 4 -> service = text(reader);
                case 5 -> msg = text(reader);
                default -> {
                    if (name == -1) {
                        reader.skipName();
                    }
                    reader.skipValue();
                }
            }
        }

        @Nullable
        String words() {
            return message != null ? message : msg;
        }

        ErrorBody toBody(Shape shape, @Nullable String text) {
            return new ErrorBody(shape, code, text, details, service);
        }
    }

    private static @Nullable String text(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case NULL -> reader.nextNull();
            case STRING, NUMBER -> blankToNull(reader.nextString());
            case BOOLEAN -> Boolean.toString(reader.nextBoolean());
            default -> {
                try (BufferedSource raw = reader.nextSource()) {
                    yield raw.readUtf8();
                }
            }
        };
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static String withoutMarkup(String body) {
        String text = body.strip();
        if (!text.startsWith("<")) {
            return text;
        }
        String head = text.substring(0, Math.min(text.length(), LONGEST_MARKUP));
        return MARKUP.matcher(head).replaceAll(" ");
    }

    /** The text on one line without control characters, cut where it gets long. */
    static String excerpt(String text) {
        // Cut generously before the pattern sees it, and exactly afterwards.
        String head = text.substring(0, Math.min(text.length(), LONGEST_MARKUP));
        String line = UNPRINTABLE.matcher(head).replaceAll(" ").strip();
        if (line.length() <= EXCERPT_LENGTH) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(EXCERPT_LENGTH - 1)) ? EXCERPT_LENGTH - 1 : EXCERPT_LENGTH;
        return line.substring(0, end) + "…";
    }
}
