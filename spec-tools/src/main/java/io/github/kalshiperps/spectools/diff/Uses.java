package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where the shared things of one edition are used, by their references; through other shared things, too. */
final class Uses {
    private final Edition edition;
    private final Map<String, SortedSet<Use>> byReference = new HashMap<>();
    private final Set<String> built = new HashSet<>();

    private Uses(Edition edition) {
        this.edition = edition;
    }

    static Uses of(Edition edition) {
        Uses uses = new Uses(edition);
        for (Operation operation : Operation.all(edition)) {
            Use request = new Use(operation.label(), Use.Direction.REQUEST);
            operation.parameters().forEach(parameter -> uses.reach(parameter, request, false, new HashSet<>()));
            uses.reach(operation.node().path("requestBody"), request, true, new HashSet<>());
            uses.reach(
                    operation.node().path("responses"),
                    new Use(operation.label(), Use.Direction.RESPONSE),
                    false,
                    new HashSet<>());
        }
        edition.named("/operations").forEach((name, operation) -> {
            Use use = Use.ofMessages(name, operation);
            boolean command = use.isRequest();
            uses.reach(operation.path("channel"), use, command, new HashSet<>(), true);
            operation.path("messages").forEach(message -> uses.reach(message, use, command, new HashSet<>()));
        });
        return uses;
    }

    private void reach(JsonNode node, Use use, boolean build, Set<String> seen) {
        reach(node, use, build, seen, false);
    }

    /** @param build whether callers fill it: the builders of such models check */
    private void reach(JsonNode node, Use use, boolean build, Set<String> seen, boolean alone) {
        JsonNode reference = node.path("$ref");
        if (reference.isTextual() && seen.add(reference.asText())) {
            byReference
                    .computeIfAbsent(reference.asText(), target -> new TreeSet<>())
                    .add(use);
            if (build) {
                built.add(reference.asText());
            }
            if (!alone) {
                reach(edition.root().at(reference.asText().substring(1)), use, build, seen);
            }
        }
        node.forEach(child -> reach(child, use, build, seen));
    }

    /** The uses of what a reference leads to, sorted; none when nothing refers to it. */
    List<Use> of(String reference) {
        return new ArrayList<>(byReference.getOrDefault(reference, new TreeSet<>()));
    }

    /** Whether callers fill it, so that its builder checks. */
    boolean isBuilt(String reference) {
        return built.contains(reference);
    }

    /** Both of two, sorted, each once. */
    static List<Use> union(List<Use> left, List<Use> right) {
        SortedSet<Use> all = new TreeSet<>(left);
        all.addAll(right);
        return new ArrayList<>(all);
    }
}
