package io.github.kalshiperps.conformance;

import io.github.kalshiperps.core.auth.RequestSigner;
import io.github.kalshiperps.core.config.EnvironmentConfig;
import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.klear.api.KlearServers;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.api.PerpsServers;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.api.PerpsWebSocketServers;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that can be asked: the demo exchange, one on this machine, or a simulator that the run brings along. Never another one.
 * Immutable but for the simulator, and safe for use by several threads.
 */
final class LiveTarget implements AutoCloseable {
    private static final String PERPS = "KALSHI_PERPS_";
    private static final String KLEAR = "KALSHI_KLEAR_";
    private static final Set<String> DEMO_HOSTS =
            Set.of(PerpsServers.DEMO.getHost(), PerpsWebSocketServers.DEMO.getHost(), KlearServers.DEMO.getHost());

    private final String environment;
    private final Map<String, String> variables;
    private final @Nullable PerpsSimulator simulator;
    private final EnvironmentConfig config;

    private LiveTarget(String environment, Map<String, String> variables, @Nullable PerpsSimulator simulator) {
        this.environment = environment;
        this.variables = variables;
        this.simulator = simulator;
        try {
            config = EnvironmentConfig.from(variables, PERPS);
        } catch (ConfigurationException e) {
            throw new ConformanceException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * A target by its name.
     *
     * @param name {@code demo}, {@code simulator}, or the base URL of a REST API on this machine, whose WebSocket and Klear addresses
     *     are those of the environment, or beside it where the demo exchange has them
     * @param environment variables with credentials and addresses, as our clients read them
     * @throws ConformanceException if it is none of these, or an address leads elsewhere
     */
    static LiveTarget of(String name, Map<String, String> environment) {
        if (name.equals("simulator")) {
            PerpsSimulator simulator = PerpsSimulator.builder()
                    .flow(Duration.ofMillis(250))
                    .klearHistory()
                    .start();
            return new LiveTarget("simulator", Map.copyOf(simulator.environment()), simulator);
        }
        Map<String, String> variables = new HashMap<>(environment);
        variables.remove(PERPS + "DEMO");
        variables.remove(KLEAR + "DEMO");
        if (name.equals("demo")) {
            variables.put(PERPS + "API_BASE_URL", PerpsServers.DEMO.toString());
            variables.put(PERPS + "WS_BASE_URL", PerpsWebSocketServers.DEMO.toString());
            variables.put(KLEAR + "API_BASE_URL", KlearServers.DEMO.toString());
            return new LiveTarget("demo", Map.copyOf(variables), null);
        }
        URI rest = checked("--target", name);
        variables.put(PERPS + "API_BASE_URL", name);
        variables.putIfAbsent(PERPS + "WS_BASE_URL", beside(rest, "ws", PerpsWebSocketServers.DEMO));
        variables.putIfAbsent(KLEAR + "API_BASE_URL", beside(rest, "http", KlearServers.DEMO));
        checked(PERPS + "WS_BASE_URL", variables.get(PERPS + "WS_BASE_URL"));
        checked(KLEAR + "API_BASE_URL", variables.get(KLEAR + "API_BASE_URL"));
        return new LiveTarget(isLoopback(rest.getHost()) ? "loopback" : "demo", Map.copyOf(variables), null);
    }

    private static String beside(URI rest, String scheme, URI other) {
        String secure = rest.getScheme().endsWith("s") ? "s" : "";
        return scheme + secure + "://" + rest.getRawAuthority() + other.getRawPath();
    }

    /** Ours and not the real exchange's: a run that places orders there would cost real money. */
    private static URI checked(String option, @Nullable String address) {
        URI uri;
        try {
            uri = new URI(String.valueOf(address));
        } catch (URISyntaxException e) {
            throw new ConformanceException(option + ": not a URL: " + e.getMessage(), e);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !Set.of("http", "https", "ws", "wss").contains(scheme)) {
            throw new ConformanceException(option + ": expected demo, simulator or a URL, but was " + address, null);
        }
        if (!isLoopback(uri.getHost()) && !DEMO_HOSTS.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
            throw new ConformanceException(
                    option + ": " + uri.getHost()
                            + " is neither this machine nor the demo exchange; nothing else is asked",
                    null);
        }
        return uri;
    }

    /** By its name alone: what a name server says may be another thing the next time. */
    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127\\.(?:[0-9]{1,3}\\.){2}[0-9]{1,3}");
    }

    /** {@return what captures say of where they were recorded} */
    String environment() {
        return environment;
    }

    boolean hasKey() {
        return config.signer().isPresent();
    }

    boolean hasKlearToken() {
        return variables.containsKey(KLEAR + "ADMIN_USER_ID") && variables.containsKey(KLEAR + "ACCESS_TOKEN");
    }

    Clock clock() {
        return simulator == null ? Clock.systemUTC() : simulator.clock();
    }

    private String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    PerpsClient.Builder rest() {
        PerpsClient.Builder builder =
                PerpsClient.builder().baseUrl(variable(PERPS + "API_BASE_URL")).clock(clock());
        config.signer().ifPresent(builder::signer);
        return builder;
    }

    PerpsWebSocket.Builder webSocket() {
        RequestSigner signer = config.signer()
                .orElseThrow(
                        () -> new ConformanceException("the WebSocket needs a key, for public channels, too", null));
        return PerpsWebSocket.builder()
                .url(variable(PERPS + "WS_BASE_URL"))
                .signer(signer)
                .clock(clock());
    }

    KlearClient.Builder klear() {
        return KlearClient.builder()
                .baseUrl(variable(KLEAR + "API_BASE_URL"))
                .clock(clock())
                .adminUserId(variable(KLEAR + "ADMIN_USER_ID"))
                .accessToken(variable(KLEAR + "ACCESS_TOKEN"));
    }

    /** {@return what must not be written down} */
    List<String> secrets() {
        return List.of(
                        PERPS + "KEY_ID",
                        PERPS + "PRIVATE_KEY",
                        PERPS + "PRIVATE_KEY_PASSPHRASE",
                        KLEAR + "ADMIN_USER_ID",
                        KLEAR + "ACCESS_TOKEN")
                .stream()
                .map(name -> variables.getOrDefault(name, ""))
                .filter(secret -> secret.length() >= 8)
                .toList();
    }

    @Override
    public void close() {
        if (simulator != null) {
            simulator.close();
        }
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return environment + " " + variable(PERPS + "API_BASE_URL");
    }
}
