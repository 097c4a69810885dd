package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An exit trigger at one moment. Immutable and safe for use by several threads.
 *
 * @param id its id
 * @param userId whose it is
 * @param subaccount the subaccount that holds the position
 * @param ticker the market
 * @param mode the family of routes that it was set by
 * @param kind the family
 * @param status the stage
 * @param statusReason why it ended, or null
 * @param triggeredLeg the leg that fired last, or null
 * @param triggeredOrderId the closing order of the latest firing, or null
 * @param anchorOrderId the order that it follows; null on others, and after that order has ended
 * @param clientTriggerId the idempotency key, or null
 * @param stopLossPrice the mark that fires the stop-loss, or null
 * @param takeProfitPrice the mark that fires the take-profit, or null
 * @param trailAmount the distance in US dollars, or null
 * @param trailBps the distance in basis points, or null
 * @param watermarkPrice the best mark since it was made; null on brackets
 * @param effectiveStopPrice the mark that fires the trailing stop now; null on brackets
 * @param count contracts to close; zero for the whole position
 * @param filledCount contracts closed so far
 * @param createdTime when it was made
 * @param updatedTime when it last changed
 */
public record ExitTrigger(
        String id,
        String userId,
        int subaccount,
        String ticker,
        MarginMode mode,
        ExitTriggerKind kind,
        ExitTriggerStatus status,
        @Nullable ExitTriggerReason statusReason,
        @Nullable ExitTriggerLeg triggeredLeg,
        @Nullable String triggeredOrderId,
        @Nullable String anchorOrderId,
        @Nullable String clientTriggerId,
        @Nullable FixedPointDollars stopLossPrice,
        @Nullable FixedPointDollars takeProfitPrice,
        @Nullable FixedPointDollars trailAmount,
        @Nullable Integer trailBps,
        @Nullable FixedPointDollars watermarkPrice,
        @Nullable FixedPointDollars effectiveStopPrice,
        FixedPointCount count,
        FixedPointCount filledCount,
        Instant createdTime,
        Instant updatedTime) {}
