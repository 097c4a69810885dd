package io.github.kalshiperps.core.json;

import com.squareup.moshi.JsonReader;
import io.github.kalshiperps.core.error.DecodeException;

/**
 * The mode and the listener of one read: travels as a tag of the JsonReader, so that adapters can stay stateless.
 *
 * @param decoding how much deviation is put up with
 * @param listener hears of each
 * @param salvaging whether a member that is a list, map or object is read apart from its message, so that what is broken in it
 *     costs that member only
 * @param base the path of what this reader reads, which itself begins at {@code $}
 */
record DecodingContext(Decoding decoding, DriftListener listener, boolean salvaging, String base) {
    private static final DecodingContext DEFAULT =
            new DecodingContext(Decoding.TOLERANT, DriftListener.logging(), false, "$");

    /** The context of a reader, or the default one when generated adapters are used with somebody's own Moshi. */
    static DecodingContext of(JsonReader reader) {
        DecodingContext tagged = reader.tag(DecodingContext.class);
        return tagged != null ? tagged : DEFAULT;
    }

    /** The context of a reader of its own for the value at a path. */
    DecodingContext below(String path) {
        return new DecodingContext(decoding, listener, salvaging, absolute(path));
    }

    /** The path in the message of a path in this reader. */
    String absolute(String path) {
        return base + path.substring(1);
    }

    void report(Drift.Kind kind, String path, String message) {
        if (decoding == Decoding.STRICT) {
            throw new DecodeException(absolute(path), message, null);
        }
        listener.onDrift(new Drift(kind, absolute(path), message));
    }
}
