package io.github.kalshiperps.core.json;

import com.squareup.moshi.JsonReader;
import io.github.kalshiperps.core.error.DecodeException;

/** The mode and the listener of one read: travels as a tag of the JsonReader, so that adapters can stay stateless. */
record DecodingContext(Decoding decoding, DriftListener listener) {
    private static final DecodingContext DEFAULT = new DecodingContext(Decoding.TOLERANT, DriftListener.logging());

    /** The context of a reader, or the default one when generated adapters are used with somebody's own Moshi. */
    static DecodingContext of(JsonReader reader) {
        DecodingContext tagged = reader.tag(DecodingContext.class);
        return tagged != null ? tagged : DEFAULT;
    }

    void report(Drift.Kind kind, String path, String message) {
        if (decoding == Decoding.STRICT) {
            throw new DecodeException(path, message, null);
        }
        listener.onDrift(new Drift(kind, path, message));
    }
}
