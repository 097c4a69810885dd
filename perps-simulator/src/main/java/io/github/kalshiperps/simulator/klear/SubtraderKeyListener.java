package io.github.kalshiperps.simulator.klear;

import java.security.PublicKey;
import java.util.UUID;

/**
 * Hears of the API keys that an admin user makes and deletes, so that the exchange beside the clearing house can let their holders
 * trade. Called on the thread of the request, without any lock, before it is answered.
 */
public interface SubtraderKeyListener {
    /** Hears of nothing. */
    SubtraderKeyListener NONE = new SubtraderKeyListener() {
        @Override
        public void created(UUID keyId, String subtraderId, PublicKey publicKey) {}

        @Override
        public void deleted(UUID keyId) {}
    };

    /**
     * A key was made.
     *
     * @param keyId its id
     * @param subtraderId whose orders it signs
     * @param publicKey what to check its signatures by, RSA or Ed25519
     */
    void created(UUID keyId, String subtraderId, PublicKey publicKey);

    /**
     * A key was deleted.
     *
     * @param keyId its id
     */
    void deleted(UUID keyId);
}
