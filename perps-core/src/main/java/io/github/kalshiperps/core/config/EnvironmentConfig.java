package io.github.kalshiperps.core.config;

import io.github.kalshiperps.core.auth.PrivateKeySigner;
import io.github.kalshiperps.core.auth.PrivateKeys;
import io.github.kalshiperps.core.auth.RequestSigner;
import io.github.kalshiperps.core.error.ConfigurationException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Credentials and environment of a client, read from environment variables. Immutable. A blank variable counts as
 * absent; space around a value other than the passphrase is cut off.
 *
 * <table>
 * <caption>Variables, each behind the prefix</caption>
 * <tr><th>Variable</th><th>Meaning</th></tr>
 * <tr><td>{@code KEY_ID}</td><td>id of the API key</td></tr>
 * <tr><td>{@code PRIVATE_KEY}</td><td>its private key as PEM text, as {@link PrivateKeys} reads it</td></tr>
 * <tr><td>{@code PRIVATE_KEY_PATH}</td><td>or the file that holds it</td></tr>
 * <tr><td>{@code PRIVATE_KEY_PASSPHRASE}</td><td>decrypts the private key, if it is encrypted</td></tr>
 * <tr><td>{@code DEMO}</td><td>{@code true}, {@code 1} or {@code yes} (the default) for the demo exchange;
 *     {@code false}, {@code 0} or {@code no} for production</td></tr>
 * <tr><td>{@code API_BASE_URL}</td><td>{@code http} or {@code https} URL of the REST API instead of the one that
 *     {@code DEMO} stands for</td></tr>
 * <tr><td>{@code WS_BASE_URL}</td><td>{@code ws} or {@code wss} URL of the WebSocket instead of the one that
 *     {@code DEMO} stands for</td></tr>
 * </table>
 *
 * <p>Without key id and key there are no credentials, and public operations still work.
 */
public final class EnvironmentConfig {
    /** Begins the names of the variables unless told otherwise. */
    public static final String DEFAULT_PREFIX = "KALSHI_PERPS_";

    private final Optional<RequestSigner> signer;
    private final boolean demo;
    private final Optional<HttpUrl> apiBaseUrl;
    private final Optional<URI> wsBaseUrl;

    private EnvironmentConfig(Variables variables) {
        this.signer = signer(variables);
        this.demo = demo(variables);
        this.apiBaseUrl =
                Optional.ofNullable(baseUrl(variables, "API_BASE_URL", "http")).map(EnvironmentConfig::withSlash);
        this.wsBaseUrl =
                Optional.ofNullable(baseUrl(variables, "WS_BASE_URL", "ws")).map(EnvironmentConfig::webSocketUri);
    }

    /**
     * Reads the environment of this process with the {@link #DEFAULT_PREFIX}.
     *
     * @return the configuration
     * @throws ConfigurationException if the variables contradict each other or one cannot be used, naming them
     */
    public static EnvironmentConfig fromEnv() {
        return from(System.getenv(), DEFAULT_PREFIX);
    }

    /**
     * Reads variables from a map.
     *
     * @param variables names and values
     * @param prefix begins the names, such as {@link #DEFAULT_PREFIX}
     * @return the configuration
     * @throws ConfigurationException if the variables contradict each other or one cannot be used, naming them
     */
    public static EnvironmentConfig from(Map<String, String> variables, String prefix) {
        return new EnvironmentConfig(new Variables(variables, prefix));
    }

    /**
     * The API key.
     *
     * @return the signer, or empty if no key is set
     */
    public Optional<RequestSigner> signer() {
        return signer;
    }

    /**
     * Whether the demo exchange is meant, where no base URL is set.
     *
     * @return true unless production was asked for
     */
    public boolean demo() {
        return demo;
    }

    /**
     * The base URL of the REST API. Takes precedence over {@link #demo()}.
     *
     * @return the URL with a slash at its end, or empty if none is set
     */
    public Optional<HttpUrl> apiBaseUrl() {
        return apiBaseUrl;
    }

    /**
     * The URL of the WebSocket. Takes precedence over {@link #demo()}.
     *
     * @return the URL without a slash at its end, or empty if none is set
     */
    public Optional<URI> wsBaseUrl() {
        return wsBaseUrl;
    }

    private static Optional<RequestSigner> signer(Variables variables) {
        String keyId = variables.get("KEY_ID");
        String pem = variables.get("PRIVATE_KEY");
        String path = variables.get("PRIVATE_KEY_PATH");
        String passphrase = variables.untrimmed("PRIVATE_KEY_PASSPHRASE");
        if (pem != null && path != null) {
            throw new ConfigurationException(variables.name("PRIVATE_KEY") + " and "
                    + variables.name("PRIVATE_KEY_PATH") + " are both set; set one of them");
        }
        String keyVariable = variables.name(path == null ? "PRIVATE_KEY" : "PRIVATE_KEY_PATH");
        boolean hasKey = pem != null || path != null;
        if (keyId == null) {
            if (hasKey || passphrase != null) {
                throw new ConfigurationException((hasKey ? keyVariable : variables.name("PRIVATE_KEY_PASSPHRASE"))
                        + " is set but " + variables.name("KEY_ID") + " is not");
            }
            return Optional.empty();
        }
        if (!hasKey) {
            throw new ConfigurationException(variables.name("KEY_ID") + " is set but neither "
                    + variables.name("PRIVATE_KEY") + " nor " + variables.name("PRIVATE_KEY_PATH") + " is");
        }
        if (pem != null && !pem.contains("-----BEGIN")) {
            throw new ConfigurationException(variables.name("PRIVATE_KEY")
                    + " is not the PEM text of a key; if it is a file name, set "
                    + variables.name("PRIVATE_KEY_PATH") + " instead");
        }
        try {
            char[] password = passphrase == null ? null : passphrase.toCharArray();
            PrivateKey key =
                    pem != null ? PrivateKeys.fromPem(pem, password) : PrivateKeys.fromPemFile(Path.of(path), password);
            return Optional.of(PrivateKeySigner.of(keyId, key));
        } catch (ConfigurationException e) {
            throw new ConfigurationException(
                    variables.name("KEY_ID") + " and " + keyVariable
                            + (passphrase == null ? " without " : " with ")
                            + variables.name("PRIVATE_KEY_PASSPHRASE") + ": " + e.getMessage(),
                    e);
        } catch (InvalidPathException e) {
            // Without the value and the cause that repeats it: it may be a key in the wrong variable.
            throw new ConfigurationException(keyVariable + " is not a file name");
        }
    }

    private static boolean demo(Variables variables) {
        String value = variables.get("DEMO");
        if (value == null) {
            return true;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default ->
                throw new ConfigurationException(variables.name("DEMO") + " must be true, 1 or yes for the demo "
                        + "exchange, or false, 0 or no for production, but is \"" + value + "\"");
        };
    }

    /** The URL with at most one slash at its end; ws comes as http, wss as https. */
    private static @Nullable HttpUrl baseUrl(Variables variables, String name, String scheme) {
        String value = variables.get(name);
        if (value == null) {
            return null;
        }
        // The messages do not repeat the value: user info and query may hold secrets.
        String subject = variables.name(name) + " must be an absolute " + scheme + " or " + scheme + "s URL";
        boolean absolute = value.regionMatches(true, 0, scheme + "://", 0, scheme.length() + 3)
                || value.regionMatches(true, 0, scheme + "s://", 0, scheme.length() + 4);
        HttpUrl url = absolute ? HttpUrl.parse("http" + value.substring(scheme.length())) : null;
        if (url == null) {
            throw new ConfigurationException(subject);
        }
        if (url.query() != null || url.fragment() != null) {
            throw new ConfigurationException(subject + " without query and fragment");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new ConfigurationException(subject + " without user name and password");
        }
        return url.newBuilder()
                .encodedPath(url.encodedPath().replaceAll("/+$", "/"))
                .build();
    }

    private static HttpUrl withSlash(HttpUrl url) {
        return url.encodedPath().endsWith("/")
                ? url
                : url.newBuilder().addPathSegment("").build();
    }

    private static URI webSocketUri(HttpUrl url) {
        String text = "ws" + url.uri().toString().substring("http".length());
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    /** Shows no secrets: of the key only what its signer shows. */
    @Override
    public String toString() {
        return "EnvironmentConfig[signer=" + signer.map(RequestSigner::toString).orElse("none") + ", demo=" + demo
                + ", apiBaseUrl=" + apiBaseUrl.map(HttpUrl::toString).orElse("default")
                + ", wsBaseUrl=" + wsBaseUrl.map(URI::toString).orElse("default") + "]";
    }

    /** Not a record: its toString would show the secrets. */
    private static final class Variables {
        private final Map<String, String> values;
        private final String prefix;

        Variables(Map<String, String> values, String prefix) {
            this.values = values;
            this.prefix = prefix;
        }

        String name(String suffix) {
            return prefix + suffix;
        }

        @Nullable
        String get(String suffix) {
            String value = untrimmed(suffix);
            return value == null ? null : value.strip();
        }

        @Nullable
        String untrimmed(String suffix) {
            String value = values.get(name(suffix));
            return value == null || value.isBlank() ? null : value;
        }
    }
}
