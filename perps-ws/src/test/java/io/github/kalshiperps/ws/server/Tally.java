package io.github.kalshiperps.ws.server;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.ws.model.BookSide;
import io.github.kalshiperps.ws.model.Fill;
import io.github.kalshiperps.ws.model.Trade;
import java.util.UUID;

/**
 * How many, and a checksum of all that they say, in any order. Two tallies are equal when the same fills or trades went into
 * both, each as often. Immutable.
 *
 * @param count how many
 * @param hash the checksum
 */
public record Tally(long count, long hash) {
    /** Nothing. */
    public static final Tally NONE = new Tally(0, 0);

    /** With one fill more. */
    public Tally plus(Fill fill) {
        UUID trade = fill.tradeId();
        UUID order = fill.orderId();
        return plusFill(
                trade.getMostSignificantBits(),
                trade.getLeastSignificantBits(),
                order.getMostSignificantBits(),
                order.getLeastSignificantBits(),
                fill.marketTicker(),
                fill.side().equals(BookSide.BID),
                fill.isTaker(),
                ticks(fill.price()),
                hundredths(fill.count()),
                ticks(fill.feeCost()),
                hundredths(fill.postPosition()),
                fill.tsMs().toEpochMilli());
    }

    /** With one trade more. */
    public Tally plus(Trade trade) {
        UUID id = trade.tradeId();
        return plusTrade(
                id.getMostSignificantBits(),
                id.getLeastSignificantBits(),
                trade.marketTicker(),
                trade.takerSide().equals(BookSide.BID),
                ticks(trade.price()),
                hundredths(trade.count()),
                trade.tsMs().toEpochMilli());
    }

    Tally plusFill(
            long tradeHigh,
            long tradeLow,
            long orderHigh,
            long orderLow,
            String ticker,
            boolean bid,
            boolean taker,
            long price,
            long count,
            long fee,
            long position,
            long time) {
        long h = mix(mix(tradeHigh, tradeLow), mix(orderHigh, orderLow));
        h = mix(mix(h, ticker.hashCode()), (bid ? 2 : 0) | (taker ? 1 : 0));
        return plusHash(mix(mix(mix(mix(mix(h, price), count), fee), position), time));
    }

    Tally plusTrade(long high, long low, String ticker, boolean bid, long price, long count, long time) {
        long h = mix(mix(mix(high, low), ticker.hashCode()), bid ? 1 : 0);
        return plusHash(mix(mix(mix(h, price), count), time));
    }

    private Tally plusHash(long more) {
        // A sum does not depend on the order, and unlike "exclusive or" it shows what came twice.
        return new Tally(count + 1, hash + more);
    }

    private static long ticks(FixedPointDollars dollars) {
        return dollars.toBigDecimal().movePointRight(4).longValueExact();
    }

    private static long hundredths(FixedPointCount count) {
        return count.toBigDecimal().movePointRight(2).longValueExact();
    }

    /** Two numbers to one that differs in about half of its bits when one bit of them does. */
    private static long mix(long a, long b) {
        long x = (a * 0x9E3779B97F4A7C15L) ^ (b + 0x632BE59BD9B4E019L);
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
