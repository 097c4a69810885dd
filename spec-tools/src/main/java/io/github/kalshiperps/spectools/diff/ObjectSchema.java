package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The members of an object, with those of the parts of an {@code allOf}.
 *
 * @param members by name, sorted
 * @param required the names that have to be there, described or not
 */
record ObjectSchema(Map<String, JsonNode> members, Set<String> required) {
    private static final Set<String> OF_MEMBERS = Set.of("$ref", "properties", "required");

    /** @param withoutNamed whether to leave out parts that are named and compared under their names */
    static ObjectSchema of(Edition edition, JsonNode schema, boolean withoutNamed) {
        ObjectSchema object = new ObjectSchema(new TreeMap<>(), new TreeSet<>());
        object.add(edition, schema, withoutNamed);
        return object;
    }

    private void add(Edition edition, JsonNode schema, boolean withoutNamed) {
        for (JsonNode part : parts(schema)) {
            if (!withoutNamed || Edition.reference(part).isEmpty()) {
                add(edition, edition.resolve(part), withoutNamed);
            }
        }
        schema.path("properties").properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        schema.path("required").forEach(name -> required.add(name.asText()));
    }

    private static JsonNode parts(JsonNode schema) {
        return Edition.reference(schema).isEmpty() ? schema.path("allOf") : MissingNode.getInstance();
    }

    /** The named schemas that an {@code allOf} is put together of. */
    static Set<String> namedParts(JavaTypes types, JsonNode schema) {
        Set<String> names = new TreeSet<>();
        parts(schema).forEach(part -> types.reference(part).ifPresent(names::add));
        return names;
    }

    /** What the parts of an {@code allOf} say that stand in it, but for members. */
    static Set<String> otherFactsOfParts(JsonNode schema) {
        Set<String> facts = new TreeSet<>();
        for (JsonNode part : parts(schema)) {
            Keywords.schemaFacts(part).properties().stream()
                    .filter(fact -> !OF_MEMBERS.contains(fact.getKey()))
                    .forEach(fact -> facts.add(fact.getKey() + " " + fact.getValue()));
        }
        return facts;
    }

    /** One of its members, by the name that its type is named after. */
    Member member(JavaTypes types, String name, String owner, String wire) {
        Slot slot = Slot.of(members.getOrDefault(name, MissingNode.getInstance()), owner, wire);
        return new Member(slot, types.of(slot), required.contains(name), types.mayBeNull(slot.schema()));
    }

    /** The names that have to be there and that nothing describes. */
    Set<String> undescribed() {
        Set<String> names = new TreeSet<>(required);
        names.removeAll(members.keySet());
        return names;
    }

    /** Whether a builder of it has anything to check. */
    boolean isChecked() {
        return !required.isEmpty() || members.values().stream().anyMatch(FacetComparison::isChecked);
    }
}
