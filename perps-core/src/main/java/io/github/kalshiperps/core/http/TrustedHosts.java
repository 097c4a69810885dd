package io.github.kalshiperps.core.http;

import io.github.kalshiperps.core.error.ConfigurationException;
import java.util.Locale;
import java.util.Set;
import okhttp3.HttpUrl;

/** The hosts that may see credentials. */
public final class TrustedHosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private final Set<String> hosts;

    private TrustedHosts(Set<String> hosts) {
        this.hosts = hosts;
    }

    /**
     * These hosts and the loopback.
     *
     * @param hosts host names
     * @return the set
     */
    public static TrustedHosts of(String... hosts) {
        return new TrustedHosts(Set.of(hosts));
    }

    /**
     * Refuses a host that is not trusted.
     *
     * @param url where the request goes
     * @throws ConfigurationException if the host is not trusted
     */
    public void check(HttpUrl url) {
        String host = url.host().toLowerCase(Locale.ROOT);
        if (!hosts.contains(host) && !LOOPBACK.contains(host)) {
            throw new ConfigurationException("Credentials are not sent to the unknown host " + host);
        }
    }
}
