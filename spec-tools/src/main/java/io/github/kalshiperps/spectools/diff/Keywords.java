package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which keys of an object of a contract are facts, which are words, and which are of our overlays. */
final class Keywords {
    private static final Set<String> WORDS = Set.of(
            "description",
            "summary",
            "title",
            "example",
            "examples",
            "externalDocs",
            "contact",
            "license",
            "termsOfService");

    /** Keywords that hold schemas. */
    private static final Set<String> SCHEMAS = Set.of("anyOf", "oneOf", "items", "properties", "additionalProperties");

    private static final Set<String> OURS =
            Set.of("x-java-name", "x-exactly-one-of", "x-at-most-one-of", "x-at-least-one-of");

    private Keywords() {}

    /** Whether a key comes from our overlays: it says how Java looks, and nothing of the contract. */
    static boolean isOurs(String key) {
        return key.startsWith("x-kalshi-") || key.startsWith("x-enum-") || OURS.contains(key);
    }

    /** Whether a key holds prose or an extension of the exchange's, neither of which is a fact. */
    static boolean isWords(String key) {
        return WORDS.contains(key) || (key.startsWith("x-") && !isOurs(key));
    }

    static boolean isFact(String key) {
        return !isWords(key) && !isOurs(key);
    }

    /** Whether more than words differs; what an enum or a default holds is data, in which nothing is prose. */
    static boolean differ(String keyword, Pair values) {
        return SCHEMAS.contains(keyword) ? values.differsInFacts() : values.differs();
    }

    /** The words of one object by keyword; those of the objects within are their own. */
    static Map<String, JsonNode> words(JsonNode object) {
        Map<String, JsonNode> words = new TreeMap<>();
        object.properties().stream()
                .filter(member -> isWords(member.getKey()) && !isEmptyText(member.getValue()))
                .forEach(member -> words.put(member.getKey(), member.getValue()));
        return words;
    }

    private static boolean isEmptyText(JsonNode value) {
        return value.isTextual() && value.textValue().isBlank();
    }

    /** A schema without words and without what overlays say of it. The names in it are told from keywords. */
    static JsonNode schemaFacts(JsonNode schema) {
        if (schema.isArray()) {
            ArrayNode facts = JsonNodeFactory.instance.arrayNode();
            schema.forEach(element -> facts.add(schemaFacts(element)));
            return facts;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode facts = object.objectNode();
        object.properties().stream()
                .filter(member -> isFact(member.getKey()))
                .forEach(member -> facts.set(
                        member.getKey(),
                        member.getKey().equals("properties")
                                ? membersFacts(member.getValue())
                                : schemaFacts(member.getValue())));
        return facts;
    }

    private static JsonNode membersFacts(JsonNode members) {
        ObjectNode facts = ((ObjectNode) members).objectNode();
        members.properties().forEach(member -> facts.set(member.getKey(), schemaFacts(member.getValue())));
        return facts;
    }
}
