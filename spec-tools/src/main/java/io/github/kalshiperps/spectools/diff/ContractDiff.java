package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Verdict.ADDITIVE;
import static io.github.kalshiperps.spectools.diff.Verdict.BREAKING;
import static io.github.kalshiperps.spectools.diff.Verdict.DOCUMENTATION;

import com.fasterxml.jackson.databind.JsonNode;
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
        SchemaComparison schemas = new SchemaComparison(before, after, Uses.of(before), Uses.of(after), changes);
        document(before, after, changes);
        tags(before, after, changes);
        securitySchemes(before, after, changes);
        if (before.api() == Api.WS) {
            new AsyncApiComparison(before, after, schemas, changes).compare();
        } else {
            new OpenApiComparison(before, after, schemas, changes).compare();
        }
        schemas.compare();
        return new ContractDiff(before, after, changes.found());
    }

    private static void document(Edition before, Edition after, Changes changes) {
        Place at = whole(Category.DOCUMENT, "document", "#");
        changes.words(
                whole(Category.DOCUMENT, "info", "#/info"),
                before.root().path("info"),
                after.root().path("info"));
        for (String pointer : List.of("/openapi", "/asyncapi", "/info/version", "/tags")) {
            JsonNode was = Keywords.schemaFacts(before.root().at(pointer));
            JsonNode is = Keywords.schemaFacts(after.root().at(pointer));
            if (!was.equals(is)) {
                changes.changed(
                        at,
                        pointer.substring(1),
                        was,
                        is,
                        Effects.everywhere(DOCUMENTATION, "said of the document, not of the API"));
            }
        }
        JsonNode was = before.root().path("defaultContentType");
        JsonNode is = after.root().path("defaultContentType");
        if (!was.equals(is)) {
            changes.changed(
                    at,
                    "defaultContentType",
                    was,
                    is,
                    Effects.everywhere(BREAKING, "messages may be written in another form"));
        }
    }

    private static void tags(Edition before, Edition after, Changes changes) {
        for (JsonNode tag : after.root().path("tags")) {
            for (JsonNode old : before.root().path("tags")) {
                if (old.path("name").equals(tag.path("name"))) {
                    changes.words(
                            whole(Category.DOCUMENT, "tag " + tag.path("name").asText(), "#/tags"), old, tag);
                }
            }
        }
    }

    private static Place whole(Category category, String name, String pointer) {
        return new Place(category, name, pointer, pointer, List.of(), true, true, false, false);
    }

    private static void securitySchemes(Edition before, Edition after, Changes changes) {
        String pointer = "/components/securitySchemes";
        Map<String, JsonNode> old = before.named(pointer);
        Map<String, JsonNode> now = after.named(pointer);
        old.forEach((name, was) -> {
            Place at = whole(Category.SECURITY, name, Pointers.child("#" + pointer, name));
            JsonNode is = now.get(name);
            if (is == null) {
                changes.removed(
                        at, null, Effects.everywhere(BREAKING, "what it was asked for may be asked for otherwise"));
                return;
            }
            changes.words(at, was, is);
            if (!Keywords.schemaFacts(was).equals(Keywords.schemaFacts(is))) {
                changes.changed(
                        at,
                        "scheme",
                        Keywords.schemaFacts(was),
                        Keywords.schemaFacts(is),
                        Effects.everywhere(BREAKING, "the client signs in the old way"));
            }
        });
        now.keySet().stream()
                .filter(name -> !old.containsKey(name))
                .forEach(name -> changes.added(
                        whole(Category.SECURITY, name, Pointers.child("#" + pointer, name)),
                        null,
                        Effects.everywhere(ADDITIVE, "what asks for it is told there")));
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
                    .filter(change -> change.kind() == Change.Kind.CHANGED
                            && !change.aspect().startsWith("words: "))
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
        return (int) changes.stream()
                .filter(change -> change.aspect().startsWith("words: "))
                .count();
    }

    private static int number(List<Change> changes, Change.Kind kind) {
        return (int) changes.stream().filter(change -> change.kind() == kind).count();
    }
}
