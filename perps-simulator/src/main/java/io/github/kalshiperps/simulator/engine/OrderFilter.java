package io.github.kalshiperps.simulator.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which of a user's orders are wanted; what is null does not matter. Immutable and safe for use by several threads.
 *
 * @param subaccount those of this subaccount
 * @param ticker those in this market
 * @param status those with this status
 * @param from those created then or later
 * @param to those created then or earlier
 */
public record OrderFilter(
        @Nullable Integer subaccount,
        @Nullable String ticker,
        @Nullable OrderStatus status,
        @Nullable Instant from,
        @Nullable Instant to) {
    /** All orders. */
    public static final OrderFilter ALL = new OrderFilter(null, null, null, null, null);

    /**
     * {@return orders of that status}
     *
     * @param status the status
     */
    public static OrderFilter of(OrderStatus status) {
        return new OrderFilter(null, null, status, null, null);
    }
}
