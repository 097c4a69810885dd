package io.github.kalshiperps.simulator.ws;

/** Hears of every text frame. Called by several threads at once, for one connection and direction in order; must not block. */
@FunctionalInterface
public interface FrameListener {
    /**
     * A text frame came, or is about to be sent.
     *
     * @param frame the frame
     */
    void onFrame(TextFrame frame);

    /**
     * A text frame. Immutable.
     *
     * @param connection the connection's number, from 1
     * @param fromClient whether it is a command
     * @param text the text, to the letter
     * @param spoilt whether it is not what the exchange meant to send, because somebody asked for that
     */
    record TextFrame(long connection, boolean fromClient, String text, boolean spoilt) {}
}
