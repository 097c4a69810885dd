package io.github.kalshiperps.core.http;

import static io.github.kalshiperps.core.http.ApiCallTest.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.core.error.RateLimitException;
import io.github.kalshiperps.core.error.ServerException;
import io.github.kalshiperps.core.error.TransportException;
import io.github.kalshiperps.core.http.TestExchange.Order;
import io.github.kalshiperps.core.http.TestExchange.OrdersApi;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final TestExchange exchange = new TestExchange();

    @AfterEach
    void close() {
        exchange.close();
    }

    private OrdersApi orders(RetryPolicy policy) {
        return exchange.orders(exchange.stack().retryPolicy(policy));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void readIsRetriedOnAPassingStatus(int status) {
        exchange.answer(status, "");
        exchange.answer(200, "{\"order_id\":\"a\"}");
        assertThat(exchange.orders().get("a").execute()).isEqualTo(new Order("a"));
        assertThat(exchange.waits).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 408, 409, 421, 422, 501, 505})
    void readIsNotRetriedOnAnotherStatus(int status) {
        exchange.answer(status, "");
        exchange.answer(200, "{}");
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> exchange.orders().get("a").execute());
        assertThat(exchange.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void everyAttemptIsSignedAfresh() {
        exchange.answer(503, "");
        exchange.answer(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
        exchange.answer(200, "{}");
        exchange.orders().get("a").execute();
        assertThat(Stream.of(exchange.request(), exchange.request(), exchange.request())
                        .map(request -> request.getHeaders().values("KALSHI-ACCESS-SIGNATURE"))
                        .flatMap(List::stream))
                .containsExactly("signature-1", "signature-2", "signature-3");
    }

    @Test
    void everyAttemptAsksTheRateLimiter() {
        exchange.answer(503, "");
        exchange.answer(200, "{}");
        AtomicInteger asked = new AtomicInteger();
        exchange.orders(exchange.stack().rateLimiter(request -> asked.incrementAndGet()))
                .get("a")
                .execute();
        assertThat(asked).hasValue(2);
    }

    @Test
    void attemptsAreCounted() {
        for (int i = 0; i < 9; i++) {
            exchange.answer(503, "attempt " + (i + 1));
        }
        ServerException e = catchThrowableOfType(
                ServerException.class, () -> exchange.orders().get("a").execute());
        assertThat(e.rawBody()).isEqualTo("attempt 3");
        assertThat(exchange.server.getRequestCount()).isEqualTo(3);
        assertThat(exchange.waits).hasSize(2);
    }

    @Test
    void noneSendsOnce() {
        exchange.answer(503, "");
        exchange.answer(200, "{}");
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> orders(RetryPolicy.none()).get("a").execute());
        assertThat(exchange.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void asynchronousReadIsRetriedToo() throws Exception {
        exchange.answer(503, "");
        exchange.answer(200, "{\"order_id\":\"a\"}");
        assertThat(exchange.orders().get("a").executeAsync().get(10, TimeUnit.SECONDS))
                .isEqualTo(new Order("a"));
    }

    @Test
    void brokenConnectionIsRetried() {
        exchange.answer(new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()));
        exchange.answer(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
        exchange.answer(200, "{\"order_id\":\"a\"}");
        assertThat(exchange.orders().get("a").execute()).isEqualTo(new Order("a"));
    }

    @Test
    void bodyThatBreaksOffIsRetried() {
        exchange.answer(
                new MockResponse.Builder().body("x".repeat(100_000)).onResponseBody(new SocketEffect.CloseSocket()));
        exchange.answer(200, "{\"order_id\":\"a\"}");
        assertThat(exchange.orders().get("a").execute()).isEqualTo(new Order("a"));
    }

    @Test
    void slowSocketIsRetried() {
        exchange.answer(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
        exchange.answer(200, "{\"order_id\":\"a\"}");
        OkHttpClient client =
                new OkHttpClient.Builder().readTimeout(Duration.ofMillis(200)).build();
        assertThat(exchange.orders(exchange.stack().client(client)).get("a").execute())
                .isEqualTo(new Order("a"));
    }

    static Stream<IOException> failuresThatStay() {
        return Stream.of(
                (IOException) new SSLHandshakeException("untrusted").initCause(new CertificateException("expired")),
                new IOException(new SSLHandshakeException("x").initCause(new CertificateException("expired"))),
                new SSLPeerUnverifiedException("wrong host"),
                new InterruptedIOException("interrupted"));
    }

    @ParameterizedTest
    @MethodSource("failuresThatStay")
    void failureThatStaysIsNotRetried(IOException failure) {
        AtomicInteger attempts = new AtomicInteger();
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> failing(failure, attempts).get("a").execute())
                .withCause(failure);
        assertThat(attempts).hasValue(1);
    }

    static Stream<IOException> failuresThatPass() {
        return Stream.of(
                new IOException("reset"),
                new SocketTimeoutException("slow"),
                new SSLHandshakeException("connection closed during handshake"));
    }

    @ParameterizedTest
    @MethodSource("failuresThatPass")
    void failureThatPassesIsRetried(IOException failure) {
        AtomicInteger attempts = new AtomicInteger();
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> failing(failure, attempts).get("a").execute())
                .withCause(failure);
        assertThat(attempts).hasValue(3);
    }

    private OrdersApi failing(IOException failure, AtomicInteger attempts) {
        OkHttpClient client = new OkHttpClient.Builder()
                .addNetworkInterceptor(chain -> {
                    attempts.incrementAndGet();
                    throw failure;
                })
                .build();
        return exchange.orders(exchange.stack().client(client));
    }

    @Test
    void waitIsRandomUpToABoundThatDoubles() {
        RetryPolicy policy = RetryPolicy.standard()
                .maxAttempts(20)
                .baseDelay(Duration.ofMillis(100))
                .maxDelay(Duration.ofSeconds(1));
        long[] bounds = {100, 200, 400, 800, 1000, 1000, 1000};
        for (int i = 0; i < bounds.length; i++) {
            long longest = 0;
            long shortest = Long.MAX_VALUE;
            Random random = new Random(42);
            for (int n = 0; n < 2000; n++) {
                long wait = policy.jitter(i + 1, random).toNanos();
                longest = Math.max(longest, wait);
                shortest = Math.min(shortest, wait);
            }
            long bound = Duration.ofMillis(bounds[i]).toNanos();
            assertThat(longest).isBetween(bound - bound / 100, bound);
            assertThat(shortest).isBetween(0L, bound / 100);
        }
    }

    @Test
    void noDelayNeverWaits() {
        RetryPolicy policy = RetryPolicy.standard().baseDelay(Duration.ZERO);
        assertThat(policy.jitter(7, new Random(1))).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // The clock stands at 12:00:00.5.
        "4, , PT4S",
        "'Fri, 12 Jun 2026 12:00:04 GMT', , PT3.5S",
        // The server's own clock goes ten minutes ahead; the difference of its two times counts.
        "'Fri, 12 Jun 2026 12:10:04 GMT', 'Fri, 12 Jun 2026 12:10:01 GMT', PT3S",
    })
    void retryAfterIsHonoured(String retryAfter, String date, Duration wait) {
        MockResponse.Builder response = new MockResponse.Builder().code(429).addHeader("Retry-After", retryAfter);
        if (date != null) {
            response.addHeader("Date", date);
        }
        exchange.answer(response);
        exchange.answer(200, "{}");
        exchange.orders().get("a").execute();
        assertThat(exchange.waits).containsExactly(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "1.5", "soon", "99999999999999999999", "Fri, 12 Jun 2026 11:00:00 GMT", "1970-01-01"})
    void retryAfterThatSaysNothingIsPassedOver(String retryAfter) {
        exchange.answer(new MockResponse.Builder().code(429).addHeader("Retry-After", retryAfter));
        exchange.answer(200, "{}");
        exchange.orders().get("a").execute();
        assertThat(exchange.waits)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isLessThan(Duration.ofMillis(250)));
    }

    @Test
    void waitLongerThanAllowedIsLeftToTheCaller() {
        exchange.answer(new MockResponse.Builder().code(429).addHeader("Retry-After", "6"));
        exchange.answer(200, "{}");
        RateLimitException e = catchThrowableOfType(
                RateLimitException.class, () -> exchange.orders().get("a").execute());
        assertThat(e.retryAfter()).contains(Duration.ofSeconds(6));
        assertThat(exchange.server.getRequestCount()).isEqualTo(1);
        assertThat(exchange.waits).isEmpty();
    }

    @Test
    void waitIntoACertainTimeoutIsNotBegun() {
        exchange.answer(new MockResponse.Builder().code(429).addHeader("Retry-After", "30"));
        exchange.answer(200, "{}");
        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> orders(RetryPolicy.standard().maxDelay(LONG))
                        .get("a")
                        .timeout(Duration.ofSeconds(20))
                        .execute());
        assertThat(exchange.waits).isEmpty();
    }

    @Test
    void interruptedWaitEndsWithTheLastError() {
        exchange.answer(503, "");
        exchange.answer(200, "{}");
        OrdersApi orders = exchange.orders(exchange.stack().sleeper(time -> {
            throw new InterruptedException();
        }));
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> orders.get("a").execute());
        assertThat(Thread.interrupted()).as("the flag is set again").isTrue();
        assertThat(exchange.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void cancelledCallIsNotRetried() throws Exception {
        CountDownLatch asleep = new CountDownLatch(1);
        CountDownLatch wake = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        exchange.answer(503, "");
        exchange.answer(200, "{}");
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    try {
                        return chain.proceed(chain.request());
                    } finally {
                        over.countDown();
                    }
                })
                .build();
        CompletableFuture<Order> future = exchange.orders(
                        exchange.stack().client(client).sleeper(time -> {
                            asleep.countDown();
                            wake.await();
                        }))
                .get("a")
                .executeAsync();
        assertThat(asleep.await(10, TimeUnit.SECONDS)).isTrue();
        future.cancel(true);
        wake.countDown();
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(exchange.server.getRequestCount()).isEqualTo(1);
        assertThat(exchange.signatures).hasValue(1);
    }

    @Test
    void lastFailureReachesTheFuture() {
        for (int i = 0; i < 3; i++) {
            exchange.answer(429, "{\"error\":\"too many requests\"}");
        }
        assertThat(failure(exchange.orders().get("a").executeAsync()))
                .isInstanceOf(RateLimitException.class)
                .hasMessageEndingWith("429: too many requests");
    }

    @Test
    void nonsensicalPoliciesAreRefused() {
        RetryPolicy policy = RetryPolicy.standard();
        assertThatIllegalArgumentException().isThrownBy(() -> policy.maxAttempts(0));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.baseDelay(Duration.ofNanos(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.maxDelay(Duration.ofNanos(-1)));
    }
}
