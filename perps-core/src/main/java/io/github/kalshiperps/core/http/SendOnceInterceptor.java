package io.github.kalshiperps.core.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * First network interceptor: notes that the request is about to leave, and keeps OkHttp from sending it again by itself.
 * OkHttp answers a 503 with {@code Retry-After: 0} by resending whatever it was, a new order included, with the
 * signature it had.
 */
final class SendOnceInterceptor implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        CallProgress.of(request).markSent();
        Response response = chain.proceed(request);
        String retryAfter = response.header("Retry-After");
        if (response.code() == 503 && retryAfter != null && RetryAfter.isHazardous(retryAfter)) {
            return response.newBuilder().removeHeader("Retry-After").build();
        }
        return response;
    }
}
