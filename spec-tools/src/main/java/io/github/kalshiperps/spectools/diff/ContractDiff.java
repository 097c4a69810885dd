package io.github.kalshiperps.spectools.diff;

import io.github.kalshiperps.spectools.contract.Api;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What differs between two editions of one contract.
 *
 * @param before the old edition
 * @param after the new edition
 * @param changes the worst first, then by category, kind, name and aspect: equal editions give equal lists
 */
public record ContractDiff(Edition before, Edition after, List<Change> changes) {
    /** Keeps a sorted copy. */
    public ContractDiff {
        changes = changes.stream()
                .sorted(Comparator.comparing(Change::verdict)
                        .thenComparing(Change::category)
                        .thenComparing(Change::kind)
                        .thenComparing(Change::name)
                        .thenComparing(Change::aspect)
                        .thenComparing(Change::pointer))
                .toList();
    }

    /**
     * How many things of one kind came, went and changed.
     *
     * @param added new ones, with those that were taken for old ones under a new name
     * @param removed those that are gone, with those that were taken for new ones under an old name
     * @param changed those that both editions have and that are not the same, but for words
     * @param renamed pairs that were taken for one, counted above as well
     */
    public record Count(int added, int removed, int changed, int renamed) {}

    /**
     * Compares two editions.
     *
     * @param before the old edition
     * @param after the new edition
     * @return what differs
     * @throws IllegalArgumentException if they are of different APIs
     */
    public static ContractDiff between(Edition before, Edition after) {
        if (before.api() != after.api()) {
            throw new IllegalArgumentException(
                    before.name() + " is of " + before.api() + ", " + after.name() + " of " + after.api());
        }
        Changes changes = new Changes(before.isWorded() && after.isWorded());
        Map<String, String> renames = Renames.ofSchemas(before, after);
        JavaTypes typesBefore = new JavaTypes(before, name -> renames.getOrDefault(name, name));
        JavaTypes typesAfter = new JavaTypes(after, name -> name);
        SharedPlaces places = new SharedPlaces(before, after);
        SchemaComparison schemas = new SchemaComparison(typesBefore, typesAfter, changes);
        Pair documents = new Pair(before.root(), after.root());
        new DocumentComparison(documents, changes).compare();
        if (before.api() == Api.WS) {
            new AsyncApiComparison(documents, places, schemas, changes).compare();
        } else {
            new OpenApiComparison(typesBefore, typesAfter, places, schemas, changes).compare();
        }
        new NamedSchemas(typesBefore, typesAfter, places, schemas, changes).compare();
        return new ContractDiff(before, after, changes.found());
    }

    /**
     * The worst verdict of all changes.
     *
     * @return {@link Verdict#DOCUMENTATION} when there is none
     */
    public Verdict verdict() {
        return Verdict.worst(changes.stream().map(Change::verdict).toList());
    }

    /**
     * How many changes there are of a verdict.
     *
     * @param verdict the verdict
     * @return their number
     */
    public long count(Verdict verdict) {
        return changes.stream().filter(change -> change.verdict() == verdict).count();
    }

    /**
     * What came, went and changed, by category; categories without any are absent.
     *
     * @return in the order of the categories
     */
    public Map<Category, Count> counts() {
        Map<Category, Count> counts = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            List<Change> own = changes.stream()
                    .filter(change -> change.category() == category)
                    .toList();
            Set<String> changed = new HashSet<>();
            own.stream()
                    .filter(change -> change.kind() == Change.Kind.CHANGED && !change.isOfWords())
                    .forEach(change -> changed.add(change.name()));
            int renamed = number(own, Change.Kind.RENAMED);
            own.stream()
                    .filter(change -> change.kind() == Change.Kind.RENAMED)
                    .forEach(change -> changed.remove(change.name()));
            Count count = new Count(
                    number(own, Change.Kind.ADDED) + renamed,
                    number(own, Change.Kind.REMOVED) + renamed,
                    changed.size(),
                    renamed);
            if (!count.equals(new Count(0, 0, 0, 0))) {
                counts.put(category, count);
            }
        }
        return counts;
    }

    /**
     * How many things have other words than before and are the same otherwise or not.
     *
     * @return the number of changes of words
     */
    public int reworded() {
        return (int) changes.stream().filter(Change::isOfWords).count();
    }

    private static int number(List<Change> changes, Change.Kind kind) {
        return (int) changes.stream().filter(change -> change.kind() == kind).count();
    }
}
