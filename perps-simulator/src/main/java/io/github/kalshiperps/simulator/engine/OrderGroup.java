package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import java.util.List;

/**
 * An order group at one moment. Immutable and safe for use by several threads.
 *
 * @param id its id
 * @param userId whose it is
 * @param subaccount the subaccount that owns it
 * @param contractsLimit the most contracts that its orders may trade within 15 seconds
 * @param exchangeIndex the shard that it is bound to
 * @param triggered whether it takes no orders until it is reset
 * @param matched contracts traded within the past 15 seconds, since the last reset
 * @param orderIds its resting orders, oldest first
 */
public record OrderGroup(
        String id,
        String userId,
        int subaccount,
        FixedPointCount contractsLimit,
        int exchangeIndex,
        boolean triggered,
        FixedPointCount matched,
        List<String> orderIds) {
    /**
     * Copies.
     *
     * @param id its id
     * @param userId whose it is
     * @param subaccount the subaccount that owns it
     * @param contractsLimit the most contracts that its orders may trade within 15 seconds
     * @param exchangeIndex the shard that it is bound to
     * @param triggered whether it takes no orders until it is reset
     * @param matched contracts traded within the past 15 seconds, since the last reset
     * @param orderIds its resting orders, oldest first
     */
    public OrderGroup {
        orderIds = List.copyOf(orderIds);
    }
}
