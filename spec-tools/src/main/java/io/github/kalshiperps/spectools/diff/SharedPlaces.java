package io.github.kalshiperps.spectools.diff;

import java.util.List;

/** The places of what operations share, with who uses it by each edition. */
final class SharedPlaces {
    private final Uses before;
    private final Uses after;

    SharedPlaces(Edition before, Edition after) {
        this.before = Uses.of(before);
        this.after = Uses.of(after);
    }

    /** @param keys where it stands in both editions */
    Place of(Category category, String name, String... keys) {
        String pointer = Pointers.child("#", keys);
        return of(category, name, pointer, pointer);
    }

    Place ofSchema(String oldName, String name) {
        return of(Category.SCHEMA, name, pointerOf(oldName), pointerOf(name));
    }

    private static String pointerOf(String schema) {
        return Pointers.child("#", "components", "schemas", schema);
    }

    private Place of(Category category, String name, String old, String now) {
        List<Use> oldUses = before.of(old);
        return new Place(
                category,
                name,
                old,
                now,
                Uses.union(oldUses, after.of(now)),
                Place.isSent(oldUses),
                Place.isReceived(oldUses),
                before.isBuilt(old),
                after.isBuilt(now));
    }
}
