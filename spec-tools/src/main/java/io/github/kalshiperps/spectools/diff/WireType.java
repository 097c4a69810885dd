package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The type of a value on the wire.
 *
 * @param kind the type keyword
 * @param format the format; empty when there is none
 */
record WireType(String kind, String format) {
    static WireType of(JsonNode schema) {
        return new WireType(
                JavaTypes.isModel(schema) ? "object" : JavaTypes.type(schema),
                schema.path("format").asText());
    }

    /** Whether both are of the same values; a format of numbers says how they are kept, not which there are. */
    boolean isSame(WireType other) {
        return equals(other) || (isLong() && other.isLong()) || (kind.equals("number") && other.kind.equals("number"));
    }

    /** Whether every value of the other type is one of this. */
    boolean includes(WireType other) {
        return (equals(new WireType("string", "")) && other.kind.equals("string"))
                || (kind.equals("number") && other.kind.equals("integer"))
                || (isLong() && other.equals(new WireType("integer", "int32")));
    }

    private boolean isLong() {
        return kind.equals("integer") && (format.isEmpty() || format.equals("int64"));
    }

    @Override
    public String toString() {
        return format.isEmpty() ? kind : kind + " (" + format + ")";
    }
}
