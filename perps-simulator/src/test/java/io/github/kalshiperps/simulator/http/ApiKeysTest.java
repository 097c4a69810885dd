package io.github.kalshiperps.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.auth.AccessHeaders;
import io.github.kalshiperps.core.auth.PrivateKeySigner;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
    private static final Instant NOW = Instant.parse("2026-10-20T12:00:00Z");
    private static final String PATH = "/trade-api/v2/margin/balance";
    private static final Caller CALLER = new Caller("key-1", "user-1", Set.of(Scope.READ), null);
    private static final KeyPair RSA = pair("RSA");
    private static final KeyPair ED25519 = pair("Ed25519");

    private final ApiKeys keys = new ApiKeys(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "Ed25519"})
    void knowsWhoSigned(String algorithm) {
        KeyPair pair = algorithm.equals("RSA") ? RSA : ED25519;
        keys.register(CALLER, pair.getPublic());

        assertThat(keys.authenticate("GET", PATH, signed(pair, 0, "GET", PATH)::get))
                .isEqualTo(CALLER);
    }

    @ParameterizedTest
    @CsvSource({"-5,true", "-30,false", "5,true", "30,true", "300,false", "-300,false"})
    void theWindowForTimestampsIsNotSymmetric(int seconds, boolean accepted) {
        keys.register(CALLER, ED25519.getPublic());
        Map<String, String> headers = signed(ED25519, seconds, "GET", PATH);

        if (accepted) {
            assertThat(keys.authenticate("GET", PATH, headers::get)).isEqualTo(CALLER);
        } else {
            assertRefused(
                    headers,
                    "{\"error\":{\"code\":\"header_timestamp_expired\",\"message\":\"header timestamp expired\"}}");
        }
    }

    @Test
    void anotherMethodPathKeyOrAlgorithmIsAWrongSignature() {
        keys.register(CALLER, ED25519.getPublic());
        String wrong =
                "{\"error\":{\"code\":\"authentication_error\",\"message\":\"authentication_error\",\"details\":\"INCORRECT_API_KEY_SIGNATURE\"}}";

        assertRefused(signed(ED25519, 0, "POST", PATH), wrong);
        assertRefused(signed(ED25519, 0, "GET", "/margin/balance"), wrong);
        assertRefused(signed(ED25519, 0, "GET", PATH + "?compute_available_balance=true"), wrong);
        assertRefused(signed(pair("Ed25519"), 0, "GET", PATH), wrong);
        assertRefused(signed(RSA, 0, "GET", PATH), wrong);
        Map<String, String> notBase64 = signed(ED25519, 0, "GET", PATH);
        notBase64.put(AccessHeaders.SIGNATURE, "***");
        assertRefused(notBase64, wrong);
    }

    @Test
    void anUnknownKeyIsNotFound() {
        assertRefused(
                signed(ED25519, 0, "GET", PATH),
                "{\"error\":{\"code\":\"authentication_error\",\"message\":\"authentication_error\",\"details\":\"NOT_FOUND\"}}");
    }

    @Test
    void aRevokedKeyIsUnknown() {
        keys.register(CALLER, ED25519.getPublic());
        keys.revoke(CALLER.keyId());

        assertThat(refused(signed(ED25519, 0, "GET", PATH)).body()).contains("NOT_FOUND");
    }

    @Test
    void saysWhichHeaderIsMissing() {
        keys.register(CALLER, ED25519.getPublic());
        Map<String, String> headers = signed(ED25519, 0, "GET", PATH);

        headers.remove(AccessHeaders.SIGNATURE);
        assertThat(refused(headers).body()).contains("\"code\":\"signature_is_missing_from_headers\"");
        headers.clear();
        assertThat(refused(headers).body()).contains("\"code\":\"token_authentication_failure\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "noon", "99999999999999999999", "-9223372036854775808"})
    void aTimestampThatIsNoneHasExpired(String timestamp) {
        keys.register(CALLER, ED25519.getPublic());
        Map<String, String> headers = signed(ED25519, 0, "GET", PATH);
        headers.put(AccessHeaders.TIMESTAMP, timestamp);

        assertThat(refused(headers).body()).contains("header_timestamp_expired");
    }

    @Test
    void anIdIsRegisteredOnce() {
        keys.register(CALLER, ED25519.getPublic());

        assertThatThrownBy(() -> keys.register(CALLER, RSA.getPublic()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key-1");
    }

    private void assertRefused(Map<String, String> headers, String body) {
        assertThat(refused(headers)).isEqualTo(Answer.json(401, body));
    }

    private Answer refused(Map<String, String> headers) {
        return catchThrowableOfType(HttpRefusal.class, () -> keys.authenticate("GET", PATH, headers::get))
                .answer();
    }

    private static Map<String, String> signed(KeyPair pair, int secondsOff, String method, String path) {
        String timestamp = Long.toString(NOW.plusSeconds(secondsOff).toEpochMilli());
        byte[] signature = PrivateKeySigner.of(CALLER.keyId(), pair.getPrivate())
                .sign((timestamp + method + path).getBytes(StandardCharsets.UTF_8));
        return new HashMap<>(Map.of(
                AccessHeaders.KEY, CALLER.keyId(),
                AccessHeaders.TIMESTAMP, timestamp,
                AccessHeaders.SIGNATURE, Base64.getEncoder().encodeToString(signature)));
    }

    private static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
