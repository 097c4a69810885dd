package io.github.kalshiperps.core.json;

/** Travels as a tag of the JsonReader, so that adapters can stay stateless. */
record DecodingContext(Decoding decoding, DriftListener listener) {
    static final DecodingContext DEFAULT = new DecodingContext(Decoding.TOLERANT, DriftListener.logging());
}
