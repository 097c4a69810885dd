package io.github.kalshiperps.simulator;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.simulator.engine.AmendRequest;
import io.github.kalshiperps.simulator.engine.BookSnapshot;
import io.github.kalshiperps.simulator.engine.Exchange;
import io.github.kalshiperps.simulator.engine.Market;
import io.github.kalshiperps.simulator.engine.MarketStatus;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.engine.OrderRequest;
import io.github.kalshiperps.simulator.engine.OrderStatus;
import io.github.kalshiperps.simulator.engine.Refusal;
import io.github.kalshiperps.simulator.engine.TickerPrice;
import io.github.kalshiperps.simulator.engine.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Two made-up traders that make the markets of a simulator move: one keeps quotes on both sides of every book, around a reference
 * price that wanders; the other takes from them. Safe for use by several threads.
 *
 * <p>{@link #step} makes one move. With the same seed and a clock that stands still the moves are always the same, as long as nobody
 * else trades. The traders have all the money that they need, which is the only way in which the exchange treats them otherwise
 * than anybody else: they trade with whoever crosses their prices, and fill orders that rest between theirs.
 */
public final class MarketFlow {
    private static final FixedPointDollars MONEY = FixedPointDollars.of("1000000000.0000");
    private static final FixedPointDollars NO_LIMIT = FixedPointDollars.of("1000000000000.0000");
    private static final int LEVELS = 5;
    private static final int PRICE_DECIMALS = 4;

    /** The step of a reference price, at most, in millionths. */
    private static final int STRIDE = 400;

    /** How far a reference price gets from where it began, in millionths. */
    private static final int RANGE = 100_000;

    /** How far the quotes are off the reference price, at most, in millionths: that is what funding comes from. */
    private static final int PREMIUM = 3_000;

    /** Between two levels, in millionths. */
    private static final BigDecimal GAP = new BigDecimal("0.0005");

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final Exchange exchange;
    private final Random random;
    private final String maker;
    private final String taker;
    private final Map<String, Quotes> quotes = new HashMap<>();
    private long orders;

    /** The orders of one market, by side and level, and where its price is. */
    private static final class Quotes {
        final FixedPointDollars start;
        final FixedPointDollars tick;
        final Map<Integer, Order> bids = new HashMap<>();
        final Map<Integer, Order> asks = new HashMap<>();
        int moved;
        int premium;

        Quotes(FixedPointDollars start, FixedPointDollars tick, int premium) {
            this.start = start;
            this.tick = tick;
            this.premium = premium;
        }
    }

    /**
     * Opens the traders' accounts. Nothing moves yet.
     *
     * @param exchange where they trade
     * @param seed what the moves are drawn from
     */
    public MarketFlow(Exchange exchange, long seed) {
        this.exchange = exchange;
        this.random = new Random(seed);
        this.maker = openAccount();
        this.taker = openAccount();
    }

    private String openAccount() {
        String userId = exchange.openAccount().userId();
        exchange.deposit(userId, 0, MONEY);
        exchange.setNotionalLimit(userId, NO_LIMIT);
        return userId;
    }

    /** Makes one move in every market that trades and has a reference price; none while the exchange is paused. */
    public void step() {
        Boolean unused = exchange.atomically(() -> {
            if (exchange.status().exchangeActive() && exchange.status().tradingActive()) {
                for (Market market : exchange.markets()) {
                    step(market);
                }
            }
            return true;
        });
    }

    private void step(Market market) {
        TickerPrice reference = market.reference();
        if (market.status() != MarketStatus.ACTIVE || reference == null) {
            return;
        }
        String ticker = market.ticker();
        Quotes quoted = quotes.computeIfAbsent(
                ticker,
                name -> new Quotes(
                        reference.price(), market.terms().tick(), random.nextInt(2 * PREMIUM + 1) - PREMIUM));
        quoted.moved = wander(quoted.moved, STRIDE, RANGE);
        quoted.premium = wander(quoted.premium, STRIDE, PREMIUM);
        FixedPointDollars price = moved(quoted.start, quoted.moved);
        exchange.setReferencePrice(ticker, price);
        quote(ticker, quoted, moved(price, quoted.premium));
        take(ticker);
    }

    private int wander(int from, int stride, int range) {
        int to = from + random.nextInt(2 * stride + 1) - stride;
        return Math.max(-range, Math.min(range, to));
    }

    private static FixedPointDollars moved(FixedPointDollars price, int millionths) {
        BigDecimal factor = BigDecimal.valueOf(millionths).divide(MILLION).add(BigDecimal.ONE);
        return price.times(factor).round(PRICE_DECIMALS, RoundingMode.HALF_EVEN);
    }

    private void quote(String ticker, Quotes quoted, FixedPointDollars around) {
        FixedPointDollars gap = ticks(around.times(GAP), quoted.tick, RoundingMode.CEILING);
        FixedPointDollars middle = ticks(around, quoted.tick, RoundingMode.HALF_EVEN);
        // The side that the price leaves goes first, or the maker's quotes would meet its own.
        Order bestBid = quoted.bids.get(0);
        boolean up = bestBid == null || middle.compareTo(bestBid.price().plus(gap)) > 0;
        for (Side side : up ? List.of(Side.ASK, Side.BID) : List.of(Side.BID, Side.ASK)) {
            Map<Integer, Order> levels = side == Side.BID ? quoted.bids : quoted.asks;
            for (int level = 0; level < LEVELS; level++) {
                FixedPointDollars away = gap.times(level + 1L);
                FixedPointDollars price = side == Side.BID ? middle.minus(away) : middle.plus(away);
                if (price.isPositive()) {
                    Order order = quote(ticker, side, price, levels.remove(level));
                    if (order != null) {
                        levels.put(level, order);
                    }
                }
            }
        }
    }

    private static FixedPointDollars ticks(FixedPointDollars price, FixedPointDollars tick, RoundingMode mode) {
        return tick.times(price.ratioTo(tick, 0, mode)).withDecimals(PRICE_DECIMALS, 6);
    }

    /** Moves an order that still rests, so that a long run does not pile up orders, or places another. */
    private @Nullable Order quote(String ticker, Side side, FixedPointDollars price, @Nullable Order before) {
        if (before != null) {
            try {
                Order resting = exchange.order(maker, before.orderId());
                if (resting.status() == OrderStatus.RESTING) {
                    FixedPointCount count = resting.fillCount().plus(resting.remainingCount());
                    return resting.price().equals(price)
                            ? resting
                            : exchange.amendOrder(
                                            maker, 0, resting.orderId(), new AmendRequest(ticker, side, price, count))
                                    .order();
                }
            } catch (Refusal e) {
                // It is gone, or the price is not taken: another one takes its place, or none does.
                cancel(before);
            }
        }
        return place(maker, request(side, ticker, price, 10 + random.nextInt(50)));
    }

    private void cancel(Order order) {
        try {
            exchange.cancelOrder(maker, 0, order.orderId());
        } catch (Refusal e) {
            // It was filled meanwhile.
        }
    }

    private void take(String ticker) {
        Side side = random.nextBoolean() ? Side.BID : Side.ASK;
        int count = 1 + random.nextInt(8);
        BookSnapshot book = exchange.book(ticker);
        List<PriceLevel> levels = new ArrayList<>(side == Side.BID ? book.asks() : book.bids());
        if (!levels.isEmpty()) {
            Order unused = place(
                    taker,
                    request(side, ticker, levels.get(0).price(), count)
                            .withTimeInForce(TimeInForce.IMMEDIATE_OR_CANCEL));
        }
    }

    private OrderRequest request(Side side, String ticker, FixedPointDollars price, int count) {
        String id = "flow-" + orders++;
        FixedPointCount contracts = FixedPointCount.of(count + ".00");
        return side == Side.BID
                ? OrderRequest.bid(ticker, id, price, contracts)
                : OrderRequest.ask(ticker, id, price, contracts);
    }

    private @Nullable Order place(String userId, OrderRequest request) {
        try {
            return exchange.createOrder(userId, request).order();
        } catch (Refusal e) {
            return null; // outside the band of a market that somebody else moved; the next step tries again
        }
    }
}
