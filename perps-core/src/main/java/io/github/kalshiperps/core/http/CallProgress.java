package io.github.kalshiperps.core.http;

import okhttp3.Request;

/** How far one sending of a call has come: a tag of its request, written by interceptors, read when the call fails. */
final class CallProgress {
    private volatile int attempt = 1;
    private volatile boolean sent;

    static CallProgress of(Request request) {
        CallProgress progress = request.tag(CallProgress.class);
        // A request that somebody else made with the same client: nobody will ask.
        return progress == null ? new CallProgress() : progress;
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
