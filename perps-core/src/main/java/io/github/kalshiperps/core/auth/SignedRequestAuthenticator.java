package io.github.kalshiperps.core.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.function.LongSupplier;
import okhttp3.Request;

/**
 * Signs requests with an API key. Safe for use by several threads, as its signer, clock and skew are.
 *
 * <p>Signed is {@code timestamp + method + path}: the percent-encoded path exactly as sent, from the host on, without
 * query and without body. The exchange refuses a timestamp that is half a minute old, so every call signs afresh.
 */
public final class SignedRequestAuthenticator implements RequestAuthenticator {
    private final RequestSigner signer;
    private final Clock clock;
    private final LongSupplier skewMillis;

    /**
     * Signs with the time of a clock.
     *
     * @param signer signs and names the API key
     * @param clock the time of the signatures
     */
    public SignedRequestAuthenticator(RequestSigner signer, Clock clock) {
        this(signer, clock, () -> 0);
    }

    /**
     * Signs with the time of a clock that is known to deviate from the exchange's.
     *
     * @param signer signs and names the API key
     * @param clock the local time
     * @param skewMillis what to add to the local time to get the exchange's, in milliseconds; asked on every call
     */
    public SignedRequestAuthenticator(RequestSigner signer, Clock clock, LongSupplier skewMillis) {
        this.signer = signer;
        this.clock = clock;
        this.skewMillis = skewMillis;
    }

    @Override
    public Request authenticate(Request request) {
        Request.Builder signed = request.newBuilder();
        headers(request.method(), request.url().encodedPath()).forEach(signed::header);
        return signed.build();
    }

    /**
     * The headers of one request, for transports that do not build an OkHttp request. To be sent at once.
     *
     * @param method the HTTP method exactly as sent, such as {@code GET}
     * @param encodedPath the percent-encoded path exactly as sent, from the slash behind the host on, without query
     * @return the three headers of {@link AccessHeaders}, immutable
     * @throws IllegalArgumentException if the path does not start with a slash or has a query or fragment
     */
    public Map<String, String> headers(String method, String encodedPath) {
        if (!encodedPath.startsWith("/") || encodedPath.indexOf('?') >= 0 || encodedPath.indexOf('#') >= 0) {
            throw new IllegalArgumentException(
                    "A signed path starts with a slash and has no query or fragment: " + encodedPath);
        }
        String timestamp = Long.toString(clock.millis() + skewMillis.getAsLong());
        byte[] signature = signer.sign((timestamp + method + encodedPath).getBytes(UTF_8));
        return Map.of(
                AccessHeaders.KEY, signer.keyId(),
                AccessHeaders.TIMESTAMP, timestamp,
                AccessHeaders.SIGNATURE, Base64.getEncoder().encodeToString(signature));
    }

    /** Names the signer. */
    @Override
    public String toString() {
        return "SignedRequestAuthenticator[" + signer + "]";
    }
}
