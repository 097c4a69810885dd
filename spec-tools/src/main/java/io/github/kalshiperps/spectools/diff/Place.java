package io.github.kalshiperps.spectools.diff;

import java.util.List;

/**
 * A thing that both editions have, and who uses it.
 *
 * @param category what kind of thing it is
 * @param name what people call it
 * @param before where it stands in the old edition
 * @param after where it stands in the new edition
 * @param uses in either edition
 * @param sent whether clients sent it by the old edition: what the new one means for them
 * @param received whether clients received it by the old edition
 * @param builtBefore whether callers filled it, so that its builder checked
 * @param builtAfter whether callers fill it, so that its builder checks
 */
record Place(
        Category category,
        String name,
        String before,
        String after,
        List<Use> uses,
        boolean sent,
        boolean received,
        boolean builtBefore,
        boolean builtAfter) {
    private static final String ELEMENTS = "[]";
    private static final String VALUES = ".*";

    /** Something that concerns the whole document. */
    static Place whole(Category category, String name, String pointer) {
        return new Place(category, name, pointer, pointer, List.of(), true, true, false, false);
    }

    /** Something of one operation. */
    static Place used(Category category, String name, String before, String after, Use... uses) {
        List<Use> all = List.of(uses);
        return new Place(category, name, before, after, all, isSent(all), isReceived(all), false, false)
                .asCallersSeeIt();
    }

    static boolean isSent(List<Use> uses) {
        return uses.stream().anyMatch(Use::isRequest);
    }

    static boolean isReceived(List<Use> uses) {
        return !uses.stream().allMatch(Use::isRequest);
    }

    /** With parameters and bodies as what callers fill, and nothing else. */
    Place asCallersSeeIt() {
        boolean built = category == Category.PARAMETER || category == Category.BODY;
        return new Place(category, name, before, after, uses, sent, received, built, built);
    }

    /** With who sends it by either edition, for what is new. */
    Place asUsed() {
        return with(isSent(uses), isReceived(uses));
    }

    /** As if both clients and the exchange sent it. */
    Place inBothDirections() {
        return with(true, true);
    }

    private Place with(boolean isSent, boolean isReceived) {
        return new Place(category, name, before, after, uses, isSent, isReceived, builtBefore, builtAfter);
    }

    /** Something that stands in the place under a key. */
    Place child(Category childCategory, String childName, String... keys) {
        return within(childCategory, childName, Pointers.child(before, keys), Pointers.child(after, keys));
    }

    /** A member of an object. */
    Place member(String oldName, String member) {
        return within(
                Category.MEMBER,
                name + "." + member,
                Pointers.child(before, "properties", oldName),
                Pointers.child(after, "properties", member));
    }

    private Place within(Category childCategory, String childName, String childBefore, String childAfter) {
        return new Place(
                childCategory, childName, childBefore, childAfter, uses, sent, received, builtBefore, builtAfter);
    }

    /** What a list holds. */
    Place elements() {
        return child(category, name + ELEMENTS, "items");
    }

    /** What a map holds. */
    Place mapValues() {
        return child(category == Category.SCHEMA ? Category.MEMBER : category, name + VALUES, "additionalProperties");
    }

    /** Whether it is a type argument in Java, which classes do not show: in a list or a map, or what a call gives. */
    boolean isTypeArgument() {
        return name.endsWith(ELEMENTS) || name.endsWith(VALUES) || category == Category.RESPONSE;
    }
}
