package io.github.kalshiperps.core.http;

import java.io.IOException;
import java.io.Serial;

/** A body that does not fit into memory as far as this client is concerned. */
final class ResponseTooLargeException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    ResponseTooLargeException(long limit) {
        super("The response body is larger than " + limit + " bytes");
    }
}
