package io.github.kalshiperps.core.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends reads again as the policy says. Every attempt passes the interceptors behind this one: each is signed afresh. */
final class RetryInterceptor implements Interceptor {
    private static final Set<Integer> PASSING_STATUSES = Set.of(429, 500, 502, 503, 504);

    private final RetryPolicy policy;
    private final Clock clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;

    RetryInterceptor(RetryPolicy policy, Clock clock, Sleeper sleeper, RandomGenerator random) {
        this.policy = policy;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        int maxAttempts = Operation.of(request).isRead() ? policy.maxAttempts() : 1;
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            CallProgress.of(request).startAttempt(attempt);
            Outcome outcome = proceed(chain, request);
            if (attempt == maxAttempts || !outcome.mayPass() || chain.call().isCanceled()) {
                return outcome.get();
            }
            Duration wait = wait(outcome, attempt);
            if (wait == null || endsTooLate(wait, chain.call(), start) || !sleep(wait)) {
                return outcome.get();
            }
            outcome.close();
            if (chain.call().isCanceled()) {
                throw new IOException("Canceled");
            }
        }
    }

    private static Outcome proceed(Chain chain, Request request) {
        try {
            return new Outcome(chain.proceed(request), null);
        } catch (IOException e) {
            return new Outcome(null, e);
        }
    }

    /** How long to wait before the next attempt, or null if that is longer than the policy allows. */
    private @Nullable Duration wait(Outcome outcome, int attempt) {
        Duration jitter = policy.jitter(attempt, random);
        Response response = outcome.response;
        Duration asked = response == null ? null : RetryAfter.of(response.headers(), clock);
        if (asked == null || asked.compareTo(jitter) <= 0) {
            return jitter;
        }
        return asked.compareTo(policy.maxDelay()) <= 0 ? asked : null;
    }

    /** A timeout that is sure to come would only hide why the attempt failed. */
    private static boolean endsTooLate(Duration wait, Call call, long start) {
        long limit = call.timeout().timeoutNanos();
        return limit != 0 && wait.compareTo(Duration.ofNanos(limit - (System.nanoTime() - start))) >= 0;
    }

    private boolean sleep(Duration wait) {
        try {
            sleeper.sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What one attempt came to: a response or a failure. */
    private record Outcome(
            @Nullable Response response, @Nullable IOException failure) {
        Response get() throws IOException {
            if (response == null) {
                throw Objects.requireNonNull(failure);
            }
            return response;
        }

        boolean mayPass() {
            return response != null ? PASSING_STATUSES.contains(response.code()) : failure != null && mayPass(failure);
        }

        void close() {
            if (response != null) {
                response.close();
            }
        }

        private static boolean mayPass(IOException failure) {
            if (failure instanceof ResponseTooLargeException || failure instanceof SSLPeerUnverifiedException) {
                return false;
            }
            // A time limit of the whole call, or an interrupted thread; but not a socket that is slow once.
            if (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException)) {
                return false;
            }
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof CertificateException) {
                    return false;
                }
            }
            return true;
        }
    }
}
