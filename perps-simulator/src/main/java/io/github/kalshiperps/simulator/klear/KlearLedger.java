package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.klear.model.ClearingType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * The books of one clearing member at a simulated clearing house. Safe for use by several threads.
 *
 * <p>Time is that of the clock it is given. Whatever is due by then has happened whenever something is asked or done: funding
 * at 0, 8 and 16 o'clock and settlement at 16 o'clock, US Eastern Time, every day; an obligation is paid out of the settlement
 * balance, or into it, one hour after its settlement; the day's reports are there half an hour later; a withdrawal is processed
 * after thirty minutes. A test that moves the clock to {@link #nextSettlement()} has the settlement behind it.
 *
 * <p>Every amount is exact and moves between accounts that always add up to zero. Ids come from the seed: the same steps give
 * the same answers, save for the key pairs of generated API keys, which are real.
 *
 * <p>Simpler than the clearing house: one member, one asset class; marks and funding rates are what a program says they are; the
 * maintenance margin is computed by the published inputs, but those are drawn from the seed and the formula has no minimum per
 * market; an obligation that the balance does not cover stays open and takes what comes in, and nobody is in default; no interest
 * on collateral and no report about it; a new subtrader is known at once; bank transfers always succeed unless
 * {@link #failWithdrawal} says otherwise.
 */
public final class KlearLedger {
    /** Far beyond any market, and small enough that sums of many stay within what a count of centicents can be. */
    private static final FixedPointDollars HIGHEST_PRICE = FixedPointDollars.of("1000000");

    static final FixedPointDollars LARGEST_AMOUNT = FixedPointDollars.of("1000000000");
    private static final FixedPointCount LARGEST_TRADE = FixedPointCount.of(1_000_000);

    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final ClearingHouse house;
    private final SubtraderKeyListener keyListener;
    private Instant latest;

    private KlearLedger(Builder builder) {
        clock = builder.clock;
        keyListener = builder.keyListener;
        Instant now = clock.instant();
        Instant opensAt = builder.withHistory ? DemoHistory.opensAt(now) : now;
        house = new ClearingHouse(builder.memberId, builder.clearingType, builder.seed, opensAt);
        if (builder.withHistory) {
            DemoHistory.play(house, builder.seed, opensAt, now);
        }
        if (builder.openingBalance.isPositive()) {
            house.deposit(builder.openingBalance.toCenticents(), now);
        }
        latest = now;
    }

    /**
     * A builder of an empty ledger.
     *
     * @param clock what time it is; may be moved by a test, but never back
     * @return the builder
     */
    public static Builder builder(Clock clock) {
        return new Builder(clock);
    }

    /** Does something with the books, after everything that is due has happened. */
    <T> T call(BiFunction<ClearingHouse, Instant, T> work) {
        Instant asked = clock.instant(); // not under the lock: the clock may have one, too
        lock.lock();
        try {
            Instant now = asked.isAfter(latest) ? asked : latest;
            latest = now;
            house.runUntil(now);
            return work.apply(house, now);
        } finally {
            lock.unlock();
        }
    }

    private void run(BiConsumer<ClearingHouse, Instant> work) {
        boolean unused = call((books, now) -> {
            work.accept(books, now);
            return true;
        });
    }

    SubtraderKeyListener keyListener() {
        return keyListener;
    }

    /**
     * The clearing member.
     *
     * @return its user id
     */
    public String memberId() {
        return house.memberId();
    }

    /**
     * When the next settlement is.
     *
     * @return a moment after now
     */
    public Instant nextSettlement() {
        return SettlementCalendar.settlementAfter(clock.instant());
    }

    /**
     * How far a test has to advance the clock to have the next settlement behind it.
     *
     * @return more than zero
     */
    public Duration untilNextSettlement() {
        Instant now = clock.instant();
        return Duration.between(now, SettlementCalendar.settlementAfter(now));
    }

    /**
     * When funding runs next.
     *
     * @return a moment after now
     */
    public Instant nextFunding() {
        return SettlementCalendar.fundingAfter(clock.instant());
    }

    /**
     * The part of the settlement balance that can be withdrawn.
     *
     * @return the amount, never below zero
     */
    public Centicents availableBalance() {
        return call((books, now) -> books.balance(Account.AVAILABLE));
    }

    /**
     * The money of withdrawals under way.
     *
     * @return the amount, never below zero
     */
    public Centicents lockedBalance() {
        return call((books, now) -> books.balance(Account.LOCKED));
    }

    /**
     * Lists a market. Its margins are calibrated from today on.
     *
     * @param ticker the ticker, new
     * @param mark the mark price in dollars per contract, above zero, at most four decimals
     */
    public void addMarket(String ticker, FixedPointDollars mark) {
        BigDecimal price = price(mark);
        run((books, now) ->
                books.positions().add(new Market(name("ticker", ticker), SettlementCalendar.day(now), price)));
    }

    /**
     * Moves a mark price.
     *
     * @param ticker the market
     * @param price the new mark price in dollars per contract, above zero, at most four decimals
     */
    public void mark(String ticker, FixedPointDollars price) {
        BigDecimal mark = price(price);
        run((books, now) -> books.positions().requireMarket(ticker).mark(mark));
    }

    /**
     * Sets what funding will charge from the next time on, until it is set again; zero at first.
     *
     * @param ticker the market
     * @param rate of the notional value, from -1 to 1; above zero the long side pays the short side
     */
    public void fundingRate(String ticker, BigDecimal rate) {
        if (rate.abs().compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("Expected a rate from -1 to 1 but was " + rate);
        }
        run((books, now) -> books.positions().requireMarket(ticker).fundingRate(rate));
    }

    /**
     * Makes a subtrader known.
     *
     * @param id its complete id, new: account id, underscore, and 1 to 16 lower-case letters or digits
     */
    public void addSubtrader(String id) {
        if (!ApiKeys.isSubtraderId(id)) {
            throw new IllegalArgumentException(
                    "Expected an account id, an underscore, and 1 to 16 lower-case letters or" + " digits, but was "
                            + id);
        }
        run((books, now) -> books.positions().add(new Subtrader(id)));
    }

    /**
     * Says whether a subtrader has an initial margin cap; without one, as at first, new API keys come with a warning.
     *
     * @param subtraderId the subtrader
     * @param set whether it has one
     */
    public void initialMarginCap(String subtraderId, boolean set) {
        run((books, now) -> books.positions().requireSubtrader(subtraderId).initialMarginCap(set));
    }

    /**
     * Books a trade of a subtrader.
     *
     * @param subtraderId the subtrader
     * @param ticker the market
     * @param quantity contracts, positive when bought and negative when sold; at most two decimals
     * @param price dollars per contract, above zero, at most four decimals
     * @param fees fees in dollars, zero or more, at most four decimals
     */
    public void trade(
            String subtraderId,
            String ticker,
            FixedPointCount quantity,
            FixedPointDollars price,
            FixedPointDollars fees) {
        if (quantity.isZero()) {
            throw new IllegalArgumentException("A trade of nothing is none");
        }
        if (quantity.abs().compareTo(LARGEST_TRADE) > 0) {
            throw new IllegalArgumentException("Expected at most " + LARGEST_TRADE + " contracts but was " + quantity);
        }
        if (fees.isNegative()) {
            throw new IllegalArgumentException("Expected fees of zero or more but was " + fees);
        }
        atMost(LARGEST_AMOUNT, fees);
        FixedPointCount contracts = quantity.withDecimals(2, 2);
        FixedPointDollars checked = FixedPointDollars.of(price(price));
        Centicents paid = fees.toCenticents();
        run((books, now) -> {
            books.positions().requireMarket(ticker);
            books.trade(new ClearingTrade(now, subtraderId, ticker, contracts, checked, paid));
        });
    }

    /**
     * Wires money into the settlement balance. Obligations that are overdue are paid from it at once.
     *
     * @param amount dollars, above zero, at most four decimals
     */
    public void deposit(FixedPointDollars amount) {
        positive(amount);
        Centicents money = amount.toCenticents();
        run((books, now) -> books.deposit(money, now));
    }

    /**
     * Wires money into the guaranty fund.
     *
     * @param amount dollars, above zero, at most four decimals
     */
    public void contributeToGuarantyFund(FixedPointDollars amount) {
        positive(amount);
        Centicents money = amount.toCenticents();
        run((books, now) -> books.contributeToGuarantyFund(money, now));
    }

    /**
     * Makes an obligation outside the settlements, executed now. It is paid like any other.
     *
     * @param rows what is behind it
     * @return its id
     */
    public String addObligation(NewObligation rows) {
        return call((books, now) -> books.addObligation(rows, now).id());
    }

    /**
     * Lets a withdrawal fail: its money is available again.
     *
     * @param id the withdrawal, which must be under way
     */
    public void failWithdrawal(String id) {
        run((books, now) -> books.failWithdrawal(id, now));
    }

    private static BigDecimal price(FixedPointDollars price) {
        atMost(HIGHEST_PRICE, price);
        return Amounts.dollars(positive(price).toCenticents());
    }

    private static FixedPointDollars positive(FixedPointDollars amount) {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("Expected more than zero but was " + amount);
        }
        atMost(LARGEST_AMOUNT, amount);
        return amount;
    }

    static void atMost(FixedPointDollars most, FixedPointDollars amount) {
        if (amount.abs().compareTo(most) > 0) {
            throw new IllegalArgumentException("Expected at most " + most + " dollars but was " + amount);
        }
    }

    private static String name(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        return value;
    }

    @Override
    public String toString() {
        return "KlearLedger{" + memberId() + "}";
    }

    /** Builds ledgers. Not safe for use by several threads. */
    public static final class Builder {
        private final Clock clock;
        private String memberId = "simulated-member";
        private ClearingType clearingType = ClearingType.FCM;
        private long seed = 1;
        private FixedPointDollars openingBalance = FixedPointDollars.ZERO;
        private boolean withHistory;
        private SubtraderKeyListener keyListener = SubtraderKeyListener.NONE;

        private Builder(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
        }

        /**
         * Who the ledger belongs to.
         *
         * @param id the user id; {@code simulated-member} unless set
         * @return this builder
         */
        public Builder memberId(String id) {
            this.memberId = name("memberId", id);
            return this;
        }

        /**
         * How the member clears. A member that clears for itself alone may not manage subtraders' API keys, and its markets are
         * margined jointly; those of a futures commission merchant's clients one by one.
         *
         * @param type the type; {@link ClearingType#FCM} unless set
         * @return this builder
         */
        public Builder clearingType(ClearingType type) {
            if (!type.isKnown()) {
                throw new IllegalArgumentException("There is no clearing type " + type);
            }
            this.clearingType = type;
            return this;
        }

        /**
         * What ids, margin scenarios and a demonstration's history are drawn from.
         *
         * @param start any number; 1 unless set
         * @return this builder
         */
        public Builder seed(long start) {
            this.seed = start;
            return this;
        }

        /**
         * Money in the settlement balance.
         *
         * @param amount dollars, zero or more, at most four decimals; zero unless set
         * @return this builder
         */
        public Builder openingBalance(FixedPointDollars amount) {
            if (amount.isNegative()) {
                throw new IllegalArgumentException("Expected zero or more but was " + amount);
            }
            atMost(LARGEST_AMOUNT, amount);
            this.openingBalance = amount.toCenticents().toDollars();
            return this;
        }

        /**
         * Begins three settlement days ago: with markets, subtraders, positions, money, and all that has happened since.
         *
         * @return this builder
         */
        public Builder withHistory() {
            this.withHistory = true;
            return this;
        }

        /**
         * Hears of the API keys of subtraders.
         *
         * @param listener the listener; none unless set
         * @return this builder
         */
        public Builder subtraderKeyListener(SubtraderKeyListener listener) {
            this.keyListener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * The ledger.
         *
         * @return a new ledger
         */
        public KlearLedger build() {
            return new KlearLedger(this);
        }
    }
}
