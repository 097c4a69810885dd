package io.github.kalshiperps.core.auth;

import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.error.SigningException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs with a private key held in this process or behind a JCA provider. Immutable and safe for use by several threads.
 *
 * <p>Without an explicit provider the JCA chooses the first installed one that can use the key. A native provider in
 * front of the JDK's makes RSA signatures several times faster.
 */
public final class PrivateKeySigner implements RequestSigner {
    private static final String RSA_PSS = "RSASSA-PSS";
    private static final String ED25519 = "Ed25519";
    private static final int MIN_RSA_BITS = 2048;
    private static final PSSParameterSpec PSS_SHA256 =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final String keyId;
    private final PrivateKey key;
    private final String algorithm;
    private final @Nullable Provider provider;

    private PrivateKeySigner(String keyId, PrivateKey key, @Nullable Provider provider) {
        this.keyId = checkKeyId(keyId);
        this.key = key;
        this.algorithm = signatureAlgorithm(key);
        this.provider = provider;
        try {
            // A key that its provider cannot use shows here, not with the first order.
            trySign(new byte[0]);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new ConfigurationException(
                    "No " + algorithm + " signature with this " + key.getAlgorithm() + " key from "
                            + (provider == null ? "any installed security provider" : "provider " + provider.getName()),
                    e);
        }
    }

    /**
     * A signer for an RSA key of at least 2048 bits (RSA-PSS) or an Ed25519 key.
     *
     * @param keyId the id that the exchange gave to the API key
     * @param key the private key, such as {@link PrivateKeys} reads
     * @return the signer
     * @throws ConfigurationException if the key id cannot be one, or the key is of another kind, too short or unusable
     */
    public static PrivateKeySigner of(String keyId, PrivateKey key) {
        return new PrivateKeySigner(keyId, key, null);
    }

    /**
     * A signer as {@link #of(String, PrivateKey)} makes it, whose signatures come from one provider.
     *
     * @param keyId the id that the exchange gave to the API key
     * @param key the private key
     * @param provider offers {@code RSASSA-PSS} or {@code Ed25519}; need not be installed
     * @return the signer
     * @throws ConfigurationException as in {@link #of(String, PrivateKey)}, or if the provider cannot sign with the key
     */
    public static PrivateKeySigner of(String keyId, PrivateKey key, Provider provider) {
        return new PrivateKeySigner(keyId, key, provider);
    }

    @Override
    public String keyId() {
        return keyId;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            return trySign(message);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers report a lost token or session with unchecked exceptions.
            throw new SigningException(this + " could not sign", e);
        }
    }

    private byte[] trySign(byte[] message) throws GeneralSecurityException {
        // One instance per call: a kept one is not thread-safe and saves at most 3 % of an RSA signature.
        Signature signature =
                provider == null ? Signature.getInstance(algorithm) : Signature.getInstance(algorithm, provider);
        // The key first: it decides which installed provider gets the parameters.
        signature.initSign(key);
        if (algorithm.equals(RSA_PSS)) {
            signature.setParameter(PSS_SHA256);
        }
        signature.update(message);
        return signature.sign();
    }

    private static String signatureAlgorithm(PrivateKey key) {
        switch (key.getAlgorithm()) {
            case "RSA", "RSASSA-PSS" -> {
                // A key inside a hardware module need not show its modulus; the exchange judges it then.
                if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < MIN_RSA_BITS) {
                    throw new ConfigurationException("RSA key of "
                            + rsa.getModulus().bitLength() + " bits; at least " + MIN_RSA_BITS + " are required");
                }
                return RSA_PSS;
            }
            case "EdDSA", "Ed25519" -> {
                if (key instanceof EdECKey ed
                        && !ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
                    throw unsupported(ed.getParams().getName());
                }
                return ED25519;
            }
            default -> throw unsupported(key.getAlgorithm());
        }
    }

    private static ConfigurationException unsupported(String algorithm) {
        return new ConfigurationException(
                algorithm + " key; the exchange takes RSA keys of at least " + MIN_RSA_BITS + " bits and Ed25519 keys");
    }

    private static String checkKeyId(String keyId) {
        // Not echoed: what is no key id may be the private key, passed in the wrong place.
        if (keyId.isEmpty() || !keyId.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new ConfigurationException(
                    "The API key id must be printable ASCII without spaces, as the exchange shows it (a UUID)");
        }
        return keyId;
    }

    /** Names the algorithm and enough of the key id to tell two keys apart. */
    @Override
    public String toString() {
        return "PrivateKeySigner[" + AccessHeaders.shortened(keyId) + ", " + algorithm + "]";
    }
}
