package io.github.kalshiperps.core.book;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For one thread at a time, reading included; {@link #view()} gives an immutable copy for the others. The live order
 * book of one market, made from a snapshot and the deltas that follow it.
 *
 * <pre>{@code
 * OrderBook book = OrderBook.create();
 * book.applySnapshot(bids, asks, 1, null);
 * book.applyDelta(Side.BID, FixedPointDollars.of("6.3352"), FixedPointCount.of("-1.00"), 2, time);
 * book.bestBid();
 * }</pre>
 *
 * <p>A book is invalid before its first snapshot, after {@link #invalidate}, and after a message that contradicts it.
 * Then it answers every question with {@link InvalidBookException}, drops deltas, and keeps the first reason, until the
 * next good snapshot. It never guesses what a contradictory message might have meant, since every later answer would
 * rest on the guess.
 *
 * <p>Counting messages is the caller's task, because the exchange counts them per subscription and not per market: on a
 * gap, call {@link #invalidate}.
 */
public final class OrderBook extends Book {
    private final Levels bids;
    private final Levels asks;
    private @Nullable String invalidReason = "no snapshot yet";
    private long sequence;
    private @Nullable Instant time;

    /** Takes one {@link Levels} per side that nobody else keeps. */
    OrderBook(Levels bids, Levels asks) {
        this.bids = bids;
        this.asks = asks;
    }

    /**
     * A book that waits for its first snapshot. It does not allocate memory for a delta, unless it has to grow. It holds
     * 18 digits of a price and of the sum of a side's contracts; beyond that it becomes invalid rather than inexact.
     *
     * @return an invalid book
     */
    public static OrderBook create() {
        return new OrderBook(new ArrayLevels(Side.BID), new ArrayLevels(Side.ASK));
    }

    /**
     * Replaces everything by a snapshot, whose levels may come in any order. A price or a count that is not positive, or
     * a price that comes twice, makes the book invalid.
     *
     * @param newBids all bids; null, like an empty list, if there are none
     * @param newAsks all asks; null, like an empty list, if there are none
     * @param newSequence the sequence number of the message
     * @param newTime the time of the message, or null if it is not known
     * @return whether the book is valid now
     */
    public boolean applySnapshot(
            @Nullable List<PriceLevel> newBids,
            @Nullable List<PriceLevel> newAsks,
            long newSequence,
            @Nullable Instant newTime) {
        invalidReason = "snapshot " + newSequence + " was not read to its end"; // stays if something is thrown
        try {
            bids.load(newBids == null ? List.of() : newBids);
            asks.load(newAsks == null ? List.of() : newAsks);
        } catch (UnusableUpdateException e) {
            invalidReason = "snapshot " + newSequence + ": " + e.getMessage();
            return false;
        }
        invalidReason = null;
        sequence = newSequence;
        time = newTime;
        return true;
    }

    /**
     * Changes one level. The book becomes invalid if the change is zero, or takes more contracts than there are, or the
     * price is not positive.
     *
     * @param side the side of the level
     * @param price dollars per contract
     * @param change how many contracts are added to the level, or with a minus taken from it; not the new count
     * @param newSequence the sequence number of the message
     * @param newTime the time of the message, or null if it is not known
     * @return whether the delta was applied; if not, the book is invalid and needs a snapshot
     */
    public boolean applyDelta(
            Side side, FixedPointDollars price, FixedPointCount change, long newSequence, @Nullable Instant newTime) {
        if (invalidReason != null) {
            return false;
        }
        try {
            side.choose(bids, asks).change(price, change);
        } catch (UnusableUpdateException e) {
            invalidReason = "delta " + newSequence + ": " + e.getMessage();
            return false;
        }
        sequence = newSequence;
        if (newTime != null) {
            time = newTime;
        }
        return true;
    }

    /**
     * Tells the book that it does not know the market any more: messages were missed, the connection is lost, a delta
     * was not understood.
     *
     * @param reason what {@link InvalidBookException} will say; not used if the book is invalid already
     */
    public void invalidate(String reason) {
        Objects.requireNonNull(reason, "reason");
        if (invalidReason == null) {
            invalidReason = reason;
        }
    }

    /** {@return whether the book can be asked} */
    public boolean isValid() {
        return invalidReason == null;
    }

    /** {@return why the book cannot be asked, or empty if it can} */
    public Optional<String> invalidReason() {
        return Optional.ofNullable(invalidReason);
    }

    /** {@return an immutable copy of the book as it is now} */
    public BookView view() {
        requireValid();
        return new BookView(bids.copy(), asks.copy(), sequence, time);
    }

    /** {@inheritDoc} */
    @Override
    public long sequence() {
        requireValid();
        return sequence;
    }

    /** {@inheritDoc} */
    @Override
    public Optional<Instant> time() {
        requireValid();
        return Optional.ofNullable(time);
    }

    @Override
    Levels levels(Side side) {
        requireValid();
        return side.choose(bids, asks);
    }

    private void requireValid() {
        if (invalidReason != null) {
            throw new InvalidBookException(invalidReason);
        }
    }

    /** {@return the sequence number and the best levels, or why the book is invalid; for logs} */
    @Override
    public String toString() {
        return "OrderBook[" + (invalidReason == null ? describe() : "invalid: " + invalidReason) + "]";
    }
}
