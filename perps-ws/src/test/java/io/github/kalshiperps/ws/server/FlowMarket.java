package io.github.kalshiperps.ws.server;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One market: its book and its figures. Prices are in ten-thousandths of a dollar, counts in hundredths of a contract. For one
 * thread.
 *
 * <p>The book is never crossed: a change of one side keeps away from the best price of the other.
 */
final class FlowMarket {
    private static final int NONE = -1;

    private final String ticker;
    private final long lowest;
    private final long[] bids;
    private final long[] asks;
    private final int centre;
    private int bestBid = NONE;
    private int bestAsk = NONE;

    private boolean changedBid;
    private int changedLevel;
    private long change;

    private long tradePrice;
    private long tradeCount;
    private long volume;
    private long notional;
    private long openInterest;
    private long position;

    FlowMarket(String ticker, int price, int levels, SplittableRandom random) {
        this.ticker = ticker;
        int width = 2 * (levels == 0 ? 40 : Math.max(levels, 4));
        this.centre = width / 2;
        this.lowest = (long) price - centre;
        this.bids = new long[width];
        this.asks = new long[width];
        this.tradePrice = price;
        this.openInterest = 100_00L * random.nextInt(1, 10_000);
        for (int i = 0; i < levels; i++) {
            set(true, centre - 1 - i, size(random));
            set(false, centre + i, size(random));
        }
    }

    String ticker() {
        return ticker;
    }

    /** Changes the size of one level. */
    void changeBook(SplittableRandom random) {
        changedBid = random.nextBoolean();
        int room = bids.length / 8;
        if (changedBid) {
            int highest = Math.min(bestAsk == NONE ? bids.length : bestAsk - 1, centre + room);
            changedLevel = random.nextInt(Math.min(highest, bids.length - 1) + 1);
        } else {
            int from = Math.max(bestBid + 1, centre - room);
            changedLevel = random.nextInt(from, asks.length);
        }
        long before = (changedBid ? bids : asks)[changedLevel];
        int choice = random.nextInt(4);
        long after;
        if (before == 0 || choice < 2) {
            after = before + size(random);
        } else if (choice == 2 && before > 1) {
            after = random.nextLong(1, before);
        } else {
            after = 0;
        }
        change = after - before;
        set(changedBid, changedLevel, after);
    }

    boolean isChangedBid() {
        return changedBid;
    }

    long changedPrice() {
        return lowest + changedLevel;
    }

    long change() {
        return change;
    }

    void trade(SplittableRandom random) {
        tradePrice = lowest + centre + random.nextInt(-3, 4);
        tradeCount = size(random);
        volume += tradeCount;
        notional += tradeCount * tradePrice;
        openInterest = Math.max(100, openInterest + random.nextLong(-tradeCount, tradeCount + 1));
    }

    long tradePrice() {
        return tradePrice;
    }

    long tradeCount() {
        return tradeCount;
    }

    long volume() {
        return volume;
    }

    /** Millionths of a dollar. */
    long notional() {
        return notional;
    }

    long openInterest() {
        return openInterest;
    }

    /** The best bid, the last price when there is none. */
    long bid() {
        return bestBid == NONE ? tradePrice : lowest + bestBid;
    }

    long bidSize() {
        return bestBid == NONE ? 0 : bids[bestBid];
    }

    /** The best ask, the last price when there is none. */
    long ask() {
        return bestAsk == NONE ? tradePrice : lowest + bestAsk;
    }

    long askSize() {
        return bestAsk == NONE ? 0 : asks[bestAsk];
    }

    /** Changes what the client holds and tells how much it is then. */
    long fill(boolean bid, long count) {
        position += bid ? count : -count;
        return position;
    }

    /** Writes both sides as the exchange does: the best level last, and nothing of a side that is empty. */
    void writeLevels(FrameText text) {
        if (bestBid != NONE) {
            text.name("bid").open('[');
            for (int i = 0; i <= bestBid; i++) {
                writeLevel(i, bids[i], text);
            }
            text.close(']');
        }
        if (bestAsk != NONE) {
            text.name("ask").open('[');
            for (int i = asks.length - 1; i >= bestAsk; i--) {
                writeLevel(i, asks[i], text);
            }
            text.close(']');
        }
    }

    Truth.Book book() {
        List<PriceLevel> bidLevels = new ArrayList<>();
        for (int i = bids.length - 1; i >= 0; i--) {
            addLevel(i, bids[i], bidLevels);
        }
        List<PriceLevel> askLevels = new ArrayList<>();
        for (int i = 0; i < asks.length; i++) {
            addLevel(i, asks[i], askLevels);
        }
        return new Truth.Book(List.copyOf(bidLevels), List.copyOf(askLevels));
    }

    /** Mostly whole contracts, one time in ten a fraction. */
    static long size(SplittableRandom random) {
        return random.nextInt(10) == 0 ? random.nextLong(1, 2_000) : 100L * random.nextInt(1, 1_000);
    }

    private void writeLevel(int level, long size, FrameText text) {
        if (size > 0) {
            text.open('[').dollars(lowest + level).count(size).close(']');
        }
    }

    private void addLevel(int level, long size, List<PriceLevel> levels) {
        if (size > 0) {
            levels.add(new PriceLevel(
                    FixedPointDollars.of(BigDecimal.valueOf(lowest + level, 4)),
                    FixedPointCount.of(BigDecimal.valueOf(size, 2))));
        }
    }

    private void set(boolean bid, int level, long size) {
        (bid ? bids : asks)[level] = size;
        if (bid) {
            bestBid = size > 0 ? Math.max(bestBid, level) : bestBid;
            while (bestBid >= 0 && bids[bestBid] == 0) {
                bestBid--;
            }
        } else {
            bestAsk = size > 0 && (bestAsk == NONE || level < bestAsk) ? level : bestAsk;
            while (bestAsk >= 0 && asks[bestAsk] == 0) {
                bestAsk = bestAsk + 1 == asks.length ? NONE : bestAsk + 1;
            }
        }
    }
}
