package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointDollars;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opens accounts, moves their money, and sets the limits of merchants and subtraders. Under the exchange's lock. */
final class Accounts {
    private static final int MAX_SUBACCOUNT = 63;
    private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9]{1,16}");

    private final ExchangeState exchange;
    private final Matching matching;

    Accounts(ExchangeState exchange, Matching matching) {
        this.exchange = exchange;
        this.matching = matching;
    }

    AccountState open(boolean fcm, @Nullable AccountState merchant, @Nullable String suffix) {
        AccountState account = new AccountState(
                exchange.ids.next(),
                fcm,
                merchant,
                merchant == null ? null : merchant.userId + "_" + suffix,
                exchange.feeTiers.get(0),
                exchange.notionalLimit);
        exchange.accounts.put(account.userId, account);
        return account;
    }

    void setFeeTier(AccountState account, int tier) {
        account.feeTier = steps(account).stream()
                .filter(candidate -> candidate.tier() == tier)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(account.feeTier.schedule().value() + " has no tier " + tier));
    }

    List<FeeTier> steps(AccountState account) {
        return exchange.feeTiers.stream()
                .filter(tier -> tier.schedule() == account.feeTier.schedule())
                .sorted(Comparator.comparingInt(FeeTier::tier))
                .toList();
    }

    // ---------------------------------------------------------------- money

    void deposit(AccountState account, int number, FixedPointDollars amount) {
        SubaccountState subaccount = account.subaccounts.get(number);
        if (subaccount == null) {
            throw new IllegalArgumentException("there is no subaccount " + number);
        }
        subaccount.balance = subaccount.balance.plus(amount.withDecimals(4, 4));
    }

    int createSubaccount(AccountState account) {
        if (!account.enabled) {
            throw new Refusal(404, "user_not_found", "user not found", null);
        }
        int number = account.subaccounts.lastKey() + 1;
        if (number > MAX_SUBACCOUNT) {
            throw Refusals.invalidParameters("a user has at most " + MAX_SUBACCOUNT + " numbered subaccounts");
        }
        account.addSubaccount(number);
        return number;
    }

    void transfer(AccountState account, String clientTransferId, int from, int to, long amountCents) {
        requireTransfers(account);
        if (account.transfers.contains(clientTransferId)) {
            throw Refusals.conflict("transfer_already_applied", "transfer already applied");
        }
        if (amountCents <= 0 || from == to) {
            throw Refusals.invalidParameters("a transfer needs an amount above zero and two different subaccounts");
        }
        SubaccountState payer = account.subaccount(from);
        SubaccountState receiver = account.subaccount(to);
        FixedPointDollars amount = FixedPointDollars.ofCents(amountCents).withDecimals(4, 4);
        pay(payer, amount);
        account.transfers.add(clientTransferId);
        arrive(() -> receiver.balance = receiver.balance.plus(amount));
    }

    String transfer(AccountState account, ExchangeInstance source, ExchangeInstance destination, Centicents amount) {
        requireTransfers(account);
        if (amount.value() <= 0 || source == destination) {
            throw Refusals.invalidParameters("a transfer needs an amount above zero and two different exchanges");
        }
        SubaccountState primary = account.subaccount(0);
        FixedPointDollars dollars = amount.toDollars().withDecimals(4, 4);
        if (source == ExchangeInstance.MARGINED) {
            pay(primary, dollars);
            arrive(() -> account.eventContracts = account.eventContracts.plus(amount));
        } else {
            if (account.eventContracts.compareTo(amount) < 0) {
                throw Refusals.insufficientBalance();
            }
            account.eventContracts = account.eventContracts.minus(amount);
            arrive(() -> primary.balance = primary.balance.plus(dollars));
        }
        return exchange.ids.next();
    }

    private void requireTransfers(AccountState account) {
        if (!account.enabled) {
            throw Refusals.notEnabled();
        }
        exchange.requireExchangeActive();
    }

    private static void pay(SubaccountState payer, FixedPointDollars amount) {
        if (payer.available().min(payer.balance).compareTo(amount) < 0) {
            throw Refusals.insufficientBalance();
        }
        payer.balance = payer.balance.minus(amount);
    }

    private void arrive(Runnable credit) {
        if (exchange.transferDelay.isZero()) {
            credit.run();
        } else {
            exchange.later(exchange.now().plus(exchange.transferDelay), credit);
        }
    }

    // ---------------------------------------------------------------- merchants

    AccountState createSubtrader(AccountState merchant, String suffix) {
        requireMerchant(merchant);
        if (!SUFFIX.matcher(suffix).matches()) {
            throw Refusals.invalidParameters("subtrader_suffix must be 1 to 16 letters and digits");
        }
        String id = merchant.userId + "_" + suffix;
        if (exchange.subtraders.containsKey(id)) {
            throw Refusals.conflict("subtrader_already_exists", "subtrader already exists");
        }
        AccountState subtrader = open(false, merchant, suffix);
        merchant.subtraders.put(id, subtrader);
        exchange.subtraders.put(id, subtrader);
        return subtrader;
    }

    static void requireMerchant(AccountState account) {
        if (!account.fcm) {
            throw Refusals.forbidden("user is not a futures commission merchant");
        }
    }

    SubtraderLimits limits(
            AccountState caller,
            @Nullable String subtraderId,
            @Nullable String ticker,
            @Nullable AssetClass assetClass) {
        AccountState subtrader = readable(caller, subtraderId);
        checkScope(ticker, assetClass);
        String id = String.valueOf(subtrader.subtraderId);
        List<RiskControl> controls = new ArrayList<>();
        for (Map.Entry<AccountState.RiskScope, FixedPointDollars> control : subtrader.riskControls.entrySet()) {
            AccountState.RiskScope scope = control.getKey();
            if ((ticker == null || ticker.equals(scope.ticker()))
                    && (assetClass == null || assetClass == scope.assetClass())) {
                controls.add(new RiskControl(
                        id,
                        scope.ticker(),
                        scope.assetClass(),
                        control.getValue(),
                        Risk.initialMargin(subtrader, scope)));
            }
        }
        List<SubtraderNotionalLimit> limits = new ArrayList<>();
        subtrader.subtraderLimits.forEach((market, limit) -> limits.add(new SubtraderNotionalLimit(
                id, market.isEmpty() ? null : market, limit, Amounts.shown(Risk.usage(subtrader, market)))));
        return new SubtraderLimits(controls, limits);
    }

    private AccountState readable(AccountState caller, @Nullable String subtraderId) {
        if (caller.subtraderId != null) {
            if (subtraderId != null && !subtraderId.equals(caller.subtraderId)) {
                throw Refusals.forbidden("the key belongs to another subtrader");
            }
            return caller;
        }
        requireMerchant(caller);
        if (subtraderId == null) {
            throw Refusals.invalidParameters("subtrader_id is required");
        }
        return own(caller, subtraderId);
    }

    AccountState own(AccountState merchant, String subtraderId) {
        requireMerchant(merchant);
        AccountState subtrader = merchant.subtraders.get(subtraderId);
        if (subtrader == null) {
            throw Refusals.notFound();
        }
        return subtrader;
    }

    private static void checkScope(@Nullable String ticker, @Nullable AssetClass assetClass) {
        if (ticker != null && assetClass != null) {
            throw Refusals.invalidParameters("market_ticker and asset_class exclude each other");
        }
    }

    void setRiskControl(
            AccountState merchant,
            String subtraderId,
            @Nullable String ticker,
            @Nullable AssetClass assetClass,
            @Nullable FixedPointDollars cap) {
        AccountState subtrader = own(merchant, subtraderId);
        checkScope(ticker, assetClass);
        AccountState.RiskScope scope = new AccountState.RiskScope(ticker, assetClass);
        if (cap == null) {
            subtrader.riskControls.remove(scope);
            return;
        }
        if (ticker != null) {
            exchange.market(ticker);
        }
        subtrader.riskControls.put(scope, checkedLimit(cap));
    }

    private static FixedPointDollars checkedLimit(FixedPointDollars limit) {
        if (limit.isNegative() || limit.toBigDecimal().stripTrailingZeros().scale() > Amounts.MONEY_DECIMALS) {
            throw Refusals.invalidParameters("a limit must be zero or more, with at most 4 decimals");
        }
        return limit.withDecimals(4, 4);
    }

    void setMemberLimit(AccountState merchant, @Nullable FixedPointDollars limit) {
        requireMerchant(merchant);
        FixedPointDollars exchanges = merchant.accountLimit;
        if (limit != null && exchanges != null && limit.compareTo(exchanges) > 0) {
            throw Refusals.invalidParameters("the limit must not exceed " + exchanges);
        }
        merchant.memberLimit = limit == null ? null : checkedLimit(limit);
        FixedPointDollars effective = Risk.effectiveLimit(merchant);
        if (effective != null) {
            cancelUntilUsageFits(merchant, effective);
        }
    }

    private void cancelUntilUsageFits(AccountState merchant, FixedPointDollars limit) {
        List<OrderState> newestFirst = new ArrayList<>();
        for (AccountState member : Risk.family(merchant)) {
            newestFirst.addAll(member.resting);
        }
        newestFirst.sort(
                Comparator.comparing((OrderState order) -> order.sequence).reversed());
        for (OrderState order : newestFirst) {
            if (Risk.totalUsage(merchant).compareTo(limit) <= 0) {
                return;
            }
            matching.cancel(order, LastUpdateReason.MARGIN_CANCEL);
        }
    }

    NotionalLimits notionalLimits(AccountState account) {
        Map<String, FixedPointDollars> usage = new TreeMap<>();
        for (AccountState member : Risk.family(account)) {
            for (SubaccountState subaccount : member.subaccounts.values()) {
                for (Exposure exposure : subaccount.exposures()) {
                    if (!exposure.isEmpty()) {
                        usage.merge(exposure.market.ticker(), exposure.usage(), FixedPointDollars::plus);
                    }
                }
            }
        }
        usage.replaceAll((ticker, exact) -> Amounts.shown(exact));
        return new NotionalLimits(
                account.notionalLimit,
                account.notionalLimits,
                usage,
                Amounts.shown(Risk.totalUsage(account)),
                account.memberLimit,
                Risk.effectiveLimit(account));
    }
}
