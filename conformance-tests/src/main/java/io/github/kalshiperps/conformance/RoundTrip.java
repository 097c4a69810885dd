package io.github.kalshiperps.conformance;

/** What one of our models makes of a message: read tolerantly, written again. */
@FunctionalInterface
interface RoundTrip {
    /**
     * Reads and writes a message.
     *
     * @param message the message as it was sent
     * @return the message as our model writes it
     * @throws io.github.kalshiperps.core.error.DecodeException if the model cannot read the message
     */
    String of(String message);
}
