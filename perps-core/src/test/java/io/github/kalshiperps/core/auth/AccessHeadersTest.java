package io.github.kalshiperps.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class AccessHeadersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "KALSHI-ACCESS-SIGNATURE",
                "kalshi-access-signature",
                "Authorization",
                "authorization",
                "Proxy-Authorization",
                "Cookie",
                "set-cookie"
            })
    void hidesSecretsWholly(String name) {
        assertThat(AccessHeaders.isSecret(name)).isTrue();
        assertThat(AccessHeaders.secretNames().contains(name)).isTrue();
        assertThat(AccessHeaders.redact(name, "secret")).isEqualTo("██");
    }

    @Test
    void showsTheBeginningOfAKeyIdInAnyCase() {
        assertThat(AccessHeaders.isSecret(AccessHeaders.KEY)).isTrue();
        assertThat(AccessHeaders.redact("kalshi-access-key", "a952bcbe-ec3b-4b5b-b8f9-11dae589608c"))
                .isEqualTo("a952bcbe…");
        assertThat(AccessHeaders.redact(AccessHeaders.KEY, "12345678")).isEqualTo("12…");
        assertThat(AccessHeaders.redact(AccessHeaders.KEY, "")).isEqualTo("…");
    }

    @Test
    void showsTheRest() {
        assertThat(AccessHeaders.isSecret(AccessHeaders.TIMESTAMP)).isFalse();
        assertThat(AccessHeaders.redact(AccessHeaders.TIMESTAMP, "1781222400000"))
                .isEqualTo("1781222400000");
    }
}
