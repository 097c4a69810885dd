package io.github.kalshiperps.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.error.TransportException;
import io.github.kalshiperps.core.http.TestExchange.Order;
import io.github.kalshiperps.core.http.TestExchange.OrdersApi;
import io.github.kalshiperps.core.http.TokenBuckets.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {
    private static final Request READ =
            new Request.Builder().url("http://localhost/").build();
    private static final Request WRITE = READ.newBuilder().delete().build();

    private final TestExchange exchange = new TestExchange();

    /** Time passes by waiting only. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may overflow at any time

    private final List<Duration> waits = new ArrayList<>();

    @AfterEach
    void close() {
        exchange.close();
    }

    private TokenBuckets buckets(Budget read, Budget write) {
        return new TokenBuckets(read, write, request -> TokenBuckets.DEFAULT_COST, nanos::get, this::pass);
    }

    private void pass(Duration time) {
        waits.add(time);
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void fullBucketLetsItsCapacityThroughAtOnce() throws InterruptedException {
        TokenBuckets buckets = buckets(Budget.perSecond(400), Budget.perSecond(100));
        for (int i = 0; i < 40; i++) {
            buckets.acquire(READ);
        }
        assertThat(waits).isEmpty();
        buckets.acquire(READ);
        assertThat(waits).containsExactly(Duration.ofMillis(25));
    }

    @Test
    void writesHaveTheirOwnBucket() throws InterruptedException {
        TokenBuckets buckets = buckets(Budget.perSecond(400), Budget.perSecond(100));
        for (int i = 0; i < 10; i++) {
            buckets.acquire(WRITE);
        }
        assertThat(waits).isEmpty();
        buckets.acquire(READ);
        assertThat(waits).isEmpty();
        buckets.acquire(WRITE);
        assertThat(waits).containsExactly(Duration.ofMillis(100));
    }

    @Test
    void everythingButGetIsAWrite() throws InterruptedException {
        TokenBuckets buckets = buckets(Budget.perSecond(400), Budget.perSecond(10));
        buckets.acquire(READ.newBuilder().post(RequestBody.EMPTY).build());
        buckets.acquire(READ.newBuilder().put(RequestBody.EMPTY).build());
        buckets.acquire(WRITE);
        assertThat(waits).hasSize(2);
    }

    @Test
    void bucketRefillsToItsCapacityAndNoFurther() throws InterruptedException {
        TokenBuckets buckets = buckets(new Budget(20, 100), Budget.perSecond(100));
        buckets.acquire(READ);
        buckets.acquire(READ);
        nanos.addAndGet(Duration.ofDays(365).toNanos());
        buckets.acquire(READ);
        buckets.acquire(READ);
        assertThat(waits).isEmpty();
        buckets.acquire(READ);
        assertThat(waits).hasSize(1);
    }

    @Test
    void refillLosesNothingToRounding() throws InterruptedException {
        TokenBuckets buckets = buckets(new Budget(10, 7), Budget.perSecond(100));
        long start = nanos.get();
        for (int i = 0; i < 1 + 700; i++) {
            buckets.acquire(READ);
        }
        Duration exact = Duration.ofSeconds(1000);
        assertThat(Duration.ofNanos(nanos.get() - start)).isBetween(exact, exact.plusNanos(1000));
    }

    @Test
    void costMayExceedTheCapacity() throws InterruptedException {
        TokenBuckets buckets =
                new TokenBuckets(Budget.perSecond(10), Budget.perSecond(10), request -> 50, nanos::get, this::pass);
        buckets.acquire(READ);
        assertThat(waits).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void freeRequestsPassAlways() throws InterruptedException {
        TokenBuckets buckets =
                new TokenBuckets(Budget.perSecond(1), Budget.perSecond(1), request -> 0, nanos::get, this::pass);
        for (int i = 0; i < 100; i++) {
            buckets.acquire(READ);
        }
        assertThat(waits).isEmpty();
    }

    @Test
    void waitersAreServedInTheirOrder() throws InterruptedException {
        List<Duration> asked = new ArrayList<>();
        TokenBuckets buckets =
                new TokenBuckets(Budget.perSecond(10), Budget.perSecond(10), request -> 10, nanos::get, asked::add);
        for (int i = 0; i < 4; i++) {
            buckets.acquire(READ); // time stands still: all of them wait at once
        }
        assertThat(asked).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void interruptedWaiterGivesItsTokensBack() throws InterruptedException {
        AtomicInteger waiters = new AtomicInteger();
        TokenBuckets buckets =
                new TokenBuckets(Budget.perSecond(10), Budget.perSecond(10), request -> 10, nanos::get, time -> {
                    if (waiters.incrementAndGet() == 1) {
                        throw new InterruptedException();
                    }
                    pass(time);
                });
        buckets.acquire(READ);
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> buckets.acquire(READ));
        buckets.acquire(READ);
        assertThat(waits).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void threadsTogetherGetNoMoreThanThereIs() throws Exception {
        AtomicInteger withoutWait = new AtomicInteger(400);
        TokenBuckets buckets = new TokenBuckets(
                Budget.perSecond(1000),
                Budget.perSecond(10),
                request -> 10,
                nanos::get,
                time -> withoutWait.decrementAndGet());
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    for (int i = 0; i < 50; i++) {
                        buckets.acquire(READ);
                    }
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(withoutWait).hasValue(100);
    }

    @Test
    void presetsHaveTheDocumentedSizes() {
        assertThat(Budget.perSecond(400)).isEqualTo(new Budget(400, 400));
        assertThat(TokenBuckets.basic()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "1000000001, 1", "1, 1000000001"})
    void nonsensicalBudgetsAreRefused(long capacity, long refill) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Budget(capacity, refill));
    }

    @Test
    void limiterIsAskedBeforeSigning() {
        exchange.answer(200, "{}");
        AtomicInteger signedBefore = new AtomicInteger(-1);
        exchange.orders(exchange.stack().rateLimiter(request -> signedBefore.set(exchange.signatures.get())))
                .get("a")
                .execute();
        assertThat(signedBefore).hasValue(0);
    }

    @Test
    void interruptedWaitSendsNothing() {
        OrdersApi orders = exchange.orders(exchange.stack().rateLimiter(request -> {
            throw new InterruptedException();
        }));
        TransportException e = catchThrowableOfType(
                TransportException.class, () -> orders.create(new Order("a")).execute());
        assertThat(Thread.interrupted()).as("the flag is set again").isTrue();
        assertThat(e.outcomeUnknown()).isFalse();
        assertThat(exchange.server.getRequestCount()).isZero();
    }

    @Test
    void callGivenUpDuringTheWaitIsNotSent() {
        CountDownLatch givenUp = new CountDownLatch(1);
        OkHttpClient client = new OkHttpClient.Builder()
                .eventListener(new EventListener() {
                    @Override
                    public void canceled(Call call) {
                        givenUp.countDown();
                    }
                })
                .build();
        OrdersApi orders = exchange.orders(exchange.stack().client(client).rateLimiter(request -> givenUp.await()));
        TransportException e = catchThrowableOfType(
                TransportException.class,
                () -> orders.create(new Order("a"))
                        .timeout(Duration.ofMillis(100))
                        .execute());
        assertThat(e).hasMessageContaining("timeout");
        assertThat(e.outcomeUnknown()).isFalse();
        assertThat(exchange.signatures).hasValue(0);
        assertThat(exchange.server.getRequestCount()).isZero();
    }

    @Test
    void cancelledWaitSendsNothing() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    try {
                        return chain.proceed(chain.request());
                    } finally {
                        over.countDown();
                    }
                })
                .build();
        OrdersApi orders = exchange.orders(exchange.stack().client(client).rateLimiter(request -> {
            waiting.countDown();
            go.await();
        }));
        CompletableFuture<Order> future = orders.create(new Order("a")).executeAsync();
        assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
        future.cancel(true);
        go.countDown();
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(exchange.signatures).hasValue(0);
        assertThat(exchange.server.getRequestCount()).isZero();
    }
}
