package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The candles of one market. Kept by minute, only for minutes in which something happened; hours, days and quiet minutes are made up
 * of these when they are asked for. Under the exchange's lock.
 */
final class CandleHistory {
    private static final int MAX_CANDLES = 5_000;
    private static final long MINUTE = 60;

    private final Instant begin;
    private final NavigableMap<Long, Minute> minutes = new TreeMap<>();
    private State state =
            new State(Market.NO_BID, Market.NO_ASK, null, Amounts.NO_CONTRACTS, FixedPointDollars.of("0.000000"));

    /** What holds from one minute to the next. */
    private record State(
            FixedPointDollars bid,
            FixedPointDollars ask,
            @Nullable FixedPointDollars last,
            FixedPointCount openInterest,
            FixedPointDollars openInterestNotional) {}

    /** One minute in which something happened, or more of them put together. */
    private static final class Minute {
        private final @Nullable FixedPointDollars previous;
        private Candle.Course bid;
        private Candle.Course ask;
        private Candle.@Nullable Course price;
        private FixedPointCount volume = Amounts.NO_CONTRACTS;
        private FixedPointDollars notional = FixedPointDollars.of("0.000000");
        private State end;

        Minute(State start) {
            previous = start.last;
            bid = flat(start.bid);
            ask = flat(start.ask);
            end = start;
        }

        void add(Minute later) {
            bid = join(bid, later.bid);
            ask = join(ask, later.ask);
            Candle.Course laterPrice = later.price;
            if (laterPrice != null) {
                price = price == null ? laterPrice : join(price, laterPrice);
            }
            volume = volume.plus(later.volume);
            notional = notional.plus(later.notional);
            end = later.end;
        }

        Candle candle(long endSecond) {
            return new Candle(
                    Instant.ofEpochSecond(endSecond),
                    bid,
                    ask,
                    price,
                    price == null ? null : Amounts.mean(notional, volume),
                    previous,
                    volume,
                    notional,
                    end.openInterest,
                    end.openInterestNotional);
        }
    }

    CandleHistory(Instant begin) {
        this.begin = begin;
    }

    void quote(FixedPointDollars bid, FixedPointDollars ask, Instant now) {
        if (bid.equals(state.bid) && ask.equals(state.ask)) {
            return;
        }
        Minute minute = minute(now);
        minute.bid = join(minute.bid, flat(bid));
        minute.ask = join(minute.ask, flat(ask));
        become(minute, new State(bid, ask, state.last, state.openInterest, state.openInterestNotional));
    }

    void trade(FixedPointDollars price, FixedPointCount count, FixedPointDollars notional, Instant now) {
        Minute minute = minute(now);
        Candle.Course before = minute.price;
        minute.price = before == null ? flat(price) : join(before, flat(price));
        minute.volume = minute.volume.plus(count);
        minute.notional = minute.notional.plus(notional);
        become(minute, new State(state.bid, state.ask, price, state.openInterest, state.openInterestNotional));
    }

    void openInterest(FixedPointCount contracts, FixedPointDollars notional, Instant now) {
        if (contracts.equals(state.openInterest) && notional.equals(state.openInterestNotional)) {
            return;
        }
        Minute minute = minute(now);
        become(minute, new State(state.bid, state.ask, state.last, contracts, notional));
    }

    private Minute minute(Instant now) {
        return minutes.computeIfAbsent(periodEnd(now, MINUTE), end -> new Minute(state));
    }

    private void become(Minute minute, State after) {
        state = after;
        minute.end = after;
    }

    List<Candle> between(Instant start, Instant end, Duration interval, boolean includeLatestBeforeStart, Instant now) {
        long length = interval.toSeconds();
        if (length != MINUTE && length != 60 * MINUTE && length != 1440 * MINUTE) {
            throw Refusals.invalidParameters("period_interval must be 1, 60 or 1440");
        }
        long first = periodEnd(start, length);
        long last = Math.floorDiv(end.getEpochSecond(), length) * length;
        if ((last - first) / length + 1 > MAX_CANDLES) {
            throw Refusals.invalidParameters("at most " + MAX_CANDLES + " candlesticks per request");
        }
        List<Candle> candles = new ArrayList<>();
        long beginning = Math.max(first, periodEnd(begin, length));
        if (includeLatestBeforeStart && !begin.isAfter(start)) {
            candles.add(new Minute(stateBefore(first - length)).candle(first));
        }
        for (long period = beginning;
                period <= last && Instant.ofEpochSecond(period - length).isBefore(now);
                period += length) {
            candles.add(period(period - length, period));
        }
        return candles;
    }

    /** What happened after the start, up to the end, which is part of it. */
    private Candle period(long start, long end) {
        Minute all = new Minute(stateBefore(start));
        minutes.subMap(start, false, end, true).values().forEach(all::add);
        return all.candle(end);
    }

    /** {@return how things stood at the end of the minute that ends then} */
    private State stateBefore(long end) {
        Map.Entry<Long, Minute> before = minutes.floorEntry(end);
        return before == null
                ? new State(Market.NO_BID, Market.NO_ASK, null, Amounts.NO_CONTRACTS, FixedPointDollars.of("0.000000"))
                : before.getValue().end;
    }

    /** {@return the end of the period that a moment is in; a moment that is an end belongs to what ends then} */
    private static long periodEnd(Instant moment, long length) {
        long second = moment.getEpochSecond() + (moment.getNano() > 0 ? 1 : 0);
        return -Math.floorDiv(-second, length) * length;
    }

    private static Candle.Course flat(FixedPointDollars price) {
        return new Candle.Course(price, price, price, price);
    }

    private static Candle.Course join(Candle.Course earlier, Candle.Course later) {
        return new Candle.Course(
                earlier.open(), earlier.high().max(later.high()), earlier.low().min(later.low()), later.close());
    }
}
