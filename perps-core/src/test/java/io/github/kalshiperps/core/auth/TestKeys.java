package io.github.kalshiperps.core.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;

/** Keys and checks for tests of everything that handles keys. */
@NullMarked
public final class TestKeys {
    public static final String PASSPHRASE = "test-passphrase";

    /** Made once: generating an RSA key takes longer than most tests. */
    public static final KeyPair RSA = generated("RSA", 2048);

    public static final KeyPair ED25519 = generated("Ed25519", 255);

    private TestKeys() {}

    public static KeyPair generated(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static String pem(String fixture) {
        try (InputStream in = TestKeys.class.getResourceAsStream("test-keys/" + fixture + ".pem")) {
            return new String(Objects.requireNonNull(in, fixture).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String pem(String label, Key key) {
        return pem(label, key.getEncoded());
    }

    public static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    public static PublicKey publicKey(String algorithm, String fixture) {
        try {
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(body(pem(fixture))));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static byte[] body(String pem) {
        return Base64.getMimeDecoder().decode(bodyText(pem));
    }

    /** What the exchange does with a signature. */
    public static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
        try {
            boolean rsa = key.getAlgorithm().equals("RSA");
            Signature verifier = Signature.getInstance(rsa ? "RSASSA-PSS" : "Ed25519");
            if (rsa) {
                verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Nothing that is printed of an exception may hold a piece of the key or the passphrase. */
    public static void assertKeepsSecret(Throwable thrown, String pem, String... secrets) {
        StringWriter printed = new StringWriter();
        thrown.printStackTrace(new PrintWriter(printed));
        assertKeepsSecret(printed.toString(), pem, secrets);
    }

    public static void assertKeepsSecret(String shown, String pem, String... secrets) {
        for (String secret : secrets) {
            assertThat(shown).doesNotContain(secret);
        }
        String body = bodyText(pem).replaceAll("\\s", "");
        int window = 12;
        for (int i = 0; i + window <= body.length(); i++) {
            if (shown.contains(body.substring(i, i + window))) {
                throw new AssertionError("Key text in: " + shown);
            }
        }
    }

    private static String bodyText(String pem) {
        return pem.replaceAll("-----[^-]*-----", "");
    }
}
