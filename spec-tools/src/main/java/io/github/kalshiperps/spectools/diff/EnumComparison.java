package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Judgement.additive;
import static io.github.kalshiperps.spectools.diff.Judgement.breaking;
import static io.github.kalshiperps.spectools.diff.Judgement.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** Compares the values of enums. */
final class EnumComparison {
    private final EnumConstants before;
    private final EnumConstants after;
    private final Changes changes;

    EnumComparison(EnumConstants before, EnumConstants after, Changes changes) {
        this.before = before;
        this.after = after;
        this.changes = changes;
    }

    /** @param className the class that stands for the values; other places may add to it */
    void compare(Place at, Pair schemas, String className) {
        Pair values = schemas.at("enum");
        if (values.isAdded() || values.isRemoved()) {
            comesOrGoes(at, values);
            return;
        }
        Map<String, JsonNode> old = byText(values.before());
        Map<String, JsonNode> now = byText(values.after());
        old.forEach((text, value) -> {
            if (!now.containsKey(text)) {
                removed(at, className, value);
            }
        });
        now.forEach((text, value) -> {
            if (!old.containsKey(text)) {
                added(at, className, value);
            }
        });
    }

    private void comesOrGoes(Place at, Pair values) {
        changes.changed(at, "enum", values)
                .requests(
                        values.isAdded()
                                ? breaking("old code may send other values")
                                : additive("every value is taken"))
                .responses(additive("old code reads every value"))
                .otherType(at.isTypeArgument(), "a class stands for an enum, and a plain type for what is none");
    }

    private static Map<String, JsonNode> byText(JsonNode values) {
        Map<String, JsonNode> byText = new TreeMap<>();
        values.forEach(value -> byText.put(value.toString(), value));
        return byText;
    }

    private static Place valuePlace(Place at, JsonNode value) {
        return at.child(Category.VALUE, at.name() + " = " + Changes.inWords(value), "enum");
    }

    private void added(Place at, String className, JsonNode value) {
        changes.added(valuePlace(at, value))
                .callers(
                        before.has(className, value)
                                ? documentation("the class has its constant already, from another place")
                                : additive(
                                        "one constant more; a switch over known() has a default, as its Javadoc asks"))
                .requests(additive("old code does not send it"))
                .responses(additive("old code reads it as UNRECOGNIZED and keeps it"));
    }

    private void removed(Place at, String className, JsonNode value) {
        changes.removed(valuePlace(at, value))
                .signature(
                        after.has(className, value)
                                ? documentation("the class keeps its constant, for another place")
                                : breaking("its constant is gone"))
                .requests(breaking("old code may send it"))
                .responses(documentation("it comes no more"));
    }
}
