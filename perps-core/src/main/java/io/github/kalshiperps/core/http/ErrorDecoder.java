package io.github.kalshiperps.core.http;

import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.core.error.ErrorBody;
import io.github.kalshiperps.core.error.ErrorResponse;
import io.github.kalshiperps.core.error.TransportException;
import java.time.Clock;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes the exception of a response that is no success. */
final class ErrorDecoder {
    private final ClockSkew clockSkew;
    private final Clock clock;

    ErrorDecoder(ClockSkew clockSkew, Clock clock) {
        this.clockSkew = clockSkew;
        this.clock = clock;
    }

    ApiException decode(Request request, Response response, String body) {
        return ApiException.of(new ErrorResponse(
                request.method(),
                request.url().encodedPath(),
                response.code(),
                body,
                RetryAfter.of(response.headers(), clock),
                hint(request, response, body)));
    }

    private @Nullable String hint(Request request, Response response, String body) {
        String location = response.header("Location");
        if (response.isRedirect() && location != null) {
            HttpUrl target = request.url().resolve(location);
            return "It redirects to " + (target == null ? "an address that is none" : target.host())
                    + "; redirects are not followed";
        }
        if (response.code() == 401
                && "header_timestamp_expired".equals(ErrorBody.parse(body).code())) {
            return clockSkew.describe();
        }
        Operation operation = Operation.of(request);
        if (!operation.isRead() && (response.code() >= 500 || response.code() == 408)) {
            return TransportException.mayHaveTakenEffect(operation.lostAnswer());
        }
        return null;
    }
}
