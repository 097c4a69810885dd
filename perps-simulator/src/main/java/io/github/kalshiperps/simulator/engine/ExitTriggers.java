package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets, watches and fires exit triggers. Under the exchange's lock. */
final class ExitTriggers {
    private static final int MAX_BRACKETS = 20;
    private static final int MAX_BPS = 9_999;
    private static final int MAX_KEY = 64;

    /** A closing order has to trade at any price, and the exchange knows limit orders only. */
    private static final BigDecimal FAR_BELOW = new BigDecimal("0.5");

    private static final BigDecimal FAR_ABOVE = new BigDecimal("2");

    private final ExchangeState exchange;
    private final Matching matching;

    ExitTriggers(ExchangeState exchange, Matching matching) {
        this.exchange = exchange;
        this.matching = matching;
    }

    // ---------------------------------------------------------------- what users do

    ExitTrigger set(AccountState account, int number, MarginMode mode, String ticker, ExitTriggerRequest asked) {
        exchange.requireEnabled(account);
        exchange.requireExchangeActive();
        MarketState market = exchange.market(ticker);
        SubaccountState owner = account.subaccount(number);
        ExitTriggerRequest request = checked(mode, asked);
        String key = request.clientTriggerId();
        TriggerState made = key == null ? null : account.triggersByKey.get(key);
        if (made != null) {
            if (made.owner != owner || made.market != market) {
                throw Refusals.conflict("idempotency_key_already_used", "idempotency key already used");
            }
            return made.snapshot();
        }
        OrderState anchor = request.anchorOrderId() == null ? null : anchor(account, owner, market, request);
        Exposure exposure = owner.exposure(market);
        if (anchor == null && exposure.position.isZero()) {
            throw Refusals.notFound();
        }
        boolean ofLong = anchor == null ? exposure.position.isPositive() : anchor.side == Side.BID;
        if (anchor == null) {
            checkLiquidation(exposure, request.stopLossPrice());
        }
        List<TriggerState> family = live(owner, market, mode, request.kind());
        if (key == null) {
            TriggerState present =
                    family.stream().filter(TriggerState::isWhole).findFirst().orElse(null);
            if (present != null) {
                present.set(request, exchange.now());
                exchange.touched.add(market);
                return present.snapshot();
            }
        }
        checkRoom(family, request, exposure);
        TriggerState trigger =
                new TriggerState(exchange.ids.next(), owner, market, mode, request, ofLong, anchor, exchange.now());
        account.triggers.put(trigger.id, trigger);
        if (key != null) {
            account.triggersByKey.put(key, trigger);
        }
        market.triggers.add(trigger);
        if (anchor != null) {
            followAnchor(trigger, anchor);
        }
        exchange.touched.add(market);
        return trigger.snapshot();
    }

    private static ExitTriggerRequest checked(MarginMode mode, ExitTriggerRequest request) {
        boolean bracket = request.kind() == ExitTriggerKind.BRACKET;
        boolean legs = request.stopLossPrice() != null || request.takeProfitPrice() != null;
        boolean amount = request.trailAmount() != null;
        boolean bps = request.trailBps() != null;
        require(!bracket || (legs && !amount && !bps), "a bracket takes stop_loss_price, take_profit_price or both");
        require(bracket || (!legs && amount != bps), "a trailing stop takes trail_amount or trail_bps");
        checkPrice("stop_loss_price", request.stopLossPrice());
        checkPrice("take_profit_price", request.takeProfitPrice());
        checkPrice("trail_amount", request.trailAmount());
        Integer distance = request.trailBps();
        require(distance == null || (distance >= 1 && distance <= MAX_BPS), "trail_bps must be from 1 to 9999");

        FixedPointCount count = request.count();
        boolean anchored = request.anchorOrderId() != null;
        String key = request.clientTriggerId();
        boolean appends = count != null || anchored;
        require(mode == MarginMode.CROSS || (!appends && key == null), "an isolated position is closed as a whole");
        require(count == null || !anchored, "count and anchor_order_id exclude each other");
        require(!anchored || bracket, "anchor_order_id is for brackets");
        require(appends == (key != null), "client_trigger_id goes with count or anchor_order_id");
        require(
                key == null || (!key.isEmpty() && key.length() <= MAX_KEY),
                "client_trigger_id must have 1 to 64 characters");
        if (count == null) {
            return request;
        }
        require(
                count.isPositive() && count.toBigDecimal().stripTrailingZeros().scale() <= 0,
                "count must be a whole number above zero");
        return new ExitTriggerRequest(
                request.kind(),
                request.stopLossPrice(),
                request.takeProfitPrice(),
                request.trailAmount(),
                distance,
                count.withDecimals(2, 2),
                request.anchorOrderId(),
                key);
    }

    private static void checkPrice(String member, @Nullable FixedPointDollars price) {
        require(
                price == null
                        || (price.isPositive()
                                && price.toBigDecimal().stripTrailingZeros().scale() <= Amounts.MONEY_DECIMALS),
                member + " must be above zero, with at most 4 decimals");
    }

    private static void require(boolean condition, String details) {
        if (!condition) {
            throw Refusals.invalidParameters(details);
        }
    }

    private OrderState anchor(
            AccountState account, SubaccountState owner, MarketState market, ExitTriggerRequest request) {
        OrderState anchor = account.ordersById.get(request.anchorOrderId());
        if (anchor == null || anchor.owner != owner || anchor.market != market) {
            throw Refusals.notFound();
        }
        if (exchange.isLagging(anchor.updated)) {
            throw Refusals.conflict("anchor_order_unavailable", "anchor order unavailable");
        }
        if (!anchor.remaining.isPositive() && !anchor.filled.isPositive()) {
            throw Refusals.notFound();
        }
        return anchor;
    }

    private static void checkLiquidation(Exposure exposure, @Nullable FixedPointDollars stop) {
        FixedPointDollars liquidation = Risk.liquidationPrice(exposure);
        if (stop == null || liquidation == null) {
            return;
        }
        int order = stop.compareTo(liquidation);
        if (exposure.position.isPositive() ? order <= 0 : order >= 0) {
            throw new Refusal(400, "stop_loss_past_liquidation", "stop loss past liquidation", null);
        }
    }

    private static void checkRoom(List<TriggerState> family, ExitTriggerRequest request, Exposure exposure) {
        if (request.kind() == ExitTriggerKind.TRAILING) {
            require(family.isEmpty(), "the position has a trailing stop");
            return;
        }
        require(family.size() < MAX_BRACKETS, "the position has " + MAX_BRACKETS + " brackets");
        FixedPointCount count = request.count();
        boolean appends = count != null || request.anchorOrderId() != null;
        require(
                appends ? family.stream().noneMatch(TriggerState::isWhole) : family.isEmpty(),
                "a trigger over the whole position and others exclude each other");
        if (count != null) {
            FixedPointCount all = count;
            for (TriggerState other : family) {
                all = all.plus(openPart(other));
            }
            require(all.compareTo(exposure.position.abs()) <= 0, "the brackets together exceed the position");
        }
    }

    List<ExitTrigger> list(
            AccountState account, int number, MarginMode mode, String ticker, @Nullable ExitTriggerKind kind) {
        MarketState market = exchange.market(ticker);
        return live(account.subaccount(number), market, mode, kind).stream()
                .map(TriggerState::snapshot)
                .toList();
    }

    ExitTrigger update(
            AccountState account,
            int number,
            String ticker,
            String triggerId,
            @Nullable FixedPointDollars stopLoss,
            @Nullable FixedPointDollars takeProfit) {
        TriggerState trigger = bracket(account, number, ticker, triggerId);
        ExitTriggerRequest request = checked(MarginMode.CROSS, ExitTriggerRequest.bracket(stopLoss, takeProfit));
        Exposure exposure = trigger.owner.exposure(trigger.market);
        if (!exposure.position.isZero()) {
            checkLiquidation(exposure, stopLoss);
        }
        trigger.set(request, exchange.now());
        exchange.touched.add(trigger.market);
        return trigger.snapshot();
    }

    void delete(AccountState account, int number, MarginMode mode, String ticker, @Nullable ExitTriggerKind kind) {
        exchange.requireExchangeActive();
        for (TriggerState trigger : live(account.subaccount(number), exchange.market(ticker), mode, kind)) {
            trigger.end(ExitTriggerStatus.CANCELED, ExitTriggerReason.USER_CANCELED, exchange.now());
            trigger.market.triggers.remove(trigger);
        }
    }

    void delete(AccountState account, int number, String ticker, String triggerId) {
        TriggerState trigger = bracket(account, number, ticker, triggerId);
        trigger.end(ExitTriggerStatus.CANCELED, ExitTriggerReason.USER_CANCELED, exchange.now());
        trigger.market.triggers.remove(trigger);
    }

    private TriggerState bracket(AccountState account, int number, String ticker, String triggerId) {
        exchange.requireExchangeActive();
        TriggerState trigger = account.triggers.get(triggerId);
        if (trigger == null
                || !trigger.isLive()
                || trigger.kind != ExitTriggerKind.BRACKET
                || trigger.mode != MarginMode.CROSS
                || trigger.owner.number != number
                || !trigger.market.ticker().equals(ticker)) {
            throw Refusals.notFound();
        }
        return trigger;
    }

    private static List<TriggerState> live(
            SubaccountState owner, MarketState market, MarginMode mode, @Nullable ExitTriggerKind kind) {
        return market.triggers.stream()
                .filter(trigger -> trigger.owner == owner
                        && trigger.mode == mode
                        && (kind == null || trigger.kind == kind)
                        && trigger.isLive())
                .toList();
    }

    // ---------------------------------------------------------------- what the exchange does

    /** Looks after the triggers of a market. At most one fires; if one does, there is more to look after. */
    void settle(MarketState market) {
        if (market.triggers.isEmpty()) {
            return;
        }
        for (TriggerState trigger : new ArrayList<>(market.triggers)) {
            followAnchor(trigger, trigger.anchor);
            followPosition(trigger);
        }
        market.triggers.removeIf(trigger -> !trigger.isLive());
        FixedPointDollars mark = market.mark();
        if (mark == null) {
            return;
        }
        market.triggers.forEach(trigger -> trigger.follow(mark));
        if (!exchange.isTrading(market)) {
            return;
        }
        for (TriggerState trigger : market.triggers) {
            ExitTriggerLeg leg = trigger.status == ExitTriggerStatus.ACTIVE ? trigger.firedBy(mark) : null;
            if (leg != null) {
                fire(trigger, leg, mark);
                return;
            }
        }
    }

    private void followAnchor(TriggerState trigger, @Nullable OrderState anchor) {
        if (anchor == null || !trigger.isLive()) {
            return;
        }
        ExitTriggerStatus before = trigger.status;
        trigger.count = anchor.filled;
        boolean open = openPart(trigger).isPositive();
        trigger.status = open ? ExitTriggerStatus.ACTIVE : ExitTriggerStatus.PENDING_ON_ENTRY;
        if (before != trigger.status) {
            trigger.updated = exchange.now();
        }
        if (anchor.remaining.isPositive()) {
            return;
        }
        trigger.anchor = null;
        trigger.updated = exchange.now();
        if (anchor.filled.isZero()) {
            trigger.end(ExitTriggerStatus.CANCELED, ExitTriggerReason.ENTRY_NOT_FILLED, exchange.now());
        } else if (!open) {
            boolean fired = trigger.filled.isPositive();
            trigger.end(
                    fired ? ExitTriggerStatus.FILLED : ExitTriggerStatus.CANCELED,
                    fired ? null : ExitTriggerReason.POSITION_CLOSED,
                    exchange.now());
        }
    }

    private void followPosition(TriggerState trigger) {
        if (trigger.status != ExitTriggerStatus.ACTIVE) {
            return;
        }
        int sign = trigger.owner.exposure(trigger.market).position.signum();
        if (sign == (trigger.ofLong ? 1 : -1)) {
            return;
        }
        if (trigger.anchor != null) {
            trigger.released = trigger.count;
            trigger.status = ExitTriggerStatus.PENDING_ON_ENTRY;
            trigger.updated = exchange.now();
            return;
        }
        trigger.end(
                ExitTriggerStatus.CANCELED,
                sign == 0 ? ExitTriggerReason.POSITION_CLOSED : ExitTriggerReason.POSITION_FLIPPED,
                exchange.now());
    }

    /** {@return what a trigger over a part has still to close} */
    private static FixedPointCount openPart(TriggerState trigger) {
        return trigger.count.minus(trigger.released);
    }

    private void fire(TriggerState trigger, ExitTriggerLeg leg, FixedPointDollars mark) {
        Exposure exposure = trigger.owner.exposure(trigger.market);
        FixedPointCount held = exposure.position.abs();
        FixedPointCount count =
                trigger.count.isZero() ? held : openPart(trigger).min(held);
        OrderResult result = matching.close(exposure, count, farFrom(mark, trigger), OrderReason.TAKE_PROFIT_STOP_LOSS);
        trigger.triggeredLeg = leg;
        trigger.triggeredOrderId = result.order().orderId();
        trigger.filled = trigger.filled.plus(result.fillCount());
        trigger.updated = exchange.now();
        trigger.released = trigger.count;
        if (result.fillCount().isZero()) {
            trigger.end(ExitTriggerStatus.FAILED, ExitTriggerReason.ORDER_REJECTED, exchange.now());
        } else if (trigger.anchor == null) {
            trigger.end(ExitTriggerStatus.FILLED, null, exchange.now());
        } else {
            trigger.status = ExitTriggerStatus.PENDING_ON_ENTRY;
        }
        exchange.touched.add(trigger.market);
    }

    private static FixedPointDollars farFrom(FixedPointDollars mark, TriggerState trigger) {
        FixedPointDollars tick = trigger.market.terms.tick();
        BigDecimal ticks = mark.times(trigger.ofLong ? FAR_BELOW : FAR_ABOVE)
                .ratioTo(tick, 0, trigger.ofLong ? RoundingMode.FLOOR : RoundingMode.CEILING)
                .max(BigDecimal.ONE);
        return tick.times(ticks).withDecimals(4, 4);
    }
}
