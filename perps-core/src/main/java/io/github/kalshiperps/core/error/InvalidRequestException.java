package io.github.kalshiperps.core.error;

import java.io.Serial;

/** The exchange refuses the request as it stands (400, 422 and every other 4xx): a missing parameter, a price off the tick or outside the band, a risk limit. Send something else. */
public final class InvalidRequestException extends ApiException {
    @Serial
    private static final long serialVersionUID = 1L;

    InvalidRequestException(ErrorResponse response, ErrorBody body) {
        super(response, body);
    }
}
