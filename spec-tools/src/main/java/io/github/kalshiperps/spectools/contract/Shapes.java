package io.github.kalshiperps.spectools.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The shapes of which the tables are made. */
final class Shapes {
    static final Shape TEXT = scalar("a text", JsonNode::isTextual);
    static final Shape FLAG = scalar("true or false", JsonNode::isBoolean);
    static final Shape NUMBER = scalar("a number", JsonNode::isNumber);
    static final Shape COUNT = scalar(
            "a whole number from 0",
            value -> value.isIntegralNumber() && value.decimalValue().signum() >= 0);

    /** A value of the API itself, such as a default: kept whatever it is. */
    static final Shape DATA = (value, at) -> sortedData(value);

    static final Shape TEXTS = listOf(TEXT);

    /** Names of which only the set matters. */
    static final Shape NAMES = sorted(TEXTS, Comparator.comparing(JsonNode::asText));

    private Shapes() {}

    static Shape scalar(String noun, Predicate<JsonNode> accepts) {
        return (value, at) -> {
            if (!accepts.test(value)) {
                at.refuse("expected " + noun + ", found " + describe(value));
            }
            return value;
        };
    }

    static Shape textLike(String noun, Pattern pattern) {
        return scalar(
                noun,
                value -> value.isTextual() && pattern.matcher(value.textValue()).matches());
    }

    /** Elements in their upstream order. */
    static Shape listOf(Shape element) {
        return (value, at) -> {
            if (!value.isArray()) {
                at.refuse("expected a list, found " + describe(value));
                return value;
            }
            ArrayNode result = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < value.size(); i++) {
                result.add(element.canonical(value.get(i), at.element(i)));
            }
            return result;
        };
    }

    static Shape sorted(Shape list, Comparator<JsonNode> order) {
        return (value, at) -> {
            List<JsonNode> elements = new ArrayList<>();
            list.canonical(value, at).forEach(elements::add);
            elements.sort(order);
            return JsonNodeFactory.instance.arrayNode().addAll(elements);
        };
    }

    /** The names are the API's own, so all are kept, whatever they look like; their order means nothing. */
    static Shape namesTo(Shape named) {
        return (value, at) -> {
            if (!(value instanceof ObjectNode names)) {
                at.refuse("expected a mapping of names, found " + describe(value));
                return value;
            }
            TreeMap<String, JsonNode> result = new TreeMap<>();
            names.properties()
                    .forEach(name ->
                            result.put(name.getKey(), named.canonical(name.getValue(), at.child(name.getKey()))));
            return JsonNodeFactory.instance.objectNode().setAll(result);
        };
    }

    /** One shape for some values, another for the rest. */
    static Shape either(Predicate<JsonNode> when, Shape then, Shape otherwise) {
        return (value, at) -> (when.test(value) ? then : otherwise).canonical(value, at);
    }

    /** The text of a reference. */
    static Shape referenceTo(String kind) {
        return (value, at) -> {
            at.refer(TEXT.canonical(value, at).asText(), kind);
            return value;
        };
    }

    /** An object that is nothing but a reference. */
    static Shape onlyReferenceTo(String kind) {
        return ObjectShape.of("reference to a " + kind)
                .required(ObjectShape.REF, referenceTo(kind))
                .end();
    }

    static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "a mapping";
            case ARRAY -> "a list";
            case STRING -> "the text \"" + value.asText() + '"';
            case NUMBER, BOOLEAN -> value.asText();
            default -> value.getNodeType().toString().toLowerCase(Locale.ROOT);
        };
    }

    private static JsonNode sortedData(JsonNode value) {
        if (value.isObject()) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            value.properties().forEach(member -> members.put(member.getKey(), sortedData(member.getValue())));
            return JsonNodeFactory.instance.objectNode().setAll(members);
        }
        if (value.isArray()) {
            ArrayNode elements = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> elements.add(sortedData(element)));
            return elements;
        }
        return value;
    }
}
