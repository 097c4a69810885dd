package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What one subaccount has in one market: its position and the value of its resting orders. Under the exchange's lock. */
final class Exposure {
    final SubaccountState owner;
    final MarketState market;

    /** Contracts, below zero when short. */
    FixedPointCount position = Amounts.NO_CONTRACTS;

    /**
     * What the position cost, below zero when short. It is exact, unlike the entry price, which is a quotient: what is realised and
     * what stays always add up to what was paid.
     */
    private FixedPointDollars cost = FixedPointDollars.ZERO;

    private FixedPointDollars realized = Amounts.NO_MONEY;
    private FixedPointDollars fees = Amounts.NO_MONEY;
    private FixedPointDollars bids = FixedPointDollars.ZERO;
    private FixedPointDollars asks = FixedPointDollars.ZERO;

    /**
     * What a trade did to a position.
     *
     * @param realized the profit that it made final, for the user
     * @param rounding what rounding left with the exchange
     * @param entryPrice the entry price that the profit is reckoned from
     */
    record Effect(FixedPointDollars realized, FixedPointDollars rounding, FixedPointDollars entryPrice) {}

    Exposure(SubaccountState owner, MarketState market) {
        this.owner = owner;
        this.market = market;
    }

    FixedPointDollars cost() {
        return cost;
    }

    FixedPointDollars realized() {
        return realized;
    }

    FixedPointDollars fees() {
        return fees;
    }

    /** {@return the mean price of the open position, not zero} */
    FixedPointDollars entryPrice() {
        return Amounts.mean(cost, position);
    }

    /** Contracts rest, or for less than zero no longer do, at that price. */
    void rest(Side side, FixedPointDollars price, FixedPointCount by) {
        FixedPointDollars value = price.times(by);
        if (side == Side.BID) {
            bids = bids.plus(value);
        } else {
            asks = asks.plus(value);
        }
    }

    boolean isEmpty() {
        return position.isZero() && bids.isZero() && asks.isZero();
    }

    /** Takes a trade into the position. */
    Effect trade(Side side, FixedPointDollars price, FixedPointCount count, FixedPointDollars fee) {
        FixedPointCount signed = side == Side.BID ? count : count.negate();
        if (position.signum() * signed.signum() >= 0) {
            position = position.plus(signed);
            cost = cost.plus(price.times(signed));
            fees = fees.plus(fee);
            return new Effect(Amounts.NO_MONEY, Amounts.NO_MONEY, entryPrice());
        }
        FixedPointDollars entryPrice = entryPrice();
        FixedPointCount held = position.abs();
        FixedPointCount closed = count.min(held);
        // Of a short position both the value and the cost are below zero.
        FixedPointDollars value = price.times(position.isNegative() ? closed.negate() : closed);
        FixedPointDollars profit = profit(value, closed, held);
        FixedPointDollars rounding = Amounts.NO_MONEY;
        if (closed.equals(held)) {
            rounding = value.minus(cost).minus(profit);
            cost = FixedPointDollars.ZERO;
            realized = Amounts.NO_MONEY;
            fees = Amounts.NO_MONEY;
        } else {
            cost = cost.minus(value.minus(profit));
            realized = realized.plus(profit);
            fees = fees.plus(fee);
        }
        position = position.plus(signed);
        FixedPointCount opened = count.minus(closed);
        if (opened.isPositive()) {
            cost = price.times(position);
            fees = fee;
        }
        return new Effect(profit, rounding, entryPrice);
    }

    /** value - cost * closed / held, with one division, so that nothing is rounded twice. */
    private FixedPointDollars profit(FixedPointDollars value, FixedPointCount closed, FixedPointCount held) {
        BigDecimal numerator = value.toBigDecimal()
                .multiply(held.toBigDecimal())
                .subtract(cost.toBigDecimal().multiply(closed.toBigDecimal()));
        return FixedPointDollars.of(numerator.divide(held.toBigDecimal(), Amounts.MONEY_DECIMALS, RoundingMode.FLOOR));
    }

    /** {@return the mark, or the entry price in a market without one} */
    FixedPointDollars mark() {
        FixedPointDollars mark = market.mark();
        if (mark != null) {
            return mark;
        }
        return position.isZero() ? Amounts.NO_MONEY : entryPrice();
    }

    /** {@return the value of the position at the mark, below zero when short} */
    FixedPointDollars value() {
        return position.isZero() ? FixedPointDollars.ZERO : mark().times(position);
    }

    /** {@return the profit that closing at the mark would make final} */
    FixedPointDollars unrealized() {
        return position.isZero() ? FixedPointDollars.ZERO : value().minus(cost);
    }

    /** {@return the greater of the value if all resting bids were filled and that if all resting asks were} */
    FixedPointDollars usage() {
        return usage(bids, asks);
    }

    /** {@return the same with so much more, or less, resting on that side} */
    FixedPointDollars usageWith(Side side, FixedPointDollars more) {
        return side == Side.BID ? usage(bids.plus(more), asks) : usage(bids, asks.plus(more));
    }

    private FixedPointDollars usage(FixedPointDollars allBids, FixedPointDollars allAsks) {
        FixedPointDollars value = value();
        return value.plus(allBids).max(allAsks.minus(value)).max(FixedPointDollars.ZERO);
    }

    FixedPointDollars initialMargin(FixedPointDollars notional) {
        return Amounts.margin(notional, market.terms.leverage());
    }

    FixedPointDollars maintenanceMargin(FixedPointDollars notional) {
        return Amounts.margin(notional, market.maintenanceLeverage());
    }
}
