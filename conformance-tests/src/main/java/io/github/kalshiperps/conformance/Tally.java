package io.github.kalshiperps.conformance;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How often captures show each of the things of one sort that a contract documents. */
final class Tally {
    private final Documented documented;
    private final NavigableMap<String, NavigableMap<String, Integer>> counts = new TreeMap<>();

    /**
     * @param documented what is counted
     * @param names of all that the contract has of it
     */
    Tally(Documented documented, Iterable<String> names) {
        this.documented = documented;
        names.forEach(name -> counts.put(name, new TreeMap<>()));
    }

    void add(String name, String mark) {
        counts.computeIfAbsent(name, unknown -> new TreeMap<>()).merge(mark, 1, Integer::sum);
    }

    Documented documented() {
        return documented;
    }

    /** By name, how much shows it, by mark. */
    NavigableMap<String, NavigableMap<String, Integer>> counts() {
        return counts;
    }

    NavigableMap<String, NavigableMap<String, Integer>> covered() {
        NavigableMap<String, NavigableMap<String, Integer>> covered = new TreeMap<>(counts);
        covered.values().removeIf(NavigableMap::isEmpty);
        return covered;
    }

    NavigableSet<String> notCovered() {
        NavigableSet<String> notCovered = new TreeSet<>(counts.keySet());
        notCovered.removeAll(covered().keySet());
        return notCovered;
    }
}
