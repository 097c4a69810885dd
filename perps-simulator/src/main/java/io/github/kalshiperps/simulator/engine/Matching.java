package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Places, matches, changes and cancels orders: by price, then by age. Under the exchange's lock. */
final class Matching {
    private static final BigDecimal LOWEST_BID = new BigDecimal("0.8");
    private static final BigDecimal HIGHEST_ASK = new BigDecimal("1.2");
    private static final int BAND_TICKS = 1_000;
    private static final int PRICE_DECIMALS = 4;
    private static final int COUNT_DECIMALS = 2;

    private final ExchangeState exchange;
    private final Risk risk;

    /** What one command traded. */
    private static final class Tally {
        private FixedPointCount count = Amounts.NO_CONTRACTS;
        private FixedPointDollars notional = FixedPointDollars.ZERO;
        private FixedPointDollars fees = FixedPointDollars.ZERO;

        OrderResult result(OrderState order, boolean sizeChanged) {
            boolean traded = count.isPositive();
            return new OrderResult(
                    order.snapshot(),
                    count,
                    traded ? Amounts.mean(notional, count) : null,
                    traded ? Amounts.mean(fees, count) : null,
                    sizeChanged);
        }
    }

    Matching(ExchangeState exchange, Risk risk) {
        this.exchange = exchange;
        this.risk = risk;
    }

    // ---------------------------------------------------------------- place

    OrderResult create(AccountState account, OrderRequest asked) {
        exchange.requireEnabled(account);
        MarketState market = exchange.market(asked.ticker());
        requireTrading(market);
        if (asked.marketVersion() != 0 && asked.marketVersion() != market.version) {
            throw Refusals.conflict("market_version_mismatch", "market version mismatch");
        }
        OrderRequest request = checked(market, asked);
        if (account.clientOrderIds.contains(request.clientOrderId())) {
            throw Refusals.orderAlreadyExists();
        }
        SubaccountState owner = account.subaccount(request.subaccount());
        GroupState group = group(account, request);
        checkBand(market, request.side(), request.price());
        if (!request.reduceOnly()) {
            risk.check(owner.exposure(market), request.side(), request.price().times(request.count()));
        }
        return place(owner, market, request, group, OrderSource.USER, null);
    }

    /** Places an order of the exchange for a user that can only make the user's position smaller. */
    OrderResult close(Exposure exposure, FixedPointCount count, FixedPointDollars limit, OrderReason reason) {
        Side side = exposure.position.isNegative() ? Side.BID : Side.ASK;
        MarketState market = exposure.market;
        OrderRequest request = OrderRequest.bid(market.ticker(), exchange.ids.next(), limit, count)
                .withTimeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                .withSelfTradePrevention(SelfTradePrevention.MAKER)
                .withReduceOnly(true)
                .withSide(side);
        return place(exposure.owner, market, request, null, OrderSource.SYSTEM, reason);
    }

    private OrderResult place(
            SubaccountState owner,
            MarketState market,
            OrderRequest request,
            @Nullable GroupState group,
            OrderSource source,
            @Nullable OrderReason reason) {
        AccountState account = owner.account;
        OrderState order = new OrderState(
                exchange.ids.next(),
                exchange.nextOrder++,
                owner,
                market,
                request,
                group,
                exchange.now(),
                source,
                reason);
        account.clientOrderIds.add(order.clientOrderId);
        account.orders.add(order);
        account.ordersById.put(order.id, order);
        Tally tally = new Tally();
        if (order.reduceOnly) {
            capToPosition(order);
        }
        if (order.remaining.isPositive()) {
            enter(order, tally, LastUpdateReason.NONE);
        }
        exchange.events.onOrder(order.snapshot());
        if (order.resting && isReachedByCancelAll(order)) {
            cancel(order, LastUpdateReason.DECREASE);
        }
        exchange.touched.add(market);
        return tally.result(order, true);
    }

    private void requireTrading(MarketState market) {
        exchange.requireTradingActive();
        if (!market.isOpen(exchange.now())) {
            throw Refusals.tradingPaused();
        }
    }

    /** {@return the same request with the exchange's number of decimals} */
    private OrderRequest checked(MarketState market, OrderRequest request) {
        if (request.clientOrderId().isEmpty()) {
            throw Refusals.invalidOrder("client_order_id must not be empty");
        }
        boolean mayRest = request.timeInForce() == TimeInForce.GOOD_TILL_CANCELED;
        if (request.reduceOnly() && mayRest) {
            throw Refusals.invalidOrder("reduce_only can only be used with IoC or FoK orders");
        }
        if (request.postOnly() && !mayRest) {
            throw Refusals.invalidOrder("post_only cannot be used with IoC or FoK orders");
        }
        checkExpiration(request.expirationTime());
        return request.withPrice(checkedPrice(market, request.price()))
                .withCount(checkedCount(market, request.count()));
    }

    private void checkExpiration(@Nullable Instant expiration) {
        if (expiration != null && !expiration.isAfter(exchange.now())) {
            throw Refusals.invalidOrder("expiration_time is not in the future");
        }
    }

    private static FixedPointDollars checkedPrice(MarketState market, FixedPointDollars price) {
        int decimals = price.toBigDecimal().stripTrailingZeros().scale();
        if (decimals > PRICE_DECIMALS) {
            throw Refusals.invalidOrder("invalid price: invalid dollar precision: " + -decimals);
        }
        FixedPointDollars tick = market.terms.tick();
        if (!price.isPositive()
                || price.toBigDecimal().remainder(tick.toBigDecimal()).signum() != 0) {
            throw Refusals.invalidOrder("invalid price: not a positive multiple of the tick size " + tick);
        }
        return price.withDecimals(PRICE_DECIMALS, PRICE_DECIMALS);
    }

    private static FixedPointCount checkedCount(MarketState market, FixedPointCount count) {
        if (!count.isPositive()) {
            throw Refusals.invalidOrder("invalid count: must be more than zero");
        }
        return checkedDecimals(market, count);
    }

    private static FixedPointCount checkedDecimals(MarketState market, FixedPointCount count) {
        int decimals = count.toBigDecimal().stripTrailingZeros().scale();
        if (decimals > COUNT_DECIMALS) {
            throw Refusals.invalidOrder("invalid count: more than two decimals");
        }
        if (decimals > 0 && !market.terms.fractionalTradingEnabled()) {
            throw Refusals.invalidOrder("invalid count: fractional trading is not enabled");
        }
        return count.withDecimals(COUNT_DECIMALS, COUNT_DECIMALS);
    }

    private static void checkBand(MarketState market, Side side, FixedPointDollars price) {
        BookSide.Level best = market.side(side).best();
        if (best == null) {
            return;
        }
        FixedPointDollars ticks = market.terms.tick().times(BAND_TICKS);
        boolean outside = side == Side.BID
                ? price.compareTo(best.price.times(LOWEST_BID).min(best.price.minus(ticks))) < 0
                : price.compareTo(best.price.times(HIGHEST_ASK).max(best.price.plus(ticks))) > 0;
        if (outside) {
            throw Refusals.invalidPrice();
        }
    }

    private static @Nullable GroupState group(AccountState account, OrderRequest request) {
        String id = request.orderGroupId();
        if (id == null) {
            return null;
        }
        GroupState group = account.groups.get(id);
        if (group == null || group.owner.number != request.subaccount()) {
            throw Refusals.notFound();
        }
        if (group.triggered) {
            throw Refusals.conflict("order_group_triggered", "order group is triggered");
        }
        return group;
    }

    private void capToPosition(OrderState order) {
        FixedPointCount position = order.owner.exposure(order.market).position;
        FixedPointCount allowed = order.side == Side.BID ? position.negate() : position;
        allowed = allowed.max(Amounts.NO_CONTRACTS);
        if (order.remaining.compareTo(allowed) > 0) {
            order.remaining = allowed;
            order.canceled = allowed.isZero();
            order.changed(LastUpdateReason.REDUCE_ONLY_CANCEL, exchange.now());
        }
    }

    private boolean isReachedByCancelAll(OrderState order) {
        List<AccountState.CancelAll> recent = order.account().recentCancels;
        recent.removeIf(cancel -> !cancel.until().isAfter(exchange.now()));
        return recent.stream().anyMatch(cancel -> cancel.reaches(order));
    }

    // ---------------------------------------------------------------- match

    /** Lets an order that does not rest trade, and then rest if it may. */
    private void enter(OrderState order, Tally tally, LastUpdateReason reason) {
        if (order.postOnly && order.market.opposite(order.side).crossedBy(order.price) != null) {
            drop(order, LastUpdateReason.POST_ONLY_CROSS_CANCEL);
            return;
        }
        if (order.timeInForce == TimeInForce.FILL_OR_KILL && !isFillable(order)) {
            drop(order, LastUpdateReason.DECREASE);
            return;
        }
        match(order, tally);
        if (!order.remaining.isPositive()) {
            return;
        }
        if (order.timeInForce == TimeInForce.GOOD_TILL_CANCELED) {
            rest(order, reason);
        } else {
            drop(order, LastUpdateReason.DECREASE);
        }
    }

    /**
     * Whether the book has enough for all of an order. Own resting orders count if the arriving order would stop at them: the exchange
     * says that such an order may keep a part of its fills.
     */
    private static boolean isFillable(OrderState order) {
        BookSide other = order.market.opposite(order.side);
        FixedPointCount missing = order.remaining;
        for (BookSide.Level level : other.levels()) {
            if (!other.crosses(level, order.price)) {
                return false;
            }
            missing = missing.minus(level.count());
            if (order.selfTradePrevention == SelfTradePrevention.MAKER) {
                for (OrderState resting : level.orders()) {
                    if (resting.account() == order.account()) {
                        missing = missing.plus(resting.remaining);
                    }
                }
            }
            if (!missing.isPositive()) {
                return true;
            }
        }
        return false;
    }

    private void match(OrderState taker, Tally tally) {
        BookSide other = taker.market.opposite(taker.side);
        BookSide.Level level;
        while (taker.remaining.isPositive() && (level = other.crossedBy(taker.price)) != null) {
            OrderState maker = level.oldest();
            if (maker.account() != taker.account()) {
                trade(taker, maker, tally);
            } else if (taker.selfTradePrevention == SelfTradePrevention.MAKER) {
                cancel(maker, LastUpdateReason.SELF_TRADE_CANCEL);
            } else {
                drop(taker, LastUpdateReason.SELF_TRADE_CANCEL);
            }
            if (taker.group != null && taker.group.triggered && taker.remaining.isPositive()) {
                drop(taker, LastUpdateReason.DECREASE);
            }
        }
    }

    private void trade(OrderState taker, OrderState maker, Tally tally) {
        MarketState market = taker.market;
        FixedPointCount count = taker.remaining.min(maker.remaining);
        FixedPointDollars price = maker.price;
        Instant now = exchange.now();
        Trade trade = new Trade(exchange.ids.next(), market.ticker(), price, count, taker.side, now);
        market.trade(trade);
        exchange.trades.add(trade);
        exchange.events.onTrade(trade);

        maker.filled = maker.filled.plus(count);
        maker.changed(LastUpdateReason.TRADE, now);
        reduceResting(maker, count, LastUpdateReason.TRADE);
        fill(maker, trade, false);
        exchange.events.onOrder(maker.snapshot());

        taker.filled = taker.filled.plus(count);
        taker.remaining = taker.remaining.minus(count);
        FixedPointDollars fee = fill(taker, trade, true);
        tally.count = tally.count.plus(count);
        tally.notional = tally.notional.plus(price.times(count));
        tally.fees = tally.fees.plus(fee);

        countInGroup(maker, count);
        countInGroup(taker, count);
    }

    /** Books one side of a trade. */
    private FixedPointDollars fill(OrderState order, Trade trade, boolean taker) {
        SubaccountState owner = order.owner;
        Exposure exposure = owner.exposure(order.market);
        FeeTier tier = order.account().feeTier;
        FixedPointDollars fee =
                Amounts.owed(trade.price().times(trade.count()).times(taker ? tier.takerRate() : tier.makerRate()));
        FixedPointCount before = exposure.position;
        Exposure.Effect effect = exposure.trade(order.side, trade.price(), trade.count(), fee);
        order.market.positionChanged(before, exposure.position);
        owner.balance = owner.balance.plus(effect.realized()).minus(fee);
        exchange.fees = exchange.fees.plus(fee);
        exchange.rounding = exchange.rounding.plus(effect.rounding());
        Fill fill = new Fill(
                trade.tradeId(),
                order.id,
                order.clientOrderId,
                order.account().userId,
                owner.number,
                trade.ticker(),
                order.side,
                taker,
                trade.price(),
                trade.count(),
                fee,
                effect.entryPrice(),
                effect.realized(),
                exposure.position,
                order.source,
                trade.time());
        owner.fills.add(fill);
        exchange.events.onFill(fill);
        return fee;
    }

    private void countInGroup(OrderState order, FixedPointCount count) {
        GroupState group = order.group;
        if (group != null) {
            group.match(count, exchange.now());
            if (!group.triggered && group.limitReached(exchange.now())) {
                trigger(group);
            }
        }
    }

    /** Stops a group. */
    void trigger(GroupState group) {
        group.triggered = true;
        cancelAll(group.resting, LastUpdateReason.DECREASE);
        exchange.events.onOrderGroup(
                new OrderGroupEvent(OrderGroupEventType.TRIGGERED, group.snapshot(exchange.now()), exchange.now()));
    }

    // ---------------------------------------------------------------- rest and leave

    private void rest(OrderState order, LastUpdateReason reason) {
        order.market.side(order.side).add(order);
        order.owner.exposure(order.market).rest(order.side, order.price, order.remaining);
        order.account().resting.add(order);
        if (order.group != null) {
            order.group.resting.add(order);
        }
        bookChanged(order, order.remaining, reason);
        expireInTime(order);
    }

    private void expireInTime(OrderState order) {
        Instant expiration = order.expiration;
        if (expiration != null) {
            exchange.later(expiration, () -> {
                if (order.resting && expiration.equals(order.expiration)) {
                    cancel(order, LastUpdateReason.EXPIRY_CANCEL);
                }
            });
        }
    }

    /** Takes contracts off a resting order, which leaves the book when none are left. */
    private void reduceResting(OrderState order, FixedPointCount by, LastUpdateReason reason) {
        order.market.side(order.side).reduce(order, by);
        order.owner.exposure(order.market).rest(order.side, order.price, by.negate());
        if (!order.resting) {
            left(order);
        }
        bookChanged(order, by.negate(), reason);
    }

    private static void left(OrderState order) {
        order.account().resting.remove(order);
        if (order.group != null) {
            order.group.resting.remove(order);
        }
    }

    /** Takes away what is left of an order that does not rest. */
    private void drop(OrderState order, LastUpdateReason reason) {
        order.remaining = Amounts.NO_CONTRACTS;
        order.canceled = true;
        order.changed(reason, exchange.now());
    }

    private void bookChanged(OrderState order, FixedPointCount delta, LastUpdateReason reason) {
        exchange.touched.add(order.market);
        if (exchange.events.unheard()) {
            return;
        }
        exchange.events.onBookChange(new BookChange(
                order.market.ticker(),
                order.side,
                order.price,
                delta,
                order.account().userId,
                order.owner.number,
                order.id,
                order.clientOrderId,
                reason,
                exchange.now()));
    }

    /** Takes a resting order off the book. */
    void cancel(OrderState order, LastUpdateReason reason) {
        order.changed(reason, exchange.now());
        order.canceled = true;
        reduceResting(order, order.remaining, reason);
        exchange.events.onOrder(order.snapshot());
    }

    void cancelAll(Iterable<OrderState> orders, LastUpdateReason reason) {
        List<OrderState> all = new ArrayList<>();
        orders.forEach(all::add);
        for (OrderState order : all) {
            cancel(order, reason);
        }
    }

    // ---------------------------------------------------------------- what users do to resting orders

    private static OrderState resting(AccountState account, int subaccount, String orderId) {
        OrderState order = account.ordersById.get(orderId);
        if (order == null || !order.resting || order.owner.number != subaccount) {
            throw Refusals.notFound();
        }
        return order;
    }

    Canceled cancel(AccountState account, int subaccount, String orderId) {
        exchange.requireExchangeActive();
        OrderState order = resting(account, subaccount, orderId);
        FixedPointCount reducedBy = order.remaining;
        cancel(order, LastUpdateReason.DECREASE);
        return new Canceled(order.snapshot(), reducedBy);
    }

    int cancelAll(AccountState account, @Nullable Integer subaccount, @Nullable String ticker) {
        exchange.requireExchangeActive();
        AccountState.CancelAll cancel =
                new AccountState.CancelAll(subaccount, ticker, exchange.now().plus(exchange.cancelAllTail));
        List<OrderState> reached =
                account.resting.stream().filter(cancel::reaches).toList();
        cancelAll(reached, LastUpdateReason.DECREASE);
        if (!exchange.cancelAllTail.isZero()) {
            account.recentCancels.add(cancel);
        }
        return reached.size();
    }

    Order decreaseBy(AccountState account, int subaccount, String orderId, FixedPointCount by) {
        OrderState order = decreasable(account, subaccount, orderId);
        FixedPointCount checked = checkedCount(order.market, by);
        return decrease(order, checked.min(order.remaining));
    }

    Order decreaseTo(AccountState account, int subaccount, String orderId, FixedPointCount to) {
        OrderState order = decreasable(account, subaccount, orderId);
        FixedPointCount checked = checkedDecimals(order.market, to);
        if (checked.isNegative() || checked.compareTo(order.remaining) > 0) {
            throw Refusals.invalidOrder("reduce_to must be from zero to what remains");
        }
        return decrease(order, order.remaining.minus(checked));
    }

    private OrderState decreasable(AccountState account, int subaccount, String orderId) {
        exchange.requireTradingActive();
        return resting(account, subaccount, orderId);
    }

    private Order decrease(OrderState order, FixedPointCount by) {
        if (by.equals(order.remaining)) {
            cancel(order, LastUpdateReason.DECREASE);
            return order.snapshot();
        }
        order.changed(LastUpdateReason.DECREASE, exchange.now());
        if (by.isPositive()) {
            reduceResting(order, by, LastUpdateReason.DECREASE);
        }
        exchange.events.onOrder(order.snapshot());
        return order.snapshot();
    }

    OrderResult amend(AccountState account, int subaccount, String orderId, AmendRequest request) {
        exchange.requireTradingActive();
        OrderState order = resting(account, subaccount, orderId);
        requireTrading(order.market);
        if (!order.market.ticker().equals(request.ticker()) || order.side != request.side()) {
            throw Refusals.invalidOrder("ticker and side must be those of the order");
        }
        if (request.clientOrderId() != null && !order.clientOrderId.equals(request.clientOrderId())) {
            throw Refusals.invalidOrder("client_order_id is not that of the order");
        }
        FixedPointDollars price = checkedPrice(order.market, request.price());
        FixedPointCount remaining = checkedCount(order.market, request.count()).minus(order.filled);
        if (!remaining.isPositive()) {
            throw Refusals.invalidOrder("count must be more than what is filled, " + order.filled);
        }
        AmendRequest.Expiration expiration = request.expiration();
        checkExpiration(expiration.time());
        String newId = request.updatedClientOrderId();
        if (newId != null && !newId.equals(order.clientOrderId) && account.clientOrderIds.contains(newId)) {
            throw Refusals.orderAlreadyExists();
        }
        if (!price.equals(order.price)) {
            checkBand(order.market, order.side, price);
        }
        risk.check(
                order.owner.exposure(order.market),
                order.side,
                price.times(remaining).minus(order.price.times(order.remaining)));

        if (newId != null) {
            account.clientOrderIds.add(newId);
            order.clientOrderId = newId;
        }
        Tally tally = new Tally();
        FixedPointCount before = order.remaining;
        order.changed(LastUpdateReason.AMEND, exchange.now());
        boolean keepsExpiration = expiration.keep() || Objects.equals(expiration.time(), order.expiration);
        if (!expiration.keep()) {
            order.expiration = expiration.time();
        }
        if (price.equals(order.price) && remaining.compareTo(before) <= 0) {
            if (remaining.compareTo(before) < 0) {
                reduceResting(order, before.minus(remaining), LastUpdateReason.AMEND);
            }
            if (!keepsExpiration) {
                expireInTime(order);
            }
        } else {
            reduceResting(order, before, LastUpdateReason.AMEND);
            order.price = price;
            order.remaining = remaining;
            enter(order, tally, LastUpdateReason.AMEND);
        }
        exchange.events.onOrder(order.snapshot());
        return tally.result(order, !order.remaining.equals(before));
    }
}
