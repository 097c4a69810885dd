package io.github.kalshiperps.spectools;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content hashes, as the lock writes them. */
public final class Sha256 {
    private Sha256() {}

    /**
     * Hashes bytes.
     *
     * @param content the bytes
     * @return 64 hexadecimal digits in lower case
     */
    public static String of(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
