package io.github.kalshiperps.core.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one JSON object for a generated adapter: typed where the wire keeps to the contract, raw and
 * reported where it does not. Serves one object on one thread.
 */
public final class MemberReader {
    private final JsonReader reader;
    private boolean ended;
    private @Nullable String path;
    private @Nullable Map<String, RawJson> unknown;
    private @Nullable Map<String, RawJson> raw;
    private @Nullable Map<String, String> problems;

    private MemberReader(JsonReader reader) {
        this.reader = reader;
    }

    /**
     * Enters the object that the reader stands before.
     *
     * @param reader at the start of an object
     * @return a reader of its members
     * @throws IOException if the source fails or there is no object
     */
    public static MemberReader begin(JsonReader reader) throws IOException {
        reader.beginObject();
        return new MemberReader(reader);
    }

    /**
     * Reads a scalar member.
     *
     * @param name its wire name
     * @param codec its codec
     * @param nullable whether the contract allows null
     * @param <T> its type
     * @return the value, or null when it is null or not of the codec's form
     * @throws IOException if the source fails
     */
    public <T> @Nullable T scalar(String name, ScalarCodec<T> codec, boolean nullable) throws IOException {
        forget(name);
        JsonReader.Token token = reader.peek();
        if (token != codec.token()) {
            if (token == JsonReader.Token.NULL) {
                readNull(name, nullable);
            } else {
                readMalformed(name, codec.expected(), token);
            }
            return null;
        }
        String text = codec.nextText(reader);
        T value;
        try {
            value = codec.parse(text);
        } catch (RuntimeException e) {
            String found = "Expected " + codec.expected() + " but was '" + Excerpt.of(text) + "'";
            keepRaw(name, rawScalar(codec, text));
            problem(Drift.Kind.MALFORMED_MEMBER, name, found);
            return null;
        }
        if (!codec.writesBack(text, value)) {
            keepRaw(name, rawScalar(codec, text));
        }
        if (!codec.isListed(value)) {
            report(Drift.Kind.UNKNOWN_VALUE, name, "'" + Excerpt.of(text) + "' is not a documented value");
        }
        return value;
    }

    /**
     * Reads a member that is an object.
     *
     * @param name its wire name
     * @param codec its adapter
     * @param nullable whether the contract allows null
     * @param <T> its type
     * @return the value, or null when it is null or not an object
     * @throws IOException if the source fails
     */
    public <T> @Nullable T object(String name, JsonAdapter<T> codec, boolean nullable) throws IOException {
        return structure(name, codec, JsonReader.Token.BEGIN_OBJECT, "an object", nullable);
    }

    /**
     * Reads a member that is a map.
     *
     * @param name its wire name
     * @param codec its adapter
     * @param nullable whether the contract allows null
     * @param <T> the type of its values
     * @return the map; empty when null was sent; null when it is not an object
     * @throws IOException if the source fails
     */
    public <T> @Nullable Map<String, T> map(String name, JsonAdapter<Map<String, T>> codec, boolean nullable)
            throws IOException {
        Map<String, T> value = structure(name, codec, JsonReader.Token.BEGIN_OBJECT, "an object", nullable);
        return value == null && wasNull(name) ? Map.of() : value;
    }

    /**
     * Reads a member that is a list. The exchange sends null for an empty one now and then.
     *
     * @param name its wire name
     * @param codec its adapter
     * @param nullable whether the contract allows null
     * @param <T> the type of its elements
     * @return the list; empty when null was sent; null when it is not an array
     * @throws IOException if the source fails
     */
    public <T> @Nullable List<T> list(String name, JsonAdapter<List<T>> codec, boolean nullable) throws IOException {
        List<T> value = structure(name, codec, JsonReader.Token.BEGIN_ARRAY, "an array", nullable);
        return value == null && wasNull(name) ? List.of() : value;
    }

    /**
     * Keeps the member that the reader stands before and that the contract does not know.
     *
     * @throws IOException if the source fails
     */
    public void unknown() throws IOException {
        String name = reader.nextName();
        RawJson value = RawJson.next(reader);
        Map<String, RawJson> members = unknown;
        if (members == null) {
            members = new LinkedHashMap<>();
            unknown = members;
        }
        members.put(name, value);
        report(Drift.Kind.UNKNOWN_MEMBER, name, "The contract does not know this member");
    }

    /**
     * Leaves the object.
     *
     * @throws IOException if the source fails
     */
    public void end() throws IOException {
        reader.endObject();
        ended = true;
    }

    /**
     * Notes a required member that was not sent. To be called behind {@link #end()}.
     *
     * @param name its wire name
     * @param value its value, null when there is none
     */
    public void required(String name, @Nullable Object value) {
        if (value == null && (problems == null || !problems.containsKey(name))) {
            problem(Drift.Kind.MISSING_MEMBER, name, "The required member was not sent");
        }
    }

    /**
     * What was met beyond the typed members.
     *
     * @return the extras; the shared empty ones when there is nothing
     */
    public ModelExtras extras() {
        if (unknown == null && raw == null && problems == null) {
            return ModelExtras.NONE;
        }
        return new ModelExtras(
                DecodingContext.of(reader).absolute(path == null ? "$" : path),
                orEmpty(unknown),
                orEmpty(raw),
                orEmpty(problems));
    }

    private <T> @Nullable T structure(
            String name, JsonAdapter<T> codec, JsonReader.Token expected, String words, boolean nullable)
            throws IOException {
        forget(name);
        JsonReader.Token token = reader.peek();
        if (token == expected) {
            DecodingContext context = DecodingContext.of(reader);
            return context.readsApart() ? salvaged(name, codec, context) : codec.fromJson(reader);
        }
        if (token == JsonReader.Token.NULL) {
            readNull(name, nullable);
        } else {
            readMalformed(name, words, token);
        }
        return null;
    }

    /** Of duplicate members the last one wins: nothing may be left of the spelling or the fault of an earlier one. */
    private void forget(String name) {
        if (raw != null) {
            raw.remove(name);
        }
        if (problems != null) {
            problems.remove(name);
        }
    }

    /** Reads a value apart from its message: what is broken in it costs this member and nothing else. */
    private <T> @Nullable T salvaged(String name, JsonAdapter<T> codec, DecodingContext context) throws IOException {
        RawJson value = RawJson.next(reader);
        String at = path(name) + "." + name;
        JsonReader apart = JsonReader.of(new Buffer().writeUtf8(value.json()));
        apart.setTag(DecodingContext.class, context.below(at));
        try {
            return codec.fromJson(apart);
        } catch (JsonDataException e) {
            PathMessage message = PathMessage.of(e, apart);
            keepRaw(name, value);
            problems().put(name, message.text() + " at " + context.below(at).absolute(message.path()));
            context.below(at).report(Drift.Kind.MALFORMED_MEMBER, message.path(), message.text());
            return null;
        }
    }

    private void readNull(String name, boolean nullable) throws IOException {
        reader.nextNull();
        keepRaw(name, RawJson.NULL);
        if (nullable) {
            problems().put(name, "The member is null");
            path(name);
        } else {
            problem(Drift.Kind.NULL_MEMBER, name, "Null is not allowed here");
        }
    }

    private void readMalformed(String name, String expected, JsonReader.Token token) throws IOException {
        keepRaw(name, RawJson.next(reader));
        problem(Drift.Kind.MALFORMED_MEMBER, name, "Expected " + expected + " but was " + token);
    }

    private static RawJson rawScalar(ScalarCodec<?> codec, String text) {
        return codec.token() == JsonReader.Token.STRING ? RawJson.string(text) : RawJson.literal(text);
    }

    private boolean wasNull(String name) {
        return raw != null && RawJson.NULL.equals(raw.get(name));
    }

    private void keepRaw(String name, RawJson value) {
        Map<String, RawJson> members = raw;
        if (members == null) {
            members = new LinkedHashMap<>();
            raw = members;
        }
        members.put(name, value);
    }

    private void problem(Drift.Kind kind, String name, String message) {
        problems().put(name, message);
        report(kind, name, message);
    }

    private Map<String, String> problems() {
        Map<String, String> members = problems;
        if (members == null) {
            members = new LinkedHashMap<>();
            problems = members;
        }
        return members;
    }

    private void report(Drift.Kind kind, String name, String message) {
        DecodingContext.of(reader).report(kind, path(name) + "." + name, message);
    }

    /** The path of the object itself; computed late, because it costs and is hardly ever needed. */
    private String path(String name) {
        String known = path;
        if (known == null) {
            known = ended ? Paths.ofLastRead(reader) : Paths.ofParent(reader, name);
            path = known;
        }
        return known;
    }

    private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> members) {
        return members == null ? Map.of() : members;
    }
}
