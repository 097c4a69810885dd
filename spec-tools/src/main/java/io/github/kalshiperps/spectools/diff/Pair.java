package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** A thing as each edition has it; a missing node where an edition has none. */
record Pair(JsonNode before, JsonNode after) {
    /** What stands in it under a key. */
    Pair at(String key) {
        return new Pair(before.path(key), after.path(key));
    }

    /** What stands in it in either edition, by key, sorted. */
    Map<String, Pair> children() {
        Map<String, Pair> children = new TreeMap<>();
        before.fieldNames().forEachRemaining(key -> children.put(key, at(key)));
        after.fieldNames().forEachRemaining(key -> children.put(key, at(key)));
        return children;
    }

    /** What the references lead to, where they are any. */
    Pair resolved(Edition old, Edition now) {
        return new Pair(old.resolve(before), now.resolve(after));
    }

    boolean isAdded() {
        return before.isMissingNode() && !after.isMissingNode();
    }

    boolean isRemoved() {
        return after.isMissingNode() && !before.isMissingNode();
    }

    Pair facts() {
        return new Pair(Keywords.schemaFacts(before), Keywords.schemaFacts(after));
    }

    boolean differs() {
        return !before.equals(after);
    }

    /** Whether more than words differs. */
    boolean differsInFacts() {
        return facts().differs();
    }

    /** Whether a mark was put or taken off; leaving one out is the same as {@code false}. */
    boolean differsAsMark() {
        return before.asBoolean() != after.asBoolean();
    }
}
