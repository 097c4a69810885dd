package io.github.kalshiperps.ws.server;

import io.github.kalshiperps.ws.model.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that {@link FlowExchange} did to its client. Immutable.
 *
 * @param kind what
 * @param frame after how many frames of the flow
 * @param channel the channel, or null when the whole connection was meant
 * @param sid the subscription, 0 without one
 * @param from the first missing sequence number, 0 when none is missing; for {@link Kind#LATE_ACK} 0
 * @param to the last missing sequence number; for {@link Kind#LATE_ACK} how many frames of the flow went ahead of the answer
 * @param at when
 */
public record Fault(Kind kind, long frame, @Nullable Channel channel, long sid, long from, long to, Instant at) {
    /** The kinds of faults. */
    public enum Kind {
        /** The connection was reset; frames that had been queued are lost. */
        RESET,
        /** The connection was reset in the middle of a frame. */
        RESET_IN_FRAME,
        /** The connection was closed with 1001. */
        GOING_AWAY,
        /** The connection was closed with 1011. */
        INTERNAL_ERROR,
        /** Messages that exist were not sent. A later one of that subscription was. */
        SKIPPED,
        /** Sequence numbers were left out; no message is missing. A later message of that subscription was sent. */
        JUMP,
        /** Nothing was sent any more, no pong and no close frame either, until the client connected again or hung up. */
        SILENCE,
        /** A subscription was confirmed after its first data could have come. */
        LATE_ACK;

        /** Whether it ends the connection. */
        public boolean endsConnection() {
            return this == RESET
                    || this == RESET_IN_FRAME
                    || this == GOING_AWAY
                    || this == INTERNAL_ERROR
                    || this == SILENCE;
        }

        /** Whether the client sees a gap in a sequence. */
        public boolean isGap() {
            return this == SKIPPED || this == JUMP;
        }
    }
}
