package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointDollars;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the parts of an exchange share. Under the exchange's lock. */
final class ExchangeState {
    final SimulatedClock clock;
    final Ids ids;
    final Events events = new Events();
    final List<FeeTier> feeTiers;
    final FixedPointDollars notionalLimit;
    final SortedMap<String, MarketState> markets = new TreeMap<>();
    final Map<String, AccountState> accounts = new LinkedHashMap<>();
    final Map<String, AccountState> subtraders = new LinkedHashMap<>();

    /** All trades, oldest first; each market has its own as well. */
    final List<Trade> trades = new ArrayList<>();

    /** Markets of which something changed since prices and triggers were looked after last. */
    final Set<MarketState> touched = new LinkedHashSet<>();

    private final Consumer<Runnable> changes;
    long nextOrder;
    ExchangeStatus status = new ExchangeStatus(true, true);
    Duration readLag = Duration.ZERO;
    Duration cancelAllTail = Duration.ZERO;
    Duration transferDelay = Duration.ZERO;
    FixedPointDollars fees = Amounts.NO_MONEY;
    FixedPointDollars rounding = Amounts.NO_MONEY;

    /** @param changes runs what comes due as it runs what a user asked for */
    ExchangeState(
            SimulatedClock clock,
            long seed,
            List<FeeTier> feeTiers,
            FixedPointDollars notionalLimit,
            Consumer<Runnable> changes) {
        this.changes = changes;
        this.clock = clock;
        this.ids = new Ids(seed);
        this.feeTiers = feeTiers;
        this.notionalLimit = notionalLimit;
    }

    Instant now() {
        return clock.now();
    }

    /** Does something to the exchange at a later moment. */
    void later(Instant moment, Runnable change) {
        clock.at(moment, () -> changes.accept(change));
    }

    AccountState account(String userId) {
        AccountState account = accounts.get(userId);
        if (account == null) {
            throw new IllegalArgumentException("no account has the user id " + userId);
        }
        return account;
    }

    /** {@return the market; for one that does not exist, a refusal} */
    MarketState market(String ticker) {
        MarketState market = markets.get(ticker);
        if (market == null) {
            throw Refusals.notFound();
        }
        return market;
    }

    /** {@return the market, which whoever steers the exchange has to get right} */
    MarketState existingMarket(String ticker) {
        MarketState market = markets.get(ticker);
        if (market == null) {
            throw new IllegalArgumentException("no market has the ticker " + ticker);
        }
        return market;
    }

    void requireEnabled(AccountState account) {
        if (!account.enabled) {
            throw Refusals.userNotFound(account.userId);
        }
    }

    void requireExchangeActive() {
        if (!status.exchangeActive()) {
            throw Refusals.exchangePaused();
        }
    }

    void requireTradingActive() {
        requireExchangeActive();
        if (!status.tradingActive()) {
            throw Refusals.tradingPaused();
        }
    }

    boolean isTrading(MarketState market) {
        return status.exchangeActive() && status.tradingActive() && market.isOpen(now());
    }

    /** {@return whether what was written at that time cannot be read by id yet} */
    boolean isLagging(@Nullable Instant written) {
        return written != null && written.plus(readLag).isAfter(now());
    }
}
