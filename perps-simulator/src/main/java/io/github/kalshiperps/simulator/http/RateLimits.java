package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.http.ApiOperation;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The budgets of all accounts: one bucket for reads and one for writes each. Safe for use by several threads.
 *
 * <p>Simpler than the exchange: it gives each shard a write budget of its own, but all simulated markets are on one shard; and it
 * may limit callers without a key, who are not limited here.
 */
public final class RateLimits {
    private static final int DEFAULT_COST = 10;

    private final boolean enforced;
    private final UsageTier firstTier;
    private final Clock clock;
    private final Map<String, Budget> budgets = new ConcurrentHashMap<>();

    /**
     * Full buckets.
     *
     * @param enforced whether requests beyond the budget are refused
     * @param firstTier the tier of every account that has no other
     * @param clock what refills the buckets
     */
    public RateLimits(boolean enforced, UsageTier firstTier, Clock clock) {
        this.enforced = enforced;
        this.firstTier = firstTier;
        this.clock = clock;
    }

    /**
     * The tier of an account.
     *
     * @param userId the account
     * @return its tier
     */
    public UsageTier tier(String userId) {
        return budget(userId).tier;
    }

    /**
     * Gives an account another tier, with full buckets.
     *
     * @param userId the account
     * @param tier the tier
     */
    public void tier(String userId, UsageTier tier) {
        budgets.put(userId, new Budget(tier, clock));
    }

    /** Takes the cost of a call out of the caller's budget, or refuses it with 429. */
    void take(Caller caller, ApiOperation operation, Query query) {
        if (!enforced) {
            return;
        }
        Budget budget = budget(caller.userId());
        TokenBucket bucket = operation.httpMethod().equals("GET") ? budget.read : budget.write;
        if (!bucket.take(cost(operation, query))) {
            throw new HttpRefusal(Answer.tooManyRequests());
        }
    }

    private static int cost(ApiOperation operation, Query query) {
        if (operation.id().equals("GetMarginBalance")) {
            return query.flag("compute_available_balance") ? 50 : 5;
        }
        return DEFAULT_COST;
    }

    private Budget budget(String userId) {
        return budgets.computeIfAbsent(userId, id -> new Budget(firstTier, clock));
    }

    private static final class Budget {
        private final UsageTier tier;
        private final TokenBucket read;
        private final TokenBucket write;

        Budget(UsageTier tier, Clock clock) {
            this.tier = tier;
            this.read = new TokenBucket(tier.readCapacity(), tier.readPerSecond(), clock);
            this.write = new TokenBucket(tier.writeCapacity(), tier.writePerSecond(), clock);
        }
    }
}
