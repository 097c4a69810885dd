package io.github.kalshiperps.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PriceLevelTest {
    @Test
    void readsPriceThenCount() {
        PriceLevel level = PriceLevel.of("0.1500", "100.00");
        assertThat(level.price()).hasToString("0.1500");
        assertThat(level.count()).hasToString("100.00");
    }

    @Test
    void equalsByNumber() {
        assertThat(PriceLevel.of("0.1500", "100.00"))
                .isEqualTo(PriceLevel.of("0.15", "100"))
                .hasSameHashCodeAs(PriceLevel.of("0.15", "100"))
                .isNotEqualTo(PriceLevel.of("0.15", "101"));
    }

    @Test
    void refusesMalformedNumbers() {
        assertThatThrownBy(() -> PriceLevel.of("", "100.00"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("FixedPointDollars: ");
        assertThatThrownBy(() -> PriceLevel.of("0.1500", "many"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("FixedPointCount: ");
    }

    @Test
    @SuppressWarnings("NullAway") // callers without a null checker exist
    void refusesNull() {
        assertThatThrownBy(() -> new PriceLevel(null, FixedPointCount.ZERO))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("price");
        assertThatThrownBy(() -> new PriceLevel(FixedPointDollars.ZERO, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("count");
    }
}
