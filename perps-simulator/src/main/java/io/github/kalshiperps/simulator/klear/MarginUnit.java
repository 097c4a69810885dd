package io.github.kalshiperps.simulator.klear;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is margined as one portfolio: a subtrader on its own, or a group of them. Immutable, apart from the subtraders.
 *
 * @param key which
 * @param members whose positions are netted
 */
record MarginUnit(Key key, List<Subtrader> members) {
    /**
     * Names a unit.
     *
     * @param id of the subtrader or of the group
     * @param isGroup which of the two
     */
    record Key(String id, boolean isGroup) implements Comparable<Key> {
        String subtraderId() {
            return isGroup ? "" : id;
        }

        @Nullable
        String groupId() {
            return isGroup ? id : null;
        }

        /** Subtraders first, then groups, each by id. */
        @Override
        public int compareTo(Key other) {
            int byKind = Boolean.compare(isGroup, other.isGroup);
            return byKind != 0 ? byKind : id.compareTo(other.id);
        }
    }
}
