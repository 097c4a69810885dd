package io.github.kalshiperps.conformance;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How often captures show each of the things of one sort that a contract documents. */
final class Tally {
    private final Documented documented;
    private final NavigableMap<String, NavigableMap<String, Shown>> counts = new TreeMap<>();
    private final NavigableMap<String, NavigableSet<String>> marks = new TreeMap<>();

    /**
     * @param documented what is counted
     * @param marks all that the contract has of it, each with the marks that it documents
     */
    Tally(Documented documented, NavigableMap<String, NavigableSet<String>> marks) {
        this.documented = documented;
        this.marks.putAll(marks);
        marks.keySet().forEach(name -> counts.put(name, new TreeMap<>()));
    }

    /**
     * Counts.
     *
     * @param name what was shown
     * @param mark how it is told apart
     * @param capture the name of the capture that shows it
     */
    void add(String name, String mark, String capture) {
        counts.computeIfAbsent(name, unknown -> new TreeMap<>())
                .computeIfAbsent(mark, first -> new Shown())
                .add(capture);
    }

    Documented documented() {
        return documented;
    }

    /** By name, how much shows it, by mark. */
    NavigableMap<String, NavigableMap<String, Shown>> counts() {
        return counts;
    }

    /** How often a name was shown with a mark. */
    int count(String name, String mark) {
        Shown shown = counts.getOrDefault(name, new TreeMap<>()).get(mark);
        return shown == null ? 0 : shown.count();
    }

    NavigableMap<String, NavigableMap<String, Shown>> covered() {
        NavigableMap<String, NavigableMap<String, Shown>> covered = new TreeMap<>(counts);
        covered.values().removeIf(NavigableMap::isEmpty);
        return covered;
    }

    NavigableSet<String> notCovered() {
        NavigableSet<String> notCovered = new TreeSet<>(counts.keySet());
        notCovered.removeAll(covered().keySet());
        return notCovered;
    }

    /** The documented marks of a name that nothing shows. */
    NavigableSet<String> marksNotCovered(String name) {
        NavigableSet<String> notCovered = new TreeSet<>(marks.getOrDefault(name, new TreeSet<>()));
        notCovered.removeAll(counts.getOrDefault(name, new TreeMap<>()).keySet());
        return notCovered;
    }

    /** By name, the marks that are documented. */
    NavigableMap<String, NavigableSet<String>> documentedMarks() {
        return marks;
    }

    /** How many marks are documented of all names together. */
    int marks() {
        return marks.values().stream().mapToInt(NavigableSet::size).sum();
    }

    /** How many of them something shows. */
    int marksCovered() {
        return marks()
                - marks.keySet().stream()
                        .mapToInt(name -> marksNotCovered(name).size())
                        .sum();
    }
}
