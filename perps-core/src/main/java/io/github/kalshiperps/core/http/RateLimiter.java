package io.github.kalshiperps.core.http;

import okhttp3.Request;

/**
 * Holds requests back so that the exchange need not refuse them. Asked before each attempt, on the thread that sends it,
 * by several threads at once.
 */
@FunctionalInterface
public interface RateLimiter {
    /**
     * Returns when the request may be sent.
     *
     * @param request the request, without credentials
     * @throws InterruptedException if the thread is interrupted while it waits; the request is not sent then
     */
    void acquire(Request request) throws InterruptedException;

    /**
     * Holds nothing back.
     *
     * @return the limiter of a client that is not told otherwise
     */
    static RateLimiter unlimited() {
        return request -> {};
    }
}
