package io.github.kalshiperps.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
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
    void knowsSecretsInAnyCase(String name) {
        assertThat(AccessHeaders.isSecret(name)).isTrue();
    }

    @Test
    void showsTheBeginningOfAKeyId() {
        assertThat(AccessHeaders.isSecret(AccessHeaders.KEY.toLowerCase(Locale.ROOT)))
                .isTrue();
        assertThat(AccessHeaders.shortened("a952bcbe-ec3b-4b5b-b8f9-11dae589608c"))
                .isEqualTo("a952bcbe…");
        assertThat(AccessHeaders.shortened("12345678")).isEqualTo("12…");
        assertThat(AccessHeaders.shortened("")).isEqualTo("…");
    }

    @Test
    void aTimeIsNoSecret() {
        assertThat(AccessHeaders.isSecret(AccessHeaders.TIMESTAMP)).isFalse();
    }
}
