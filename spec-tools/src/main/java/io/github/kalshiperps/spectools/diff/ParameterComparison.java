package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Judgement.additive;
import static io.github.kalshiperps.spectools.diff.Judgement.breaking;
import static io.github.kalshiperps.spectools.diff.Judgement.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares the parameters of operations. */
final class ParameterComparison {
    /** Where a parameter may be for the generator to have a place for it. */
    private static final Set<String> IN_JAVA = Set.of("query", "path");

    private final JavaTypes before;
    private final JavaTypes after;
    private final SchemaComparison schemas;
    private final Changes changes;

    ParameterComparison(JavaTypes before, JavaTypes after, SchemaComparison schemas, Changes changes) {
        this.before = before;
        this.after = after;
        this.schemas = schemas;
        this.changes = changes;
    }

    /** Compares those of an operation; a shared one that it lists before and after is compared once, for all who list it. */
    void compareAll(Place operation, Operation old, Operation now) {
        Map<String, JsonNode> oldListed = byPlace(old);
        Map<String, JsonNode> listed = byPlace(now);
        oldListed.forEach((key, was) -> {
            JsonNode is = listed.get(key);
            JsonNode parameter = before.edition().resolve(was);
            if (is == null) {
                removed(operation, parameter);
            } else if (!was.has("$ref") || !was.path("$ref").equals(is.path("$ref"))) {
                Place at = place(
                        operation,
                        parameter,
                        pointer(operation.before(), old, was),
                        pointer(operation.after(), now, is));
                compare(at, new Pair(parameter, after.edition().resolve(is)), now.id());
            }
        });
        listed.forEach((key, is) -> {
            if (!oldListed.containsKey(key)) {
                added(operation, after.edition().resolve(is), now.id());
            }
        });
    }

    /** Of the path only those whose names the path does not show otherwise: a template's names may change freely. */
    private static Map<String, JsonNode> byPlace(Operation operation) {
        Map<String, JsonNode> parameters = new TreeMap<>();
        List<String> path = operation.pathParameters();
        operation.parametersByName().forEach((key, parameter) -> {
            String name = operation.edition().resolve(parameter).path("name").asText();
            boolean inPath = key.startsWith("path ") && path.contains(name);
            parameters.put(inPath ? "path " + path.indexOf(name) : key, parameter);
        });
        return parameters;
    }

    private static String pointer(String operation, Operation of, JsonNode listed) {
        List<JsonNode> own = new ArrayList<>();
        of.node().path("parameters").forEach(own::add);
        return own.contains(listed) ? operation + "/parameters/" + own.indexOf(listed) : operation + "/parameters";
    }

    private static Place place(Place operation, JsonNode parameter, String before, String after) {
        return Place.used(
                Category.PARAMETER,
                operation.name() + " ?" + parameter.path("name").asText(),
                before,
                after,
                new Use(operation.name(), Use.Direction.REQUEST));
    }

    private static Place place(Place operation, JsonNode parameter) {
        return place(operation, parameter, operation.before() + "/parameters", operation.after() + "/parameters");
    }

    private void removed(Place operation, JsonNode parameter) {
        changes.removed(place(operation, parameter))
                .signature(breaking("the method of its parameter object that sets it is gone"))
                .requests(breaking("old code sends it, and nothing says that the exchange ignores it"));
    }

    private void added(Place operation, JsonNode parameter, String owner) {
        boolean required = parameter.path("required").asBoolean();
        String type = after.of(
                Slot.ofParameter(parameter, owner, parameter.path("name").asText()));
        Effects effects = changes.added(place(operation, parameter), (required ? "required " : "optional ") + type);
        if (!IN_JAVA.contains(parameter.path("in").asText())) {
            effects.signature(breaking("the generator has no place for it and stops"));
        } else if (type.equals(JavaTypes.NONE)) {
            effects.signature(JavaTypes.STOPS);
        } else {
            effects.signature(additive("one method more, of a parameter object"));
        }
        if (required) {
            effects.behaviour(breaking("build() refuses parameters without it"))
                    .requests(breaking("old code does not send it, and the exchange demands it"));
        } else {
            effects.behaviour(additive("nothing demands it of callers")).requests(additive("old code leaves it out"));
        }
    }

    /** @param owner the operation, or the name of a shared one */
    void compare(Place at, Pair parameters, String owner) {
        changes.words(at, parameters);
        String name = parameters.after().path("name").asText();
        Slot old = Slot.ofParameter(parameters.before(), owner, name);
        Slot now = Slot.ofParameter(parameters.after(), owner, name);
        Pair required = parameters.at("required");
        if (required.differsAsMark()) {
            required(at, required.after().asBoolean(), before.of(old), after.of(now));
        }
        if (parameters.at("deprecated").differsAsMark()) {
            changes.changed(at, "deprecated", parameters.at("deprecated"))
                    .callers(documentation("a mark for people"))
                    .wire(documentation("a mark for people"));
        }
        schemas.value(at.child(Category.PARAMETER, at.name(), "schema"), old, now);
    }

    private void required(Place at, boolean required, String oldType, String type) {
        String oldGiven = required ? oldType : JavaTypes.unboxed(oldType);
        String given = required ? JavaTypes.unboxed(type) : type;
        Effects effects = changes.changed(at, "required", !required, required)
                .signature(
                        given.equals(oldGiven) || !oldType.equals(type)
                                ? documentation("only annotations change")
                                : breaking("what sets it takes " + given + " in place of " + oldGiven));
        if (required) {
            effects.behaviour(breaking("build() refuses parameters without it"))
                    .requests(breaking("old code may leave it out, and the exchange demands it"));
        } else {
            effects.behaviour(additive("build() no longer demands it"))
                    .requests(additive("old code sends it, which is still allowed"));
        }
    }
}
