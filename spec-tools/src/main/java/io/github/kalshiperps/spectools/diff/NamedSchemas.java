package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Judgement.additive;
import static io.github.kalshiperps.spectools.diff.Judgement.breaking;
import static io.github.kalshiperps.spectools.diff.Judgement.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** Compares the schemas that go by a name. */
final class NamedSchemas {
    private static final Judgement NO_CLASS = documentation("it has no class of its own");

    private final JavaTypes before;
    private final JavaTypes after;
    private final SharedPlaces places;
    private final SchemaComparison schemas;
    private final Changes changes;

    NamedSchemas(JavaTypes before, JavaTypes after, SharedPlaces places, SchemaComparison schemas, Changes changes) {
        this.before = before;
        this.after = after;
        this.places = places;
        this.schemas = schemas;
        this.changes = changes;
    }

    void compare() {
        Map<String, JsonNode> added = new TreeMap<>(after.edition().schemas());
        before.edition().schemas().forEach((oldName, schema) -> {
            String name = before.name(oldName);
            JsonNode partner = added.remove(name);
            Place at = places.ofSchema(oldName, name);
            if (partner == null) {
                removed(at, schema);
                return;
            }
            if (!oldName.equals(name)) {
                renamed(at, oldName, schema);
            }
            compare(at, new Pair(schema, partner));
        });
        added.forEach((name, schema) -> changes.added(places.ofSchema(name, name))
                .callers(JavaTypes.hasClass(schema) ? additive("one class more") : NO_CLASS));
    }

    private void renamed(Place at, String oldName, JsonNode schema) {
        changes.renamed(at, "name", oldName, at.name(), true)
                .signature(
                        JavaTypes.hasClass(schema)
                                ? breaking("its class is named after it, so callers find no class of the old name")
                                : NO_CLASS)
                .wire(documentation("the names of schemas are not on the wire"));
    }

    private void removed(Place at, JsonNode schema) {
        changes.removed(at)
                .signature(JavaTypes.hasClass(schema) ? breaking("its class is gone") : NO_CLASS)
                .wire(documentation("what no longer refers to it is told there"));
    }

    private void compare(Place at, Pair both) {
        changes.words(at, both);
        String oldShape = shape(both.before());
        String shape = shape(both.after());
        if (!oldShape.equals(shape)) {
            changes.changed(at, "shape", oldShape, shape)
                    .callers(breaking("what stands for it in Java is another kind of type"))
                    .wire(breaking("another kind of value is on the wire"));
        } else if (shape.equals("object")) {
            direction(at, both);
            schemas.named(at, both, at.name());
        } else {
            schemas.value(
                    at, Slot.of(both.before(), at.name(), at.name()), Slot.of(both.after(), at.name(), at.name()));
        }
    }

    /** What kind of type stands for a schema in Java. */
    static String shape(JsonNode schema) {
        return schema.has("enum") ? "enum" : JavaTypes.isModel(schema) ? "object" : "value";
    }

    /** Builders of what callers fill demand what must be there; those of what is only received do not. */
    private void direction(Place at, Pair objects) {
        if (at.builtBefore() == at.builtAfter()) {
            return;
        }
        Effects effects = changes.changed(at, "direction", sentOrNot(at.builtBefore()), sentOrNot(at.builtAfter()))
                .signature(documentation("its class keeps its methods"));
        if (at.builtAfter()) {
            effects.behaviour(
                    isChecked(after, objects.after())
                            ? breaking("its builder refuses now what lacks a required member or is out of bounds")
                            : documentation("its builder has nothing to check"));
        } else {
            String reason = "its builder checks no longer";
            effects.behaviour(isChecked(before, objects.before()) ? additive(reason) : documentation(reason));
        }
    }

    private static String sentOrNot(boolean built) {
        return built ? "sent by callers" : "not sent by callers";
    }

    private static boolean isChecked(JavaTypes types, JsonNode object) {
        return ObjectSchema.of(types.edition(), object, false).isChecked();
    }
}
