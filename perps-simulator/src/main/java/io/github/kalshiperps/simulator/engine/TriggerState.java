package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One exit trigger. Under the exchange's lock. */
final class TriggerState {
    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

    final String id;
    final SubaccountState owner;
    final MarketState market;
    final MarginMode mode;
    final ExitTriggerKind kind;
    final @Nullable String clientTriggerId;
    final Instant created;

    /** Whether it protects a long position. */
    final boolean ofLong;

    ExitTriggerStatus status;

    @Nullable
    ExitTriggerReason statusReason;

    @Nullable
    ExitTriggerLeg triggeredLeg;

    @Nullable
    String triggeredOrderId;

    @Nullable
    FixedPointDollars stopLoss;

    @Nullable
    FixedPointDollars takeProfit;

    @Nullable
    FixedPointDollars trailAmount;

    @Nullable
    Integer trailBps;

    @Nullable
    FixedPointDollars watermark;

    Instant updated;

    /** The order that it follows, until that ends. */
    @Nullable
    OrderState anchor;

    /** Contracts to close; zero for the whole position. Of a trigger that follows an order, what that has filled. */
    FixedPointCount count;

    FixedPointCount filled = Amounts.NO_CONTRACTS;

    /** Of what the anchor has filled, what need not be closed any more: it was, here or elsewhere. */
    FixedPointCount released = Amounts.NO_CONTRACTS;

    TriggerState(
            String id,
            SubaccountState owner,
            MarketState market,
            MarginMode mode,
            ExitTriggerRequest request,
            boolean ofLong,
            @Nullable OrderState anchor,
            Instant now) {
        this.id = id;
        this.owner = owner;
        this.market = market;
        this.mode = mode;
        this.kind = request.kind();
        this.clientTriggerId = request.clientTriggerId();
        this.ofLong = ofLong;
        this.anchor = anchor;
        this.created = now;
        this.updated = now;
        this.status = anchor == null ? ExitTriggerStatus.ACTIVE : ExitTriggerStatus.PENDING_ON_ENTRY;
        FixedPointCount asked = request.count();
        this.count = asked == null ? Amounts.NO_CONTRACTS : asked;
        set(request, now);
    }

    /** Takes over prices and distances; what is absent is cleared. */
    void set(ExitTriggerRequest request, Instant now) {
        stopLoss = request.stopLossPrice();
        takeProfit = request.takeProfitPrice();
        trailAmount = request.trailAmount();
        trailBps = request.trailBps();
        watermark = kind == ExitTriggerKind.TRAILING ? market.mark() : null;
        updated = now;
    }

    boolean isLive() {
        return status == ExitTriggerStatus.ACTIVE || status == ExitTriggerStatus.PENDING_ON_ENTRY;
    }

    /** {@return whether it covers all of the position, whatever its size} */
    boolean isWhole() {
        return anchor == null && count.isZero() && clientTriggerId == null;
    }

    void end(ExitTriggerStatus last, @Nullable ExitTriggerReason because, Instant now) {
        status = last;
        statusReason = because;
        updated = now;
    }

    void follow(FixedPointDollars mark) {
        FixedPointDollars best = watermark;
        if (kind == ExitTriggerKind.TRAILING) {
            watermark = best == null ? mark : ofLong ? best.max(mark) : best.min(mark);
        }
    }

    /** {@return the leg that this mark fires, or null} */
    @Nullable
    ExitTriggerLeg firedBy(FixedPointDollars mark) {
        FixedPointDollars stop = kind == ExitTriggerKind.TRAILING ? effectiveStop() : stopLoss;
        if (stop != null && (ofLong ? mark.compareTo(stop) <= 0 : mark.compareTo(stop) >= 0)) {
            return ExitTriggerLeg.STOP_LOSS;
        }
        FixedPointDollars profit = takeProfit;
        if (profit != null && (ofLong ? mark.compareTo(profit) >= 0 : mark.compareTo(profit) <= 0)) {
            return ExitTriggerLeg.TAKE_PROFIT;
        }
        return null;
    }

    @Nullable
    FixedPointDollars effectiveStop() {
        FixedPointDollars best = watermark;
        if (best == null) {
            return null;
        }
        FixedPointDollars distance = trailAmount;
        if (distance == null) {
            distance = best.times(BigDecimal.valueOf(trailBps == null ? 0 : trailBps)
                    .divide(BASIS_POINTS, 4, RoundingMode.UNNECESSARY));
        }
        return (ofLong ? best.minus(distance) : best.plus(distance))
                .round(Amounts.MONEY_DECIMALS, RoundingMode.HALF_EVEN);
    }

    ExitTrigger snapshot() {
        return new ExitTrigger(
                id,
                owner.account.userId,
                owner.number,
                market.ticker(),
                mode,
                kind,
                status,
                statusReason,
                triggeredLeg,
                triggeredOrderId,
                anchor == null ? null : anchor.id,
                clientTriggerId,
                stopLoss,
                takeProfit,
                trailAmount,
                trailBps,
                watermark,
                kind == ExitTriggerKind.TRAILING ? effectiveStop() : null,
                count,
                filled,
                created,
                updated);
    }
}
