package io.github.kalshiperps.spectools;

import io.github.kalshiperps.spectools.contract.SpecException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one document, within limits: encrypted unless the server is this machine, a few redirects that keep
 * scheme and host, a size and a time that a document needs at most.
 */
final class Download {
    private static final int MAX_REDIRECTS = 5;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d+){3}|\\[::1]");

    private final HttpClient client;
    private final Duration deadline;
    private final int maxBytes;

    private Download(Duration deadline, int maxBytes) {
        this.deadline = deadline;
        this.maxBytes = maxBytes;
        // Redirects are followed here: each one has to pass the same check as the first address.
        this.client = HttpClient.newBuilder()
                .connectTimeout(deadline)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    static Download standard() {
        return within(Duration.ofSeconds(30), UpstreamDocument.MAX_BYTES);
    }

    /**
     * A download with limits of its own.
     *
     * @param deadline for each request, up to the last byte of the answer
     * @param maxBytes of the answer
     */
    static Download within(Duration deadline, int maxBytes) {
        return new Download(deadline, maxBytes);
    }

    /**
     * Fetches a document.
     *
     * @throws SpecException if it cannot be had within the limits, or the answer is anything but 200
     */
    byte[] fetch(URI address) {
        URI current = address;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            requirePrivate(current);
            HttpResponse<byte[]> response = send(current);
            if (response.statusCode() == 200) {
                return response.body();
            }
            current = redirect(current, response);
        }
        throw new SpecException(address + " redirects more than " + MAX_REDIRECTS + " times");
    }

    private static void requirePrivate(URI address) {
        String host = address.getHost();
        boolean encrypted = "https".equalsIgnoreCase(address.getScheme()) && host != null;
        boolean local = "http".equalsIgnoreCase(address.getScheme())
                && host != null
                && LOOPBACK.matcher(host).matches();
        if (!encrypted && !local) {
            throw new SpecException(address + " is refused: only https, or http to this machine");
        }
    }

    private static URI redirect(URI from, HttpResponse<?> response) {
        int status = response.statusCode();
        String location = response.headers()
                .firstValue("Location")
                .filter(value -> status >= 300 && status < 400)
                .orElseThrow(() -> new SpecException(from + " answered with HTTP status " + status));
        URI target = resolve(from, location);
        if (!from.getScheme().equalsIgnoreCase(target.getScheme())) {
            throw new SpecException(from + " redirects to " + target + ": refused, the scheme is another");
        }
        requirePrivate(target);
        // A document that moved elsewhere is for a person to look at.
        if (!Objects.equals(from.getAuthority(), target.getAuthority())) {
            throw new SpecException(from + " redirects to " + target + ": refused, the host is another");
        }
        return target;
    }

    private static URI resolve(URI from, String location) {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new SpecException(from + " redirects to " + location + ", which is not a URL", e);
        }
    }

    private HttpResponse<byte[]> send(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/yaml, text/yaml, text/plain, */*;q=0.1")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, info -> new LimitedBody(address, maxBytes));
        try {
            // The request's own timeout would end with the headers; this one includes the body.
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new SpecException(address + " did not answer within " + deadline.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new SpecException("cannot fetch " + address + ": " + reason(e), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new SpecException("interrupted while fetching " + address, e);
        }
    }

    /** Connection failures often come without a message; their class says it then. */
    private static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause();
        String message = cause == null ? null : cause.getMessage();
        return message == null ? String.valueOf(cause) : message;
    }

    /** Collects a body and hangs up as soon as it is too large. */
    private static final class LimitedBody implements BodySubscriber<byte[]> {
        private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
        private final URI address;
        private final int maxBytes;
        private long received;
        private Flow.@Nullable Subscription subscription;

        LimitedBody(URI address, int maxBytes) {
            this.address = address;
            this.maxBytes = maxBytes;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            whole.onSubscribe(newSubscription);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            received += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
            if (received <= maxBytes) {
                whole.onNext(buffers);
                return;
            }
            if (subscription != null) {
                subscription.cancel();
            }
            whole.onError(new IOException(address + " is larger than " + maxBytes + " bytes"));
        }

        @Override
        public void onError(Throwable failure) {
            whole.onError(failure);
        }

        @Override
        public void onComplete() {
            whole.onComplete();
        }
    }
}
