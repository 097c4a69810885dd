package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Judgement.additive;
import static io.github.kalshiperps.spectools.diff.Judgement.breaking;
import static io.github.kalshiperps.spectools.diff.Judgement.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.Set;

/** Compares what stands beside a type: bounds, constants, defaults and marks. */
final class FacetComparison {
    private static final Set<String> LOWER_BOUNDS = Set.of("minimum", "exclusiveMinimum", "minLength", "minItems");
    private static final Set<String> UPPER_BOUNDS = Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems");
    private static final Set<String> COUNTS = Set.of("minLength", "minItems");
    private static final Set<String> CONDITIONS = Set.of("pattern", "multipleOf", "uniqueItems");

    private static final Set<String> MARKS =
            Set.of("deprecated", "nullable", "uniqueItems", "exclusiveMinimum", "exclusiveMaximum");

    /** What builders and parameter objects check. */
    private static final Set<String> CHECKED = Set.of(
            "minimum", "maximum", "exclusiveMinimum", "minLength", "maxLength", "minItems", "maxItems", "pattern");

    /** Keywords that are looked at where they belong; any other one is compared as it is, and has no rule. */
    private static final Set<String> ELSEWHERE = Set.of(
            "$ref",
            "allOf",
            "type",
            "format",
            "nullable",
            "enum",
            "required",
            "properties",
            "additionalProperties",
            "items");

    private final Changes changes;

    FacetComparison(Changes changes) {
        this.changes = changes;
    }

    /** Whether builders check values of a schema. */
    static boolean isChecked(JsonNode schema) {
        return CHECKED.stream().anyMatch(schema::has);
    }

    void compare(Place at, Pair schemas) {
        schemas.children().forEach((keyword, values) -> {
            if (Keywords.isFact(keyword) && Keywords.differ(keyword, values) && !isUnset(keyword, values)) {
                boolean model = at.category() == Category.SCHEMA && JavaTypes.isModel(schemas.before());
                compare(at, keyword, values, model);
            }
        });
    }

    /** A mark that is left out is not set. */
    private static boolean isUnset(String keyword, Pair marks) {
        return MARKS.contains(keyword) && isUnset(marks.before()) && isUnset(marks.after());
    }

    private static boolean isUnset(JsonNode mark) {
        return mark.isMissingNode() || mark.equals(BooleanNode.FALSE);
    }

    private void compare(Place at, String keyword, Pair values, boolean model) {
        if (keyword.equals("const")) {
            constant(at, values);
        } else if (keyword.equals("default")) {
            defaultValue(at, values);
        } else if (keyword.equals("deprecated")) {
            deprecated(at, values);
        } else if (keyword.equals("nullable") && model) {
            nullable(at, values);
        } else if (isBound(keyword)) {
            bound(at, keyword, values);
        } else if (!ELSEWHERE.contains(keyword)) {
            changes.noRule(at, keyword, values);
        }
    }

    private static boolean isBound(String keyword) {
        return LOWER_BOUNDS.contains(keyword) || UPPER_BOUNDS.contains(keyword) || CONDITIONS.contains(keyword);
    }

    private void constant(Place at, Pair values) {
        Effects effects = changes.changed(at, "const", values);
        if (values.isAdded()) {
            effects.signature(breaking("what is constant has no setter"))
                    .requests(breaking("old code may send other values"))
                    .responses(documentation("fewer values come"));
        } else if (values.isRemoved()) {
            effects.signature(additive("what is not constant has a setter"))
                    .behaviour(breaking("builders no longer fill it in"))
                    .requests(additive("old code sends the constant"))
                    .responses(breaking("other values come, by which old code tells messages apart"));
        } else {
            effects.behaviour(breaking("builders fill in another value, and messages are told apart by it"))
                    .signature(documentation("no signature shows it"))
                    .requests(breaking("old code sends the old value"))
                    .responses(breaking("old code does not know the new value"));
        }
    }

    private void defaultValue(Place at, Pair values) {
        Effects effects = changes.changed(at, "default", values)
                .signature(documentation("Javadoc names the default, and no signature shows it"))
                .responses(documentation("no model fills in a default"));
        if (values.isAdded()) {
            effects.behaviour(documentation("only Javadoc changes"))
                    .requests(documentation("it says now what leaving it out means"));
            return;
        }
        Judgement lost = breaking(
                values.isRemoved()
                        ? "nothing says any more what leaving it out means"
                        : "what is left out means something else to the exchange");
        effects.behaviour(at.sent() ? lost : documentation("only Javadoc changes"))
                .requests(lost);
    }

    private void deprecated(Place at, Pair values) {
        changes.changed(at, "deprecated", values)
                .callers(documentation("a mark for people, in Javadoc only"))
                .wire(documentation("a mark for people"));
    }

    private void nullable(Place at, Pair values) {
        changes.changed(at, "nullable", values)
                .callers(breaking("accessors of it may give null where they did not, or the other way around"))
                .wire(breaking("null may stand where it did not, or may no longer"));
    }

    private void bound(Place at, String keyword, Pair values) {
        if (COUNTS.contains(keyword)
                && values.before().asInt() == 0
                && values.after().asInt() == 0) {
            String none = "nothing has less than none, whether that is said or not";
            changes.changed(at, keyword, values).callers(documentation(none)).wire(documentation(none));
            return;
        }
        boolean looser = isLooser(keyword, values);
        boolean checked = CHECKED.contains(keyword)
                && (at.builtBefore() || at.builtAfter() || at.category() == Category.PARAMETER);
        Effects effects = changes.changed(at, keyword, values)
                .signature(documentation("Javadoc names the bound, and no signature shows it"));
        if (!checked) {
            effects.behaviour(documentation("no code of ours checks it"));
        } else if (looser) {
            effects.behaviour(additive("more values are taken"));
        } else {
            effects.behaviour(breaking("values are refused that were taken before"));
        }
        if (looser) {
            effects.requests(additive("all that old code may send is still taken"))
                    .responses(additive("more values come; nothing that is read is checked"));
        } else {
            effects.requests(breaking("old code may send what is refused now"))
                    .responses(documentation("fewer values come"));
        }
    }

    /** Whether all that was allowed still is; when unsure, no. */
    private static boolean isLooser(String keyword, Pair bounds) {
        JsonNode was = bounds.before();
        JsonNode is = bounds.after();
        if (bounds.isRemoved() || (is.isBoolean() && !is.asBoolean())) {
            return true;
        }
        if (!was.isNumber() || !is.isNumber()) {
            return false;
        }
        int direction = is.decimalValue().compareTo(was.decimalValue());
        return LOWER_BOUNDS.contains(keyword) ? direction <= 0 : UPPER_BOUNDS.contains(keyword) && direction >= 0;
    }
}
