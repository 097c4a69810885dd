package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * People who make a market move with the clock. Safe for use by several threads; works on whatever thread moves the clock, and the
 * same for the same seed.
 *
 * <p>At every step the reference price goes a little up or down, two makers move their quotes along with it, a little above or below
 * for a while, which is what funding comes of, and now and then a taker buys or sells. A maker's quote trades with whatever it meets, so an order that the market runs over is filled. While the
 * market does not trade, nothing happens. The reference price may be set from outside at any time: the next step goes on from
 * there.
 */
public final class Flow {
    private static final int MAKERS = 2;
    private static final FixedPointDollars MONEY = FixedPointDollars.of("1000000000");
    private static final int BASIS_POINTS = 10_000;

    /** It takes about the square of this many steps from no premium to the most. */
    private static final int PREMIUM_STEPS = 8;

    /** Below this the next price down would be nothing. */
    private static final long LOWEST_TICKS = 100;

    private final Exchange exchange;
    private final String ticker;
    private final Random random;
    private final Duration interval;
    private final int levels;
    private final int spreadBps;
    private final int volatilityBps;
    private final int premiumBps;
    private final int size;
    private final int takerPercent;
    private final List<Quote> quotes = new ArrayList<>();
    private final String taker;
    private final ExchangeListener listener = new ExchangeListener() {
        @Override
        public void onOrder(Order order) {
            if (orders.containsKey(order.orderId())) {
                orders.put(order.orderId(), order);
            }
        }
    };

    /** The quotes' orders as they are now; under the exchange's lock. */
    private final Map<String, Order> orders = new HashMap<>();

    private long nextOrder;

    /** How far the quotes are off the reference price, in ticks. */
    private long premium;

    private boolean running;

    /** A place in a maker's ladder, and the order that stands there. */
    private static final class Quote {
        private final String maker;
        private final Side side;
        private final int level;
        private @Nullable String orderId;

        Quote(String maker, Side side, int level) {
            this.maker = maker;
            this.side = side;
            this.level = level;
        }
    }

    private Flow(Builder builder) {
        exchange = builder.exchange;
        ticker = builder.ticker;
        random = new Random(builder.seed);
        interval = builder.interval;
        levels = builder.levels;
        spreadBps = builder.spreadBps;
        volatilityBps = builder.volatilityBps;
        premiumBps = builder.premiumBps;
        size = builder.size;
        takerPercent = builder.takerPercent;
        taker = person();
        for (int i = 0; i < MAKERS; i++) {
            String maker = person();
            for (int level = 0; level < levels; level++) {
                quotes.add(new Quote(maker, Side.BID, level));
                quotes.add(new Quote(maker, Side.ASK, level));
            }
        }
    }

    private String person() {
        String userId = exchange.openAccount().userId();
        exchange.deposit(userId, 0, MONEY);
        exchange.setNotionalLimit(userId, MONEY);
        return userId;
    }

    /**
     * {@return a builder of people for a market}
     *
     * @param exchange the exchange
     * @param ticker a market of it that has a reference price
     * @throws IllegalArgumentException if there is no such market, or it has no reference price
     */
    public static Builder builder(Exchange exchange, String ticker) {
        Market market = exchange.market(ticker);
        if (market == null || market.reference() == null) {
            throw new IllegalArgumentException("no market with a reference price has the ticker " + ticker);
        }
        return new Builder(exchange, ticker);
    }

    private Flow start() {
        exchange.atomically(() -> {
            exchange.addListener(listener);
            running = true;
            step();
            return true;
        });
        return this;
    }

    /** Goes home: cancels all quotes, if the exchange takes that, and trades no more. */
    public void stop() {
        exchange.atomically(() -> {
            running = false;
            exchange.removeListener(listener);
            for (Quote quote : quotes) {
                try {
                    exchange.cancelAllOrders(quote.maker, null, null);
                } catch (Refusal paused) {
                    break;
                }
            }
            return true;
        });
    }

    // ---------------------------------------------------------------- one step

    private void step() {
        if (!running) {
            return;
        }
        exchange.clock().at(exchange.clock().instant().plus(interval), this::step);
        Market market = exchange.market(ticker);
        if (market == null || !isTrading(market)) {
            return;
        }
        TickerPrice reference = market.reference();
        if (reference == null) {
            return;
        }
        FixedPointDollars tick = market.terms().tick();
        long before = reference.price().ratioTo(tick, 0, RoundingMode.HALF_EVEN).longValueExact();
        long after = Math.max(LOWEST_TICKS, before + uniform(bps(before, volatilityBps)));
        exchange.setReferencePrice(ticker, price(tick, after));
        long middleBefore = before + premium;
        premium = premium(after);
        long middle = after + premium;
        // The side that has to give way goes first, so that the makers do not meet each other.
        quote(middle >= middleBefore ? Side.ASK : Side.BID, tick, middle);
        quote(middle >= middleBefore ? Side.BID : Side.ASK, tick, middle);
        if (random.nextInt(100) < takerPercent) {
            take();
        }
    }

    private long premium(long reference) {
        if (premiumBps == 0) {
            return 0;
        }
        long most = bps(reference, premiumBps);
        long next = premium + uniform(Math.max(1, most / PREMIUM_STEPS));
        return Math.max(-most, Math.min(most, next));
    }

    private boolean isTrading(Market market) {
        ExchangeStatus status = exchange.status();
        MarketSchedule schedule = market.schedule();
        return status.exchangeActive()
                && status.tradingActive()
                && market.status() == MarketStatus.ACTIVE
                && (schedule == null || schedule.open());
    }

    private static long bps(long ticks, int bps) {
        return Math.max(1, ticks * bps / BASIS_POINTS);
    }

    private long uniform(long most) {
        return random.nextInt((int) Math.min(2 * most + 1, Integer.MAX_VALUE)) - most;
    }

    private static FixedPointDollars price(FixedPointDollars tick, long ticks) {
        return tick.times(BigDecimal.valueOf(ticks));
    }

    private void quote(Side side, FixedPointDollars tick, long middle) {
        long half = bps(middle, spreadBps);
        for (Quote quote : quotes) {
            if (quote.side == side) {
                long distance = half + quote.level * Math.max(1, half / 2);
                long ticks = side == Side.BID ? middle - distance : middle + distance;
                if (ticks > 0) {
                    place(quote, price(tick, ticks));
                }
            }
        }
    }

    private void place(Quote quote, FixedPointDollars price) {
        FixedPointCount count = FixedPointCount.of(size);
        try {
            Order present = quote.orderId == null ? null : orders.get(quote.orderId);
            if (present != null && present.status() == OrderStatus.RESTING) {
                if (!present.price().equals(price) || present.remainingCount().compareTo(count) < 0) {
                    AmendRequest request = new AmendRequest(
                            ticker, quote.side, price, present.fillCount().plus(count));
                    exchange.amendOrder(quote.maker, 0, present.orderId(), request);
                }
                return;
            }
            if (quote.orderId != null) {
                orders.remove(quote.orderId);
            }
            Order order = exchange.createOrder(quote.maker, order(quote.side, price, count))
                    .order();
            orders.put(order.orderId(), order);
            quote.orderId = order.orderId();
        } catch (Refusal refusal) {
            // Outside the band that somebody else's order sets: there is no quote at this level for now.
        }
    }

    private OrderRequest order(Side side, FixedPointDollars price, FixedPointCount count) {
        return OrderRequest.of(ticker, "flow-" + ticker + "-" + nextOrder++, side, price, count)
                .withSelfTradePrevention(SelfTradePrevention.MAKER);
    }

    private void take() {
        Side side = random.nextBoolean() ? Side.BID : Side.ASK;
        FixedPointCount count = FixedPointCount.of(1 + random.nextInt(size));
        BookSnapshot book = exchange.book(ticker, 1, null);
        List<PriceLevel> best = side == Side.BID ? book.asks() : book.bids();
        if (!best.isEmpty()) {
            try {
                exchange.createOrder(
                        taker,
                        order(side, best.get(0).price(), count).withTimeInForce(TimeInForce.IMMEDIATE_OR_CANCEL));
            } catch (Refusal refusal) {
                // A limit of the taker: somebody else may trade.
            }
        }
    }

    /** Collects what the people of a market are like. For one thread. */
    public static final class Builder {
        private final Exchange exchange;
        private final String ticker;
        private long seed = 1;
        private Duration interval = Duration.ofSeconds(1);
        private int levels = 5;
        private int spreadBps = 5;
        private int volatilityBps = 3;
        private int premiumBps = 30;
        private int size = 100;
        private int takerPercent = 50;

        private Builder(Exchange exchange, String ticker) {
            this.exchange = exchange;
            this.ticker = ticker;
        }

        /**
         * Sets the seed of what they do; 1 by default.
         *
         * @param value any number
         * @return this builder
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Sets the time from step to step; one second by default.
         *
         * @param value more than zero
         * @return this builder
         */
        public Builder interval(Duration value) {
            if (value.isZero() || value.isNegative()) {
                throw new IllegalArgumentException("interval must be more than zero but was " + value);
            }
            interval = value;
            return this;
        }

        /**
         * Sets how many levels each maker quotes on each side; 5 by default.
         *
         * @param value from 1
         * @return this builder
         */
        public Builder levels(int value) {
            levels = atLeast("levels", 1, value);
            return this;
        }

        /**
         * Sets the distance of the best quotes from the reference price; 5 basis points by default.
         *
         * @param value basis points, from 0; at least a tick in any case
         * @return this builder
         */
        public Builder spreadBps(int value) {
            spreadBps = atLeast("spreadBps", 0, value);
            return this;
        }

        /**
         * Sets how far the reference price goes in one step at most; 3 basis points by default.
         *
         * @param value basis points, from 0; at least a tick in any case
         * @return this builder
         */
        public Builder volatilityBps(int value) {
            volatilityBps = atLeast("volatilityBps", 0, value);
            return this;
        }

        /**
         * Sets how far above or below the reference price the middle of the quotes gets at most; 30 basis points by default.
         *
         * @param value basis points, from 0
         * @return this builder
         */
        public Builder premiumBps(int value) {
            premiumBps = atLeast("premiumBps", 0, value);
            return this;
        }

        /**
         * Sets the size of a quote, which is also the most that a taker takes at once; 100 contracts by default.
         *
         * @param value contracts, from 1
         * @return this builder
         */
        public Builder size(int value) {
            size = atLeast("size", 1, value);
            return this;
        }

        /**
         * Sets how often a taker comes; in 50 of 100 steps by default.
         *
         * @param value from 0 for never to 100 for always
         * @return this builder
         */
        public Builder takerPercent(int value) {
            if (value < 0 || value > 100) {
                throw new IllegalArgumentException("takerPercent must be from 0 to 100 but was " + value);
            }
            takerPercent = value;
            return this;
        }

        /** {@return the people, who have put up their first quotes} */
        public Flow start() {
            return new Flow(this).start();
        }

        private static int atLeast(String what, int least, int value) {
            if (value < least) {
                throw new IllegalArgumentException(what + " must be at least " + least + " but was " + value);
            }
            return value;
        }
    }
}
