package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What one subtrader holds in one market, and what the running session brought. Not safe for use by several threads: the
 * ledger's lock guards it.
 */
final class Holding {
    /** Decimals of the average entry price; it is for display, no amount comes from it. */
    static final int AVERAGE_DECIMALS = 4;

    private BigDecimal quantity = BigDecimal.ZERO;

    /** What the position has cost since the last settlement, exactly; value less cost is the profit. */
    private BigDecimal cost = BigDecimal.ZERO;

    private BigDecimal averagePrice = BigDecimal.ZERO;
    private Centicents fees = Centicents.ZERO;
    private Centicents funding = Centicents.ZERO;

    /**
     * Books a trade.
     *
     * @param traded contracts, positive when bought and negative when sold
     */
    void trade(BigDecimal traded, BigDecimal price, Centicents fee) {
        BigDecimal after = quantity.add(traded);
        if (quantity.signum() * traded.signum() >= 0) {
            averagePrice = quantity.multiply(averagePrice)
                    .add(traded.multiply(price))
                    .divide(after, AVERAGE_DECIMALS, RoundingMode.HALF_EVEN);
        } else if (after.signum() * quantity.signum() < 0) {
            averagePrice = price; // turned round: what is left was entered now
        }
        quantity = after;
        cost = cost.add(traded.multiply(price));
        fees = fees.plus(fee);
    }

    /** Books funding: above zero received. */
    void fund(Centicents amount) {
        funding = funding.plus(amount);
    }

    FixedPointCount quantity() {
        return FixedPointCount.of(quantity.setScale(2, RoundingMode.UNNECESSARY));
    }

    boolean isOpen() {
        return quantity.signum() != 0;
    }

    /** Whether a settlement has something to say about it. */
    boolean isSettled(BigDecimal mark) {
        return isOpen()
                || fees.value() != 0
                || funding.value() != 0
                || profit(mark).value() != 0;
    }

    FixedPointDollars averagePrice() {
        return FixedPointDollars.of(averagePrice.setScale(AVERAGE_DECIMALS, RoundingMode.HALF_EVEN));
    }

    BigDecimal exactQuantity() {
        return quantity;
    }

    Centicents fees() {
        return fees;
    }

    Centicents value(BigDecimal mark) {
        return Amounts.nearest(quantity.multiply(mark));
    }

    /** Price moves and closed trades of the session, without funding. */
    private Centicents profit(BigDecimal mark) {
        return Amounts.nearest(quantity.multiply(mark).subtract(cost));
    }

    /** Profit or loss of the session, funding counted in. */
    Centicents variation(BigDecimal mark) {
        return profit(mark).plus(funding);
    }

    /**
     * Starts a new session at the settlement price. What rounding left over stays in the cost, so that all sessions together
     * are never off by more than half a centicent.
     */
    void settle(BigDecimal mark) {
        cost = cost.add(Amounts.dollars(profit(mark)));
        averagePrice = mark;
        fees = Centicents.ZERO;
        funding = Centicents.ZERO;
    }
}
