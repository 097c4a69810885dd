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
 * @param depth how many readers this one is inside of
 * @param base the path of what this reader reads, which itself begins at {@code $}
 */
record DecodingContext(Decoding decoding, DriftListener listener, boolean salvaging, int depth, String base) {
    /** More than any contract has, and too little for the depth of 32 at which Moshi's writer cannot take a raw value. */
    private static final int MAX_DEPTH = 12;

    private static final DecodingContext DEFAULT =
            new DecodingContext(Decoding.TOLERANT, DriftListener.logging(), false, 0, "$");

    /** The context of a reader, or the default one when generated adapters are used with somebody's own Moshi. */
    static DecodingContext of(JsonReader reader) {
        DecodingContext tagged = reader.tag(DecodingContext.class);
        return tagged != null ? tagged : DEFAULT;
    }

    /** The context that a document is read with. */
    static DecodingContext of(Decoding decoding, DriftListener listener, boolean salvaging) {
        return new DecodingContext(decoding, listener, salvaging, 0, "$");
    }

    /** Whether to read one more value apart: each reader has Moshi's limit of depth for itself. */
    boolean readsApart() {
        return salvaging && depth < MAX_DEPTH;
    }

    /** The context of a reader of its own for the value at a path. */
    DecodingContext below(String path) {
        return new DecodingContext(decoding, listener, salvaging, depth + 1, absolute(path));
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
