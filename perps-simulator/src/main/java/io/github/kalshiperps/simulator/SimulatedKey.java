package io.github.kalshiperps.simulator;

import io.github.kalshiperps.core.auth.PrivateKeySigner;
import io.github.kalshiperps.core.auth.RequestSigner;
import io.github.kalshiperps.simulator.http.ApiKeys;
import io.github.kalshiperps.simulator.http.Caller;
import io.github.kalshiperps.simulator.http.Scope;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An API key that a simulator knows. Immutable and safe for use by several threads. It was made when the simulator started and is
 * worth nothing anywhere else.
 */
public final class SimulatedKey {
    private static final int RSA_BITS = 2048;

    private final String keyId;
    private final PrivateKey privateKey;

    private SimulatedKey(String keyId, PrivateKey privateKey) {
        this.keyId = keyId;
        this.privateKey = privateKey;
    }

    /**
     * The id of the key.
     *
     * @return the id
     */
    public String keyId() {
        return keyId;
    }

    /**
     * The private key, for {@code KALSHI_PERPS_PRIVATE_KEY} and for clients in other languages.
     *
     * @return the key as PKCS#8 in PEM form
     */
    public String privateKeyPem() {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN PRIVATE KEY-----\n" + lines.encodeToString(privateKey.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /**
     * What signs with the key.
     *
     * @return the signer, for the builders of clients
     */
    public RequestSigner signer() {
        return PrivateKeySigner.of(keyId, privateKey);
    }

    /** The id; never the key. */
    @Override
    public String toString() {
        return "SimulatedKey[" + keyId + "]";
    }

    /** Makes keys. For one thread. */
    public static final class Builder {
        private final ApiKeys keys;
        private final Supplier<String> ids;
        private final String userId;
        private boolean rsa;
        private Set<Scope> scopes = EnumSet.of(Scope.READ, Scope.WRITE);
        private @Nullable Integer subaccount;

        Builder(ApiKeys keys, Supplier<String> ids, String userId) {
            this.keys = keys;
            this.ids = ids;
            this.userId = userId;
        }

        /**
         * Makes an RSA key; an Ed25519 key unless called.
         *
         * @return this builder
         */
        public Builder rsa() {
            this.rsa = true;
            return this;
        }

        /**
         * Limits what the key may do; everything unless called.
         *
         * @param first what it may do
         * @param more what else
         * @return this builder
         */
        public Builder scopes(Scope first, Scope... more) {
            this.scopes = EnumSet.of(first, more);
            return this;
        }

        /**
         * Limits the key to one subaccount.
         *
         * @param number the subaccount
         * @return this builder
         */
        public Builder subaccount(int number) {
            this.subaccount = number;
            return this;
        }

        /**
         * Makes the key and registers it.
         *
         * @return the key
         */
        public SimulatedKey create() {
            KeyPair pair = pair(rsa);
            String keyId = ids.get();
            keys.register(new Caller(keyId, userId, scopes, subaccount), pair.getPublic());
            return new SimulatedKey(keyId, pair.getPrivate());
        }

        private static KeyPair pair(boolean rsa) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "Ed25519");
                if (rsa) {
                    generator.initialize(RSA_BITS);
                }
                return generator.generateKeyPair();
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("Every JDK has RSA and Ed25519", e);
            }
        }
    }
}
