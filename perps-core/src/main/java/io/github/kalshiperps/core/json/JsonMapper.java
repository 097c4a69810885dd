package io.github.kalshiperps.core.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import io.github.kalshiperps.core.error.DecodeException;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes the models of one client: a {@link Moshi} together with the decoding mode and the listener that its
 * adapters report to. Immutable and safe for use by several threads.
 */
public final class JsonMapper {
    private static final Logger LOG = LoggerFactory.getLogger(JsonMapper.class);

    private final JsonAdapter.Factory models;
    private final Moshi moshi;
    private final Decoding decoding;
    private final DriftListener listener;

    private JsonMapper(JsonAdapter.Factory models, Moshi moshi, Decoding decoding, DriftListener listener) {
        this.models = models;
        this.moshi = moshi;
        this.decoding = decoding;
        this.listener = listener;
    }

    /**
     * A tolerant mapper for the models that the factory knows, with a {@linkplain DriftListener#logging() logging}
     * listener.
     *
     * @param models the generated factory of a client's models
     * @return the mapper
     */
    public static JsonMapper of(JsonAdapter.Factory models) {
        return new JsonMapper(
                models, new Moshi.Builder().add(models).build(), Decoding.TOLERANT, DriftListener.logging());
    }

    /**
     * The same mapper in another mode.
     *
     * @param mode tolerant or strict
     * @return a new mapper
     */
    public JsonMapper decoding(Decoding mode) {
        return new JsonMapper(models, moshi, mode, listener);
    }

    /**
     * The same mapper with another listener.
     *
     * @param driftListener hears of every deviation
     * @return a new mapper
     */
    public JsonMapper driftListener(DriftListener driftListener) {
        return new JsonMapper(models, moshi, decoding, driftListener);
    }

    /**
     * Reads one JSON document to its end.
     *
     * @param type the model class
     * @param source the document, UTF-8
     * @param <T> the model class
     * @return the model
     * @throws DecodeException if the document is not JSON, is cut short, has something behind its end, or deviates more
     *     than the mode allows
     * @throws IOException if the source fails
     */
    public <T> T read(Class<T> type, BufferedSource source) throws IOException {
        return read(type, source.readByteString());
    }

    /**
     * Reads one JSON document.
     *
     * @param type the model class
     * @param json the document, UTF-8
     * @param <T> the model class
     * @return the model
     * @throws DecodeException as in {@link #read(Class, BufferedSource)}
     */
    public <T> T read(Class<T> type, ByteString json) {
        return read(adapter(type), json);
    }

    private <T> T read(JsonAdapter<? extends T> adapter, ByteString json) {
        if (decoding == Decoding.STRICT) {
            return read(adapter, json, DecodingContext.of(decoding, listener, false));
        }
        List<Drift> drifts = new ArrayList<>(0);
        T value;
        try {
            value = read(adapter, json, DecodingContext.of(decoding, drifts::add, false));
        } catch (DecodeException e) {
            // Something in a list or map is broken. Hardly ever, so it may cost a second look: which member is it?
            drifts.clear();
            value = read(adapter, json, DecodingContext.of(decoding, drifts::add, true));
        }
        drifts.forEach(this::tell);
        return value;
    }

    /** The message is read by now; an answer to an order must not be lost because somebody could not write a log line. */
    private void tell(Drift drift) {
        try {
            listener.onDrift(drift);
        } catch (RuntimeException e) {
            LOG.warn("The drift listener failed on {} at {}", drift.kind(), drift.path(), e);
        }
    }

    private static <T> T read(JsonAdapter<? extends T> adapter, ByteString json, DecodingContext context) {
        JsonReader reader = JsonReader.of(new Buffer().write(json));
        reader.setTag(DecodingContext.class, context);
        try {
            T value = adapter.fromJson(reader);
            if (value == null) {
                throw new DecodeException("$", "Expected a value but was null", null);
            }
            if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new DecodeException("$", "Expected the end of the document but there is more", null);
            }
            return value;
        } catch (JsonDataException | JsonEncodingException e) {
            PathMessage message = PathMessage.of(e, reader);
            throw new DecodeException(message.path(), message.text(), e);
        } catch (EOFException e) {
            throw new DecodeException(reader.getPath(), "The document ends too early", e);
        } catch (IOException e) {
            throw new AssertionError("A buffer in memory does not fail", e);
        }
    }

    /**
     * Reads one JSON document to its end.
     *
     * @param type the model class
     * @param json the document
     * @param <T> the model class
     * @return the model
     * @throws DecodeException as in {@link #read(Class, BufferedSource)}
     */
    public <T> T read(Class<T> type, String json) {
        JsonAdapter<T> adapter = adapter(type);
        return read(
                adapter instanceof MessageAdapter<T> messages ? messages.ofDocument(json) : adapter,
                ByteString.encodeUtf8(json));
    }

    /**
     * Writes a model as JSON.
     *
     * @param type the model class
     * @param value the model
     * @param sink where to
     * @param <T> the model class
     * @throws IOException if the sink fails
     */
    public <T> void write(Class<T> type, T value, BufferedSink sink) throws IOException {
        JsonWriter writer = JsonWriter.of(sink);
        adapter(type).toJson(writer, value);
    }

    /**
     * Writes a model as JSON.
     *
     * @param type the model class
     * @param value the model
     * @param <T> the model class
     * @return the document
     */
    public <T> String write(Class<T> type, T value) {
        Buffer buffer = new Buffer();
        try {
            write(type, value, buffer);
        } catch (IOException e) {
            throw new AssertionError("A buffer in memory does not fail", e);
        }
        return buffer.readUtf8();
    }

    /** The generated adapter; without one Moshi would go over the class by reflection and read it some other way. */
    @SuppressWarnings("unchecked") // the factory's contract: an adapter of the very type that was asked for
    private <T> JsonAdapter<T> adapter(Class<T> type) {
        JsonAdapter<?> adapter = models.create(type, Set.of(), moshi);
        if (adapter == null) {
            throw new IllegalArgumentException(type.getName() + " is no model of " + models);
        }
        return (JsonAdapter<T>) adapter;
    }
}
