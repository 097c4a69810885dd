package io.github.kalshiperps.conformance;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.core.error.MissingMemberException;
import io.github.kalshiperps.core.error.NotFoundException;
import io.github.kalshiperps.core.http.ApiCall;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.AmendMarginOrderRequest;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateMarginOrderRequest;
import io.github.kalshiperps.rest.model.CreateMarginOrderResponse;
import io.github.kalshiperps.rest.model.CreateOrderGroupRequest;
import io.github.kalshiperps.rest.model.CreateOrderGroupResponse;
import io.github.kalshiperps.rest.model.DecreaseMarginOrderRequest;
import io.github.kalshiperps.rest.model.MarginMarket;
import io.github.kalshiperps.rest.model.MarginMarketStatus;
import io.github.kalshiperps.rest.model.MarginOrder;
import io.github.kalshiperps.rest.model.OrdersListParams;
import io.github.kalshiperps.rest.model.SelfTradePreventionType;
import io.github.kalshiperps.rest.model.TimeInForce;
import io.github.kalshiperps.rest.model.UpdateOrderGroupLimitRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Places small orders far below the market, changes and cancels them, so that what the exchange answers can be recorded. Safe for use by
 * several threads, of which one runs it and others may {@linkplain #stop stop} it.
 *
 * <p>Nothing is left behind. Every order has a mark in its client order id, and its id is on the disk before it is sent; what a run that
 * was killed left is cancelled by the next one. An order may be listed seconds after it was placed, so that a sweep that knows of an
 * order looks for it as long as it might still appear.
 */
final class OrderDrill {
    /** What the client order ids of all drills begin with. */
    static final String MARK = "perps-conformance-";

    /** Far enough from the best bid not to trade, and within what the exchange takes. */
    private static final BigDecimal DISTANCE = new BigDecimal("0.85");

    private static final FixedPointDollars MOST = FixedPointDollars.of("50");
    private static final FixedPointDollars TICK = FixedPointDollars.of("0.0001");
    private static final FixedPointCount COUNT = FixedPointCount.of(2);
    private static final FixedPointCount ONE = FixedPointCount.of(1);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LEFT = "orders of a run may be left at the exchange (their client order ids begin with "
            + MARK + "); run it again, or cancel them: ";

    private final PerpsClient client;
    private final OrderJournal journal;
    private final Duration lag;
    private final Consumer<String> say;
    private boolean stopped;

    /**
     * Sets a drill up.
     *
     * @param client places the orders
     * @param journal remembers them
     * @param lag how long after it was placed an order may be missing from lists
     * @param say is told what happens, in lines
     */
    OrderDrill(PerpsClient client, OrderJournal journal, Duration lag, Consumer<String> say) {
        this.client = client;
        this.journal = journal;
        this.lag = lag;
        this.say = say;
    }

    /**
     * Cancels what drills have left behind.
     *
     * @return how many orders that were
     * @throws ConformanceException if it cannot be made sure that nothing is left
     */
    synchronized int sweep() throws InterruptedException {
        Set<String> expected = new HashSet<>(journal.orders());
        long deadline = System.nanoTime() + lag.toNanos();
        int cancelled = 0;
        try {
            while (true) {
                List<MarginOrder> resting = resting();
                for (MarginOrder order : resting) {
                    cancelled += cancel(order) ? 1 : 0;
                }
                boolean waitedLongEnough = System.nanoTime() - deadline > 0;
                if (resting.isEmpty() && (isAllKnown(expected) || waitedLongEnough)) {
                    break;
                }
                if (System.nanoTime() - deadline > PATIENCE.toNanos()) {
                    throw new ConformanceException(LEFT + resting.size() + " still rest", null);
                }
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
            for (String group : journal.groups()) {
                deleteGroup(group);
            }
        } catch (KalshiException e) {
            throw new ConformanceException(LEFT + e.getMessage(), e);
        }
        journal.clear();
        return cancelled;
    }

    private List<MarginOrder> resting() {
        return client
                .orders()
                .listAll(OrdersListParams.builder().status("resting").build())
                .stream()
                .filter(order -> order.clientOrderId().startsWith(MARK)
                        && order.remainingCount().isPositive())
                .toList();
    }

    /** Whether all that may have been placed was seen in a list, and so is none that will appear later. */
    private boolean isAllKnown(Set<String> expected) {
        if (expected.isEmpty()) {
            return true;
        }
        client.orders().listAll().stream().map(MarginOrder::clientOrderId).forEach(expected::remove);
        return expected.isEmpty();
    }

    private boolean cancel(MarginOrder order) {
        try {
            client.orders().cancel(order.orderId()).execute();
            return true;
        } catch (NotFoundException e) {
            return false; // gone, or not readable yet: the next list says which
        }
    }

    private void deleteGroup(String group) {
        try {
            client.orderGroups().delete(group).execute();
        } catch (NotFoundException e) {
            say.accept("order group " + group + " is gone already");
        }
    }

    /** Nothing is placed from now on; waits for what is being placed. */
    synchronized void stop() {
        stopped = true;
    }

    /**
     * Goes through the life of an order and of an order group, and clears up, whatever happens.
     *
     * @param asking asks, and notes what was asked
     * @throws ConformanceException if there is no market for it, or something may be left
     */
    void run(Asking asking) throws InterruptedException {
        try {
            MarginMarket market = market();
            FixedPointDollars price = price(market);
            say.accept("orders of up to 2 contracts at " + price + " in " + market.ticker() + ", whose best bid is "
                    + market.bid());
            order(asking, market.ticker(), price);
            group(asking, market.ticker(), price);
        } finally {
            int left = sweep();
            if (left > 0) {
                say.accept("cancelled " + left + (left == 1 ? " order" : " orders") + " that the drill had left");
            }
        }
    }

    /** The cheapest market that trades and has a bid to stay away from. */
    private MarginMarket market() {
        return client.markets().list().execute().markets().stream()
                .filter(market -> MarginMarketStatus.ACTIVE.equals(market.status()))
                .filter(market -> isPositive(market.bid()) && isPositive(market.ask()))
                .filter(market -> price(market).times(COUNT.toBigDecimal()).compareTo(MOST) <= 0)
                .min(Comparator.comparing(OrderDrill::price))
                .orElseThrow(() -> new ConformanceException(
                        "--allow-orders: no market trades, has a bid and an ask, and has two contracts for less than $"
                                + MOST,
                        null));
    }

    private static boolean isPositive(@Nullable FixedPointDollars price) {
        return price != null && price.isPositive();
    }

    private static FixedPointDollars price(MarginMarket market) {
        FixedPointDollars bid = Optional.ofNullable(market.bid()).orElseThrow();
        FixedPointDollars tick = tick(market);
        BigDecimal ticks = bid.times(DISTANCE).ratioTo(tick, 0, RoundingMode.FLOOR);
        return tick.times(ticks).withDecimals(4, 6);
    }

    /** Some markets send an empty text for their tick, which the client tells as absent or unreadable. */
    private static FixedPointDollars tick(MarginMarket market) {
        try {
            FixedPointDollars tick = market.tickSize();
            return tick != null && tick.isPositive() ? tick : TICK;
        } catch (MissingMemberException e) {
            return TICK;
        }
    }

    private void order(Asking asking, String ticker, FixedPointDollars price) throws InterruptedException {
        CreateMarginOrderRequest request = request(ticker, price, null);
        CreateMarginOrderResponse placed = place(asking, request);
        if (placed == null) {
            return;
        }
        String id = placed.orderId();
        awaitReadable(asking, id);
        place(asking, request); // a used client order id
        asking.ask("GetMarginOrders", client.orders().list());
        asking.ask(
                "DecreaseMarginOrder",
                client.orders()
                        .decrease(
                                id,
                                DecreaseMarginOrderRequest.builder()
                                        .reduceBy(ONE)
                                        .build()));
        asking.ask(
                "AmendMarginOrder",
                client.orders()
                        .amend(
                                id,
                                AmendMarginOrderRequest.builder()
                                        .ticker(ticker)
                                        .side(BookSide.BID)
                                        .price(price)
                                        .count(COUNT)
                                        .build()));
        asking.ask("CancelMarginOrder", client.orders().cancel(id));
        asking.ask("CancelMarginOrder", client.orders().cancel(id)); // once more
    }

    /** Reads are behind by some seconds at times, which is worth recording. */
    private void awaitReadable(Asking asking, String orderId) throws InterruptedException {
        long deadline = System.nanoTime() + lag.toNanos();
        while (asking.ask("GetMarginOrder", client.orders().get(orderId)) == null && System.nanoTime() - deadline < 0) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }

    private void group(Asking asking, String ticker, FixedPointDollars price) {
        CreateOrderGroupResponse made = write(
                asking,
                "CreateMarginOrderGroup",
                () -> client.orderGroups()
                        .create(CreateOrderGroupRequest.builder()
                                .contractsLimit(10L)
                                .build()));
        if (made == null) {
            return;
        }
        String group = made.orderGroupId();
        journal.group(group);
        asking.ask("GetMarginOrderGroups", client.orderGroups().list());
        asking.ask("GetMarginOrderGroup", client.orderGroups().get(group));
        place(asking, request(ticker, price, group));
        asking.ask(
                "UpdateMarginOrderGroupLimit",
                client.orderGroups()
                        .updateLimit(
                                group,
                                UpdateOrderGroupLimitRequest.builder()
                                        .contractsLimit(20L)
                                        .build()));
        asking.ask("TriggerMarginOrderGroup", client.orderGroups().trigger(group)); // cancels the order
        asking.ask("ResetMarginOrderGroup", client.orderGroups().reset(group));
        asking.ask("DeleteMarginOrderGroup", client.orderGroups().delete(group));
    }

    private static CreateMarginOrderRequest request(String ticker, FixedPointDollars price, @Nullable String group) {
        return CreateMarginOrderRequest.builder()
                .ticker(ticker)
                .clientOrderId(MARK + UUID.randomUUID())
                .side(BookSide.BID)
                .price(price)
                .count(COUNT)
                .timeInForce(TimeInForce.GOOD_TILL_CANCELED)
                .postOnly(true)
                .selfTradePreventionType(SelfTradePreventionType.TAKER_AT_CROSS)
                .orderGroupId(group)
                .build();
    }

    private @Nullable CreateMarginOrderResponse place(Asking asking, CreateMarginOrderRequest request) {
        return write(asking, "CreateMarginOrder", () -> {
            journal.order(request.clientOrderId());
            return client.orders().create(request);
        });
    }

    /** Under the lock, so that after {@link #stop} nothing new is under way. */
    private synchronized <T> @Nullable T write(Asking asking, String operation, Supplier<ApiCall<T>> call) {
        if (stopped) {
            throw new ConformanceException("stopped", null);
        }
        return asking.ask(operation, call.get());
    }
}
