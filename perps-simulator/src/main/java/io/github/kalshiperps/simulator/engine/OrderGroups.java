package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes, stops and removes order groups. Under the exchange's lock. */
final class OrderGroups {
    private static final int MAX_GROUPS = 25_000;

    private final ExchangeState exchange;
    private final Matching matching;

    OrderGroups(ExchangeState exchange, Matching matching) {
        this.exchange = exchange;
        this.matching = matching;
    }

    OrderGroup create(AccountState account, int number, FixedPointCount limit, int exchangeIndex) {
        exchange.requireEnabled(account);
        exchange.requireExchangeActive();
        SubaccountState owner = account.subaccount(number);
        if (exchangeIndex != 0) {
            throw Refusals.invalidParameters("there is no exchange_index but 0");
        }
        if (account.groups.size() >= MAX_GROUPS) {
            throw Refusals.invalidParameters("a user has at most " + MAX_GROUPS + " order groups");
        }
        GroupState group = new GroupState(exchange.ids.next(), owner, checked(limit), exchangeIndex, exchange.now());
        account.groups.put(group.id, group);
        return tell(OrderGroupEventType.CREATED, group);
    }

    private static FixedPointCount checked(FixedPointCount limit) {
        if (!limit.isPositive() || limit.toBigDecimal().stripTrailingZeros().scale() > 2) {
            throw Refusals.invalidParameters("contracts_limit must be above zero, with at most two decimals");
        }
        return limit.withDecimals(2, 2);
    }

    List<OrderGroup> list(AccountState account, @Nullable Integer number) {
        return account.groups.values().stream()
                .filter(group -> number == null || group.owner.number == number)
                .map(group -> group.snapshot(exchange.now()))
                .toList();
    }

    OrderGroup get(AccountState account, @Nullable Integer number, String groupId) {
        GroupState group = find(account, number, groupId);
        if (exchange.isLagging(group.created)) {
            throw Refusals.notFound();
        }
        return group.snapshot(exchange.now());
    }

    void delete(AccountState account, int number, String groupId) {
        GroupState group = writable(account, number, groupId);
        matching.cancelAll(group.resting, LastUpdateReason.DECREASE);
        account.groups.remove(groupId);
        tell(OrderGroupEventType.DELETED, group);
    }

    void reset(AccountState account, int number, String groupId) {
        GroupState group = writable(account, number, groupId);
        group.reset();
        tell(OrderGroupEventType.RESET, group);
    }

    void trigger(AccountState account, int number, String groupId) {
        GroupState group = writable(account, number, groupId);
        if (!group.triggered) {
            matching.trigger(group);
        }
    }

    void updateLimit(AccountState account, int number, String groupId, FixedPointCount limit) {
        GroupState group = writable(account, number, groupId);
        group.limit = checked(limit);
        tell(OrderGroupEventType.LIMIT_UPDATED, group);
        if (!group.triggered && group.limitReached(exchange.now())) {
            matching.trigger(group);
        }
    }

    private GroupState writable(AccountState account, int number, String groupId) {
        exchange.requireExchangeActive();
        return find(account, number, groupId);
    }

    private static GroupState find(AccountState account, @Nullable Integer number, String groupId) {
        GroupState group = account.groups.get(groupId);
        if (group == null || (number != null && group.owner.number != number)) {
            throw Refusals.notFound();
        }
        return group;
    }

    private OrderGroup tell(OrderGroupEventType type, GroupState group) {
        OrderGroup snapshot = group.snapshot(exchange.now());
        exchange.events.onOrderGroup(new OrderGroupEvent(type, snapshot, exchange.now()));
        return snapshot;
    }
}
