package io.github.kalshiperps.spectools.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One kind of object: a table of the keywords that are facts, with the shape of their values and in the order in which
 * they are written, and of those that are prose and dropped. Every other keyword is refused.
 */
final class ObjectShape implements Shape {
    static final String REF = "$ref";

    private final String kind;
    private final Map<String, Shape> facts;
    private final Set<String> required;
    private final Set<String> prose;
    private final Map<String, String> constants;

    private ObjectShape(Table table) {
        this.kind = table.kind;
        this.facts = new LinkedHashMap<>(table.facts);
        this.required = Set.copyOf(table.required);
        this.prose = Set.copyOf(table.prose);
        this.constants = new LinkedHashMap<>(table.constants);
    }

    /**
     * Starts a table.
     *
     * @param kind what the object is called in error messages, and by references to it
     */
    static Table of(String kind) {
        return new Table(kind);
    }

    @Override
    public JsonNode canonical(JsonNode value, Position at) {
        if (!(value instanceof ObjectNode object)) {
            at.refuse("expected a mapping (" + kind + "), found " + Shapes.describe(value));
            return value;
        }
        boolean reference = facts.containsKey(REF) && object.has(REF);
        object.properties().forEach(member -> checkKeyword(member.getKey(), member.getValue(), at));
        if (reference && object.size() > 1) {
            at.referenceWithSiblings(factsBesideReference(object));
        }
        at.declare(kind);

        ObjectNode result = JsonNodeFactory.instance.objectNode();
        if (!reference) {
            constants.forEach(result::put);
        }
        facts.forEach((keyword, shape) -> {
            JsonNode fact = object.get(keyword);
            if (fact != null) {
                result.set(keyword, shape.canonical(fact, at.child(keyword)));
            } else if (required.contains(keyword) && !reference) {
                at.refuse("lacks \"" + keyword + "\", which " + kind + " requires");
            }
        });
        if (at.keepsWords()) {
            object.properties().stream()
                    .filter(member ->
                            isWords(member.getKey()) && !member.getValue().isNull())
                    .forEach(member -> result.set(member.getKey(), member.getValue()));
        }
        return result;
    }

    private boolean isWords(String keyword) {
        return prose.contains(keyword) || (keyword.startsWith("x-") && !facts.containsKey(keyword));
    }

    private void checkKeyword(String keyword, JsonNode value, Position at) {
        if (facts.containsKey(keyword) || prose.contains(keyword) || keyword.startsWith("x-")) {
            return;
        }
        if (value.isNull()) {
            // Prose cut in two by a comma: { description: First half, second half } makes the second half a key.
            at.defect("stray key \"" + firstWord(keyword) + "\" without a value");
        } else {
            at.child(keyword).refuse("unknown keyword in " + kind);
        }
    }

    /** Enough to find the key upstream; the rest of it is the exchange's own sentence. */
    private static String firstWord(String key) {
        int space = key.indexOf(' ');
        return space < 0 ? key : key.substring(0, space) + " ...";
    }

    private Set<String> factsBesideReference(ObjectNode object) {
        return facts.keySet().stream()
                .filter(keyword -> !keyword.equals(REF) && object.has(keyword))
                .collect(Collectors.toSet());
    }

    /** A table being written. */
    static final class Table {
        private final String kind;
        private final Map<String, Shape> facts = new LinkedHashMap<>();
        private final Set<String> required = new HashSet<>();
        private final Set<String> prose = new HashSet<>();
        private final Map<String, String> constants = new LinkedHashMap<>();

        private Table(String kind) {
            this.kind = kind;
        }

        /** The object may be a reference to another of its kind; keywords beside the reference are kept. */
        Table referable() {
            return fact(REF, Shapes.referenceTo(kind));
        }

        /** A keyword that is kept. */
        Table fact(String keyword, Shape shape) {
            facts.put(keyword, shape);
            return this;
        }

        /** A keyword that is kept and without which the object means nothing. */
        Table required(String keyword, Shape shape) {
            required.add(keyword);
            return fact(keyword, shape);
        }

        /** Keywords that are dropped. */
        Table prose(String... keywords) {
            prose.addAll(Set.of(keywords));
            return this;
        }

        /** Prose that the format insists on: upstream's is dropped, ours is written. */
        Table constant(String keyword, String text) {
            constants.put(keyword, text);
            return prose(keyword);
        }

        ObjectShape end() {
            return new ObjectShape(this);
        }
    }
}
