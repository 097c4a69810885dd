package io.github.kalshiperps.core.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Asks the limiter before every attempt, and before signing: a signature made before the wait would be too old. */
final class RateLimitInterceptor implements Interceptor {
    private final RateLimiter limiter;

    RateLimitInterceptor(RateLimiter limiter) {
        this.limiter = limiter;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        try {
            limiter.acquire(chain.request());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the rate limiter");
        }
        // The caller may have given up meanwhile.
        if (chain.call().isCanceled()) {
            throw new IOException("Canceled");
        }
        return chain.proceed(chain.request());
    }
}
