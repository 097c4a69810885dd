package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import java.time.Instant;

/**
 * A change of one level of a book, and the order that caused it. Immutable and safe for use by several threads.
 *
 * @param ticker the market
 * @param side the side of the book
 * @param price the level
 * @param delta how many contracts the level gained, below zero for what it lost; never zero
 * @param userId whose order caused it; only this user is told of the members that follow
 * @param subaccount the order's subaccount
 * @param orderId the order
 * @param clientOrderId the user's own id of the order
 * @param reason why the order changed; {@link LastUpdateReason#NONE} for an order that began to rest
 * @param time when
 */
public record BookChange(
        String ticker,
        Side side,
        FixedPointDollars price,
        FixedPointCount delta,
        String userId,
        int subaccount,
        String orderId,
        String clientOrderId,
        LastUpdateReason reason,
        Instant time) {}
