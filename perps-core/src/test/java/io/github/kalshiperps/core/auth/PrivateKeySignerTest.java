package io.github.kalshiperps.core.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.error.SigningException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureSpi;
import java.util.Base64;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class PrivateKeySignerTest {
    private static final String KEY_ID = "a952bcbe-ec3b-4b5b-b8f9-11dae589608c";
    private static final byte[] MESSAGE = "1781222400000GET/trade-api/v2/margin/orders".getBytes(UTF_8);

    @Property(tries = 50)
    void rsaSignatureVerifiesAsPssWithSha256AndSaltOf32(@ForAll byte[] message) {
        byte[] signature =
                PrivateKeySigner.of(KEY_ID, TestKeys.RSA.getPrivate()).sign(message);

        assertThat(TestKeys.verifies(TestKeys.RSA.getPublic(), message, signature))
                .isTrue();
    }

    @Property(tries = 50)
    void ed25519SignatureVerifies(@ForAll byte[] message) {
        byte[] signature =
                PrivateKeySigner.of(KEY_ID, TestKeys.ED25519.getPrivate()).sign(message);

        assertThat(TestKeys.verifies(TestKeys.ED25519.getPublic(), message, signature))
                .isTrue();
    }

    @Test
    void signatureDoesNotVerifyForAnotherMessage() {
        for (KeyPair pair : new KeyPair[] {TestKeys.RSA, TestKeys.ED25519}) {
            byte[] signature = PrivateKeySigner.of(KEY_ID, pair.getPrivate()).sign(MESSAGE);

            assertThat(TestKeys.verifies(pair.getPublic(), "another".getBytes(UTF_8), signature))
                    .isFalse();
        }
    }

    @Test
    void rsaPssSaltsEverySignatureAfresh() {
        RequestSigner signer = PrivateKeySigner.of(KEY_ID, TestKeys.RSA.getPrivate());

        assertThat(signer.sign(MESSAGE)).isNotEqualTo(signer.sign(MESSAGE));
    }

    @Test
    void keyMarkedForPssSignsLikeAnyRsaKey() {
        PrivateKey key = PrivateKeys.fromPem(TestKeys.pem("rsa-pss.pkcs8"));

        assertThat(PrivateKeySigner.of(KEY_ID, key).sign(MESSAGE)).hasSize(256);
    }

    @Test
    void signsInParallel() {
        RequestSigner signer = PrivateKeySigner.of(KEY_ID, TestKeys.ED25519.getPrivate());

        assertThat(IntStream.range(0, 500).parallel().allMatch(i -> {
                    byte[] message = Integer.toString(i).getBytes(UTF_8);
                    return TestKeys.verifies(TestKeys.ED25519.getPublic(), message, signer.sign(message));
                }))
                .isTrue();
    }

    @Test
    void signsWithTheProviderThatIsAskedFor() {
        Provider provider = Security.getProvider("SunRsaSign");
        byte[] signature =
                PrivateKeySigner.of(KEY_ID, TestKeys.RSA.getPrivate(), provider).sign(MESSAGE);

        assertThat(TestKeys.verifies(TestKeys.RSA.getPublic(), MESSAGE, signature))
                .isTrue();
    }

    @Test
    void refusesAProviderThatCannotSignWithTheKey() {
        Provider provider = Security.getProvider("SunRsaSign");

        assertThatThrownBy(() -> PrivateKeySigner.of(KEY_ID, TestKeys.ED25519.getPrivate(), provider))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("No Ed25519 signature with this EdDSA key from provider SunRsaSign");
    }

    @Test
    void refusesRsaKeysUnder2048Bits() {
        PrivateKey key = TestKeys.generated("RSA", 1024).getPrivate();

        assertThatThrownBy(() -> PrivateKeySigner.of(KEY_ID, key))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("RSA key of 1024 bits; at least 2048 are required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC:256:EC", "Ed448:448:Ed448", "DSA:2048:DSA", "X25519:255:XDH"})
    void refusesOtherAlgorithmsByName(String given) {
        String[] parts = given.split(":", -1);
        PrivateKey key =
                TestKeys.generated(parts[0], Integer.parseInt(parts[1])).getPrivate();

        assertThatThrownBy(() -> PrivateKeySigner.of(KEY_ID, key))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(parts[2] + " key; the exchange takes RSA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "a\r\nX-Header: 1", "ä", "a\u0000", "-----BEGIN PRIVATE KEY-----"})
    void refusesWhatCannotBeAKeyIdWithoutShowingIt(String keyId) {
        assertThatThrownBy(() -> PrivateKeySigner.of(keyId, TestKeys.ED25519.getPrivate()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The API key id must be printable ASCII without spaces, as the exchange shows it (a UUID)");
    }

    @Test
    void reportsAProviderThatFailsLaterAsSigningException() {
        FailingProvider provider = new FailingProvider();
        RequestSigner signer = PrivateKeySigner.of(KEY_ID, TestKeys.ED25519.getPrivate(), provider);
        provider.failing = true;

        assertThatThrownBy(() -> signer.sign(MESSAGE))
                .isInstanceOf(SigningException.class)
                .hasMessage("PrivateKeySigner[a952bcbe…, Ed25519] could not sign")
                .hasRootCauseMessage("token removed");
    }

    @Test
    void toStringShowsAlgorithmAndTheBeginningOfTheKeyIdOnly() {
        PrivateKey rsa = PrivateKeys.fromPem(TestKeys.pem("rsa.pkcs8"));
        String shown = PrivateKeySigner.of(KEY_ID, rsa).toString();

        assertThat(shown).isEqualTo("PrivateKeySigner[a952bcbe…, RSASSA-PSS]");
        assertThat(PrivateKeySigner.of("abc", rsa)).hasToString("PrivateKeySigner[…, RSASSA-PSS]");
        TestKeys.assertKeepsSecret(shown, TestKeys.pem("rsa.pkcs8"), KEY_ID);
    }

    @Test
    void exceptionsKeepTheKeySecret() {
        String pem = TestKeys.pem("ed25519.pkcs8");
        PrivateKey key = PrivateKeys.fromPem(pem);
        String rawKey = Base64.getEncoder().encodeToString(key.getEncoded());
        FailingProvider provider = new FailingProvider();
        RequestSigner signer = PrivateKeySigner.of(KEY_ID, key, provider);
        provider.failing = true;

        assertThatThrownBy(() -> signer.sign(MESSAGE))
                .satisfies(thrown -> TestKeys.assertKeepsSecret(thrown, pem, rawKey, KEY_ID));
        assertThatThrownBy(() -> PrivateKeySigner.of(KEY_ID, key, provider))
                .satisfies(thrown -> TestKeys.assertKeepsSecret(thrown, pem, rawKey, KEY_ID));
    }

    /** Stands for a hardware module: works until it does not, and says so with an unchecked exception. */
    private static final class FailingProvider extends Provider {
        private static final long serialVersionUID = 1L;

        private volatile boolean failing;

        private FailingProvider() {
            super("Failing", "1", "for tests");
            putService(new Service(this, "Signature", "Ed25519", FailingSignature.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new FailingSignature(FailingProvider.this);
                }
            });
        }
    }

    private static final class FailingSignature extends SignatureSpi {
        private final FailingProvider provider;

        private FailingSignature(FailingProvider provider) {
            this.provider = provider;
        }

        @Override
        protected void engineInitSign(PrivateKey privateKey) {}

        @Override
        protected void engineInitVerify(PublicKey publicKey) {}

        @Override
        protected void engineUpdate(byte b) {}

        @Override
        protected void engineUpdate(byte[] b, int off, int len) {}

        @Override
        protected byte[] engineSign() {
            if (provider.failing) {
                throw new ProviderException("token removed");
            }
            return new byte[64];
        }

        @Override
        protected boolean engineVerify(byte[] sigBytes) {
            return false;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String param, Object value) {}

        @Override
        @Deprecated
        protected Object engineGetParameter(String param) {
            throw new UnsupportedOperationException();
        }
    }
}
