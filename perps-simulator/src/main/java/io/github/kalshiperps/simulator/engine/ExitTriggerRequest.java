package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import org.jspecify.annotations.Nullable;

/**
 * An exit trigger to set on a position. Immutable and safe for use by several threads. Which members go together is checked by
 * {@link Exchange#setExitTrigger}.
 *
 * @param kind the family
 * @param stopLossPrice the mark that fires the stop-loss, or null; brackets only
 * @param takeProfitPrice the mark that fires the take-profit, or null; brackets only
 * @param trailAmount the distance from the best mark, in US dollars, or null; trailing stops only
 * @param trailBps the distance in basis points of the best mark, 1 to 9999, or null; trailing stops only
 * @param count contracts to close, whole, or null for the whole position; appends, cross only
 * @param anchorOrderId the order whose fills set the size, or null; appends, cross only
 * @param clientTriggerId the idempotency key, or null; for what appends
 */
public record ExitTriggerRequest(
        ExitTriggerKind kind,
        @Nullable FixedPointDollars stopLossPrice,
        @Nullable FixedPointDollars takeProfitPrice,
        @Nullable FixedPointDollars trailAmount,
        @Nullable Integer trailBps,
        @Nullable FixedPointCount count,
        @Nullable String anchorOrderId,
        @Nullable String clientTriggerId) {
    /**
     * {@return a bracket over the whole position}
     *
     * @param stopLossPrice the mark that fires the stop-loss, or null
     * @param takeProfitPrice the mark that fires the take-profit, or null
     */
    public static ExitTriggerRequest bracket(
            @Nullable FixedPointDollars stopLossPrice, @Nullable FixedPointDollars takeProfitPrice) {
        return new ExitTriggerRequest(
                ExitTriggerKind.BRACKET, stopLossPrice, takeProfitPrice, null, null, null, null, null);
    }

    /**
     * {@return a trailing stop over the whole position}
     *
     * @param amount the distance from the best mark, in US dollars
     */
    public static ExitTriggerRequest trailing(FixedPointDollars amount) {
        return new ExitTriggerRequest(ExitTriggerKind.TRAILING, null, null, amount, null, null, null, null);
    }

    /**
     * {@return a trailing stop over the whole position}
     *
     * @param bps the distance in basis points of the best mark
     */
    public static ExitTriggerRequest trailing(int bps) {
        return new ExitTriggerRequest(ExitTriggerKind.TRAILING, null, null, null, bps, null, null, null);
    }

    /**
     * {@return the same over a part of the position}
     *
     * @param contracts contracts to close
     * @param key the idempotency key
     */
    public ExitTriggerRequest forCount(FixedPointCount contracts, String key) {
        return new ExitTriggerRequest(
                kind, stopLossPrice, takeProfitPrice, trailAmount, trailBps, contracts, anchorOrderId, key);
    }

    /**
     * {@return the same over what an order fills}
     *
     * @param orderId the order
     * @param key the idempotency key
     */
    public ExitTriggerRequest forOrder(String orderId, String key) {
        return new ExitTriggerRequest(kind, stopLossPrice, takeProfitPrice, trailAmount, trailBps, count, orderId, key);
    }
}
