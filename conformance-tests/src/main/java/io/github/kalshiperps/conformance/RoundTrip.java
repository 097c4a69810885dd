package io.github.kalshiperps.conformance;

import org.jspecify.annotations.Nullable;

/** What our models make of an answer: read tolerantly, written again. */
@FunctionalInterface
interface RoundTrip {
    /**
     * Reads and writes a body.
     *
     * @param operation the operationId
     * @param status the HTTP status
     * @param body the body as it was sent
     * @return the body as our model writes it; null when our models have no say, as for errors
     * @throws io.github.kalshiperps.core.error.DecodeException if the model cannot read the body
     */
    @Nullable
    String of(String operation, int status, String body);
}
