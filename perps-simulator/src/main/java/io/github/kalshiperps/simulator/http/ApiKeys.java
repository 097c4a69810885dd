package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.auth.AccessHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The registered API keys, and the check of a request's signature by them. Safe for use by several threads.
 *
 * <p>REST and the WebSocket handshake sign alike: timestamp, method and the path as it is sent, without query.
 */
public final class ApiKeys {
    /** Five seconds late were accepted and thirty not; what lies between is a choice that forgives a slow machine. */
    private static final Duration MOST_LATE = Duration.ofSeconds(10);

    /** Thirty seconds early were accepted and five minutes not. */
    private static final Duration MOST_EARLY = Duration.ofSeconds(60);

    private static final PSSParameterSpec PSS_SHA256 =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * No keys yet.
     *
     * @param clock what the timestamps of requests are held against
     */
    public ApiKeys(Clock clock) {
        this.clock = clock;
    }

    /**
     * Registers a key.
     *
     * @param caller who signs with it
     * @param publicKey its public part, RSA or Ed25519
     * @throws IllegalArgumentException if the id is taken
     */
    public void register(Caller caller, PublicKey publicKey) {
        if (entries.putIfAbsent(caller.keyId(), new Entry(caller, publicKey)) != null) {
            throw new IllegalArgumentException("an API key with the id " + caller.keyId() + " is registered already");
        }
    }

    /**
     * Takes a key away: what it signs is refused from now on.
     *
     * @param keyId its id
     */
    public void revoke(String keyId) {
        entries.remove(keyId);
    }

    /**
     * Finds out who signed a request.
     *
     * @param method its HTTP method
     * @param path its path as it was sent, without query
     * @param header its headers by name; null for one that it does not have
     * @return who signed it
     * @throws HttpRefusal if nobody did: 401
     */
    public Caller authenticate(String method, String path, Headers header) {
        String keyId = header.get(AccessHeaders.KEY);
        String timestamp = header.get(AccessHeaders.TIMESTAMP);
        String signature = header.get(AccessHeaders.SIGNATURE);
        if (keyId == null && timestamp == null && signature == null) {
            throw refused("token_authentication_failure", "token authentication failure", null);
        }
        if (keyId == null) {
            throw missing("key");
        }
        if (signature == null) {
            throw missing("signature");
        }
        if (timestamp == null) {
            throw missing("timestamp");
        }
        Entry entry = entries.get(keyId);
        if (entry == null) {
            throw refused("authentication_error", "authentication_error", "NOT_FOUND");
        }
        checkTime(timestamp);
        if (!verifies(entry.publicKey, timestamp + method + path, signature)) {
            throw refused("authentication_error", "authentication_error", "INCORRECT_API_KEY_SIGNATURE");
        }
        return entry.caller;
    }

    private void checkTime(String timestamp) {
        long early;
        try {
            early = Math.subtractExact(Long.parseLong(timestamp), clock.millis());
        } catch (NumberFormatException | ArithmeticException e) {
            early = Long.MAX_VALUE;
        }
        if (early < -MOST_LATE.toMillis() || early > MOST_EARLY.toMillis()) {
            throw refused("header_timestamp_expired", "header timestamp expired", null);
        }
    }

    private static boolean verifies(PublicKey key, String text, String signature) {
        boolean rsa = key.getAlgorithm().startsWith("RSA");
        try {
            Signature verifier = Signature.getInstance(rsa ? "RSASSA-PSS" : "Ed25519");
            verifier.initVerify(key);
            if (rsa) {
                verifier.setParameter(PSS_SHA256);
            }
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Not Base64, or no signature of this kind of key: a wrong signature like any other.
            return false;
        }
    }

    private static HttpRefusal missing(String what) {
        return refused(what + "_is_missing_from_headers", what + " is missing from headers", null);
    }

    private static HttpRefusal refused(String code, String message, @Nullable String details) {
        return new HttpRefusal(Answer.wrapped(401, code, message, details));
    }

    /** The headers of a request. */
    @FunctionalInterface
    public interface Headers {
        /**
         * One header.
         *
         * @param name its name
         * @return its value, or null
         */
        @Nullable
        String get(String name);
    }

    private record Entry(Caller caller, PublicKey publicKey) {}
}
