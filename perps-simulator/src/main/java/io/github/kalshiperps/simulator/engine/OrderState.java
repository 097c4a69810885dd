package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order while it lives, and afterwards. Equal only to itself. Under the exchange's lock. */
final class OrderState {
    final String id;

    /** Grows from one order to the next. */
    final long sequence;

    final SubaccountState owner;
    final MarketState market;
    final Side side;
    final TimeInForce timeInForce;
    final SelfTradePrevention selfTradePrevention;
    final boolean postOnly;
    final boolean reduceOnly;
    final boolean cancelOnPause;
    final @Nullable GroupState group;
    final Instant created;
    final OrderSource source;
    final @Nullable OrderReason reason;

    String clientOrderId;
    FixedPointDollars price;
    FixedPointCount filled = Amounts.NO_CONTRACTS;
    FixedPointCount remaining;

    @Nullable
    Instant expiration;

    Instant updated;
    LastUpdateReason updateReason = LastUpdateReason.NONE;

    /** Whether it lies in the book. */
    boolean resting;

    /** Whether what was left of it was taken away. */
    boolean canceled;

    OrderState(
            String id,
            long sequence,
            SubaccountState owner,
            MarketState market,
            OrderRequest request,
            @Nullable GroupState group,
            Instant created,
            OrderSource source,
            @Nullable OrderReason reason) {
        this.id = id;
        this.sequence = sequence;
        this.owner = owner;
        this.market = market;
        this.side = request.side();
        this.timeInForce = request.timeInForce();
        this.selfTradePrevention = request.selfTradePrevention();
        this.postOnly = request.postOnly();
        this.reduceOnly = request.reduceOnly();
        this.cancelOnPause = request.cancelOrderOnPause();
        this.group = group;
        this.created = created;
        this.source = source;
        this.reason = reason;
        this.clientOrderId = request.clientOrderId();
        this.price = request.price();
        this.remaining = request.count();
        this.expiration = request.expirationTime();
        this.updated = created;
    }

    AccountState account() {
        return owner.account;
    }

    void changed(LastUpdateReason because, Instant now) {
        updateReason = because;
        updated = now;
    }

    OrderStatus status() {
        if (remaining.isPositive()) {
            return OrderStatus.RESTING;
        }
        return canceled ? OrderStatus.CANCELED : OrderStatus.EXECUTED;
    }

    Order snapshot() {
        return new Order(
                id,
                account().userId,
                owner.number,
                clientOrderId,
                market.ticker(),
                side,
                price,
                filled,
                remaining,
                timeInForce,
                postOnly,
                reduceOnly,
                cancelOnPause,
                selfTradePrevention,
                expiration,
                group == null ? null : group.id,
                created,
                updated,
                updateReason,
                source,
                reason,
                status());
    }
}
