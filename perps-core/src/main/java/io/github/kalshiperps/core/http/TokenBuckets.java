package io.github.kalshiperps.core.http;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import okhttp3.Request;

/**
 * The exchange's own scheme of limits, kept on this side: one bucket of tokens for reads (GET), another for writes; each
 * request takes its cost, and waits until the bucket has refilled if there is not enough. Requests are served in the
 * order in which they ask. Safe for use by several threads; clients that share a key should share one instance.
 *
 * <p>The account's real budgets are what the API-limits operation answers.
 */
public final class TokenBuckets implements RateLimiter {
    /** What a request costs unless the exchange says otherwise. */
    public static final long DEFAULT_COST = 10;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long LARGEST_BUDGET = 1_000_000_000;

    private final ToLongFunction<Request> cost;
    private final Sleeper sleeper;
    private final Bucket read;
    private final Bucket write;

    /**
     * The size of one bucket.
     *
     * @param capacity how many tokens it holds when full
     * @param refillPerSecond how many tokens flow in per second
     */
    public record Budget(long capacity, long refillPerSecond) {
        /**
         * Checks the numbers.
         *
         * @param capacity how many tokens it holds when full
         * @param refillPerSecond how many tokens flow in per second
         * @throws IllegalArgumentException if one is less than 1 or more than a billion
         */
        public Budget {
            if (capacity < 1 || capacity > LARGEST_BUDGET || refillPerSecond < 1 || refillPerSecond > LARGEST_BUDGET) {
                throw new IllegalArgumentException("A budget is between 1 and " + LARGEST_BUDGET
                        + " tokens but was capacity " + capacity + ", refill " + refillPerSecond);
            }
        }

        /**
         * A bucket that holds one second of refill.
         *
         * @param tokens tokens per second
         * @return the budget
         */
        public static Budget perSecond(long tokens) {
            return new Budget(tokens, tokens);
        }
    }

    /**
     * Buckets with everything injected. They start full.
     *
     * @param read the budget of GET requests
     * @param write the budget of all others
     * @param cost what a request costs in tokens, not negative
     * @param nanoClock a clock of nanoseconds that never goes back, such as {@code System::nanoTime}
     * @param sleeper how to wait
     */
    public TokenBuckets(
            Budget read, Budget write, ToLongFunction<Request> cost, LongSupplier nanoClock, Sleeper sleeper) {
        this.cost = cost;
        this.sleeper = sleeper;
        this.read = new Bucket(read, nanoClock);
        this.write = new Bucket(write, nanoClock);
    }

    /**
     * Buckets of these sizes, where every request costs {@value #DEFAULT_COST} tokens.
     *
     * @param read the budget of GET requests
     * @param write the budget of all others
     * @return full buckets
     */
    public static TokenBuckets of(Budget read, Budget write) {
        return new TokenBuckets(read, write, request -> DEFAULT_COST, System::nanoTime, Sleeper.system());
    }

    /**
     * The budgets of the basic usage tier for perpetual futures: 400 tokens per second for reads, 100 for writes.
     *
     * @return full buckets
     */
    public static TokenBuckets basic() {
        return of(Budget.perSecond(400), Budget.perSecond(100));
    }

    /** {@inheritDoc} */
    @Override
    public void acquire(Request request) throws InterruptedException {
        Bucket bucket = Operation.of(request).isRead() ? read : write;
        long tokens = cost.applyAsLong(request);
        long nanos = bucket.take(tokens);
        if (nanos == 0) {
            return;
        }
        try {
            sleeper.sleep(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            bucket.giveBack(tokens);
            throw e;
        }
    }

    /**
     * Tokens are taken at once and the level may fall below zero: who comes later finds a lower level and waits longer,
     * which is the queue. The level counts billionths of a token, so that no refill is lost to rounding.
     */
    private static final class Bucket {
        private final long capacity;
        private final long refillPerNano;
        private final LongSupplier nanoClock;
        private long level;
        private long filledAt;

        Bucket(Budget budget, LongSupplier nanoClock) {
            this.capacity = budget.capacity() * NANOS_PER_SECOND;
            this.refillPerNano = budget.refillPerSecond();
            this.nanoClock = nanoClock;
            this.level = capacity;
            this.filledAt = nanoClock.getAsLong();
        }

        /** Takes the tokens and tells how many nanoseconds it takes until they are really there. */
        synchronized long take(long tokens) {
            refill();
            level -= tokens * NANOS_PER_SECOND;
            return level >= 0 ? 0 : (-level + refillPerNano - 1) / refillPerNano;
        }

        synchronized void giveBack(long tokens) {
            refill();
            level = Math.min(capacity, level + tokens * NANOS_PER_SECOND);
        }

        private void refill() {
            long now = nanoClock.getAsLong();
            long elapsed = now - filledAt;
            filledAt = now;
            boolean full = elapsed >= (capacity - level) / refillPerNano;
            level = full ? capacity : level + elapsed * refillPerNano;
        }
    }
}
