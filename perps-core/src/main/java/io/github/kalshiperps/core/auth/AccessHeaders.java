package io.github.kalshiperps.core.auth;

import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The headers that authenticate a request, and which headers no log may show. */
public final class AccessHeaders {
    /** The id of the API key. */
    public static final String KEY = "KALSHI-ACCESS-KEY";

    /** When the request was signed, in milliseconds since the epoch. */
    public static final String TIMESTAMP = "KALSHI-ACCESS-TIMESTAMP";

    /** The signature over timestamp, method and path, in Base64. */
    public static final String SIGNATURE = "KALSHI-ACCESS-SIGNATURE";

    private static final Set<String> SECRET_NAMES =
            caseInsensitive(KEY, SIGNATURE, "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie");

    private AccessHeaders() {}

    /**
     * Whether the value of a header must not be shown or written down: one with a key id, a signature, a token or a session.
     *
     * @param name the name of a header, in any case
     * @return true if it has a secret
     */
    public static boolean isSecret(String name) {
        return SECRET_NAMES.contains(name);
    }

    /** At most a quarter is shown, so that a secret sent in place of a key id stays one. */
    static String shortened(String keyId) {
        return keyId.substring(0, Math.min(8, keyId.length() / 4)) + "…";
    }

    private static Set<String> caseInsensitive(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Arrays.asList(names));
        return Collections.unmodifiableSet(set);
    }
}
