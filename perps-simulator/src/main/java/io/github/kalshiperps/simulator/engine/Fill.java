package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import java.time.Instant;

/**
 * One user's side of a trade. Immutable and safe for use by several threads.
 *
 * @param fillId the id of the trade
 * @param orderId the user's order that traded
 * @param clientOrderId the user's own id of that order
 * @param userId the user
 * @param subaccount the subaccount that traded
 * @param ticker the market
 * @param side whether the user bought or sold
 * @param taker whether the user's order arrived, rather than rested
 * @param price US dollars per contract
 * @param count contracts
 * @param fee what the user paid, in US dollars
 * @param entryPrice the entry price that the realised profit is reckoned from: of the position that this fill made smaller or
 *     turned, otherwise of the position afterwards
 * @param realizedPnl the profit that this fill made final, in US dollars
 * @param postPosition the position afterwards, in contracts, below zero when short
 * @param source who placed the order
 * @param time when the trade took place
 */
public record Fill(
        String fillId,
        String orderId,
        String clientOrderId,
        String userId,
        int subaccount,
        String ticker,
        Side side,
        boolean taker,
        FixedPointDollars price,
        FixedPointCount count,
        FixedPointDollars fee,
        FixedPointDollars entryPrice,
        FixedPointDollars realizedPnl,
        FixedPointCount postPosition,
        OrderSource source,
        Instant time) {}
