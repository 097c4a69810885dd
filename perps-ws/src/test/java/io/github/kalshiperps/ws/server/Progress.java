package io.github.kalshiperps.ws.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happened so far, for threads that wait for more. All methods are safe for use by any thread. */
final class Progress {
    /** Makes a change that somebody may be waiting for. */
    synchronized void make(Runnable change) {
        change.run();
        notifyAll();
    }

    /** Reads a value that other threads change. */
    synchronized <T extends @Nullable Object> T read(Supplier<T> value) {
        return value.get();
    }

    /**
     * Waits for a condition and reads a value under the same lock, so that nobody else can take it in between.
     *
     * @throws AssertionError with the given text when the time is up
     */
    synchronized <T extends @Nullable Object> T await(
            BooleanSupplier done, Duration timeout, Supplier<T> value, Supplier<String> failure) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!done.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(failure.get() + " within " + timeout.toMillis() + " ms");
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(failure.get() + ": interrupted while waiting", e);
            }
        }
        return value.get();
    }
}
