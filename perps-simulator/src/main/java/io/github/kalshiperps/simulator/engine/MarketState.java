package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One market: its book, its prices and its figures. Under the exchange's lock. */
final class MarketState {
    private static final BigDecimal MARK_BOUND = new BigDecimal("0.05");
    private static final Duration DAY = Duration.ofHours(24);
    private static final FixedPointDollars NOTHING = FixedPointDollars.of("0.000000");

    final MarketTerms terms;
    final BookSide bids = new BookSide(Side.BID);
    final BookSide asks = new BookSide(Side.ASK);
    final List<Exposure> exposures = new ArrayList<>();
    final List<Trade> trades = new ArrayList<>();
    final List<FundingRate> fundingRates = new ArrayList<>();
    final List<TriggerState> triggers = new ArrayList<>();
    final CandleHistory candles;
    final Premium premium;

    MarketStatus status;
    long version = 1;
    BigDecimal underlyingMultiplier;
    private @Nullable TickerPrice reference;
    private @Nullable FixedPointDollars pinnedMark;
    private @Nullable TickerPrice mark;
    private final BigDecimal maintenanceLeverage;
    private FixedPointCount volume = Amounts.NO_CONTRACTS;
    private FixedPointDollars volumeNotional = NOTHING;
    private final Deque<Trade> day = new ArrayDeque<>();
    private FixedPointCount dayVolume = Amounts.NO_CONTRACTS;
    private FixedPointDollars dayNotional = NOTHING;
    private FixedPointCount openInterest = Amounts.NO_CONTRACTS;
    private Instant changed;

    MarketState(MarketTerms terms, Instant now) {
        this.terms = terms;
        this.status = terms.status();
        this.underlyingMultiplier = terms.underlyingMultiplier();
        this.maintenanceLeverage = terms.leverage().multiply(terms.initialMarginMultiplier());
        this.candles = new CandleHistory(now);
        this.premium = new Premium(terms.fundingDeadband(), now);
        this.changed = now;
        FixedPointDollars start = terms.referencePrice();
        if (start != null) {
            setReference(start, now);
            refresh(now);
        }
    }

    String ticker() {
        return terms.ticker();
    }

    BookSide side(Side side) {
        return side == Side.BID ? bids : asks;
    }

    BookSide opposite(Side side) {
        return side == Side.BID ? asks : bids;
    }

    BigDecimal maintenanceLeverage() {
        return maintenanceLeverage;
    }

    @Nullable
    FixedPointDollars mark() {
        return mark == null ? null : mark.price();
    }

    @Nullable
    TickerPrice reference() {
        return reference;
    }

    boolean isOpen(Instant now) {
        TradingHours hours = terms.tradingHours();
        return status == MarketStatus.ACTIVE && (hours == null || hours.at(now).open());
    }

    void setReference(FixedPointDollars price, Instant now) {
        reference = new TickerPrice(price, now);
    }

    void pinMark(@Nullable FixedPointDollars price) {
        pinnedMark = price;
    }

    void trade(Trade trade) {
        trades.add(trade);
        FixedPointDollars notional = trade.price().times(trade.count());
        volume = volume.plus(trade.count());
        volumeNotional = volumeNotional.plus(notional);
        day.addLast(trade);
        dayVolume = dayVolume.plus(trade.count());
        dayNotional = dayNotional.plus(notional);
        candles.trade(trade.price(), trade.count(), notional, trade.time());
    }

    /** A position that was so many contracts is now so many: what is long counts. */
    void positionChanged(FixedPointCount before, FixedPointCount after) {
        openInterest = openInterest.plus(after.max(Amounts.NO_CONTRACTS)).minus(before.max(Amounts.NO_CONTRACTS));
    }

    /** Works out the mark and takes note of the quotes, after something changed. */
    void refresh(Instant now) {
        changed = now;
        candles.quote(bestOr(bids, Market.NO_BID), bestOr(asks, Market.NO_ASK), now);
        candles.openInterest(openInterest, openInterestNotional(), now);
        FixedPointDollars newMark = computeMark();
        if (newMark != null && !newMark.equals(mark())) {
            mark = new TickerPrice(newMark, now);
        }
        premium.prices(number(mark), number(reference), now);
    }

    private @Nullable FixedPointDollars computeMark() {
        if (pinnedMark != null) {
            return pinnedMark;
        }
        if (reference == null) {
            return trades.isEmpty() ? null : trades.get(trades.size() - 1).price();
        }
        FixedPointDollars price = reference.price();
        FixedPointDollars bound = price.times(MARK_BOUND);
        BookSide.Level bid = bids.best();
        BookSide.Level ask = asks.best();
        FixedPointDollars inside = price;
        if (bid != null) {
            inside = inside.max(bid.price.min(price.plus(bound)));
        }
        if (ask != null) {
            inside = inside.min(ask.price.max(price.minus(bound)));
        }
        return inside.round(Amounts.MONEY_DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static FixedPointDollars bestOr(BookSide side, FixedPointDollars otherwise) {
        BookSide.Level best = side.best();
        return best == null ? otherwise : best.price;
    }

    private static @Nullable BigDecimal number(@Nullable TickerPrice price) {
        return price == null ? null : price.price().toBigDecimal();
    }

    private FixedPointDollars openInterestNotional() {
        FixedPointDollars price = trades.isEmpty()
                ? Objects.requireNonNullElse(mark(), Amounts.NO_MONEY)
                : trades.get(trades.size() - 1).price();
        return price.times(openInterest);
    }

    private void forgetOldTrades(Instant now) {
        Trade oldest;
        while ((oldest = day.peekFirst()) != null && !oldest.time().plus(DAY).isAfter(now)) {
            day.removeFirst();
            dayVolume = dayVolume.minus(oldest.count());
            dayNotional = dayNotional.minus(oldest.price().times(oldest.count()));
        }
    }

    Market snapshot(Instant now, Instant nextFunding) {
        forgetOldTrades(now);
        Trade last = trades.isEmpty() ? null : trades.get(trades.size() - 1);
        BookSide.Level bid = bids.best();
        BookSide.Level ask = asks.best();
        TradingHours hours = terms.tradingHours();
        BigDecimal rate = premium.rate(now);
        return new Market(
                terms,
                status,
                version,
                underlyingMultiplier,
                hours == null ? null : hours.at(now),
                last == null ? null : last.price(),
                last == null ? Amounts.NO_CONTRACTS : last.count(),
                bid == null ? null : bid.price,
                bid == null ? Amounts.NO_CONTRACTS : bid.count(),
                ask == null ? null : ask.price,
                ask == null ? Amounts.NO_CONTRACTS : ask.count(),
                volume,
                volumeNotional,
                dayVolume,
                dayNotional,
                openInterest,
                openInterestNotional(),
                reference,
                mark,
                mark,
                rate,
                rate == null ? null : now,
                nextFunding,
                changed);
    }
}
