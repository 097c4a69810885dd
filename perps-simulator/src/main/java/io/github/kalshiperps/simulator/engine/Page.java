package io.github.kalshiperps.simulator.engine;

import java.util.List;

/**
 * A part of a list, and where it goes on. Immutable and safe for use by several threads.
 *
 * @param items the entries
 * @param cursor what to ask the next part with; empty after the last one
 * @param <T> the type of an entry
 */
public record Page<T>(List<T> items, String cursor) {
    /**
     * Copies.
     *
     * @param items the entries
     * @param cursor what to ask the next part with; empty after the last one
     */
    public Page {
        items = List.copyOf(items);
    }
}
