package io.github.kalshiperps.conformance;

import org.jspecify.annotations.Nullable;

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

    /**
     * Reads a message.
     *
     * @param message the message as it was sent
     * @return the model of it; null when there is none to look into
     * @throws io.github.kalshiperps.core.error.DecodeException if the model cannot read the message
     */
    default @Nullable Object read(String message) {
        return null;
    }
}
