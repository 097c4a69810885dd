package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a contract speaks of something.
 *
 * @param pointer a JSON pointer into the contract, as a fragment
 * @param schema the name of the schema that a value there has; empty when it has none
 */
record ContractPlace(String pointer, String schema) {
    static final ContractPlace NONE = new ContractPlace("", "");

    private static final String SCHEMAS = "/components/schemas/";

    /**
     * What the contract says of a place in a message, or else of the object that would hold it.
     *
     * @param contract the whole contract
     * @param root a pointer to the schema of the message
     * @param steps from the message to the place
     */
    static ContractPlace of(ObjectNode contract, String root, List<Step> steps) {
        String pointer = root;
        for (Step step : steps) {
            String inside =
                    step instanceof Step.Name name ? member(contract, pointer, name.name()) : items(contract, pointer);
            if (inside == null) {
                pointer = target(contract, pointer);
                break;
            }
            pointer = inside;
        }
        String target = target(contract, pointer);
        String schema = target.startsWith(SCHEMAS) ? target.substring(SCHEMAS.length()) : "";
        return new ContractPlace("#" + pointer, schema.contains("/") ? "" : schema);
    }

    /** A name as part of a pointer. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Follows references. */
    private static String target(ObjectNode contract, String pointer) {
        String target = pointer;
        String reference = contract.at(target).path("$ref").asText();
        while (reference.startsWith("#/")) {
            target = reference.substring(1);
            reference = contract.at(target).path("$ref").asText();
        }
        return target;
    }

    private static @Nullable String member(ObjectNode contract, String pointer, String name) {
        String object = target(contract, pointer);
        JsonNode schema = contract.at(object);
        if (schema.path("properties").has(name)) {
            return object + "/properties/" + escape(name);
        }
        for (int i = 0; i < schema.path("allOf").size(); i++) {
            String inside = member(contract, object + "/allOf/" + i, name);
            if (inside != null) {
                return inside;
            }
        }
        return schema.path("additionalProperties").isObject() ? object + "/additionalProperties" : null;
    }

    private static @Nullable String items(ObjectNode contract, String pointer) {
        String array = target(contract, pointer);
        return contract.at(array).has("items") ? array + "/items" : null;
    }
}
