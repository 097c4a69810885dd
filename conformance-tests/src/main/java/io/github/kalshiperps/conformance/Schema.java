package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.conformance.Wire.ArrayValue;
import io.github.kalshiperps.conformance.Wire.BooleanValue;
import io.github.kalshiperps.conformance.Wire.NumberValue;
import io.github.kalshiperps.conformance.Wire.ObjectValue;
import io.github.kalshiperps.conformance.Wire.StringValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that the contract says about the value at one place: references followed, the parts of {@code allOf} merged, and
 * what stands beside a reference kept, although OpenAPI 3.0 would ignore it. {@code x-kalshi-optional} has no meaning
 * here: our models being lenient does not make the exchange keep its contract.
 */
final class Schema {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final List<String> UNSUPPORTED = List.of("oneOf", "anyOf", "not");
    private static final Set<String> TYPES = Set.of("", "object", "array", "string", "integer", "number", "boolean");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

    private final ObjectNode document;
    private final ObjectNode facts = JsonNodeFactory.instance.objectNode();
    private final Set<String> names = new LinkedHashSet<>();

    // Looked up for every value of every message. The contract is of a known size, the keys of its maps are not.
    private final Map<String, Schema> members = new HashMap<>();
    private @Nullable Schema value;
    private @Nullable Schema element;

    private Schema(ObjectNode document) {
        this.document = document;
    }

    static Schema of(ObjectNode document, JsonNode node) {
        Schema schema = new Schema(document);
        schema.merge(node);
        return schema;
    }

    private void merge(JsonNode node) {
        String reference = node.path("$ref").asText();
        if (!reference.isEmpty()) {
            if (reference.startsWith(SCHEMAS)) {
                names.add(reference.substring(SCHEMAS.length()));
            }
            merge(document.at(reference.substring(1)));
        }
        node.path("allOf").forEach(this::merge);
        for (Map.Entry<String, JsonNode> fact : node.properties()) {
            String name = fact.getKey();
            JsonNode value = fact.getValue();
            if (UNSUPPORTED.contains(name) || (name.equals("type") && !TYPES.contains(value.asText()))) {
                throw new ConformanceException(
                        "the contract uses what this comparison does not understand: '" + name + "': "
                                + Excerpt.of(value.toString()) + (names.isEmpty() ? "" : ", in " + names),
                        null);
            }
            switch (name) {
                case "$ref", "allOf" -> {}
                case "properties" -> facts.withObject("/properties").setAll((ObjectNode) value);
                case "required" -> value.forEach(facts.withArray("/required")::add);
                default -> facts.set(name, value);
            }
        }
    }

    /** The contract that it is part of. */
    ObjectNode document() {
        return document;
    }

    /** The named schemas that apply, the nearest one first. */
    Set<String> names() {
        return names;
    }

    /** How a report calls the schema. */
    String name() {
        return names.isEmpty() ? "the " + type() : names.iterator().next();
    }

    /** One fact, such as {@code maxLength}; a missing node when there is none. */
    JsonNode fact(String name) {
        return facts.path(name);
    }

    /** The JSON type; empty when any will do. */
    String type() {
        String type = facts.path("type").asText();
        if (!type.isEmpty()) {
            return type;
        }
        if (facts.has("properties") || facts.has("additionalProperties")) {
            return "object";
        }
        return facts.has("items") ? "array" : "";
    }

    boolean allowsNull() {
        return facts.path("nullable").asBoolean() || type().isEmpty();
    }

    /** Whether a value that is not null has the right JSON type. An integer has neither fraction nor exponent. */
    boolean allowsTypeOf(Wire value) {
        return switch (type()) {
            case "object" -> value instanceof ObjectValue;
            case "array" -> value instanceof ArrayValue;
            case "string" -> value instanceof StringValue;
            case "number" -> value instanceof NumberValue;
            case "integer" ->
                value instanceof NumberValue number
                        && INTEGER.matcher(number.text()).matches();
            case "boolean" -> value instanceof BooleanValue;
            default -> true;
        };
    }

    /** The documented values of an enum; empty when it is none. */
    List<JsonNode> values() {
        List<JsonNode> values = new ArrayList<>();
        facts.path("enum").forEach(values::add);
        return values;
    }

    NavigableSet<String> required() {
        NavigableSet<String> required = new TreeSet<>();
        facts.path("required").forEach(name -> required.add(name.asText()));
        return required;
    }

    NavigableSet<String> properties() {
        NavigableSet<String> properties = new TreeSet<>();
        facts.path("properties").properties().forEach(property -> properties.add(property.getKey()));
        return properties;
    }

    /** The schema of a member; null when the contract has no such member. */
    @Nullable
    Schema member(String name) {
        JsonNode property = facts.path("properties").get(name);
        if (property != null) {
            return members.computeIfAbsent(name, unknown -> of(document, property));
        }
        JsonNode values = facts.path("additionalProperties");
        if (values.isObject()) {
            value = value == null ? of(document, values) : value;
            return value;
        }
        return values.asBoolean() || type().isEmpty() ? new Schema(document) : null;
    }

    /** Whether the name of a member is a key of a map: allowed, but not one that the contract knows. */
    boolean isKey(String name) {
        return !facts.path("properties").has(name) && member(name) != null;
    }

    /** The schema of the elements of an array. */
    Schema element() {
        if (element == null) {
            element = of(document, facts.path("items"));
            if (facts.path("x-kalshi-type").asText().equals("price-level")) {
                element.facts.put("x-kalshi-type", "decimal");
            }
        }
        return element;
    }

    /** What a value here has to be, in words. */
    String words() {
        Form form = Form.of(this);
        List<JsonNode> values = values();
        String words;
        if (!values.isEmpty()) {
            words = "one of "
                    + String.join(", ", values.stream().map(JsonNode::toString).toList());
        } else if (form != null) {
            words = form.words();
        } else {
            words = type().isEmpty() ? "any value" : type();
        }
        return names.isEmpty() ? words : words + " (" + name() + ")";
    }
}
