package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How the exchange rounds: money has 4 decimals, and what does not fit stays with the exchange. */
final class Amounts {
    static final int MONEY_DECIMALS = 4;
    static final FixedPointCount NO_CONTRACTS = FixedPointCount.of("0.00");
    static final FixedPointDollars NO_MONEY = FixedPointDollars.of("0.0000");

    private Amounts() {}

    /** What a user pays or has to have: rounded up. */
    static FixedPointDollars owed(FixedPointDollars exact) {
        return exact.round(MONEY_DECIMALS, RoundingMode.CEILING);
    }

    /** What a user gets, below zero what a user pays: rounded down. */
    static FixedPointDollars due(FixedPointDollars exact) {
        return exact.round(MONEY_DECIMALS, RoundingMode.FLOOR);
    }

    /** For show only. */
    static FixedPointDollars shown(FixedPointDollars exact) {
        return exact.round(MONEY_DECIMALS, RoundingMode.HALF_EVEN);
    }

    static FixedPointDollars mean(FixedPointDollars total, FixedPointCount count) {
        return total.dividedBy(count, MONEY_DECIMALS, RoundingMode.HALF_EVEN);
    }

    /** The margin for that value, rounded up. */
    static FixedPointDollars margin(FixedPointDollars notional, BigDecimal leverage) {
        return FixedPointDollars.of(notional.toBigDecimal().divide(leverage, MONEY_DECIMALS, RoundingMode.CEILING));
    }
}
