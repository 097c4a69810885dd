package io.github.kalshiperps.simulator.engine;

import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A user of the exchange at one moment. Immutable and safe for use by several threads.
 *
 * @param userId the user's id, a UUID
 * @param enabled whether the user may trade on margin
 * @param fcm whether the user is a futures commission merchant
 * @param fcmUserId of a subtrader, the merchant; otherwise null
 * @param subtraderId of a subtrader, the merchant's user id, an underscore and the suffix; otherwise null
 * @param subaccounts the numbers of the user's subaccounts, 0 among them
 * @param feeTier the number of the user's fee tier
 */
public record Account(
        String userId,
        boolean enabled,
        boolean fcm,
        @Nullable String fcmUserId,
        @Nullable String subtraderId,
        SortedSet<Integer> subaccounts,
        int feeTier) {}
