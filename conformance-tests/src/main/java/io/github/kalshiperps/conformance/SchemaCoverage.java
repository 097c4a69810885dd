package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Wire.ArrayValue;
import io.github.kalshiperps.conformance.Wire.Member;
import io.github.kalshiperps.conformance.Wire.NullValue;
import io.github.kalshiperps.conformance.Wire.ObjectValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which schemas of a contract captured values have, and which of their members were sent. */
final class SchemaCoverage {
    private final NavigableMap<String, Shown> schemas = new TreeMap<>();
    private final NavigableMap<String, ObjectSchema> objects = new TreeMap<>();
    private final Map<String, Node> named = new HashMap<>();
    private final IdentityHashMap<Schema, Node> roots = new IdentityHashMap<>();

    /** How often a member of an object was sent, and what of it was null. */
    static final class MemberCoverage {
        private final boolean required;
        private final Shown sent = new Shown();
        private final Shown nulls = new Shown();

        private MemberCoverage(boolean required) {
            this.required = required;
        }

        boolean isRequired() {
            return required;
        }

        /** How often it was sent, null or not. */
        Shown sent() {
            return sent;
        }

        /** How often it was sent as null. */
        Shown nulls() {
            return nulls;
        }
    }

    /**
     * An object of the contract.
     *
     * @param shown how often it was sent
     * @param members what it documents, in the order of the contract
     */
    record ObjectSchema(Shown shown, Map<String, MemberCoverage> members) {
        /** The members that no capture shows. */
        List<String> neverSent() {
            return members.entrySet().stream()
                    .filter(member -> member.getValue().sent().count() == 0)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /** What is counted of a value, looked up once instead of for each value. */
    private static final class Node {
        private final List<Shown> names = new ArrayList<>();
        private final Map<String, Node> members = new HashMap<>();
        private @Nullable ObjectSchema object;
        private @Nullable Node further;
        private @Nullable Node element;
    }

    /**
     * @param documented the schemas of all that the exchange may send
     */
    SchemaCoverage(Iterable<Schema> documented) {
        for (Schema schema : documented) {
            roots.put(schema, node(schema, "(answer)"));
        }
    }

    private Node node(Schema schema, String label) {
        // A reference with something beside it is not the same as the reference.
        String key = schema.names() + " " + schema.properties();
        Node known = named.get(key);
        if (known != null && !schema.names().isEmpty()) {
            return known;
        }
        Node node = new Node();
        String name = schema.names().isEmpty() ? label : schema.name();
        if (!schema.names().isEmpty()) {
            named.put(key, node);
        }
        schema.names().forEach(each -> node.names.add(schemas.computeIfAbsent(each, first -> new Shown())));
        NavigableSet<String> properties = schema.properties();
        if (!properties.isEmpty()) {
            ObjectSchema object =
                    objects.computeIfAbsent(name, first -> new ObjectSchema(new Shown(), new LinkedHashMap<>()));
            Set<String> required = new HashSet<>(schema.required());
            for (String property : properties) {
                object.members().computeIfAbsent(property, first -> new MemberCoverage(required.contains(property)));
                Schema member = schema.member(property);
                if (member != null) {
                    node.members.put(property, node(member, name + "." + property));
                }
            }
            node.object = object;
        }
        if (schema.fact("additionalProperties").isObject()) {
            node.further = node(Schema.of(schema.document(), schema.fact("additionalProperties")), name + ".*");
        }
        if (schema.fact("items").isObject()) {
            node.element = node(schema.element(), name + "[]");
        }
        return node;
    }

    /**
     * Counts a message.
     *
     * @param sent the message
     * @param schema one of those that were documented
     * @param capture the name of its capture
     */
    void add(Wire sent, Schema schema, String capture) {
        Node node = roots.get(schema);
        if (node == null) {
            throw new IllegalArgumentException("Not a documented schema: " + schema.name());
        }
        add(sent, node, capture);
    }

    private static void add(Wire value, Node node, String capture) {
        if (value instanceof NullValue) {
            return;
        }
        node.names.forEach(name -> name.add(capture));
        if (value instanceof ObjectValue sent) {
            ObjectSchema object = node.object;
            if (object != null) {
                object.shown().add(capture);
            }
            for (Member member : sent.members()) {
                MemberCoverage documented =
                        object == null ? null : object.members().get(member.name());
                if (documented != null) {
                    documented.sent().add(capture);
                    if (member.value() instanceof NullValue) {
                        documented.nulls().add(capture);
                    }
                }
                Node inside = documented == null ? node.further : node.members.get(member.name());
                if (inside != null) {
                    add(member.value(), inside, capture);
                }
            }
        } else if (value instanceof ArrayValue array && node.element != null) {
            for (Wire element : array.elements()) {
                add(element, node.element, capture);
            }
        }
    }

    /** The named schemas that a documented message can hold. */
    NavigableMap<String, Shown> schemas() {
        return schemas;
    }

    /** The objects among them, and those without a name, which are called by where they are. */
    NavigableMap<String, ObjectSchema> objects() {
        return objects;
    }
}
