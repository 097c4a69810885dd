package io.github.kalshiperps.ws.server;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.ws.model.BookSide;
import io.github.kalshiperps.ws.model.Fill;
import io.github.kalshiperps.ws.model.LastUpdateReason;
import io.github.kalshiperps.ws.model.OrderGroupEvent;
import io.github.kalshiperps.ws.model.OrderGroupUpdate;
import io.github.kalshiperps.ws.model.OrderSource;
import io.github.kalshiperps.ws.model.Trade;
import io.github.kalshiperps.ws.model.UserOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What happened so far, in little memory: a checksum of everything, the latest fills and trades, the state of each order. Safe
 * for use by any thread.
 */
final class FlowRecord {
    private final Latest<FillEvent> fills;
    private final Latest<TradeEvent> trades;
    private final Map<UUID, OrderState> orders = new LinkedHashMap<>();
    private final Map<String, GroupEvent> groups = new LinkedHashMap<>();
    private Tally allFills = Tally.NONE;
    private Tally allTrades = Tally.NONE;

    FlowRecord(int remembered) {
        fills = new Latest<>("fills", remembered, FillEvent::time);
        trades = new Latest<>("trades", remembered, TradeEvent::time);
    }

    /** A fill: prices and fees in ten-thousandths, counts in hundredths. */
    record FillEvent(
            UUID trade,
            UUID order,
            String clientOrder,
            String ticker,
            boolean bid,
            boolean taker,
            long price,
            long count,
            long fee,
            long position,
            int subaccount,
            long time) {
        Fill toModel() {
            Fill.Builder fill = Fill.builder()
                    .tradeId(trade)
                    .orderId(order)
                    .marketTicker(ticker)
                    .side(side(bid))
                    .isTaker(taker)
                    .price(dollars(price))
                    .count(contracts(count))
                    .feeCost(dollars(fee))
                    .postPosition(contracts(position))
                    .orderSource(clientOrder.isEmpty() ? OrderSource.SYSTEM : OrderSource.USER)
                    .subaccount((long) subaccount)
                    .tsMs(Instant.ofEpochMilli(time));
            return clientOrder.isEmpty()
                    ? fill.build()
                    : fill.clientOrderId(clientOrder).build();
        }
    }

    /** A trade. */
    record TradeEvent(UUID id, String ticker, boolean takerBid, long price, long count, long time) {
        Trade toModel() {
            return Trade.builder()
                    .tradeId(id)
                    .marketTicker(ticker)
                    .takerSide(side(takerBid))
                    .price(dollars(price))
                    .count(contracts(count))
                    .tsMs(Instant.ofEpochMilli(time))
                    .build();
        }
    }

    /** The state of an order after one event. */
    record OrderState(
            UUID id,
            String clientId,
            UUID user,
            String ticker,
            boolean bid,
            long price,
            long filled,
            long remaining,
            String reason,
            int subaccount,
            long created,
            long updated) {
        UserOrder toModel() {
            UserOrder.Builder order = UserOrder.builder()
                    .orderId(id)
                    .clientOrderId(clientId)
                    .userId(user)
                    .ticker(ticker)
                    .side(side(bid))
                    .price(dollars(price))
                    .fillCount(contracts(filled))
                    .remainingCount(contracts(remaining))
                    .orderSource(clientId.isEmpty() ? OrderSource.SYSTEM : OrderSource.USER)
                    .subaccountNumber((long) subaccount)
                    .createdTsMs(Instant.ofEpochMilli(created))
                    .lastUpdatedTsMs(Instant.ofEpochMilli(updated));
            return reason.isEmpty()
                    ? order.build()
                    : order.lastUpdateReason(LastUpdateReason.of(reason)).build();
        }
    }

    /** An event of an order group; a limit of -1 is not sent. */
    record GroupEvent(String group, String event, long limit, long time) {
        OrderGroupUpdate toModel() {
            OrderGroupUpdate.Builder update = OrderGroupUpdate.builder()
                    .orderGroupId(group)
                    .eventType(OrderGroupEvent.of(event))
                    .tsMs(Instant.ofEpochMilli(time));
            return limit < 0
                    ? update.build()
                    : update.contractsLimitFp(contracts(limit)).build();
        }
    }

    synchronized void add(FillEvent fill) {
        allFills = allFills.plusFill(
                fill.trade().getMostSignificantBits(),
                fill.trade().getLeastSignificantBits(),
                fill.order().getMostSignificantBits(),
                fill.order().getLeastSignificantBits(),
                fill.ticker(),
                fill.bid(),
                fill.taker(),
                fill.price(),
                fill.count(),
                fill.fee(),
                fill.position(),
                fill.time());
        fills.add(fill);
    }

    synchronized void add(TradeEvent trade) {
        allTrades = allTrades.plusTrade(
                trade.id().getMostSignificantBits(),
                trade.id().getLeastSignificantBits(),
                trade.ticker(),
                trade.takerBid(),
                trade.price(),
                trade.count(),
                trade.time());
        trades.add(trade);
    }

    synchronized void add(OrderState order) {
        orders.put(order.id(), order);
    }

    synchronized void add(GroupEvent group) {
        groups.put(group.group(), group);
    }

    List<Fill> fills(Instant from, Instant to) {
        List<FillEvent> found;
        synchronized (this) {
            found = fills.between(from.toEpochMilli(), to.toEpochMilli());
        }
        return found.stream().map(FillEvent::toModel).toList();
    }

    List<Trade> trades(Instant from, Instant to) {
        List<TradeEvent> found;
        synchronized (this) {
            found = trades.between(from.toEpochMilli(), to.toEpochMilli());
        }
        return found.stream().map(TradeEvent::toModel).toList();
    }

    List<UserOrder> orders(Instant from, Instant to) {
        List<OrderState> found = new ArrayList<>();
        synchronized (this) {
            for (OrderState order : orders.values()) {
                if (order.updated() >= from.toEpochMilli() && order.updated() <= to.toEpochMilli()) {
                    found.add(order);
                }
            }
        }
        return found.stream().map(OrderState::toModel).toList();
    }

    synchronized Tally allFills() {
        return allFills;
    }

    synchronized Tally allTrades() {
        return allTrades;
    }

    synchronized Map<UUID, UserOrder> orders() {
        Map<UUID, UserOrder> models = new LinkedHashMap<>();
        orders.forEach((id, order) -> models.put(id, order.toModel()));
        return Map.copyOf(models);
    }

    synchronized Map<String, OrderGroupUpdate> groups() {
        Map<String, OrderGroupUpdate> models = new LinkedHashMap<>();
        groups.forEach((id, group) -> models.put(id, group.toModel()));
        return Map.copyOf(models);
    }

    private static BookSide side(boolean bid) {
        return bid ? BookSide.BID : BookSide.ASK;
    }

    private static FixedPointDollars dollars(long tenThousandths) {
        return FixedPointDollars.of(BigDecimal.valueOf(tenThousandths, 4));
    }

    private static FixedPointCount contracts(long hundredths) {
        return FixedPointCount.of(BigDecimal.valueOf(hundredths, 2));
    }

    /** The latest events, in the order of their times. */
    private static final class Latest<T> {
        private final String what;
        private final @Nullable Object[] ring;
        private final ToLongFunction<T> time;
        private long added;

        Latest(String what, int size, ToLongFunction<T> time) {
            this.what = what;
            this.ring = new Object[size];
            this.time = time;
        }

        void add(T event) {
            ring[(int) (added++ % ring.length)] = event;
        }

        /** Both ends are included, as with the limits of REST. */
        List<T> between(long from, long to) {
            List<T> found = new ArrayList<>();
            long oldest = Math.max(0, added - ring.length);
            for (long i = added - 1; i >= oldest; i--) {
                T event = at(i);
                long at = time.applyAsLong(event);
                if (at < from) {
                    return reversed(found);
                }
                if (at <= to) {
                    found.add(event);
                }
            }
            if (oldest > 0) {
                // An answer with a part of them would look like a fault of the client.
                throw new IllegalStateException("asked for " + what + " since " + Instant.ofEpochMilli(from)
                        + ", but only the latest " + ring.length + " are remembered, since "
                        + Instant.ofEpochMilli(time.applyAsLong(at(oldest))));
            }
            return reversed(found);
        }

        @SuppressWarnings("unchecked")
        private T at(long index) {
            Object event = ring[(int) (index % ring.length)];
            if (event == null) {
                throw new IllegalStateException("no event " + index);
            }
            return (T) event;
        }

        private static <T> List<T> reversed(List<T> events) {
            List<T> reversed = new ArrayList<>(events.size());
            for (int i = events.size() - 1; i >= 0; i--) {
                reversed.add(events.get(i));
            }
            return reversed;
        }
    }
}
