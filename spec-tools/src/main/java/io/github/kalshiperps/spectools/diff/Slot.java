package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A schema where it stands, with what an inline class there is named after.
 *
 * @param schema as it stands there
 * @param described what an overlay may have named the inline type on: the schema itself, or a parameter around it
 * @param owner the class or operation around it
 * @param wire its name there
 */
record Slot(JsonNode schema, JsonNode described, String owner, String wire) {
    static Slot of(JsonNode schema, String owner, String wire) {
        return new Slot(schema, schema, owner, wire);
    }

    static Slot ofParameter(JsonNode parameter, String operation, String name) {
        return new Slot(parameter.path("schema"), parameter, operation, name);
    }

    /** What stands in a list or a map, under its keyword. */
    Slot inner(String keyword) {
        return of(schema.path(keyword), owner, wire);
    }

    Slot with(JsonNode other) {
        return new Slot(other, described, owner, wire);
    }

    /** The class of an inline enum or object. */
    String inlineName() {
        String named =
                schema.path("x-enum-type").asText(described.path("x-enum-type").asText());
        return named.isEmpty() ? owner + "." + wire : named;
    }
}
