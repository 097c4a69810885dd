package io.github.kalshiperps.core.error;

import java.io.Serial;

/** There is no such thing (404). An order or group answers like this for some seconds after it was made, and an order again once it is cancelled: the list operations know more than the lookup by id. */
public final class NotFoundException extends ApiException {
    @Serial
    private static final long serialVersionUID = 1L;

    NotFoundException(ErrorResponse response, ErrorBody body) {
        super(response, body);
    }
}
