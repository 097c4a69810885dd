package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Judgement.additive;
import static io.github.kalshiperps.spectools.diff.Judgement.breaking;
import static io.github.kalshiperps.spectools.diff.Judgement.documentation;

/** Compares the types of values: for callers by what stands for them in Java, on the wire by which values they take. */
final class TypeComparison {
    private final JavaTypes before;
    private final JavaTypes after;
    private final Changes changes;

    TypeComparison(JavaTypes before, JavaTypes after, Changes changes) {
        this.before = before;
        this.after = after;
        this.changes = changes;
    }

    /**
     * Compares two types.
     *
     * @param values what the two schemas are, by reference or in place
     * @return whether they are the same
     */
    boolean compare(Place at, Slot old, Slot now, Pair values) {
        Pair schemas = new Pair(old.schema(), now.schema());
        WireType was = WireType.of(values.before());
        WireType is = WireType.of(values.after());
        String oldType = before.of(old);
        String type = after.of(now);
        // The type of a list or map is that of what it holds, which is compared on its own.
        boolean container = was.kind().equals(is.kind())
                && JavaTypes.isContainer(values.before())
                && JavaTypes.isContainer(values.after());
        // An enum that comes or goes is told with its values.
        boolean enumTold = values.before().has("enum") != values.after().has("enum")
                || (at.category() == Category.SCHEMA && values.after().has("enum"));
        if (was.equals(is) && (container || enumTold || oldType.equals(type))) {
            return true;
        }
        Effects effects = changes.changed(at, "type", inWords(old, was), inWords(now, is));
        javaType(effects, at.isTypeArgument(), oldType, type);
        if (JavaTypes.haveMembers(values)) {
            effects.wire(
                    JavaTypes.areReferences(schemas) && values.differsInFacts()
                            ? breaking("another object stands there")
                            : documentation("the object is described elsewhere"));
        } else {
            wireType(effects, was, is);
        }
        return false;
    }

    private static String inWords(Slot slot, WireType type) {
        return Edition.reference(slot.schema()).map(name -> name + ": ").orElse("") + type;
    }

    private static void javaType(Effects effects, boolean typeArgument, String oldType, String type) {
        if (type.equals(JavaTypes.NONE)) {
            effects.signature(JavaTypes.STOPS);
        } else if (oldType.equals(JavaTypes.NONE)) {
            effects.signature(breaking("its Java type is " + type + ", and nothing says what it was"));
        } else if (oldType.equals(type)) {
            effects.callers(documentation("its Java type stays " + type));
        } else {
            effects.otherType(typeArgument, "its Java type changes from " + oldType + " to " + type);
        }
    }

    /** Whether every value of one type is one of another, or the other way around. */
    private static void wireType(Effects effects, WireType was, WireType is) {
        if (was.isSame(is)) {
            effects.wire(documentation("the same values are on the wire"));
        } else if (is.includes(was)) {
            effects.requests(additive("every " + was + " is still taken"))
                    .responses(breaking("not every " + is + " is a " + was + ", which old code reads"));
        } else if (was.includes(is)) {
            effects.requests(breaking("not every " + was + ", which old code sends, is a " + is))
                    .responses(additive("every " + is + " is a " + was + ", which old code reads"));
        } else {
            effects.requests(breaking("old code sends " + was)).responses(breaking("old code reads " + was));
        }
    }
}
