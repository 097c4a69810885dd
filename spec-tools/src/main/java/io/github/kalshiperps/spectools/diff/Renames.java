package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Guesses which new names things have in a new edition, by what they are and what they are called. */
final class Renames {
    private Renames() {}

    /** The new names of schemas that are gone, by their old ones. */
    static Map<String, String> ofSchemas(Edition before, Edition after) {
        return Likeness.pairs(before.schemas(), after.schemas(), Renames::schemaLikeness, 0.75);
    }

    /** The new names of members that are gone, by their old ones. */
    static Map<String, String> ofMembers(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        return Likeness.pairs(before, after, Renames::memberLikeness, 0.5);
    }

    private static double schemaLikeness(String oldName, JsonNode old, String name, JsonNode now) {
        if (!NamedSchemas.shape(old).equals(NamedSchemas.shape(now))) {
            return 0;
        }
        double content = Likeness.ofSets(content(old), content(now));
        // Many lists have one member and a cursor: such little content says less than a name.
        return content < 0.6 ? 0 : 0.7 * content + 0.3 * Likeness.ofNames(oldName, name);
    }

    private static Set<String> content(JsonNode schema) {
        Set<String> content = new TreeSet<>();
        schema.path("enum").forEach(value -> content.add(value.toString()));
        schema.path("properties")
                .properties()
                .forEach(member -> content.add(member.getKey() + " " + Keywords.schemaFacts(member.getValue())));
        return content.isEmpty() ? Set.of(Keywords.schemaFacts(schema).toString()) : content;
    }

    private static double memberLikeness(String oldName, JsonNode old, String name, JsonNode now) {
        return new Pair(old, now).differsInFacts() ? 0 : Likeness.ofNames(oldName, name);
    }
}
