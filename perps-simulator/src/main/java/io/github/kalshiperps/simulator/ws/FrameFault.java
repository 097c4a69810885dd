package io.github.kalshiperps.simulator.ws;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** One way to misbehave with a message to a client. Immutable and safe for use by several threads. */
public sealed interface FrameFault {
    /** Loses the message. The number that it has in its sequence, if it has one, is used up. */
    record Lose() implements FrameFault {}

    /**
     * Leaves out numbers of the sequence before the message, as if messages were lost that there never were. Nothing happens to a
     * message without a number.
     *
     * @param count how many numbers, at least 1
     */
    record SkipNumbers(int count) implements FrameFault {
        /**
         * Checks.
         *
         * @param count how many numbers, at least 1
         */
        public SkipNumbers {
            if (count < 1) {
                throw new IllegalArgumentException("count must be at least 1 but was " + count);
            }
        }
    }

    /** Sends the message twice, with the same number. */
    record Repeat() implements FrameFault {}

    /**
     * Sends the message behind the next ones.
     *
     * @param messages how many messages of the connection go first, at least 1; until they are there, it waits
     */
    record HoldBack(int messages) implements FrameFault {
        /**
         * Checks.
         *
         * @param messages how many messages of the connection go first, at least 1
         */
        public HoldBack {
            if (messages < 1) {
                throw new IllegalArgumentException("messages must be at least 1 but was " + messages);
            }
        }
    }

    /**
     * Sends the message later, in real time. Others go first meanwhile.
     *
     * @param duration how much later
     */
    record Delay(Duration duration) implements FrameFault {}

    /**
     * Changes the message's text.
     *
     * @param edit the change
     */
    record Edit(UnaryOperator<String> edit) implements FrameFault {}

    /**
     * Sends something else right before the message, such as a message of a type that nobody knows.
     *
     * @param text the text frame, to the letter
     */
    record Precede(String text) implements FrameFault {}

    /** Cuts the connection without a word, in place of the message. */
    record Drop() implements FrameFault {}

    /**
     * Closes the connection in place of the message.
     *
     * @param code the code of the close frame
     * @param reason its text
     */
    record Close(int code, String reason) implements FrameFault {}
}
