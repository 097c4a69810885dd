package io.github.kalshiperps.simulator.engine;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted. Immutable and safe for use by several threads.
 *
 * @param cursor the cursor of the part before; null or empty for the first part
 * @param limit the most entries, more than zero
 */
public record PageRequest(@Nullable String cursor, int limit) {
    /** Everything at once. */
    public static final PageRequest ALL = new PageRequest(null, Integer.MAX_VALUE);

    /**
     * Checks.
     *
     * @param cursor the cursor of the part before; null or empty for the first part
     * @param limit the most entries, more than zero
     * @throws IllegalArgumentException if the limit is not more than zero
     */
    public PageRequest {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be more than zero but was " + limit);
        }
    }
}
