package io.github.kalshiperps.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointCountTest {
    @ParameterizedTest
    @ValueSource(strings = {"10", "10.0", "10.00", "-1.00", "4179467045.00", "0.00"})
    void keepsTheTextOfTheWire(String text) {
        assertThat(FixedPointCount.of(text)).hasToString(text);
    }

    @Test
    void namesItselfWhenItRefusesAText() {
        assertThatThrownBy(() -> FixedPointCount.of("ten"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("FixedPointCount: expected a plain decimal")
                .hasMessageEndingWith("but was \"ten\"");
        assertThatThrownBy(() -> FixedPointCount.of(new BigDecimal("1E+9999")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("FixedPointCount: expected a scale");
    }

    @Test
    void aWholeNumberHasNoDecimals() {
        assertThat(FixedPointCount.of(10)).hasToString("10").isEqualTo(FixedPointCount.of("10.00"));
        assertThat(FixedPointCount.of(Long.MIN_VALUE)).hasToString("-9223372036854775808");
    }

    @Test
    void aDeltaIsAddedToASize() {
        assertThat(FixedPointCount.of("3.00").plus(FixedPointCount.of("-1.00"))).hasToString("2.00");
    }

    @Test
    void equalsByNumber() {
        assertThat(FixedPointCount.of("1.0"))
                .isEqualTo(FixedPointCount.of(1))
                .hasSameHashCodeAs(FixedPointCount.of(1))
                .isNotEqualTo(FixedPointCount.of("1.01"))
                .isNotEqualTo(FixedPointDollars.of("1.0"))
                .isNotEqualTo(null);
        assertThat(FixedPointCount.of("-0.00")).isEqualTo(FixedPointCount.ZERO);
    }

    @Test
    void withDecimalsNeverRounds() {
        assertThat(FixedPointCount.of("2.500").withDecimals(0, 2)).hasToString("2.50");
        assertThat(FixedPointCount.of("2.000").withDecimals(0, 0)).hasToString("2");
        assertThatThrownBy(() -> FixedPointCount.of("2.501").withDecimals(0, 2))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("2.501 has more than 2 decimals");
    }
}
