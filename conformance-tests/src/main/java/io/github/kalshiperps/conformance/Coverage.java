package io.github.kalshiperps.conformance;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How much of a contract the compared captures show. */
final class Coverage {
    private final NavigableMap<String, NavigableMap<Integer, Integer>> operations = new TreeMap<>();
    private final NavigableSet<String> schemas;
    private final NavigableSet<String> seen = new TreeSet<>();

    Coverage(Operations contract) {
        contract.operationIds().forEach(id -> operations.put(id, new TreeMap<>()));
        schemas = contract.answerSchemas();
    }

    void add(String operation, int status) {
        operations.computeIfAbsent(operation, id -> new TreeMap<>()).merge(status, 1, Integer::sum);
    }

    /** For each operation of the contract, how many captures there are by HTTP status. */
    NavigableMap<String, NavigableMap<Integer, Integer>> operations() {
        return operations;
    }

    NavigableMap<String, NavigableMap<Integer, Integer>> covered() {
        NavigableMap<String, NavigableMap<Integer, Integer>> covered = new TreeMap<>(operations);
        covered.values().removeIf(NavigableMap::isEmpty);
        return covered;
    }

    NavigableSet<String> notCovered() {
        NavigableSet<String> notCovered = new TreeSet<>(operations.keySet());
        notCovered.removeAll(covered().keySet());
        return notCovered;
    }

    /** The operations of which no answer of success was captured. */
    NavigableSet<String> onlyErrors() {
        NavigableSet<String> onlyErrors = new TreeSet<>();
        covered().forEach((operation, statuses) -> {
            if (statuses.firstKey() >= 400) {
                onlyErrors.add(operation);
            }
        });
        return onlyErrors;
    }

    /** The named schemas that documented answers can hold. */
    NavigableSet<String> schemas() {
        return schemas;
    }

    /** Those of them that a captured value was held against. */
    NavigableSet<String> seen() {
        return seen;
    }

    NavigableSet<String> notSeen() {
        NavigableSet<String> notSeen = new TreeSet<>(schemas);
        notSeen.removeAll(seen);
        return notSeen;
    }
}
