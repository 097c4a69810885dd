package io.github.kalshiperps.core.book;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What can be asked of an order book of one market; who may ask is said by the two kinds: {@link OrderBook} belongs to
 * one thread, {@link BookView} is immutable. Every answer is exact. Prices are dollars per contract, not per unit of the
 * underlying.
 *
 * <p>A question to an {@link OrderBook} that does not know the market throws {@link InvalidBookException}.
 */
public abstract sealed class Book permits OrderBook, BookView {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    Book() {}

    /** The only way to the levels, so that no question can pass by the check of an invalid book. */
    abstract Levels levels(Side side);

    /** {@return the sequence number of the last message in this book, as the caller counts them} */
    public abstract long sequence();

    /** {@return the time of the last message that had one, counted from the snapshot on} */
    public abstract Optional<Instant> time();

    /** {@return the highest bid, or empty if there is none} */
    public final Optional<PriceLevel> bestBid() {
        return best(Side.BID);
    }

    /** {@return the lowest ask, or empty if there is none} */
    public final Optional<PriceLevel> bestAsk() {
        return best(Side.ASK);
    }

    private Optional<PriceLevel> best(Side side) {
        return levels(side).best(1).stream().findFirst();
    }

    /** {@return half the sum of best bid and best ask, with a decimal more than they have; empty if a side is empty} */
    public final Optional<FixedPointDollars> mid() {
        return bestBid()
                .flatMap(bid ->
                        bestAsk().map(ask -> bid.price().plus(ask.price()).times(HALF)));
    }

    /** {@return best ask less best bid, which is negative in a crossed book; empty if a side is empty} */
    public final Optional<FixedPointDollars> spread() {
        return bestBid().flatMap(bid -> bestAsk().map(ask -> ask.price().minus(bid.price())));
    }

    /**
     * {@return whether the best bid is at or above the best ask} The exchange would have matched them: such a book is
     * between two messages that belong together, or wrong. An empty side crosses nothing.
     */
    public final boolean isCrossed() {
        return spread().filter(spread -> !spread.isPositive()).isPresent();
    }

    /**
     * The best levels of a side.
     *
     * @param side which side
     * @param levels how many levels at most, not negative
     * @return an unmodifiable list, best first
     * @throws IllegalArgumentException if the number is negative
     */
    public final List<PriceLevel> depth(Side side, int levels) {
        if (levels < 0) {
            throw new IllegalArgumentException("Expected at least 0 levels but was " + levels);
        }
        return levels(side).best(levels);
    }

    /**
     * {@return how many price levels a side has}
     *
     * @param side which side
     */
    public final int levelCount(Side side) {
        return levels(side).size();
    }

    /**
     * {@return how many contracts rest at exactly that price; zero if there is no such level}
     *
     * @param side which side
     * @param price dollars per contract
     */
    public final FixedPointCount countAt(Side side, FixedPointDollars price) {
        return levels(side).countAt(price);
    }

    /**
     * {@return how many contracts rest at that price or a better one: at or above it among the bids, at or below it
     * among the asks}
     *
     * @param side which side
     * @param limit dollars per contract
     */
    public final FixedPointCount countThrough(Side side, FixedPointDollars limit) {
        return levels(side).countThrough(limit);
    }

    /**
     * {@return how many contracts rest on a side}
     *
     * @param side which side
     */
    public final FixedPointCount totalCount(Side side) {
        return levels(side).totalCount();
    }

    /**
     * Adds up what taking that many contracts from a side comes to, best price first.
     *
     * @param side where the contracts rest: {@link Side#ASK} for a purchase, {@link Side#BID} for a sale
     * @param count how many contracts, more than zero
     * @return the cost, and how much of it the side can fill
     * @throws IllegalArgumentException if the count is not more than zero
     */
    public final Vwap vwap(Side side, FixedPointCount count) {
        if (!count.isPositive()) {
            throw new IllegalArgumentException("Expected more than 0 contracts but was " + count);
        }
        return levels(side).vwap(count);
    }

    /**
     * Compares {@link #time()} with a clock. A quiet market looks the same as a dead connection from here; telling them
     * apart is the connection's task.
     *
     * @param clock tells the time now; it should agree with the clock the messages were stamped by
     * @param maxAge how old the last message may be
     * @return whether the last message is older than that, or its time is not known
     */
    public final boolean isStale(Clock clock, Duration maxAge) {
        return time().filter(time -> Duration.between(time, clock.instant()).compareTo(maxAge) <= 0)
                .isEmpty();
    }

    /** What the two kinds print of a book that knows the market. */
    final String describe() {
        return "sequence " + sequence() + ", " + describe(Side.BID) + ", " + describe(Side.ASK);
    }

    private String describe(Side side) {
        String best =
                best(side).map(level -> level.price() + " x " + level.count()).orElse("none");
        return side + " " + best + " (" + levelCount(side) + " levels)";
    }
}
