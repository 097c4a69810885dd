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
    /** Something that stands in the place under a key. */
    Place child(Category childCategory, String childName, String... keys) {
        return renamedChild(childCategory, childName, Pointers.child(before, keys), Pointers.child(after, keys));
    }

    Place renamedChild(Category childCategory, String childName, String childBefore, String childAfter) {
        return new Place(
                childCategory, childName, childBefore, childAfter, uses, sent, received, builtBefore, builtAfter);
    }

    Effects effects() {
        return Effects.of(sent, received);
    }
}
