package io.github.kalshiperps.ws;

import java.util.function.Consumer;

/**
 * For one thread at a time, the consumer's: makes what its consumer gets of what the session put into its mailbox.
 *
 * @param <M> what the consumer gets
 */
@FunctionalInterface
interface Intake<M> {
    /** Gives the consumer nothing, one or several things for an item: a message, a {@link Gap}, an {@link Invalidation}. */
    void take(Object item, Consumer<? super M> consumer);
}
