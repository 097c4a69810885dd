package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One market of an exchange, as plainly as it can be written: one list of all orders, scanned for everything, and numbers as they
 * come. It knows nothing of margin and of groups. For one thread.
 */
final class NaiveExchange {
    private static final BigDecimal TICK = new BigDecimal("0.0001");
    private static final BigDecimal MAKER_FEE = new BigDecimal("0.0005");
    private static final BigDecimal TAKER_FEE = new BigDecimal("0.0012");

    /** An order; it rests while something remains of it and it is not new. */
    static final class NaiveOrder {
        final int user;
        final int subaccount;
        final String clientId;
        final Side side;
        final SelfTradePrevention prevention;
        final boolean postOnly;
        final TimeInForce timeInForce;
        final @Nullable Long expires;
        BigDecimal price;
        BigDecimal remaining;
        BigDecimal filled = BigDecimal.ZERO;
        String reason = "";
        boolean canceled;
        boolean resting;
        long age;

        NaiveOrder(int user, int subaccount, OrderRequest request, @Nullable Long expires) {
            this.user = user;
            this.subaccount = subaccount;
            this.clientId = request.clientOrderId();
            this.side = request.side();
            this.prevention = request.selfTradePrevention();
            this.postOnly = request.postOnly();
            this.timeInForce = request.timeInForce();
            this.expires = expires;
            this.price = request.price().toBigDecimal();
            this.remaining = request.count().toBigDecimal();
        }

        String describe() {
            return clientId + " " + side + " " + plain(price) + " filled " + plain(filled) + " remaining "
                    + plain(remaining) + " because '" + reason + "' " + (resting ? "resting" : "gone")
                    + (canceled ? " canceled" : "");
        }
    }

    /** Of one subaccount of one user. */
    record Key(int user, int subaccount) {}

    final List<NaiveOrder> orders = new ArrayList<>();
    final List<String> trades = new ArrayList<>();
    final Map<Key, BigDecimal> positions = new HashMap<>();
    final Map<Key, BigDecimal> cash = new HashMap<>();
    BigDecimal fees = BigDecimal.ZERO;
    long seconds;
    private long nextAge;
    private final Set<String> spentIds = new HashSet<>();

    static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    // ---------------------------------------------------------------- commands: what was refused, or null

    @Nullable
    String create(int user, OrderRequest request, @Nullable Long expires) {
        BigDecimal price = request.price().toBigDecimal();
        boolean mayRest = request.timeInForce() == TimeInForce.GOOD_TILL_CANCELED;
        if ((request.reduceOnly() && mayRest) || (request.postOnly() && !mayRest)) {
            return "400 invalid_order";
        }
        if (expires != null && expires <= seconds) {
            return "400 invalid_order";
        }
        if (price.remainder(TICK).signum() != 0) {
            return "400 invalid_order";
        }
        if (spentIds.contains(user + request.clientOrderId())) {
            return "409 order_already_exists";
        }
        if (outsideBand(request.side(), price)) {
            return "400 invalid_price";
        }
        spentIds.add(user + request.clientOrderId());
        NaiveOrder order = new NaiveOrder(user, request.subaccount(), request, expires);
        orders.add(order);
        if (request.reduceOnly()) {
            BigDecimal position = positions.getOrDefault(new Key(user, order.subaccount), BigDecimal.ZERO);
            BigDecimal most = order.side == Side.BID ? position.negate() : position;
            most = most.max(BigDecimal.ZERO);
            if (order.remaining.compareTo(most) > 0) {
                order.remaining = most;
                order.reason = "ReduceOnlyCancel";
                order.canceled = most.signum() == 0;
            }
        }
        if (order.remaining.signum() > 0) {
            arrive(order);
        }
        return null;
    }

    @Nullable
    String amend(NaiveOrder order, BigDecimal price, BigDecimal count) {
        if (!order.resting) {
            return "404 not_found";
        }
        BigDecimal remaining = count.subtract(order.filled);
        if (price.remainder(TICK).signum() != 0 || remaining.signum() <= 0) {
            return "400 invalid_order";
        }
        boolean samePrice = price.compareTo(order.price) == 0;
        if (!samePrice && outsideBand(order.side, price)) {
            return "400 invalid_price";
        }
        order.reason = "Amend";
        if (samePrice && remaining.compareTo(order.remaining) <= 0) {
            order.remaining = remaining;
            return null;
        }
        order.resting = false;
        order.price = price;
        order.remaining = remaining;
        arrive(order);
        return null;
    }

    @Nullable
    String decreaseBy(NaiveOrder order, BigDecimal by) {
        if (!order.resting) {
            return "404 not_found";
        }
        return decreaseTo(order, order.remaining.subtract(by).max(BigDecimal.ZERO));
    }

    @Nullable
    String decreaseTo(NaiveOrder order, BigDecimal to) {
        if (!order.resting) {
            return "404 not_found";
        }
        if (to.compareTo(order.remaining) > 0) {
            return "400 invalid_order";
        }
        order.remaining = to;
        order.reason = "Decrease";
        if (to.signum() == 0) {
            order.resting = false;
            order.canceled = true;
        }
        return null;
    }

    @Nullable
    String cancel(NaiveOrder order) {
        return order.resting ? decreaseTo(order, BigDecimal.ZERO) : "404 not_found";
    }

    void cancelAll(int user, @Nullable Integer subaccount) {
        for (NaiveOrder order : orders) {
            if (order.resting && order.user == user && (subaccount == null || subaccount == order.subaccount)) {
                take(order, "Decrease");
            }
        }
    }

    void advance(long by) {
        seconds += by;
        for (NaiveOrder order : orders) {
            if (order.resting && order.expires != null && order.expires <= seconds) {
                take(order, "ExpiryCancel");
            }
        }
    }

    // ---------------------------------------------------------------- what follows

    private void arrive(NaiveOrder order) {
        List<NaiveOrder> against = crossing(order);
        if (order.postOnly && !against.isEmpty()) {
            take(order, "PostOnlyCrossCancel");
            return;
        }
        if (order.timeInForce == TimeInForce.FILL_OR_KILL) {
            BigDecimal there = BigDecimal.ZERO;
            for (NaiveOrder other : against) {
                if (other.user != order.user || order.prevention == SelfTradePrevention.TAKER_AT_CROSS) {
                    there = there.add(other.remaining);
                }
            }
            if (there.compareTo(order.remaining) < 0) {
                take(order, "Decrease");
                return;
            }
        }
        for (NaiveOrder other : against) {
            if (order.remaining.signum() == 0) {
                break;
            }
            if (other.user == order.user) {
                if (order.prevention == SelfTradePrevention.TAKER_AT_CROSS) {
                    take(order, "SelfTradeCancel");
                    return;
                }
                take(other, "SelfTradeCancel");
                continue;
            }
            trade(order, other);
        }
        if (order.remaining.signum() > 0) {
            if (order.timeInForce == TimeInForce.GOOD_TILL_CANCELED) {
                order.resting = true;
                order.age = nextAge++;
            } else {
                take(order, "Decrease");
            }
        }
    }

    private List<NaiveOrder> crossing(NaiveOrder order) {
        Comparator<NaiveOrder> byPrice = Comparator.comparing(other -> other.price);
        return orders.stream()
                .filter(other -> other.resting && other.side != order.side)
                .filter(other -> order.side == Side.BID
                        ? other.price.compareTo(order.price) <= 0
                        : other.price.compareTo(order.price) >= 0)
                .sorted((order.side == Side.BID ? byPrice : byPrice.reversed()).thenComparingLong(other -> other.age))
                .toList();
    }

    private void trade(NaiveOrder taker, NaiveOrder maker) {
        BigDecimal count = taker.remaining.min(maker.remaining);
        trades.add(plain(count) + " at " + plain(maker.price) + " " + taker.clientId + " with " + maker.clientId);
        for (NaiveOrder order : List.of(maker, taker)) {
            order.remaining = order.remaining.subtract(count);
            order.filled = order.filled.add(count);
            BigDecimal signed = order.side == Side.BID ? count : count.negate();
            Key key = new Key(order.user, order.subaccount);
            BigDecimal value = signed.multiply(maker.price);
            BigDecimal fee =
                    value.abs().multiply(order == maker ? MAKER_FEE : TAKER_FEE).setScale(4, RoundingMode.UP);
            positions.merge(key, signed, BigDecimal::add);
            cash.merge(key, value.negate().subtract(fee), BigDecimal::add);
            fees = fees.add(fee);
        }
        maker.reason = "Trade";
        if (maker.remaining.signum() == 0) {
            maker.resting = false;
        }
    }

    private static void take(NaiveOrder order, String reason) {
        order.remaining = BigDecimal.ZERO;
        order.reason = reason;
        order.resting = false;
        order.canceled = true;
    }

    private boolean outsideBand(Side side, BigDecimal price) {
        BigDecimal best = null;
        for (NaiveOrder order : orders) {
            if (order.resting && order.side == side) {
                best = best == null ? order.price : side == Side.BID ? best.max(order.price) : best.min(order.price);
            }
        }
        if (best == null) {
            return false;
        }
        BigDecimal ticks = TICK.multiply(new BigDecimal(1000));
        return side == Side.BID
                ? price.compareTo(best.multiply(new BigDecimal("0.8")).min(best.subtract(ticks))) < 0
                : price.compareTo(best.multiply(new BigDecimal("1.2")).max(best.add(ticks))) > 0;
    }

    /** Bids and then asks, best first. */
    List<String> book() {
        List<String> lines = new ArrayList<>();
        for (Side side : Side.values()) {
            Comparator<BigDecimal> bestFirst =
                    side == Side.BID ? Comparator.<BigDecimal>reverseOrder() : Comparator.naturalOrder();
            Map<BigDecimal, BigDecimal> levels = new TreeMap<>(bestFirst);
            for (NaiveOrder order : orders) {
                if (order.resting && order.side == side) {
                    levels.merge(order.price, order.remaining, BigDecimal::add);
                }
            }
            levels.forEach((price, count) -> lines.add(side + " " + plain(price) + " x " + plain(count)));
        }
        return lines;
    }
}
