package io.github.kalshiperps.simulator.klear;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Who an admin user is, and the token that proves it. Immutable; the token is in no text. */
public final class KlearCredentials {
    private static final int TOKEN_BYTES = 32;

    private final String adminUserId;
    private final String accessToken;

    private KlearCredentials(String adminUserId, String accessToken) {
        this.adminUserId = checked("adminUserId", adminUserId);
        this.accessToken = checked("accessToken", accessToken);
        if (adminUserId.indexOf(':') >= 0) {
            throw new IllegalArgumentException("adminUserId has a colon: it ends at the first one on the wire");
        }
    }

    /**
     * Given credentials.
     *
     * @param adminUserId the admin user's id, without a colon
     * @param accessToken the token
     * @return the credentials
     */
    public static KlearCredentials of(String adminUserId, String accessToken) {
        return new KlearCredentials(adminUserId, accessToken);
    }

    /**
     * Credentials with a token that nobody has had before.
     *
     * @param adminUserId the admin user's id, without a colon
     * @return the credentials
     */
    public static KlearCredentials random(String adminUserId) {
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        return new KlearCredentials(adminUserId, HexFormat.of().formatHex(token));
    }

    private static String checked(String what, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
                throw new IllegalArgumentException(
                        what + " has a character that no header can carry, at position " + i);
            }
        }
        return value;
    }

    /**
     * The admin user.
     *
     * @return the id
     */
    public String adminUserId() {
        return adminUserId;
    }

    /**
     * The token. A secret.
     *
     * @return the token
     */
    public String accessToken() {
        return accessToken;
    }

    @Override
    public String toString() {
        return "KlearCredentials{" + adminUserId + "}";
    }
}
