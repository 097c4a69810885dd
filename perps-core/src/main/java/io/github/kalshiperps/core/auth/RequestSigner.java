package io.github.kalshiperps.core.auth;

import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.error.SigningException;

/**
 * Signs with the private key of one API key. Safe for use by several threads. {@link PrivateKeySigner} holds the key in
 * this process; implement this interface to leave it in a key service or a hardware module.
 *
 * <p>The exchange verifies two kinds of signature: RSA-PSS (SHA-256, MGF1 with SHA-256, 32 bytes of salt) and Ed25519.
 * An implementation must show neither key material nor signatures in {@code toString} or in exceptions.
 */
public interface RequestSigner {
    /**
     * The id that the exchange gave to the API key.
     *
     * @return the key id, as sent in {@link AccessHeaders#KEY}
     */
    String keyId();

    /**
     * Signs a message. May block for as long as the key service takes.
     *
     * @param message the bytes to sign; neither changed nor kept
     * @return the raw signature, owned by the caller
     * @throws SigningException if the signature could not be made this time
     * @throws ConfigurationException if the key can never sign
     */
    byte[] sign(byte[] message);
}
