package io.github.kalshiperps.core.http;

import io.github.kalshiperps.core.error.KalshiException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One prepared call of one operation. Immutable and safe for use by several threads; nothing is sent before one of the
 * four sending methods is called, and each of them sends anew. Programs may implement it to stand in for the exchange in
 * their tests; methods added later have default implementations.
 *
 * <p>Futures complete on a thread of the HTTP client. A dependent stage that takes long or blocks belongs on an executor
 * ({@code thenApplyAsync}). Cancelling a returned future, or letting its {@code orTimeout} run out, cancels the HTTP call;
 * a write that was sent by then may have taken effect.
 *
 * @param <T> what a successful answer holds; {@link NoContent} if nothing
 */
public interface ApiCall<T> {
    /**
     * Sends the request and waits for the answer.
     *
     * @return the answer
     * @throws KalshiException if there is no answer, if it is an error, or if it cannot be read
     */
    T execute();

    /**
     * Sends the request without waiting.
     *
     * @return completes with the answer, or exceptionally with the {@link KalshiException} itself
     */
    CompletableFuture<T> executeAsync();

    /**
     * Sends the request and waits for the answer with its headers and raw body.
     *
     * @return the successful response, not decoded yet
     * @throws KalshiException if there is no answer or if it is an error
     */
    ApiResponse<T> response();

    /**
     * Sends the request without waiting, for the answer with its headers and raw body.
     *
     * @return completes with the successful response, not decoded yet, or exceptionally with the {@link KalshiException}
     *     itself
     */
    CompletableFuture<ApiResponse<T>> responseAsync();

    /**
     * The same call with another time limit. It spans all attempts, the waits between them, waiting for the rate limiter, and
     * reading the answer. An asynchronous call that has waited longer than that for a free thread is not sent at all.
     *
     * @param timeout the limit
     * @return a new call
     * @throws IllegalArgumentException if the limit is not positive
     */
    ApiCall<T> timeout(Duration timeout);

    /**
     * The same call with a header, in place of one of the same name.
     *
     * @param name the header's name
     * @param value the header's value
     * @return a new call
     * @throws IllegalArgumentException if it is one of the headers that carry credentials ({@code Authorization},
     *     {@code KALSHI-ACCESS-…}), or not a valid header
     */
    ApiCall<T> header(String name, String value);
}
