package io.github.kalshiperps.simulator.http;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** One way to misbehave. Immutable and safe for use by several threads. */
public sealed interface Fault {
    /**
     * Waits before the request is looked at, in real time.
     *
     * @param duration how long
     */
    record Delay(Duration duration) implements Fault {}

    /**
     * Answers without carrying the request out.
     *
     * @param answer the answer
     */
    record Instead(Answer answer) implements Fault {}

    /** Closes the connection without carrying the request out. */
    record DropBefore() implements Fault {}

    /** Carries the request out and closes the connection without an answer. */
    record DropAfter() implements Fault {}

    /** Carries the request out and closes the connection in the middle of the answer's body. */
    record Cut() implements Fault {}

    /**
     * Carries the request out and changes the answer's JSON.
     *
     * @param edit the change
     */
    record Edit(UnaryOperator<String> edit) implements Fault {}

    /**
     * Whether it decides by itself how the request ends, so that a further one would have nothing left to decide.
     *
     * @return true if it does
     */
    default boolean ends() {
        return !(this instanceof Delay || this instanceof Edit);
    }
}
