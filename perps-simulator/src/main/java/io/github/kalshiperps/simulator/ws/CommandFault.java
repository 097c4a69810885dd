package io.github.kalshiperps.simulator.ws;

import io.github.kalshiperps.ws.model.ErrorCode;

/** One way to misbehave with a command of a client. Immutable and safe for use by several threads. */
public sealed interface CommandFault {
    /** Neither carries the command out nor answers it. */
    record Ignore() implements CommandFault {}

    /**
     * Answers with an error instead of carrying the command out.
     *
     * @param code the error
     */
    record Refuse(ErrorCode code) implements CommandFault {}

    /** Cuts the connection without carrying the command out. */
    record Drop() implements CommandFault {}
}
