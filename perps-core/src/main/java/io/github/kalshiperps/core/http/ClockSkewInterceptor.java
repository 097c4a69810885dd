package io.github.kalshiperps.core.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Network interceptor, so that making the connection is not part of the time the server seems to take. */
final class ClockSkewInterceptor implements Interceptor {
    private final ClockSkew clockSkew;
    private final Clock clock;

    ClockSkewInterceptor(ClockSkew clockSkew, Clock clock) {
        this.clockSkew = clockSkew;
        this.clock = clock;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Instant sent = clock.instant();
        Response response = chain.proceed(chain.request());
        Instant date = response.headers().getInstant("Date");
        if (date != null) {
            clockSkew.observe(sent, clock.instant(), date);
        }
        return response;
    }
}
