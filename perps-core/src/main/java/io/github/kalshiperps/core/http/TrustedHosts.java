package io.github.kalshiperps.core.http;

import io.github.kalshiperps.core.error.ConfigurationException;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that credentials may be sent to. Immutable.
 *
 * <p>A host is trusted by its whole name, over TLS, on any port; neither its subdomains nor its parents are.
 * {@code localhost}, {@code 127.0.0.0/8} and {@code ::1} are always trusted, over plain HTTP too: what is sent there
 * does not leave the machine. Names are compared as text and never looked up.
 */
public final class TrustedHosts {
    private static final Pattern IPV4_LOOPBACK =
            Pattern.compile("127(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}");

    private final Set<String> hosts;

    private TrustedHosts(Set<String> hosts) {
        this.hosts = Collections.unmodifiableSet(hosts);
    }

    /**
     * Trusts these hosts and the local machine.
     *
     * @param hosts host names or IP addresses, without scheme and port
     * @return the trusted hosts
     * @throws ConfigurationException if one of them is not a host
     */
    public static TrustedHosts of(String... hosts) {
        Set<String> names = new TreeSet<>();
        for (String host : hosts) {
            names.add(canonical(host));
        }
        return new TrustedHosts(names);
    }

    /**
     * Trusts one host more.
     *
     * @param host a host name or IP address, without scheme and port
     * @return a new object
     * @throws ConfigurationException if it is not a host
     */
    public TrustedHosts and(String host) {
        Set<String> names = new TreeSet<>(hosts);
        names.add(canonical(host));
        return new TrustedHosts(names);
    }

    /**
     * Refuses a URL that credentials must not be sent to.
     *
     * @param url where a request with credentials is about to go; {@code https} stands for {@code wss} as well
     * @throws ConfigurationException if its host is not trusted, or is not local and would be reached without TLS. The
     *     message names scheme and host only: the rest of the URL may hold secrets
     */
    public void check(HttpUrl url) {
        String host = url.host();
        if (isLoopback(host)) {
            return;
        }
        String origin = url.scheme() + "://" + host;
        if (!hosts.contains(withoutTrailingDot(host))) {
            throw new ConfigurationException(
                    "Credentials must not go to " + origin + ": it is none of the trusted hosts " + hosts
                            + ". If it is meant, trust it with TrustedHosts.and(\"" + host + "\")");
        }
        if (!url.isHttps()) {
            throw new ConfigurationException("Credentials must not go to " + origin + " without TLS; use https or wss");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || IPV4_LOOPBACK.matcher(host).matches();
    }

    /** The form that HttpUrl gives to hosts: lower case, Punycode, shortest IPv6. */
    private static String canonical(String host) {
        try {
            String name = withoutTrailingDot(
                    new HttpUrl.Builder().scheme("https").host(host).build().host());
            if (!name.isEmpty() && !name.contains("*")) {
                return name;
            }
        } catch (IllegalArgumentException e) {
            throw notAHost(host, e);
        }
        throw notAHost(host, null);
    }

    private static ConfigurationException notAHost(String host, @Nullable IllegalArgumentException cause) {
        return new ConfigurationException(
                "\"" + host + "\" is not a host name or IP address; give it without scheme, port, path and wildcard",
                cause);
    }

    /** A trailing dot only says that a DNS name is complete. */
    private static String withoutTrailingDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** Lists the hosts. */
    @Override
    public String toString() {
        return "TrustedHosts" + hosts;
    }
}
