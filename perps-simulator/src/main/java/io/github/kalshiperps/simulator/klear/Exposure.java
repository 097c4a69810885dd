package io.github.kalshiperps.simulator.klear;

import java.math.BigDecimal;

/**
 * A position to margin. Immutable.
 *
 * @param ticker the market
 * @param quantity contracts, negative when short
 * @param price dollars per contract
 */
record Exposure(String ticker, BigDecimal quantity, BigDecimal price) {
    BigDecimal value() {
        return quantity.multiply(price);
    }
}
