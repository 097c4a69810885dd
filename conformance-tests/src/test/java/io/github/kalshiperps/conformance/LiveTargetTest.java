package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://external-api.kalshi.com/trade-api/v2",
                "https://api.elections.kalshi.com/trade-api/v2",
                "https://EXTERNAL-API.KALSHI.COM/trade-api/v2",
                "https://external-api.demo.kalshi.co.example.com/trade-api/v2",
                "https://demo.example.com/trade-api/v2",
                "http://127.0.0.1.example.com/trade-api/v2",
                "http://localhost.example.com/trade-api/v2",
                "http://10.0.0.1/trade-api/v2",
                "http://127.0.0.1@external-api.kalshi.com/trade-api/v2"
            })
    void asksNobodyButTheDemoExchangeAndThisMachine(String url) {
        assertThatThrownBy(() -> LiveTarget.of(url, Map.of()))
                .isInstanceOf(ConformanceException.class)
                .hasMessageStartingWith("--target: ")
                .hasMessageContaining("neither this machine nor the demo exchange");
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "prod", "ftp://localhost/", "//localhost/trade-api/v2", "http:///x", "a b"})
    void whatIsNoTargetIsRefused(String name) {
        assertThatThrownBy(() -> LiveTarget.of(name, Map.of()))
                .isInstanceOf(ConformanceException.class)
                .hasMessageStartingWith("--target: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/trade-api/v2",
                "http://localhost:8080/trade-api/v2",
                "http://[::1]:8080/trade-api/v2",
            })
    void anAddressOfThisMachineStandsForAllThree(String url) {
        try (LiveTarget target = LiveTarget.of(url, Map.of())) {
            assertThat(target.environment()).isEqualTo("loopback");
            assertThat(target.hasKey()).isFalse();
            assertThat(target).hasToString("loopback " + url);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KALSHI_PERPS_WS_BASE_URL", "KALSHI_KLEAR_API_BASE_URL"})
    void theOtherAddressesAreHeldToTheSame(String variable) {
        String scheme = variable.contains("WS") ? "wss" : "https";
        assertThatThrownBy(() -> LiveTarget.of(
                        "http://127.0.0.1:1/trade-api/v2", Map.of(variable, scheme + "://external-api.kalshi.com/x")))
                .isInstanceOf(ConformanceException.class)
                .hasMessageStartingWith(variable + ": ");
    }

    @Test
    void theDemoIsTheDemoWhateverTheEnvironmentSays() {
        try (LiveTarget target = LiveTarget.of(
                "demo",
                Map.of(
                        "KALSHI_PERPS_DEMO", "false",
                        "KALSHI_KLEAR_DEMO", "false",
                        "KALSHI_PERPS_API_BASE_URL", "https://external-api.kalshi.com/trade-api/v2"))) {
            assertThat(target).hasToString("demo https://external-api.demo.kalshi.co/trade-api/v2");
            assertThat(target.environment()).isEqualTo("demo");
        }
    }

    @Test
    void aSimulatorBringsItsOwnKeys() {
        try (LiveTarget target = LiveTarget.of("simulator", Map.of())) {
            assertThat(target.environment()).isEqualTo("simulator");
            assertThat(target.hasKey()).isTrue();
            assertThat(target.hasKlearToken()).isTrue();
            assertThat(target.secrets()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(target.secrets()).noneMatch(target.toString()::contains);
        }
    }
}
