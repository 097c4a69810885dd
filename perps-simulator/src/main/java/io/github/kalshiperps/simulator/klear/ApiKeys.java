package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.simulator.engine.Refusal;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The API keys of subtraders. Not safe for use by several threads: the ledger's lock guards it. */
final class ApiKeys {
    /** An API key. Immutable. */
    record ApiKey(UUID id, String name, String subtraderId) {}

    /** A subtrader's id: the account's, an underscore, and a suffix. */
    private static final Pattern SUBTRADER_ID = Pattern.compile(".+_[a-z0-9]{1,16}");

    private static final Pattern PUBLIC_KEY =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
    private static final List<String> ALGORITHMS = List.of("RSA", "Ed25519");
    private static final int RSA_BITS = 2048;
    private static final int PEM_LINE = 64;

    private final Positions positions;
    private final Map<UUID, ApiKey> keys = new LinkedHashMap<>();

    ApiKeys(Positions positions) {
        this.positions = positions;
    }

    /** Oldest first. */
    Collection<ApiKey> all() {
        return Collections.unmodifiableCollection(keys.values());
    }

    /** Adds a key; the warning tells what the subtrader lacks, null when it lacks nothing. */
    @Nullable
    String add(UUID id, String name, String subtraderId) {
        Subtrader subtrader = require(name, subtraderId);
        keys.put(id, new ApiKey(id, name, subtraderId));
        return subtrader.hasInitialMarginCap() ? null : "the subtrader has no initial margin cap";
    }

    private Subtrader require(String name, String subtraderId) {
        if (name.isBlank()) {
            throw new Refusal(400, "invalid_name", "the name is empty", null);
        }
        if (!isSubtraderId(subtraderId)) {
            throw new Refusal(400, "invalid_fcm_subtrader_id", "this is no complete subtrader id", subtraderId);
        }
        Subtrader subtrader = positions.subtrader(subtraderId);
        if (subtrader == null) {
            throw new Refusal(400, "subtrader_not_found", "there is no such subtrader", subtraderId);
        }
        return subtrader;
    }

    static boolean isSubtraderId(String text) {
        return SUBTRADER_ID.matcher(text).matches();
    }

    void remove(UUID id) {
        if (keys.remove(id) == null) {
            throw new Refusal(404, "not_found", "there is no such key", null);
        }
    }

    static PublicKey publicKey(String pem) {
        Matcher matcher = PUBLIC_KEY.matcher(pem);
        if (matcher.matches()) {
            byte[] der;
            try {
                der = Base64.getMimeDecoder().decode(matcher.group(1));
            } catch (IllegalArgumentException e) {
                throw invalidKey();
            }
            for (String algorithm : ALGORITHMS) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
                } catch (GeneralSecurityException e) {
                    // then it may be one of the other kind
                }
            }
        }
        throw invalidKey();
    }

    private static Refusal invalidKey() {
        return new Refusal(400, "invalid_public_key", "the public key is no RSA or Ed25519 key in PEM form", null);
    }

    /** Not from the seed: a key that can be worked out is none. */
    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has RSA", e);
        }
    }

    static String privateKeyPem(KeyPair pair) {
        String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }
}
