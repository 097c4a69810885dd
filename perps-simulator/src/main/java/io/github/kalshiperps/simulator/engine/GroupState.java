package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One order group. Under the exchange's lock. */
final class GroupState {
    private static final Duration WINDOW = Duration.ofSeconds(15);

    final String id;
    final SubaccountState owner;
    final int exchangeIndex;
    final Instant created;
    final Set<OrderState> resting = new LinkedHashSet<>();
    private final Deque<Match> matches = new ArrayDeque<>();
    private FixedPointCount matched = Amounts.NO_CONTRACTS;
    FixedPointCount limit;
    boolean triggered;

    private record Match(Instant time, FixedPointCount count) {}

    GroupState(String id, SubaccountState owner, FixedPointCount limit, int exchangeIndex, Instant created) {
        this.id = id;
        this.owner = owner;
        this.limit = limit;
        this.exchangeIndex = exchangeIndex;
        this.created = created;
    }

    void match(FixedPointCount count, Instant now) {
        matches.addLast(new Match(now, count));
        matched = matched.plus(count);
    }

    /** {@return contracts matched within the past 15 seconds; what is just that old no longer counts} */
    FixedPointCount matched(Instant now) {
        Match oldest;
        while ((oldest = matches.peekFirst()) != null
                && !oldest.time.plus(WINDOW).isAfter(now)) {
            matches.removeFirst();
            matched = matched.minus(oldest.count);
        }
        return matched;
    }

    boolean limitReached(Instant now) {
        return matched(now).compareTo(limit) >= 0;
    }

    void reset() {
        matches.clear();
        matched = Amounts.NO_CONTRACTS;
        triggered = false;
    }

    OrderGroup snapshot(Instant now) {
        List<String> orderIds = new ArrayList<>();
        for (OrderState order : resting) {
            orderIds.add(order.id);
        }
        return new OrderGroup(
                id, owner.account.userId, owner.number, limit, exchangeIndex, triggered, matched(now), orderIds);
    }
}
