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

    private static final String HIDDEN = "██";

    private static final Set<String> SECRET_NAMES =
            caseInsensitive(KEY, SIGNATURE, "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie");

    private AccessHeaders() {}

    /**
     * The headers whose values must not be shown as they are: those with a key id, a signature, a token or a session.
     *
     * @return the names; {@code contains} ignores case
     */
    public static Set<String> secretNames() {
        return SECRET_NAMES;
    }

    /**
     * Whether the value of a header must not be shown as it is.
     *
     * @param name the name of a header, in any case
     * @return true if it is one of {@link #secretNames()}
     */
    public static boolean isSecret(String name) {
        return SECRET_NAMES.contains(name);
    }

    /**
     * What a log may show of a header: the beginning of a key id, nothing of other secrets, all of the rest.
     *
     * @param name the name of a header, in any case
     * @param value its value
     * @return the value to show
     */
    public static String redact(String name, String value) {
        if (name.equalsIgnoreCase(KEY)) {
            return shortened(value);
        }
        return isSecret(name) ? HIDDEN : value;
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
