package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointDollars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One subaccount. Under the exchange's lock. */
final class SubaccountState {
    final AccountState account;
    final int number;
    final List<Fill> fills = new ArrayList<>();
    FixedPointDollars balance = Amounts.NO_MONEY;

    /** By ticker; a market that it once had something in stays. */
    private final Map<String, Exposure> exposures = new LinkedHashMap<>();

    SubaccountState(AccountState account, int number) {
        this.account = account;
        this.number = number;
    }

    Exposure exposure(MarketState market) {
        return exposures.computeIfAbsent(market.ticker(), ticker -> {
            Exposure exposure = new Exposure(this, market);
            market.exposures.add(exposure);
            return exposure;
        });
    }

    Iterable<Exposure> exposures() {
        return exposures.values();
    }

    FixedPointDollars equity() {
        FixedPointDollars equity = balance;
        for (Exposure exposure : exposures.values()) {
            equity = equity.plus(exposure.unrealized());
        }
        return equity;
    }

    /** {@return the initial margin of positions and resting orders together} */
    FixedPointDollars marginInUse() {
        FixedPointDollars margin = Amounts.NO_MONEY;
        for (Exposure exposure : exposures.values()) {
            if (!exposure.isEmpty()) {
                margin = margin.plus(exposure.initialMargin(exposure.usage()));
            }
        }
        return margin;
    }

    /** {@return equity less margin in use, which may be below zero} */
    FixedPointDollars available() {
        return equity().minus(marginInUse());
    }
}
