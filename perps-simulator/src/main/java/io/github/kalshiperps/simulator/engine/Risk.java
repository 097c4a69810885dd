package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Margin and limits. Under the exchange's lock.
 *
 * <p>The one measure of both is the notional value in use of a subaccount in a market: the greater of what it would hold if all its
 * resting bids were filled and if all its resting asks were, positions at the mark, orders at their limits. Initial margin is that
 * value by the market's leverage, and maintenance margin that by the market's multiplier.
 */
final class Risk {
    private static final int RATIO_DIGITS = 15;

    /** Refuses what would let the value in use grow beyond a limit or the margin; what does not let it grow is never refused. */
    void check(Exposure exposure, Side side, FixedPointDollars more) {
        FixedPointDollars before = exposure.usage();
        FixedPointDollars after = exposure.usageWith(side, more);
        if (after.compareTo(before) <= 0) {
            return;
        }
        FixedPointDollars growth = after.minus(before);
        AccountState account = exposure.owner.account;
        checkMarketLimit(account, exposure.market, growth);
        AccountState merchant = account.merchant == null ? account : account.merchant;
        FixedPointDollars limit = effectiveLimit(merchant);
        if (limit != null && totalUsage(merchant).plus(growth).compareTo(limit) > 0) {
            throw Refusals.riskLimit("the limit over all markets is " + limit);
        }
        FixedPointDollars moreMargin = exposure.initialMargin(after).minus(exposure.initialMargin(before));
        checkSubtrader(account, exposure.market, growth, moreMargin);
        FixedPointDollars available = exposure.owner.available();
        if (moreMargin.compareTo(available) > 0) {
            throw Refusals.riskLimit(
                    "insufficient margin: " + moreMargin + " is needed, " + Amounts.due(available) + " is available");
        }
    }

    private static void checkMarketLimit(AccountState account, MarketState market, FixedPointDollars growth) {
        FixedPointDollars limit = account.notionalLimits.getOrDefault(market.ticker(), account.notionalLimit);
        if (usage(account, market).plus(growth).compareTo(limit) > 0) {
            throw Refusals.riskLimit("the limit in " + market.ticker() + " is " + limit);
        }
    }

    private static void checkSubtrader(
            AccountState account, MarketState market, FixedPointDollars growth, FixedPointDollars moreMargin) {
        for (Map.Entry<String, FixedPointDollars> limit : account.subtraderLimits.entrySet()) {
            String ticker = limit.getKey();
            if ((ticker.isEmpty() || ticker.equals(market.ticker()))
                    && usage(account, ticker).plus(growth).compareTo(limit.getValue()) > 0) {
                throw Refusals.riskLimit("the subtrader's limit is " + limit.getValue());
            }
        }
        for (Map.Entry<AccountState.RiskScope, FixedPointDollars> cap : account.riskControls.entrySet()) {
            if (cap.getKey().covers(market)
                    && initialMargin(account, cap.getKey()).plus(moreMargin).compareTo(cap.getValue()) > 0) {
                throw Refusals.riskLimit("the subtrader's cap on initial margin is " + cap.getValue());
            }
        }
    }

    /** {@return the lower of the limits over all markets, or null if there is none} */
    static @Nullable FixedPointDollars effectiveLimit(AccountState merchant) {
        FixedPointDollars exchanges = merchant.accountLimit;
        FixedPointDollars own = merchant.memberLimit;
        if (exchanges == null || own == null) {
            return exchanges == null ? own : exchanges;
        }
        return exchanges.min(own);
    }

    /** {@return the account and, of a merchant, its subtraders} */
    static Collection<AccountState> family(AccountState merchant) {
        List<AccountState> family = new ArrayList<>(merchant.subtraders.values());
        family.add(0, merchant);
        return family;
    }

    static FixedPointDollars totalUsage(AccountState merchant) {
        FixedPointDollars total = FixedPointDollars.ZERO;
        for (AccountState member : family(merchant)) {
            total = total.plus(usage(member, ""));
        }
        return total;
    }

    private static FixedPointDollars usage(AccountState account, MarketState market) {
        FixedPointDollars usage = FixedPointDollars.ZERO;
        for (SubaccountState subaccount : account.subaccounts.values()) {
            usage = usage.plus(subaccount.exposure(market).usage());
        }
        return usage;
    }

    /** {@return the value in use in one market, or with an empty ticker in all} */
    static FixedPointDollars usage(AccountState account, String ticker) {
        FixedPointDollars usage = FixedPointDollars.ZERO;
        for (SubaccountState subaccount : account.subaccounts.values()) {
            for (Exposure exposure : subaccount.exposures()) {
                if (ticker.isEmpty() || ticker.equals(exposure.market.ticker())) {
                    usage = usage.plus(exposure.usage());
                }
            }
        }
        return usage;
    }

    /** {@return the initial margin of positions and resting orders in the markets of that scope} */
    static FixedPointDollars initialMargin(AccountState account, AccountState.RiskScope scope) {
        FixedPointDollars margin = Amounts.NO_MONEY;
        for (SubaccountState subaccount : account.subaccounts.values()) {
            for (Exposure exposure : subaccount.exposures()) {
                if (scope.covers(exposure.market)) {
                    margin = margin.plus(exposure.initialMargin(exposure.usage()));
                }
            }
        }
        return margin;
    }

    /** {@return the figures of one subaccount} */
    Balance.Subaccount balance(SubaccountState subaccount, boolean computeAvailable) {
        FixedPointDollars value = Amounts.NO_MONEY;
        FixedPointDollars initial = Amounts.NO_MONEY;
        FixedPointDollars maintenance = Amounts.NO_MONEY;
        for (Exposure exposure : subaccount.exposures()) {
            FixedPointDollars position = exposure.value();
            value = value.plus(position);
            initial = initial.plus(exposure.initialMargin(position.abs()));
            maintenance = maintenance.plus(exposure.maintenanceMargin(position.abs()));
        }
        FixedPointDollars resting = Amounts.NO_MONEY;
        FixedPointDollars available = Amounts.NO_MONEY;
        if (computeAvailable) {
            resting = subaccount.marginInUse().minus(initial);
            available = Amounts.due(subaccount.available()).max(Amounts.NO_MONEY);
        }
        return new Balance.Subaccount(
                subaccount.number,
                subaccount.balance,
                Amounts.shown(value),
                Amounts.shown(subaccount.equity()),
                maintenance,
                initial,
                resting,
                available);
    }

    /** {@return the figures of one open position} */
    Position position(Exposure exposure) {
        FixedPointDollars notional = Amounts.shown(exposure.value().abs());
        FixedPointDollars unrealized = Amounts.shown(exposure.unrealized());
        FixedPointDollars maintenance = exposure.maintenanceMargin(notional);
        return new Position(
                exposure.owner.account.userId,
                exposure.owner.number,
                exposure.market.ticker(),
                exposure.position,
                exposure.entryPrice(),
                exposure.realized(),
                exposure.fees(),
                exposure.mark(),
                notional,
                unrealized,
                maintenance,
                exposure.initialMargin(notional),
                ratio(unrealized.times(100), maintenance),
                ratio(notional, maintenance),
                liquidationPrice(exposure));
    }

    AccountRisk risk(AccountState account, List<Position> positions) {
        FixedPointDollars notional = Amounts.NO_MONEY;
        FixedPointDollars maintenance = Amounts.NO_MONEY;
        for (Position position : positions) {
            notional = notional.plus(position.notional());
            maintenance = maintenance.plus(position.maintenanceMargin());
        }
        return new AccountRisk(ratio(notional, maintenance), notional, maintenance, positions);
    }

    private static @Nullable BigDecimal ratio(FixedPointDollars amount, FixedPointDollars by) {
        return by.isZero()
                ? null
                : amount.toBigDecimal()
                        .divide(by.toBigDecimal(), new MathContext(RATIO_DIGITS, RoundingMode.HALF_EVEN));
    }

    /**
     * Solves equity + position * (m - mark) = other maintenance margin + |position| * m / leverage for m.
     *
     * @return the mark at which equity and maintenance margin meet, or null if no mark above zero does it
     */
    static @Nullable FixedPointDollars liquidationPrice(Exposure exposure) {
        FixedPointDollars others = Amounts.NO_MONEY;
        for (Exposure other : exposure.owner.exposures()) {
            if (other != exposure) {
                others = others.plus(other.maintenanceMargin(other.value().abs()));
            }
        }
        FixedPointCount position = exposure.position;
        BigDecimal numerator =
                others.minus(exposure.owner.equity()).plus(exposure.value()).toBigDecimal();
        BigDecimal leverage = exposure.market.maintenanceLeverage();
        // Multiplied by the leverage, so that one division remains.
        BigDecimal denominator = position.toBigDecimal()
                .multiply(leverage)
                .subtract(position.abs().toBigDecimal());
        if (denominator.signum() == 0) {
            return null;
        }
        BigDecimal price =
                numerator.multiply(leverage).divide(denominator, Amounts.MONEY_DECIMALS, RoundingMode.HALF_EVEN);
        return price.signum() > 0 ? FixedPointDollars.of(price) : null;
    }
}
