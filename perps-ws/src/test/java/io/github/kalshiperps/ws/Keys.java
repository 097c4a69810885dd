package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.auth.AccessHeaders;
import io.github.kalshiperps.core.auth.PrivateKeySigner;
import io.github.kalshiperps.core.auth.RequestSigner;
import io.github.kalshiperps.ws.server.Handshake;
import io.github.kalshiperps.ws.server.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;

/** Immutable: an API key made for a test, which also knows how the exchange checks its signatures. */
record Keys(String algorithm, KeyPair pair) {
    static final String ID = "7f4c1f0e-8a55-4d2b-9d6a-3f0f6f1f2a10";

    static Keys ed25519() {
        return of("Ed25519", 255);
    }

    static Keys rsa() {
        return of("RSA", 2048);
    }

    private static Keys of(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return new Keys(algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    RequestSigner signer() {
        return PrivateKeySigner.of(ID, pair.getPrivate());
    }

    boolean signed(Handshake handshake) {
        String text = handshake.header(AccessHeaders.TIMESTAMP) + handshake.method() + ScriptedServer.PATH;
        try {
            Signature signature = Signature.getInstance(algorithm.equals("RSA") ? "RSASSA-PSS" : algorithm);
            if (algorithm.equals("RSA")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initVerify(pair.getPublic());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(handshake.header(AccessHeaders.SIGNATURE)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
