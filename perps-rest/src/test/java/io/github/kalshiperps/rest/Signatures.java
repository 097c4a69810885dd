package io.github.kalshiperps.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import mockwebserver3.RecordedRequest;

/** Makes keys for tests, and verifies what a server received the way the exchange does. */
final class Signatures {
    static final String KEY_ID = "00000000-0000-4000-8000-00000000a0a1";

    private Signatures() {}

    static KeyPair keyPair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The signature covers timestamp, method and the path as it was received, without the query. */
    static void verify(RecordedRequest request, PublicKey key) {
        String timestamp = request.getHeaders().get("KALSHI-ACCESS-TIMESTAMP");
        String signature = request.getHeaders().get("KALSHI-ACCESS-SIGNATURE");
        assertThat(request.getHeaders().get("KALSHI-ACCESS-KEY")).isEqualTo(KEY_ID);
        assertThat(timestamp).matches("\\d{13}");
        assertThat(signature).isNotNull();
        String target = request.getTarget();
        int query = target.indexOf('?');
        String message = timestamp + request.getMethod() + (query < 0 ? target : target.substring(0, query));
        assertThat(verifies(key, message, Base64.getDecoder().decode(signature)))
                .as("signature over %s", message)
                .isTrue();
    }

    static void assertUnsigned(RecordedRequest request) {
        assertThat(request.getHeaders().names())
                .noneMatch(name -> name.toUpperCase(java.util.Locale.ROOT).startsWith("KALSHI-ACCESS"))
                .doesNotContain("Authorization");
    }

    private static boolean verifies(PublicKey key, String message, byte[] signature) {
        try {
            Signature verifier;
            if (key.getAlgorithm().equals("RSA")) {
                verifier = Signature.getInstance("RSASSA-PSS");
                verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            } else {
                verifier = Signature.getInstance("Ed25519");
            }
            verifier.initVerify(key);
            verifier.update(message.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
