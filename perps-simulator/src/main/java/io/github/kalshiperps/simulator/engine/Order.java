package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order at one moment. Immutable and safe for use by several threads.
 *
 * @param orderId the exchange's id
 * @param userId whose it is
 * @param subaccount which of the user's subaccounts trades
 * @param clientOrderId the user's own id
 * @param ticker the market
 * @param side whether it buys or sells
 * @param price the limit, US dollars per contract
 * @param fillCount contracts traded so far
 * @param remainingCount contracts still open
 * @param timeInForce how long it may rest
 * @param postOnly whether it may only rest
 * @param reduceOnly whether it may only make the position smaller
 * @param cancelOrderOnPause whether a pause of trading cancels it
 * @param selfTradePrevention which of two orders of the user gives way
 * @param expirationTime when it expires, or null
 * @param orderGroupId the group it belongs to, or null
 * @param createdTime when it was placed
 * @param lastUpdateTime when it last changed
 * @param lastUpdateReason what changed it last
 * @param source who placed it
 * @param reason why the exchange placed it, or null
 * @param status where it stands
 */
public record Order(
        String orderId,
        String userId,
        int subaccount,
        String clientOrderId,
        String ticker,
        Side side,
        FixedPointDollars price,
        FixedPointCount fillCount,
        FixedPointCount remainingCount,
        TimeInForce timeInForce,
        boolean postOnly,
        boolean reduceOnly,
        boolean cancelOrderOnPause,
        SelfTradePrevention selfTradePrevention,
        @Nullable Instant expirationTime,
        @Nullable String orderGroupId,
        Instant createdTime,
        Instant lastUpdateTime,
        LastUpdateReason lastUpdateReason,
        OrderSource source,
        @Nullable OrderReason reason,
        OrderStatus status) {}
