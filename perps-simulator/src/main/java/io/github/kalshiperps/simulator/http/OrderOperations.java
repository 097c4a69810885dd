package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.core.json.RawJson;
import io.github.kalshiperps.rest.model.AmendMarginOrderRequest;
import io.github.kalshiperps.rest.model.AmendMarginOrderResponse;
import io.github.kalshiperps.rest.model.CancelMarginOrderResponse;
import io.github.kalshiperps.rest.model.CreateMarginOrderRequest;
import io.github.kalshiperps.rest.model.CreateMarginOrderResponse;
import io.github.kalshiperps.rest.model.CreateOrderGroupRequest;
import io.github.kalshiperps.rest.model.CreateOrderGroupResponse;
import io.github.kalshiperps.rest.model.DecreaseMarginOrderRequest;
import io.github.kalshiperps.rest.model.DecreaseMarginOrderResponse;
import io.github.kalshiperps.rest.model.EmptyResponse;
import io.github.kalshiperps.rest.model.GetMarginOrderResponse;
import io.github.kalshiperps.rest.model.GetMarginOrdersResponse;
import io.github.kalshiperps.rest.model.GetOrderGroupResponse;
import io.github.kalshiperps.rest.model.GetOrderGroupsResponse;
import io.github.kalshiperps.rest.model.UpdateOrderGroupLimitRequest;
import io.github.kalshiperps.simulator.engine.AmendRequest;
import io.github.kalshiperps.simulator.engine.AmendRequest.Expiration;
import io.github.kalshiperps.simulator.engine.Canceled;
import io.github.kalshiperps.simulator.engine.Exchange;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.engine.OrderFilter;
import io.github.kalshiperps.simulator.engine.OrderGroup;
import io.github.kalshiperps.simulator.engine.OrderRequest;
import io.github.kalshiperps.simulator.engine.OrderResult;
import io.github.kalshiperps.simulator.engine.OrderStatus;
import io.github.kalshiperps.simulator.engine.Page;
import io.github.kalshiperps.simulator.engine.SelfTradePrevention;
import io.github.kalshiperps.simulator.engine.TimeInForce;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Orders and order groups. Safe for use by several threads. */
final class OrderOperations {
    private static final int DEFAULT_LIMIT = 10_000;

    /** From here on a number of seconds would be a date after the year 5000: then it counts milliseconds. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    private final Exchange exchange;

    OrderOperations(Exchange exchange) {
        this.exchange = exchange;
    }

    void addTo(Map<String, OperationHandler> handlers) {
        handlers.put("GetMarginOrders", this::list);
        handlers.put("CreateMarginOrder", this::create);
        handlers.put("GetMarginOrder", this::get);
        handlers.put("AmendMarginOrder", this::amend);
        handlers.put("DecreaseMarginOrder", this::decrease);
        handlers.put("CancelMarginOrder", this::cancel);
        handlers.put("CancelAllMarginOrders", this::cancelAll);
        handlers.put("GetMarginOrderGroups", this::groups);
        handlers.put("CreateMarginOrderGroup", this::createGroup);
        handlers.put("GetMarginOrderGroup", this::group);
        handlers.put("DeleteMarginOrderGroup", this::deleteGroup);
        handlers.put("ResetMarginOrderGroup", this::resetGroup);
        handlers.put("TriggerMarginOrderGroup", this::triggerGroup);
        handlers.put("UpdateMarginOrderGroupLimit", this::updateGroupLimit);
    }

    // ---------------------------------------------------------------- orders

    private Object list(Call call) {
        Query query = call.query();
        Integer subaccount = Access.oneOrAll(call.caller(), query.integer("subaccount"));
        String status = query.text("status");
        OrderStatus known = status == null ? null : OrderStatus.of(status);
        Page<Order> page = status != null && known == null
                // No error, where other clients and users have looked for one.
                ? new Page<>(List.of(), "")
                : exchange.orders(
                        call.caller().userId(),
                        new OrderFilter(
                                subaccount, query.text("ticker"), known, query.time("min_ts"), query.time("max_ts")),
                        MarketOperations.page(query, DEFAULT_LIMIT));
        return GetMarginOrdersResponse.builder()
                .orders(page.items().stream().map(Models::order).toList())
                .cursor(page.cursor())
                .build();
    }

    private Object create(Call call) {
        CreateMarginOrderRequest body = call.body(CreateMarginOrderRequest.class);
        OrderResult result = exchange.createOrder(
                call.caller().userId(),
                OrderRequest.of(
                                body.ticker(),
                                body.clientOrderId(),
                                Models.side(body.side()),
                                body.price(),
                                body.count())
                        .withTimeInForce(Objects.requireNonNull(
                                TimeInForce.of(body.timeInForce().value())))
                        .withSelfTradePrevention(Objects.requireNonNull(SelfTradePrevention.of(
                                body.selfTradePreventionType().value())))
                        .withPostOnly(Boolean.TRUE.equals(body.postOnly()))
                        .withReduceOnly(Boolean.TRUE.equals(body.reduceOnly()))
                        .withCancelOrderOnPause(Boolean.TRUE.equals(body.cancelOrderOnPause()))
                        .withExpirationTime(secondsOrMillis(body.expirationTime()))
                        .withOrderGroupId(body.orderGroupId())
                        .withSubaccount(Access.one(call.caller(), body.subaccount()))
                        .withMarketVersion(marketVersion(body.unknownMembers())));
        Order order = result.order();
        return CreateMarginOrderResponse.builder()
                .orderId(order.orderId())
                .clientOrderId(order.clientOrderId())
                .fillCount(Models.count(result.fillCount()))
                .remainingCount(Models.count(order.remainingCount()))
                .averageFillPrice(Models.dollarsOrNull(result.averageFillPrice()))
                .averageFeePaid(Models.dollarsOrNull(result.averageFeePaid()))
                .build();
    }

    private Object get(Call call) {
        Order order = exchange.order(call.caller().userId(), call.path("order_id"));
        Access.one(call.caller(), (long) order.subaccount());
        return GetMarginOrderResponse.builder().order(Models.order(order)).build();
    }

    private Object amend(Call call) {
        AmendMarginOrderRequest body = call.body(AmendMarginOrderRequest.class);
        OrderResult result = exchange.amendOrder(
                call.caller().userId(),
                subaccount(call),
                call.path("order_id"),
                new AmendRequest(
                        body.ticker(),
                        Models.side(body.side()),
                        body.price(),
                        body.count(),
                        body.clientOrderId(),
                        body.updatedClientOrderId(),
                        expiration(body.unknownMembers())));
        Order order = result.order();
        AmendMarginOrderResponse.Builder response =
                AmendMarginOrderResponse.builder().orderId(order.orderId());
        if (result.sizeChanged() || result.fillCount().isPositive()) {
            // A change of the price alone was answered with nothing but the id.
            response.clientOrderId(order.clientOrderId())
                    .remainingCount(Models.count(order.remainingCount()))
                    .fillCount(Models.count(result.fillCount()))
                    .averageFillPrice(Models.dollarsOrNull(result.averageFillPrice()))
                    .averageFeePaid(Models.dollarsOrNull(result.averageFeePaid()));
        }
        return response.build();
    }

    private Object decrease(Call call) {
        DecreaseMarginOrderRequest body = call.body(DecreaseMarginOrderRequest.class);
        String userId = call.caller().userId();
        FixedPointCount by = body.reduceBy();
        Order order = by == null
                ? exchange.decreaseOrderTo(
                        userId, subaccount(call), call.path("order_id"), Objects.requireNonNull(body.reduceTo()))
                : exchange.decreaseOrderBy(userId, subaccount(call), call.path("order_id"), by);
        return DecreaseMarginOrderResponse.builder()
                .orderId(order.orderId())
                .remainingCount(Models.count(order.remainingCount()))
                .build();
    }

    private Object cancel(Call call) {
        Canceled canceled = exchange.cancelOrder(call.caller().userId(), subaccount(call), call.path("order_id"));
        return CancelMarginOrderResponse.builder()
                .orderId(canceled.order().orderId())
                .reducedBy(Models.count(canceled.reducedBy()))
                .build();
    }

    private Object cancelAll(Call call) {
        exchange.cancelAllOrders(
                call.caller().userId(),
                Access.oneOrAll(call.caller(), call.query().integer("subaccount")),
                null);
        return NoContent.INSTANCE;
    }

    /** The contract does not say in which unit an expiry is. */
    private static @Nullable Instant secondsOrMillis(@Nullable Long time) {
        if (time == null) {
            return null;
        }
        return instant("expiration_time", time >= FIRST_MILLIS ? Instant::ofEpochMilli : Instant::ofEpochSecond, time);
    }

    /** A member that the exchange has announced and the contract lacks. */
    private static long marketVersion(Map<String, RawJson> further) {
        Long version = integer(further, "market_version");
        return version == null ? 0 : version;
    }

    /** A member of amends that the exchange has announced and the contract lacks: Unix seconds, 0 for never. */
    private static Expiration expiration(Map<String, RawJson> further) {
        Long seconds = integer(further, "expiration_time");
        if (seconds == null) {
            return Expiration.KEEP;
        }
        return seconds == 0
                ? Expiration.CLEAR
                : Expiration.at(instant("expiration_time", Instant::ofEpochSecond, seconds));
    }

    private static Instant instant(String name, LongFunction<Instant> unit, long time) {
        try {
            return unit.apply(time);
        } catch (DateTimeException e) {
            throw HttpRefusal.invalidParameters(name + ": no time");
        }
    }

    private static @Nullable Long integer(Map<String, RawJson> members, String name) {
        RawJson json = members.get(name);
        if (json == null || json.json().equals("null")) {
            return null;
        }
        try {
            return new BigDecimal(json.json()).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw HttpRefusal.invalidParameters(name + ": Expected a 64-bit integer");
        }
    }

    private static int subaccount(Call call) {
        return Access.one(call.caller(), call.query().integer("subaccount"));
    }

    // ---------------------------------------------------------------- order groups

    private Object groups(Call call) {
        List<OrderGroup> groups = exchange.orderGroups(
                call.caller().userId(),
                Access.oneOrAll(call.caller(), call.query().integer("subaccount")));
        GetOrderGroupsResponse.Builder response = GetOrderGroupsResponse.builder();
        if (!groups.isEmpty()) {
            // No groups are a bare {}.
            response.orderGroups(groups.stream().map(Models::orderGroup).toList());
        }
        return response.build();
    }

    private Object createGroup(Call call) {
        CreateOrderGroupRequest body = call.body(CreateOrderGroupRequest.class);
        Long exchangeIndex = body.exchangeIndex();
        OrderGroup group = exchange.createOrderGroup(
                call.caller().userId(),
                Access.one(call.caller(), body.subaccount()),
                limit(body.contractsLimit(), body.contractsLimitFp()),
                exchangeIndex == null ? 0 : (int) Math.min(exchangeIndex, Integer.MAX_VALUE));
        return CreateOrderGroupResponse.builder()
                .orderGroupId(group.id())
                .subaccount(group.subaccount())
                .exchangeIndex((long) group.exchangeIndex())
                .build();
    }

    private Object group(Call call) {
        OrderGroup group = exchange.orderGroup(
                call.caller().userId(),
                Access.oneOrAll(call.caller(), call.query().integer("subaccount")),
                call.path("order_group_id"));
        return GetOrderGroupResponse.builder()
                .contractsLimitFp(Models.count(group.contractsLimit()))
                .exchangeIndex((long) group.exchangeIndex())
                .isAutoCancelEnabled(true)
                .orders(group.orderIds())
                .build();
    }

    private Object deleteGroup(Call call) {
        exchange.deleteOrderGroup(call.caller().userId(), subaccount(call), call.path("order_group_id"));
        return EmptyResponse.builder().build();
    }

    private Object resetGroup(Call call) {
        exchange.resetOrderGroup(call.caller().userId(), subaccount(call), call.path("order_group_id"));
        return EmptyResponse.builder().build();
    }

    private Object triggerGroup(Call call) {
        exchange.triggerOrderGroup(call.caller().userId(), subaccount(call), call.path("order_group_id"));
        return EmptyResponse.builder().build();
    }

    private Object updateGroupLimit(Call call) {
        UpdateOrderGroupLimitRequest body = call.body(UpdateOrderGroupLimitRequest.class);
        exchange.updateOrderGroupLimit(
                call.caller().userId(),
                subaccount(call),
                call.path("order_group_id"),
                limit(body.contractsLimit(), body.contractsLimitFp()));
        return EmptyResponse.builder().build();
    }

    private static FixedPointCount limit(@Nullable Long whole, @Nullable FixedPointCount decimal) {
        if (whole == null) {
            return Objects.requireNonNull(decimal);
        }
        FixedPointCount limit = FixedPointCount.of(whole);
        if (decimal != null && !decimal.equals(limit)) {
            throw HttpRefusal.invalidParameters("contracts_limit and contracts_limit_fp do not agree");
        }
        return limit;
    }
}
