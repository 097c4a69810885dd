package io.github.kalshiperps.simulator;

import io.github.kalshiperps.core.auth.RequestSigner;

/**
 * An account of a simulator together with a key that may do everything. Immutable and safe for use by several threads.
 *
 * @param userId the id of the user
 * @param key the key
 */
public record SimulatedAccount(String userId, SimulatedKey key) {
    /**
     * The id of the key.
     *
     * @return the id
     */
    public String keyId() {
        return key.keyId();
    }

    /**
     * The private key.
     *
     * @return the key as PKCS#8 in PEM form
     */
    public String privateKeyPem() {
        return key.privateKeyPem();
    }

    /**
     * What signs with the key.
     *
     * @return the signer, for the builders of clients
     */
    public RequestSigner signer() {
        return key.signer();
    }
}
