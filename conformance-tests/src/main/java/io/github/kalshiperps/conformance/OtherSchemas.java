package io.github.kalshiperps.conformance;

import org.jspecify.annotations.Nullable;

/**
 * What the other contracts say of the value at one place.
 *
 * @param newer of the newer contract; null when it has nothing there
 * @param older of the older contract; null when it has nothing there
 */
record OtherSchemas(@Nullable Schema newer, @Nullable Schema older) {
    static final OtherSchemas NONE = new OtherSchemas(null, null);

    OtherSchemas member(String name) {
        return new OtherSchemas(newer == null ? null : newer.member(name), older == null ? null : older.member(name));
    }

    OtherSchemas element() {
        return new OtherSchemas(newer == null ? null : newer.element(), older == null ? null : older.element());
    }
}
