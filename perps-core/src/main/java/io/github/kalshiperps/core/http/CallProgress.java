package io.github.kalshiperps.core.http;

import java.time.Duration;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** How far one sending of a call has come: a tag of its request, written by interceptors, read when the call fails. */
final class CallProgress {
    private final long startedAt = System.nanoTime();
    private final long limitNanos;
    private volatile int attempt = 1;
    private volatile boolean sent;

    private CallProgress(long limitNanos) {
        this.limitNanos = limitNanos;
    }

    /** Starts with the call, before it waits for a thread. */
    static CallProgress start(@Nullable Duration limit) {
        return new CallProgress(limit == null ? Long.MAX_VALUE : limit.toNanos());
    }

    static CallProgress of(Request request) {
        CallProgress progress = request.tag(CallProgress.class);
        // A request that somebody else made with the same client: nobody will ask.
        return progress == null ? start(null) : progress;
    }

    /** Whether the caller's limit ran out, be it while the call waited for a thread. */
    boolean isLate() {
        return System.nanoTime() - startedAt > limitNanos;
    }

    void startAttempt(int number) {
        attempt = number;
    }

    int attempt() {
        return attempt;
    }

    /** From here on bytes of the request may reach the server. */
    void markSent() {
        sent = true;
    }

    boolean sent() {
        return sent;
    }
}
