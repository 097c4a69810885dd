package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exchange for perpetual futures. Safe for use by several threads: every method takes one lock, and {@link #atomically} holds
 * it over several.
 *
 * <p>What a user may ask for comes in the user's name, by {@code userId}; whose name that is, the caller has to know. What only
 * the exchange itself may do (accounts, prices, pauses) has no user. A refusal is a {@link Refusal}; a call that no user could
 * make that way is an {@link IllegalArgumentException}.
 */
public final class Exchange {
    private final SimulatedClock clock;
    private final ExchangeState state;
    private final Risk risk = new Risk();
    private final Matching matching;
    private final OrderGroups groups;
    private final ExitTriggers triggers;
    private final Funding funding;
    private final Accounts accounts;

    /** Whether something is being changed, so that nobody who hears of it changes something else in the middle of it. */
    private boolean changing;

    private Exchange(Builder builder) {
        clock = builder.clock;
        state = new ExchangeState(clock, builder.seed, builder.feeTiers, builder.notionalLimit, this::change);
        matching = new Matching(state, risk);
        groups = new OrderGroups(state, matching);
        triggers = new ExitTriggers(state, matching);
        funding = new Funding(state);
        accounts = new Accounts(state, matching);
        builder.markets.forEach(this::addMarket);
        change(this::awaitFunding);
    }

    private void awaitFunding() {
        state.later(Funding.next(state.now()), () -> {
            funding.apply();
            awaitFunding();
        });
    }

    // ---------------------------------------------------------------- the lock

    private <T extends @Nullable Object> T read(Supplier<T> work) {
        clock.lock().lock();
        try {
            if (!changing) {
                clock.catchUp();
            }
            return work.get();
        } finally {
            clock.lock().unlock();
        }
    }

    private <T extends @Nullable Object> T write(Supplier<T> work) {
        clock.lock().lock();
        try {
            if (changing) {
                throw new IllegalStateException("a listener must not change the exchange that calls it");
            }
            clock.catchUp();
            changing = true;
            try {
                T result = work.get();
                settle();
                return result;
            } finally {
                changing = false;
            }
        } finally {
            clock.lock().unlock();
        }
    }

    private void change(Runnable work) {
        write(() -> {
            work.run();
            return null;
        });
    }

    /** Brings marks, exit triggers and figures up to date with what has changed; a trigger that fires changes more. */
    private void settle() {
        Set<String> changed = new LinkedHashSet<>();
        while (!state.touched.isEmpty()) {
            MarketState market = state.touched.iterator().next();
            state.touched.remove(market);
            market.refresh(state.now());
            triggers.settle(market);
            changed.add(market.ticker());
        }
        changed.forEach(state.events::onTicker);
    }

    // ---------------------------------------------------------------- the exchange

    /**
     * {@return a builder of an exchange with the markets of the demo exchange, at a fixed time, and nobody on it}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the time of this exchange}
     */
    public SimulatedClock clock() {
        return clock;
    }

    /**
     * Does several things with nobody else in between.
     *
     * @param work what to do
     * @param <T> the type of its result
     * @return its result
     */
    public <T> T atomically(Supplier<T> work) {
        clock.lock().lock();
        try {
            return work.get();
        } finally {
            clock.lock().unlock();
        }
    }

    /**
     * Tells a listener what happens from now on.
     *
     * @param listener the listener, called under the lock
     */
    public void addListener(ExchangeListener listener) {
        change(() -> state.events.add(listener));
    }

    /**
     * Tells a listener nothing more.
     *
     * @param listener the listener
     */
    public void removeListener(ExchangeListener listener) {
        change(() -> state.events.remove(listener));
    }

    /**
     * {@return whether the exchange takes anything, and whether it trades}
     */
    public ExchangeStatus status() {
        return read(() -> state.status);
    }

    /**
     * Pauses or resumes. A pause of either kind cancels the resting orders that asked for it, and no others.
     *
     * @param status the new status
     */
    public void setStatus(ExchangeStatus status) {
        change(() -> {
            state.status = status;
            if (!status.exchangeActive() || !status.tradingActive()) {
                for (AccountState account : state.accounts.values()) {
                    List<OrderState> asked = account.resting.stream()
                            .filter(order -> order.cancelOnPause)
                            .toList();
                    matching.cancelAll(asked, LastUpdateReason.DECREASE);
                }
            }
            state.events.onStatus(status);
            if (status.exchangeActive() && status.tradingActive()) {
                // Marks may have passed exit triggers in the meantime.
                state.touched.addAll(state.markets.values());
            }
        });
    }

    // ---------------------------------------------------------------- markets

    /**
     * {@return all markets, by ticker}
     */
    public List<Market> markets() {
        return read(() -> state.markets.values().stream().map(this::snapshot).toList());
    }

    /**
     * {@return a market, or null if there is none}
     *
     * @param ticker its ticker
     */
    public @Nullable Market market(String ticker) {
        return read(() -> {
            MarketState market = state.markets.get(ticker);
            return market == null ? null : snapshot(market);
        });
    }

    /**
     * Lists another market.
     *
     * @param terms its terms
     * @throws IllegalArgumentException if there is one with that ticker
     */
    public void addMarket(MarketTerms terms) {
        change(() -> {
            MarketState market = new MarketState(terms, state.now());
            if (state.markets.putIfAbsent(terms.ticker(), market) != null) {
                throw new IllegalArgumentException("there is a market " + terms.ticker());
            }
        });
    }

    /**
     * Changes the status of a market. Resting orders stay.
     *
     * @param ticker the market
     * @param status the new status
     */
    public void setMarketStatus(String ticker, MarketStatus status) {
        change(() -> {
            MarketState market = state.existingMarket(ticker);
            market.status = status;
            state.touched.add(market);
        });
    }

    /**
     * Sets the price of the underlying of one contract. The mark follows it, see {@link #pinMarkPrice}.
     *
     * @param ticker the market
     * @param price US dollars per contract, more than zero
     */
    public void setReferencePrice(String ticker, FixedPointDollars price) {
        requirePositive("reference price", price);
        change(() -> {
            MarketState market = state.existingMarket(ticker);
            market.setReference(price.withDecimals(4, 4), state.now());
            state.touched.add(market);
        });
    }

    /**
     * Sets the mark, and keeps it there. Otherwise the mark is the reference price, moved into the spread of the book, but by no more
     * than 5 percent; without a reference price it is the price of the latest trade.
     *
     * @param ticker the market
     * @param price US dollars per contract, more than zero
     */
    public void pinMarkPrice(String ticker, FixedPointDollars price) {
        requirePositive("mark", price);
        pin(ticker, price.withDecimals(4, 4));
    }

    /**
     * Lets the mark follow the reference price and the book again.
     *
     * @param ticker the market
     */
    public void releaseMarkPrice(String ticker) {
        pin(ticker, null);
    }

    /**
     * Takes a corporate action into account: the market's version grows, and orders that count on the old one are refused.
     *
     * @param ticker the market
     * @param underlyingMultiplier how many units of the underlying one unit of the contract size stands for from now on
     */
    public void applyCorporateAction(String ticker, BigDecimal underlyingMultiplier) {
        if (underlyingMultiplier.signum() <= 0) {
            throw new IllegalArgumentException("underlying multiplier must be more than zero");
        }
        change(() -> {
            MarketState market = state.existingMarket(ticker);
            market.version++;
            market.underlyingMultiplier = underlyingMultiplier;
            state.touched.add(market);
        });
    }

    /**
     * {@return the whole book of a market, best levels first; for a market that does not exist 404 {@code not_found}}
     *
     * @param ticker the market
     */
    public BookSnapshot book(String ticker) {
        return book(ticker, 0, null);
    }

    /**
     * {@return the book of a market, best levels first; for a market that does not exist 404 {@code not_found}}
     *
     * @param ticker the market
     * @param depth the most levels of each side, 0 for all
     * @param aggregation the width of a bucket that levels are merged into, rounding down on both sides, or null
     */
    public BookSnapshot book(String ticker, int depth, @Nullable FixedPointDollars aggregation) {
        return read(() -> {
            MarketState market = state.market(ticker);
            return new BookSnapshot(
                    ticker, levels(market.bids, depth, aggregation), levels(market.asks, depth, aggregation));
        });
    }

    /**
     * {@return the candles of a market that end within a range, oldest first: every one, also where nothing happened, except before
     * the market began and those that have not begun; 404 {@code not_found} for a market that does not exist, 400 for more than 5,000}
     *
     * @param ticker the market
     * @param start the earliest end
     * @param end the latest end
     * @param interval the length: 1 minute, 60 or 1440
     * @param includeLatestBeforeStart whether to put one in front, at the first boundary after the start, that only tells the price before
     */
    public List<Candle> candles(
            String ticker, Instant start, Instant end, Duration interval, boolean includeLatestBeforeStart) {
        return read(() ->
                state.market(ticker).candles.between(start, end, interval, includeLatestBeforeStart, state.now()));
    }

    /**
     * {@return trades, newest first}
     *
     * @param ticker those in this market, or null; there are none in one that does not exist
     * @param from those then or later, or null
     * @param to those then or earlier, or null
     * @param page which of them
     */
    public Page<Trade> trades(@Nullable String ticker, @Nullable Instant from, @Nullable Instant to, PageRequest page) {
        return read(() -> {
            MarketState market = ticker == null ? null : state.markets.get(ticker);
            List<Trade> all = ticker == null ? state.trades : market == null ? List.of() : market.trades;
            return Pages.newestFirst(all, trade -> isWithin(trade.time(), from, to), Function.identity(), page);
        });
    }

    // ---------------------------------------------------------------- accounts

    /**
     * Opens an account: margin trading enabled, fee tier 0, the primary subaccount, no money.
     *
     * @return the account, with a new user id
     */
    public Account openAccount() {
        return write(() -> accounts.open(false, null, null).snapshot());
    }

    /**
     * Opens an account of a futures commission merchant.
     *
     * @return the account, with a new user id
     */
    public Account openFcmAccount() {
        return write(() -> accounts.open(true, null, null).snapshot());
    }

    /**
     * {@return an account}
     *
     * @param userId whose
     * @throws IllegalArgumentException if there is none
     */
    public Account account(String userId) {
        return read(() -> state.account(userId).snapshot());
    }

    /**
     * Enables or disables margin trading.
     *
     * @param userId whose
     * @param enabled whether the user may trade
     */
    public void setEnabled(String userId, boolean enabled) {
        change(() -> state.account(userId).enabled = enabled);
    }

    /**
     * Gives money to a subaccount, or takes it.
     *
     * @param userId whose
     * @param subaccount which, existing
     * @param amount US dollars, at most 4 decimals; below zero to take
     */
    public void deposit(String userId, int subaccount, FixedPointDollars amount) {
        change(() -> accounts.deposit(state.account(userId), subaccount, amount));
    }

    /**
     * Gives money to a user on the exchange for event contracts, or takes it.
     *
     * @param userId whose
     * @param amount below zero to take
     */
    public void depositToEventContracts(String userId, Centicents amount) {
        change(() -> {
            AccountState account = state.account(userId);
            account.eventContracts = account.eventContracts.plus(amount);
        });
    }

    /**
     * {@return a user's money on the exchange for event contracts}
     *
     * @param userId whose
     */
    public Centicents eventContractBalance(String userId) {
        return read(() -> state.account(userId).eventContracts);
    }

    /**
     * Puts a user on a fee tier.
     *
     * @param userId whose
     * @param tier its number in the schedule
     */
    public void setFeeTier(String userId, int tier) {
        change(() -> accounts.setFeeTier(state.account(userId), tier));
    }

    /**
     * {@return whether a user may trade on margin}
     *
     * @param userId whose
     */
    public boolean enabled(String userId) {
        return read(() -> state.account(userId).enabled);
    }

    /**
     * {@return a user's money; 403 for a user who may not trade on margin}
     *
     * @param userId whose
     * @param computeAvailable whether to work out what is available and what resting orders tie up
     */
    public Balance balance(String userId, boolean computeAvailable) {
        return read(() -> {
            AccountState account = enabledAccount(userId);
            FixedPointDollars settled = Amounts.NO_MONEY;
            List<Balance.Subaccount> subaccounts = new ArrayList<>();
            for (SubaccountState subaccount : account.subaccounts.values()) {
                settled = settled.plus(subaccount.balance);
                subaccounts.add(risk.balance(subaccount, computeAvailable));
            }
            return new Balance(settled, subaccounts);
        });
    }

    /**
     * {@return a user's open positions}
     *
     * @param userId whose
     * @param subaccount those of this subaccount, or null
     * @param ticker those in this market, or null
     */
    public List<Position> positions(String userId, @Nullable Integer subaccount, @Nullable String ticker) {
        return read(() -> openPositions(state.account(userId), subaccount, ticker));
    }

    /**
     * {@return a user's fills in one subaccount, newest first}
     *
     * @param userId whose
     * @param subaccount which
     * @param from those then or later, or null
     * @param to those then or earlier, or null
     * @param page which of them
     */
    public Page<Fill> fills(
            String userId, int subaccount, @Nullable Instant from, @Nullable Instant to, PageRequest page) {
        return read(() -> {
            SubaccountState owner = state.account(userId).subaccounts.get(subaccount);
            List<Fill> all = owner == null ? List.of() : owner.fills;
            return Pages.newestFirst(all, fill -> isWithin(fill.time(), from, to), Function.identity(), page);
        });
    }

    /**
     * {@return a user's risk figures; 403 for a user who may not trade on margin}
     *
     * @param userId whose
     */
    public AccountRisk risk(String userId) {
        return read(() -> {
            AccountState account = enabledAccount(userId);
            return risk.risk(account, openPositions(account, null, null));
        });
    }

    /**
     * {@return a user's limits on notional value; 403 for a user who may not trade on margin}
     *
     * @param userId whose
     */
    public NotionalLimits notionalLimits(String userId) {
        return read(() -> accounts.notionalLimits(enabledAccount(userId)));
    }

    /**
     * Sets the exchange's limit on the notional value of a user in every market without one of its own.
     *
     * @param userId whose
     * @param limit US dollars
     */
    public void setNotionalLimit(String userId, FixedPointDollars limit) {
        change(() -> state.account(userId).notionalLimit = limit.withDecimals(4, 4));
    }

    /**
     * Sets the exchange's limit on the notional value of a user in one market.
     *
     * @param userId whose
     * @param ticker the market
     * @param limit US dollars, or null for the default
     */
    public void setNotionalLimit(String userId, String ticker, @Nullable FixedPointDollars limit) {
        change(() -> {
            AccountState account = state.account(userId);
            state.existingMarket(ticker);
            setOrRemove(account.notionalLimits, ticker, limit);
        });
    }

    /**
     * {@return the tiers of the exchange's fee schedules, lowest first}
     */
    public List<FeeTier> feeTiers() {
        return state.feeTiers;
    }

    /**
     * {@return the steps of the fee schedule that a user is on; 403 for a user who may not trade on margin}
     *
     * @param userId whose
     */
    public List<FeeTier> feeTiers(String userId) {
        return read(() -> accounts.steps(enabledAccount(userId)));
    }

    /**
     * {@return the tier that a user is on, whose rates hold in every market}
     *
     * @param userId whose
     */
    public FeeTier feeTier(String userId) {
        return read(() -> state.account(userId).feeTier);
    }

    /**
     * Opens the next subaccount; 404 {@code user_not_found} for a user who may not trade on margin.
     *
     * @param userId whose
     * @return its number, from 1 to 63
     */
    public int createSubaccount(String userId) {
        return write(() -> accounts.createSubaccount(state.account(userId)));
    }

    /**
     * Moves money between two subaccounts of a user; 409 {@code transfer_already_applied} for an id used before, 403 for a user who
     * may not trade on margin, 400 for more than is available.
     *
     * @param userId whose
     * @param clientTransferId the user's own id of the transfer
     * @param from the subaccount that pays
     * @param to the subaccount that receives
     * @param amountCents cents, more than zero
     */
    public void transferBetweenSubaccounts(String userId, String clientTransferId, int from, int to, long amountCents) {
        change(() -> accounts.transfer(state.account(userId), clientTransferId, from, to, amountCents));
    }

    /**
     * Moves money between the event contracts and the primary subaccount of a user; 403 for a user who may not trade on margin, 400
     * for more than is available.
     *
     * @param userId whose
     * @param source the exchange that pays
     * @param destination the exchange that receives
     * @param amount more than zero
     * @return the id of the transfer
     */
    public String transferBetweenInstances(
            String userId, ExchangeInstance source, ExchangeInstance destination, Centicents amount) {
        return write(() -> accounts.transfer(state.account(userId), source, destination, amount));
    }

    /**
     * Sets how long it takes until transfers arrive; nothing by default. The money leaves at once.
     *
     * @param delay zero or more
     */
    public void setTransferDelay(Duration delay) {
        change(() -> state.transferDelay = notNegative(delay));
    }

    // ---------------------------------------------------------------- futures commission merchants

    /**
     * Creates a subtrader, a user of its own below a merchant; 403 for a user who is no merchant, 400 for an unusable suffix, 409 for one
     * in use.
     *
     * @param userId the merchant
     * @param suffix 1 to 16 letters and digits
     * @return the subtrader's account
     */
    public Account createSubtrader(String userId, String suffix) {
        return write(
                () -> accounts.createSubtrader(state.account(userId), suffix).snapshot());
    }

    /**
     * {@return the account of a subtrader, or null if there is none}
     *
     * @param subtraderId the subtrader's id
     */
    public @Nullable Account subtrader(String subtraderId) {
        return read(() -> {
            AccountState account = state.subtraders.get(subtraderId);
            return account == null ? null : account.snapshot();
        });
    }

    /**
     * {@return the limits of a subtrader; 403 for a user who is neither the merchant nor the subtrader, 404 for no subtrader, 400 for no id
     * from a merchant, and for a ticker together with an asset class}
     *
     * @param userId the merchant or the subtrader
     * @param subtraderId the subtrader; null for the one that asks
     * @param ticker only the cap on this market, or null
     * @param assetClass only the cap on this class, or null
     */
    public SubtraderLimits subtraderLimits(
            String userId, @Nullable String subtraderId, @Nullable String ticker, @Nullable AssetClass assetClass) {
        return read(() -> accounts.limits(state.account(userId), subtraderId, ticker, assetClass));
    }

    /**
     * Sets a cap on the initial margin of a subtrader, on a market, on an asset class, or on everything.
     *
     * @param userId the merchant
     * @param subtraderId the subtrader
     * @param ticker the market, or null
     * @param assetClass the class, or null
     * @param imCap US dollars, zero or more
     */
    public void setRiskControl(
            String userId,
            String subtraderId,
            @Nullable String ticker,
            @Nullable AssetClass assetClass,
            FixedPointDollars imCap) {
        change(() -> accounts.setRiskControl(state.account(userId), subtraderId, ticker, assetClass, imCap));
    }

    /**
     * Removes a cap; nothing happens if there is none.
     *
     * @param userId the merchant
     * @param subtraderId the subtrader
     * @param ticker the market, or null
     * @param assetClass the class, or null
     */
    public void removeRiskControl(
            String userId, String subtraderId, @Nullable String ticker, @Nullable AssetClass assetClass) {
        change(() -> accounts.setRiskControl(state.account(userId), subtraderId, ticker, assetClass, null));
    }

    /**
     * Sets the exchange's limit on the notional value of a subtrader.
     *
     * @param subtraderId the subtrader
     * @param ticker the market, or null for all of them together
     * @param limit US dollars, or null to remove it
     */
    public void setSubtraderNotionalLimit(
            String subtraderId, @Nullable String ticker, @Nullable FixedPointDollars limit) {
        change(() -> {
            AccountState account = state.subtraders.get(subtraderId);
            if (account == null) {
                throw new IllegalArgumentException("there is no subtrader " + subtraderId);
            }
            if (ticker != null) {
                state.existingMarket(ticker);
            }
            setOrRemove(account.subtraderLimits, ticker == null ? "" : ticker, limit);
        });
    }

    /**
     * Sets the exchange's limit on the notional value of a merchant's whole account, which the merchant's own cannot exceed.
     *
     * @param userId the merchant
     * @param limit US dollars, or null for none
     */
    public void setAccountNotionalLimit(String userId, @Nullable FixedPointDollars limit) {
        change(() -> {
            AccountState account = state.account(userId);
            if (!account.fcm) {
                throw new IllegalArgumentException("user " + userId + " is no futures commission merchant");
            }
            account.accountLimit = limit == null ? null : limit.withDecimals(4, 4);
        });
    }

    /**
     * Sets the limit of a merchant on its own account; orders are cancelled, newest first, until usage fits. 403 for a user who is no
     * merchant, 400 for more than the exchange's limit.
     *
     * @param userId the merchant
     * @param limit US dollars, zero or more
     */
    public void setMemberNotionalLimit(String userId, FixedPointDollars limit) {
        change(() -> accounts.setMemberLimit(state.account(userId), limit));
    }

    /**
     * Removes the limit of a merchant on its own account; 403 for a user who is no merchant.
     *
     * @param userId the merchant
     */
    public void removeMemberNotionalLimit(String userId) {
        change(() -> accounts.setMemberLimit(state.account(userId), null));
    }

    // ---------------------------------------------------------------- orders

    /**
     * Places an order.
     *
     * @param userId whose
     * @param request the order
     * @return the order after what it traded
     * @throws Refusal 409 {@code order_already_exists}, {@code market_version_mismatch}, {@code trading_is_paused},
     *     {@code exchange_is_paused}; 400 {@code invalid_order}, {@code invalid_price}, {@code NOTIONAL_RISK_LIMIT_EXCEEDED},
     *     {@code user_not_found:_…}; 404 {@code not_found} for a market, subaccount or group that does not exist
     */
    public OrderResult createOrder(String userId, OrderRequest request) {
        return write(() -> matching.create(state.account(userId), request));
    }

    /**
     * Changes the price, size or expiry of a resting order.
     *
     * @param userId whose
     * @param subaccount the order's subaccount
     * @param orderId the order
     * @param request its new shape
     * @return the order after what it traded
     * @throws Refusal 404 {@code not_found} for an order that does not rest; otherwise as when an order is placed
     */
    public OrderResult amendOrder(String userId, int subaccount, String orderId, AmendRequest request) {
        return write(() -> matching.amend(state.account(userId), subaccount, orderId, request));
    }

    /**
     * Makes a resting order smaller by so many contracts; by all or more cancels it.
     *
     * @param userId whose
     * @param subaccount the order's subaccount
     * @param orderId the order
     * @param by contracts, more than zero
     * @return the order afterwards
     */
    public Order decreaseOrderBy(String userId, int subaccount, String orderId, FixedPointCount by) {
        return write(() -> matching.decreaseBy(state.account(userId), subaccount, orderId, by));
    }

    /**
     * Makes a resting order smaller; zero cancels it.
     *
     * @param userId whose
     * @param subaccount the order's subaccount
     * @param orderId the order
     * @param to contracts to stay open, zero or more; 400 for more than are
     * @return the order afterwards
     */
    public Order decreaseOrderTo(String userId, int subaccount, String orderId, FixedPointCount to) {
        return write(() -> matching.decreaseTo(state.account(userId), subaccount, orderId, to));
    }

    /**
     * Cancels what is left of an order; 404 {@code not_found} for one that does not rest.
     *
     * @param userId whose
     * @param subaccount the order's subaccount
     * @param orderId the order
     * @return the order afterwards and what was taken off the book
     */
    public Canceled cancelOrder(String userId, int subaccount, String orderId) {
        return write(() -> matching.cancel(state.account(userId), subaccount, orderId));
    }

    /**
     * Cancels resting orders of a user.
     *
     * @param userId whose
     * @param subaccount those of this subaccount, or null
     * @param ticker those in this market, or null
     * @return how many
     */
    public int cancelAllOrders(String userId, @Nullable Integer subaccount, @Nullable String ticker) {
        return write(() -> matching.cancelAll(state.account(userId), subaccount, ticker));
    }

    /**
     * Sets for how long after a cancel of all orders new ones that it would have reached are cancelled as well; not at all by default. On
     * the real exchange this can happen within a minute.
     *
     * @param duration zero or more
     */
    public void setCancelAllTail(Duration duration) {
        change(() -> state.cancelAllTail = notNegative(duration));
    }

    /**
     * {@return an order that rests or was executed; 404 {@code not_found} for a cancelled one, although the list has it, and for one that
     * changed within the {@linkplain #setReadLag lag}}
     *
     * @param userId whose
     * @param orderId the order
     */
    public Order order(String userId, String orderId) {
        return read(() -> {
            OrderState order = state.account(userId).ordersById.get(orderId);
            if (order == null || order.status() == OrderStatus.CANCELED || state.isLagging(order.updated)) {
                throw Refusals.notFound();
            }
            return order.snapshot();
        });
    }

    /**
     * {@return orders of a user, newest first}
     *
     * @param userId whose
     * @param filter which of them
     * @param page which of those
     */
    public Page<Order> orders(String userId, OrderFilter filter, PageRequest page) {
        return read(() -> Pages.newestFirst(
                state.account(userId).orders,
                order -> (filter.subaccount() == null || filter.subaccount() == order.owner.number)
                        && (filter.ticker() == null || filter.ticker().equals(order.market.ticker()))
                        && (filter.status() == null || filter.status() == order.status())
                        && isWithin(order.created, filter.from(), filter.to()),
                OrderState::snapshot,
                page));
    }

    /**
     * Sets for how long a read by id does not find what was just written; not at all by default. On the real exchange it was seconds.
     *
     * @param lag zero or more
     */
    public void setReadLag(Duration lag) {
        change(() -> state.readLag = notNegative(lag));
    }

    // ---------------------------------------------------------------- order groups

    /**
     * Creates an order group; 400 {@code user_not_found:_…} for a user who may not trade on margin, 400 for the 25,001st.
     *
     * @param userId whose
     * @param subaccount the subaccount that owns it
     * @param contractsLimit contracts within 15 seconds, more than zero
     * @param exchangeIndex the shard, 0
     * @return the group
     */
    public OrderGroup createOrderGroup(
            String userId, int subaccount, FixedPointCount contractsLimit, int exchangeIndex) {
        return write(() -> groups.create(state.account(userId), subaccount, contractsLimit, exchangeIndex));
    }

    /**
     * {@return groups of a user, oldest first}
     *
     * @param userId whose
     * @param subaccount those of this subaccount, or null
     */
    public List<OrderGroup> orderGroups(String userId, @Nullable Integer subaccount) {
        return read(() -> groups.list(state.account(userId), subaccount));
    }

    /**
     * {@return a group; 404 {@code not_found} for none, and for one made within the {@linkplain #setReadLag lag}}
     *
     * @param userId whose
     * @param subaccount the subaccount that owns it, or null for any
     * @param groupId the group
     */
    public OrderGroup orderGroup(String userId, @Nullable Integer subaccount, String groupId) {
        return read(() -> groups.get(state.account(userId), subaccount, groupId));
    }

    /**
     * Cancels a group's orders and removes it.
     *
     * @param userId whose
     * @param subaccount the subaccount that owns it
     * @param groupId the group
     */
    public void deleteOrderGroup(String userId, int subaccount, String groupId) {
        change(() -> groups.delete(state.account(userId), subaccount, groupId));
    }

    /**
     * Lets a group take orders again, and count from zero.
     *
     * @param userId whose
     * @param subaccount the subaccount that owns it
     * @param groupId the group
     */
    public void resetOrderGroup(String userId, int subaccount, String groupId) {
        change(() -> groups.reset(state.account(userId), subaccount, groupId));
    }

    /**
     * Cancels a group's orders and lets it take no more until a reset.
     *
     * @param userId whose
     * @param subaccount the subaccount that owns it
     * @param groupId the group
     */
    public void triggerOrderGroup(String userId, int subaccount, String groupId) {
        change(() -> groups.trigger(state.account(userId), subaccount, groupId));
    }

    /**
     * Changes the limit of a group; one that is exceeded already triggers it.
     *
     * @param userId whose
     * @param subaccount the subaccount that owns it
     * @param groupId the group
     * @param contractsLimit contracts within 15 seconds, more than zero
     */
    public void updateOrderGroupLimit(String userId, int subaccount, String groupId, FixedPointCount contractsLimit) {
        change(() -> groups.updateLimit(state.account(userId), subaccount, groupId, contractsLimit));
    }

    // ---------------------------------------------------------------- exit triggers

    /**
     * Sets an exit trigger: replaces the one over the whole position, or with a count or an anchor order appends one.
     *
     * @param userId whose
     * @param subaccount the subaccount that holds the position; 0 for isolated
     * @param mode the family of routes
     * @param ticker the market
     * @param request the trigger
     * @return the trigger; with a key used before, the one made then
     * @throws Refusal 400 {@code invalid_parameters} for members that do not go together, 400 {@code stop_loss_past_liquidation}, 404
     *     {@code not_found} for no open position or no such order, 409 {@code idempotency_key_already_used},
     *     409 {@code anchor_order_unavailable} for an order within the {@linkplain #setReadLag lag}
     */
    public ExitTrigger setExitTrigger(
            String userId, int subaccount, MarginMode mode, String ticker, ExitTriggerRequest request) {
        return write(() -> triggers.set(state.account(userId), subaccount, mode, ticker, request));
    }

    /**
     * {@return the live triggers of a position, oldest first}
     *
     * @param userId whose
     * @param subaccount the subaccount that holds the position
     * @param mode the family of routes
     * @param ticker the market
     * @param kind those of this family, or null
     */
    public List<ExitTrigger> exitTriggers(
            String userId, int subaccount, MarginMode mode, String ticker, @Nullable ExitTriggerKind kind) {
        return read(() -> triggers.list(state.account(userId), subaccount, mode, ticker, kind));
    }

    /**
     * {@return a trigger, live or ended, or null if there is none; no route of the exchange shows ended ones}
     *
     * @param userId whose
     * @param triggerId the trigger
     */
    public @Nullable ExitTrigger exitTrigger(String userId, String triggerId) {
        return read(() -> {
            TriggerState trigger = state.account(userId).triggers.get(triggerId);
            return trigger == null ? null : trigger.snapshot();
        });
    }

    /**
     * Changes the prices of a bracket of a cross-margined position; a leg that is null is cleared.
     *
     * @param userId whose
     * @param subaccount the subaccount that holds the position
     * @param ticker the market
     * @param triggerId the bracket; 404 {@code not_found} for none
     * @param stopLossPrice the mark that fires the stop-loss, or null
     * @param takeProfitPrice the mark that fires the take-profit, or null
     * @return the bracket
     */
    public ExitTrigger updateExitTrigger(
            String userId,
            int subaccount,
            String ticker,
            String triggerId,
            @Nullable FixedPointDollars stopLossPrice,
            @Nullable FixedPointDollars takeProfitPrice) {
        return write(() ->
                triggers.update(state.account(userId), subaccount, ticker, triggerId, stopLossPrice, takeProfitPrice));
    }

    /**
     * Cancels the live triggers of a position; there may be none.
     *
     * @param userId whose
     * @param subaccount the subaccount that holds the position
     * @param mode the family of routes
     * @param ticker the market
     * @param kind those of this family, or null
     */
    public void deleteExitTriggers(
            String userId, int subaccount, MarginMode mode, String ticker, @Nullable ExitTriggerKind kind) {
        change(() -> triggers.delete(state.account(userId), subaccount, mode, ticker, kind));
    }

    /**
     * Cancels one bracket of a cross-margined position.
     *
     * @param userId whose
     * @param subaccount the subaccount that holds the position
     * @param ticker the market
     * @param triggerId the bracket; 404 {@code not_found} for none
     */
    public void deleteExitTrigger(String userId, int subaccount, String ticker, String triggerId) {
        change(() -> triggers.delete(state.account(userId), subaccount, ticker, triggerId));
    }

    // ---------------------------------------------------------------- funding

    /**
     * {@return the funding rate of a market as it stands; 404 {@code not_found} for a market that does not exist}
     *
     * @param ticker the market
     */
    public FundingEstimate fundingEstimate(String ticker) {
        return read(() -> {
            MarketState market = state.market(ticker);
            Instant now = state.now();
            return new FundingEstimate(ticker, now, market.premium.rate(now), market.mark(), Funding.next(now));
        });
    }

    /**
     * {@return past funding rates, oldest first}
     *
     * @param ticker those of this market, or null; there are none of one that does not exist
     * @param from those then or later, or null
     * @param to those then or earlier, or null
     */
    public List<FundingRate> fundingRates(@Nullable String ticker, @Nullable Instant from, @Nullable Instant to) {
        return read(() -> state.markets.values().stream()
                .filter(market -> ticker == null || ticker.equals(market.ticker()))
                .flatMap(market -> market.fundingRates.stream())
                .filter(rate -> isWithin(rate.time(), from, to))
                .sorted(Comparator.comparing(FundingRate::time).thenComparing(FundingRate::ticker))
                .toList());
    }

    /**
     * {@return what a user paid and received, oldest first}
     *
     * @param userId whose
     * @param subaccount that of this subaccount, or null
     * @param ticker that in this market, or null
     * @param from the first day, in UTC
     * @param to the last day, in UTC
     */
    public List<FundingPayment> fundingHistory(
            String userId, @Nullable Integer subaccount, @Nullable String ticker, LocalDate from, LocalDate to) {
        Instant first = from.atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant end = to.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return read(() -> state.account(userId).funding.stream()
                .filter(payment -> (subaccount == null || subaccount == payment.subaccount())
                        && (ticker == null || ticker.equals(payment.ticker()))
                        && !payment.time().isBefore(first)
                        && payment.time().isBefore(end))
                .toList());
    }

    // ---------------------------------------------------------------- what the exchange keeps

    /**
     * {@return the fees that the exchange has taken from all users, in US dollars}
     */
    public FixedPointDollars feesCollected() {
        return read(() -> state.fees);
    }

    /**
     * {@return what rounding has left with the exchange, in US dollars: from funding, and from profit of parts of contracts}
     */
    public FixedPointDollars roundingCollected() {
        return read(() -> state.rounding);
    }

    // ---------------------------------------------------------------- parts

    private Market snapshot(MarketState market) {
        return market.snapshot(state.now(), Funding.next(state.now()));
    }

    private AccountState enabledAccount(String userId) {
        AccountState account = state.account(userId);
        if (!account.enabled) {
            throw Refusals.notEnabled();
        }
        return account;
    }

    private List<Position> openPositions(AccountState account, @Nullable Integer subaccount, @Nullable String ticker) {
        List<Position> positions = new ArrayList<>();
        for (SubaccountState owner : account.subaccounts.values()) {
            for (Exposure exposure : owner.exposures()) {
                if ((subaccount == null || subaccount == owner.number)
                        && (ticker == null || ticker.equals(exposure.market.ticker()))
                        && !exposure.position.isZero()) {
                    positions.add(risk.position(exposure));
                }
            }
        }
        return positions;
    }

    private void pin(String ticker, @Nullable FixedPointDollars price) {
        change(() -> {
            MarketState market = state.existingMarket(ticker);
            market.pinMark(price);
            state.touched.add(market);
        });
    }

    private static List<PriceLevel> levels(BookSide side, int depth, @Nullable FixedPointDollars width) {
        if (depth < 0) {
            throw Refusals.invalidParameters("depth must be zero or more");
        }
        if (width == null) {
            return side.snapshot(depth);
        }
        if (!width.isPositive()) {
            throw Refusals.invalidParameters("aggregation_tick_size must be above zero");
        }
        Map<FixedPointDollars, FixedPointCount> buckets = new LinkedHashMap<>();
        for (PriceLevel level : side.snapshot(0)) {
            FixedPointDollars bucket = width.times(level.price().ratioTo(width, 0, RoundingMode.FLOOR))
                    .withDecimals(4, 6);
            if (depth > 0 && buckets.size() == depth && !buckets.containsKey(bucket)) {
                break;
            }
            buckets.merge(bucket, level.count(), FixedPointCount::plus);
        }
        List<PriceLevel> levels = new ArrayList<>();
        buckets.forEach((price, count) -> levels.add(new PriceLevel(price, count)));
        return levels;
    }

    private static boolean isWithin(Instant time, @Nullable Instant from, @Nullable Instant to) {
        return (from == null || !time.isBefore(from)) && (to == null || !time.isAfter(to));
    }

    private static void setOrRemove(
            Map<String, FixedPointDollars> limits, String ticker, @Nullable FixedPointDollars limit) {
        if (limit == null) {
            limits.remove(ticker);
        } else {
            limits.put(ticker, limit.withDecimals(4, 4));
        }
    }

    private static Duration notNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a duration must be zero or more but was " + duration);
        }
        return duration;
    }

    private static void requirePositive(String what, FixedPointDollars price) {
        if (!price.isPositive()) {
            throw new IllegalArgumentException(what + " must be more than zero but was " + price);
        }
    }

    /** Collects what an exchange begins with. For one thread. */
    public static final class Builder {
        private SimulatedClock clock = new SimulatedClock(Instant.parse("2026-10-20T12:00:00Z"));
        private long seed = 1;
        private List<MarketTerms> markets = MarketTerms.demo();
        private List<FeeTier> feeTiers = List.of(new FeeTier(
                FeeScheduleName.SELF_CLEARING_MEMBERS, 0, new BigDecimal("0.0005"), new BigDecimal("0.0012")));
        private FixedPointDollars notionalLimit = FixedPointDollars.of("50000.0000");

        private Builder() {}

        /**
         * Sets the clock; one that stands at 2026-10-20T12:00:00Z by default.
         *
         * @param value the clock, of no other exchange
         * @return this builder
         */
        public Builder clock(SimulatedClock value) {
            clock = value;
            return this;
        }

        /**
         * Sets the seed of all ids; 1 by default.
         *
         * @param value any number
         * @return this builder
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Sets the markets; {@link MarketTerms#demo()} by default.
         *
         * @param value their terms
         * @return this builder
         */
        public Builder markets(Collection<MarketTerms> value) {
            markets = List.copyOf(value);
            return this;
        }

        /**
         * Sets the fee tiers, lowest first; by default one of 5 basis points for makers and 12 for takers.
         *
         * @param value the tiers, at least one, with different numbers within a schedule
         * @return this builder
         */
        public Builder feeTiers(List<FeeTier> value) {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("an exchange needs a fee tier");
            }
            feeTiers = List.copyOf(value);
            return this;
        }

        /**
         * Sets the limit on the notional value of every user in every market; 50,000 US dollars by default.
         *
         * @param value US dollars
         * @return this builder
         */
        public Builder notionalLimit(FixedPointDollars value) {
            notionalLimit = value;
            return this;
        }

        /** {@return the exchange} */
        public Exchange build() {
            return new Exchange(this);
        }
    }
}
