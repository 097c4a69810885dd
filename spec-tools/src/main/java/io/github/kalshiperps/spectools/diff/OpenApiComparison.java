package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Judgement.additive;
import static io.github.kalshiperps.spectools.diff.Judgement.breaking;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Compares what OpenAPI documents have beside schemas. */
final class OpenApiComparison {
    private final JavaTypes before;
    private final JavaTypes after;
    private final SharedPlaces places;
    private final Changes changes;
    private final OperationComparison operations;
    private final ParameterComparison parameters;
    private final ContentComparison contents;

    OpenApiComparison(
            JavaTypes before, JavaTypes after, SharedPlaces places, SchemaComparison schemas, Changes changes) {
        this.before = before;
        this.after = after;
        this.places = places;
        this.changes = changes;
        this.operations = new OperationComparison(before, after, changes);
        this.parameters = new ParameterComparison(before, after, schemas, changes);
        this.contents = new ContentComparison(before.edition(), after.edition(), schemas, changes);
    }

    void compare() {
        servers();
        operations();
        shared("parameters", Category.PARAMETER, (at, both) -> parameters.compare(at, both, at.name()));
        shared("requestBodies", Category.BODY, contents::body);
        shared("responses", Category.RESPONSE, contents::response);
    }

    private void servers() {
        Map<String, Integer> old = servers(before.edition());
        Map<String, Integer> now = servers(after.edition());
        old.forEach((url, index) -> {
            if (!now.containsKey(url)) {
                changes.removed(server(url, index))
                        .signature(breaking("its constant is gone"))
                        .requests(breaking("old code connects to it"));
            }
        });
        now.forEach((url, index) -> {
            Integer oldIndex = old.get(url);
            if (oldIndex == null) {
                changes.added(server(url, index))
                        .callers(additive("one constant more, as soon as types.overlay.yaml names it"))
                        .requests(additive("old code does not connect to it"));
            } else {
                JsonNode was = before.edition().root().path("servers").path(oldIndex);
                JsonNode is = after.edition().root().path("servers").path(index);
                changes.words(server(url, index), new Pair(was, is));
            }
        });
    }

    private static Place server(String url, int index) {
        return Place.whole(Category.SERVER, url, "#/servers/" + index);
    }

    /** Where each server stands in the list, by its address. */
    private static Map<String, Integer> servers(Edition edition) {
        Map<String, Integer> servers = new TreeMap<>();
        edition.root()
                .path("servers")
                .forEach(server -> servers.put(server.path("url").asText(), servers.size()));
        return servers;
    }

    private void operations() {
        Map<String, Operation> old = byKey(before.edition());
        Map<String, Operation> now = byKey(after.edition());
        MovedOperations moved = MovedOperations.of(old, now, before, after);
        old.forEach((key, operation) -> {
            Operation partner = now.get(moved.keys().getOrDefault(key, key));
            if (partner == null) {
                operations.removed(operation);
            } else {
                Place at =
                        operations.compare(operation, partner, moved.certain().contains(key));
                parameters.compareAll(at, operation, partner);
                contents.body(at, operation, partner);
                contents.responses(operation, partner);
            }
        });
        now.forEach((key, operation) -> {
            if (!old.containsKey(key) && !moved.keys().containsValue(key)) {
                operations.added(operation, now.values());
            }
        });
    }

    private static Map<String, Operation> byKey(Edition edition) {
        Map<String, Operation> byKey = new TreeMap<>();
        Operation.all(edition).forEach(operation -> byKey.put(operation.key(), operation));
        return byKey;
    }

    private void shared(String section, Category category, BiConsumer<Place, Pair> comparison) {
        Pair document = new Pair(before.edition().root(), after.edition().root());
        document.at("components").at(section).children().forEach((name, listed) -> {
            Place at = places.of(category, name, "components", section, name).asCallersSeeIt();
            // What nothing refers to is not compared: neither the wire nor Java has it.
            if (!listed.isAdded() && !listed.isRemoved() && !at.uses().isEmpty()) {
                comparison.accept(at, listed.resolved(before.edition(), after.edition()));
            }
        });
    }
}
