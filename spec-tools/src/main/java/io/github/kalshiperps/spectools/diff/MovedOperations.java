package io.github.kalshiperps.spectools.diff;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which operations of a new edition are those of the old one at another method or path.
 *
 * @param keys the new keys by the old ones
 * @param certain the old keys of those that kept their operationId: what only looks alike is a guess
 */
record MovedOperations(Map<String, String> keys, Set<String> certain) {
    static MovedOperations of(
            Map<String, Operation> before, Map<String, Operation> after, JavaTypes typesBefore, JavaTypes typesAfter) {
        Map<String, String> sameId = Likeness.pairs(
                before, after, (oldKey, old, key, now) -> old.id().equals(now.id()) ? 1 : 0, 1);
        Map<String, Operation> gone = new TreeMap<>(before);
        gone.keySet().removeAll(sameId.keySet());
        Map<String, Operation> come = new TreeMap<>(after);
        come.keySet().removeAll(sameId.values());
        Map<String, String> keys = Likeness.pairs(
                gone,
                come,
                (oldKey, old, key, now) ->
                        old.method().equals(now.method()) ? likeness(old, now, typesBefore, typesAfter) : 0,
                0.75);
        keys.putAll(sameId);
        return new MovedOperations(keys, sameId.keySet());
    }

    private static double likeness(Operation old, Operation now, JavaTypes typesBefore, JavaTypes typesAfter) {
        String oldResult = CallForms.of(old, typesBefore).result();
        String result = CallForms.of(now, typesAfter).result();
        return 0.35 * Likeness.ofNames(old.path(), now.path())
                + 0.35 * Likeness.ofNames(old.id(), now.id())
                + 0.2 * Likeness.ofNames(oldResult, result)
                + 0.1
                        * Likeness.ofSets(
                                old.parametersByName().keySet(),
                                now.parametersByName().keySet());
    }
}
