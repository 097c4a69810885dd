package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Applies funding at 04:00, 12:00 and 20:00 UTC. Under the exchange's lock. */
final class Funding {
    private static final List<Integer> HOURS = List.of(4, 12, 20);

    private final ExchangeState exchange;

    Funding(ExchangeState exchange) {
        this.exchange = exchange;
    }

    /** {@return the first funding time after that moment} */
    static Instant next(Instant moment) {
        LocalDate day = moment.atZone(ZoneOffset.UTC).toLocalDate();
        for (int hour : HOURS) {
            Instant time = day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
            if (time.isAfter(moment)) {
                return time;
            }
        }
        return day.plusDays(1).atTime(HOURS.get(0), 0).toInstant(ZoneOffset.UTC);
    }

    void apply() {
        for (MarketState market : exchange.markets.values()) {
            apply(market);
        }
    }

    private void apply(MarketState market) {
        Instant now = exchange.now();
        BigDecimal rate = market.premium.rate(now);
        market.premium.settle(now);
        FixedPointDollars mark = market.mark();
        if (rate == null || mark == null) {
            return;
        }
        market.fundingRates.add(new FundingRate(market.ticker(), now, rate, mark));
        for (Exposure exposure : market.exposures) {
            if (!exposure.position.isZero()) {
                pay(exposure, rate, mark, now);
            }
        }
        exchange.touched.add(market);
    }

    private void pay(Exposure exposure, BigDecimal rate, FixedPointDollars mark, Instant now) {
        FixedPointDollars exact = mark.times(exposure.position).times(rate).negate();
        FixedPointDollars amount = Amounts.due(exact);
        exchange.rounding = exchange.rounding.plus(exact.minus(amount));
        SubaccountState owner = exposure.owner;
        owner.balance = owner.balance.plus(amount);
        owner.account.funding.add(new FundingPayment(
                owner.account.userId,
                owner.number,
                exposure.market.ticker(),
                now,
                rate,
                mark,
                exposure.position,
                amount));
    }
}
