package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointDollars;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One user. Under the exchange's lock. */
final class AccountState {
    final String userId;
    final boolean fcm;
    final @Nullable AccountState merchant;
    final @Nullable String subtraderId;
    final SortedMap<Integer, SubaccountState> subaccounts = new TreeMap<>();

    /** All orders ever placed, oldest first. */
    final List<OrderState> orders = new ArrayList<>();

    final Map<String, OrderState> ordersById = new HashMap<>();
    final Set<OrderState> resting = new LinkedHashSet<>();

    /** Every id ever used: they are not freed. */
    final Set<String> clientOrderIds = new HashSet<>();

    final Map<String, GroupState> groups = new LinkedHashMap<>();
    final Map<String, TriggerState> triggers = new LinkedHashMap<>();
    final Map<String, TriggerState> triggersByKey = new HashMap<>();
    final List<FundingPayment> funding = new ArrayList<>();
    final Set<String> transfers = new HashSet<>();
    final Map<String, AccountState> subtraders = new LinkedHashMap<>();
    final Map<String, FixedPointDollars> notionalLimits = new HashMap<>();
    final Map<RiskScope, FixedPointDollars> riskControls = new LinkedHashMap<>();

    /** Limits that the exchange set on a subtrader, by ticker; that of the empty ticker holds for all markets together. */
    final SortedMap<String, FixedPointDollars> subtraderLimits = new TreeMap<>();

    final List<CancelAll> recentCancels = new ArrayList<>();

    boolean enabled = true;
    FeeTier feeTier;
    FixedPointDollars notionalLimit;

    @Nullable
    FixedPointDollars accountLimit;

    @Nullable
    FixedPointDollars memberLimit;

    Centicents eventContracts = Centicents.ZERO;

    /** What a cap of a merchant covers: a market, an asset class, or everything. */
    record RiskScope(@Nullable String ticker, @Nullable AssetClass assetClass) {
        boolean covers(MarketState market) {
            if (ticker != null) {
                return ticker.equals(market.ticker());
            }
            return assetClass == null || assetClass == market.terms.assetClass();
        }
    }

    /** A cancel of all orders that may still reach new ones. */
    record CancelAll(@Nullable Integer subaccount, @Nullable String ticker, Instant until) {
        boolean reaches(OrderState order) {
            return (subaccount == null || subaccount == order.owner.number)
                    && (ticker == null || ticker.equals(order.market.ticker()));
        }
    }

    AccountState(
            String userId,
            boolean fcm,
            @Nullable AccountState merchant,
            @Nullable String subtraderId,
            FeeTier feeTier,
            FixedPointDollars notionalLimit) {
        this.userId = userId;
        this.fcm = fcm;
        this.merchant = merchant;
        this.subtraderId = subtraderId;
        this.feeTier = feeTier;
        this.notionalLimit = notionalLimit;
        addSubaccount(0);
    }

    void addSubaccount(int number) {
        subaccounts.put(number, new SubaccountState(this, number));
    }

    /** {@return the subaccount; for one that does not exist, a refusal} */
    SubaccountState subaccount(int number) {
        SubaccountState subaccount = subaccounts.get(number);
        if (subaccount == null) {
            throw new Refusal(404, "not_found", "not found", "subaccount " + number + " does not exist");
        }
        return subaccount;
    }

    Account snapshot() {
        return new Account(
                userId,
                enabled,
                fcm,
                merchant == null ? null : merchant.userId,
                subtraderId,
                new TreeSet<>(subaccounts.keySet()),
                feeTier.tier());
    }
}
