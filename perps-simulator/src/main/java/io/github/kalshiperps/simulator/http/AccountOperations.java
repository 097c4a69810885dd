package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.rest.model.ApplySubaccountTransferRequest;
import io.github.kalshiperps.rest.model.ApplySubaccountTransferResponse;
import io.github.kalshiperps.rest.model.BucketLimit;
import io.github.kalshiperps.rest.model.CreateMarginFCMSubtraderRequest;
import io.github.kalshiperps.rest.model.CreateMarginFCMSubtraderResponse;
import io.github.kalshiperps.rest.model.CreateSubaccountResponse;
import io.github.kalshiperps.rest.model.EmptyResponse;
import io.github.kalshiperps.rest.model.GetAccountApiLimitsResponse;
import io.github.kalshiperps.rest.model.GetFCMSubtraderRiskControlsResponse;
import io.github.kalshiperps.rest.model.GetMarginBalanceResponse;
import io.github.kalshiperps.rest.model.GetMarginFeeTierRatesResponse;
import io.github.kalshiperps.rest.model.GetMarginFeeTiersResponse;
import io.github.kalshiperps.rest.model.GetMarginFillsResponse;
import io.github.kalshiperps.rest.model.GetMarginFundingHistoryResponse;
import io.github.kalshiperps.rest.model.GetMarginPositionsResponse;
import io.github.kalshiperps.rest.model.GetMarginRiskResponse;
import io.github.kalshiperps.rest.model.IntraExchangeInstanceTransferRequest;
import io.github.kalshiperps.rest.model.IntraExchangeInstanceTransferResponse;
import io.github.kalshiperps.rest.model.MarginEnabledResponse;
import io.github.kalshiperps.rest.model.NotionalRiskLimitResponse;
import io.github.kalshiperps.rest.model.UpdateFCMNotionalRiskLimitRequest;
import io.github.kalshiperps.rest.model.UpdateFCMSubtraderRiskControlsRequest;
import io.github.kalshiperps.simulator.engine.AccountRisk;
import io.github.kalshiperps.simulator.engine.AssetClass;
import io.github.kalshiperps.simulator.engine.Balance;
import io.github.kalshiperps.simulator.engine.Exchange;
import io.github.kalshiperps.simulator.engine.ExchangeInstance;
import io.github.kalshiperps.simulator.engine.FeeTier;
import io.github.kalshiperps.simulator.engine.Fill;
import io.github.kalshiperps.simulator.engine.Market;
import io.github.kalshiperps.simulator.engine.NotionalLimits;
import io.github.kalshiperps.simulator.engine.Page;
import io.github.kalshiperps.simulator.engine.SubtraderLimits;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What concerns the caller's account: positions, money, limits, fees, funding, transfers, and the subtraders of a clearing
 * member. Safe for use by several threads.
 */
final class AccountOperations {
    private static final int DEFAULT_LIMIT = 100;

    private final Exchange exchange;
    private final RateLimits rateLimits;

    AccountOperations(Exchange exchange, RateLimits rateLimits) {
        this.exchange = exchange;
        this.rateLimits = rateLimits;
    }

    void addTo(Map<String, OperationHandler> handlers) {
        handlers.put("GetMarginEnabled", this::enabled);
        handlers.put("GetPerpsAccountApiLimits", this::apiLimits);
        handlers.put("GetMarginPositions", this::positions);
        handlers.put("GetMarginFills", this::fills);
        handlers.put("GetMarginBalance", this::balance);
        handlers.put("GetMarginRisk", this::risk);
        handlers.put("GetMarginNotionalRiskLimit", this::notionalRiskLimit);
        handlers.put("GetMarginFeeTiers", this::feeTiers);
        handlers.put("GetMarginFeeTierRates", this::feeTierRates);
        handlers.put("GetMarginFundingHistory", this::fundingHistory);
        handlers.put("CreateMarginSubaccount", this::createSubaccount);
        handlers.put("ApplyMarginSubaccountTransfer", this::transferBetweenSubaccounts);
        handlers.put("IntraExchangeInstanceTransfer", this::transferBetweenInstances);
        handlers.put("CreateMarginFCMSubtrader", this::createSubtrader);
        handlers.put("GetFCMSubtraderRiskControls", this::subtraderRiskControls);
        handlers.put("UpdateFCMSubtraderRiskControls", this::updateSubtraderRiskControls);
        handlers.put("DeleteFCMSubtraderRiskControls", this::deleteSubtraderRiskControls);
        handlers.put("UpdateFCMNotionalRiskLimit", this::updateNotionalRiskLimit);
        handlers.put("DeleteFCMNotionalRiskLimit", this::deleteNotionalRiskLimit);
    }

    private Object enabled(Call call) {
        return MarginEnabledResponse.builder()
                .enabled(exchange.enabled(call.caller().userId()))
                .build();
    }

    private Object apiLimits(Call call) {
        UsageTier tier = rateLimits.tier(call.caller().userId());
        return GetAccountApiLimitsResponse.builder()
                .usageTier(tier.toString())
                .read(bucket(tier.readCapacity(), tier.readPerSecond()))
                .write(bucket(tier.writeCapacity(), tier.writePerSecond()))
                .grants(List.of())
                .build();
    }

    private static BucketLimit bucket(int capacity, int perSecond) {
        return BucketLimit.builder()
                .bucketCapacity(capacity)
                .refillRate(perSecond)
                .build();
    }

    // ---------------------------------------------------------------- positions and money

    private Object positions(Call call) {
        return GetMarginPositionsResponse.builder()
                .positions(exchange
                        .positions(
                                call.caller().userId(),
                                Access.oneOrAll(call.caller(), call.query().integer("subaccount")),
                                call.query().text("ticker"))
                        .stream()
                        .map(Models::position)
                        .toList())
                .build();
    }

    private Object fills(Call call) {
        Query query = call.query();
        Page<Fill> page = exchange.fills(
                call.caller().userId(),
                Access.one(call.caller(), query.integer("subaccount")),
                query.time("min_ts"),
                query.time("max_ts"),
                MarketOperations.page(query, DEFAULT_LIMIT));
        return GetMarginFillsResponse.builder()
                .fills(page.items().stream().map(Models::fill).toList())
                .cursor(page.cursor())
                .build();
    }

    private Object balance(Call call) {
        Access.wholeAccount(call.caller());
        Balance balance = exchange.balance(call.caller().userId(), call.query().flag("compute_available_balance"));
        return GetMarginBalanceResponse.builder()
                .settledFunds(Models.dollars(balance.settledFunds()))
                .subaccountBalances(
                        balance.subaccounts().stream().map(Models::balance).toList())
                .build();
    }

    private Object risk(Call call) {
        Access.wholeAccount(call.caller());
        AccountRisk risk = exchange.risk(call.caller().userId());
        return GetMarginRiskResponse.builder()
                .accountLeverage(risk.leverage())
                .totalMaintenanceMargin(Models.dollars(risk.totalMaintenanceMargin()))
                .totalPositionNotional(Models.dollars(risk.totalNotional()))
                .positions(risk.positions().stream().map(Models::risk).toList())
                .build();
    }

    private Object notionalRiskLimit(Call call) {
        NotionalLimits limits = exchange.notionalLimits(call.caller().userId());
        return NotionalRiskLimitResponse.builder()
                .defaultNotionalValueRiskLimit(Models.dollars(limits.defaultLimit()))
                .notionalValueRiskLimitsByMarketTicker(dollars(limits.limitsByTicker()))
                .currentUsageByMarketTicker(dollars(limits.usageByTicker()))
                .totalCurrentUsage(Models.dollars(limits.totalUsage()))
                .memberNotionalValueRiskLimit(Models.dollarsOrNull(limits.memberLimit()))
                .effectiveAccountNotionalValueRiskLimit(Models.dollarsOrNull(limits.effectiveAccountLimit()))
                .build();
    }

    private static Map<String, FixedPointDollars> dollars(Map<String, FixedPointDollars> amounts) {
        Map<String, FixedPointDollars> written = new TreeMap<>();
        amounts.forEach((ticker, amount) -> written.put(ticker, Models.dollars(amount)));
        return written;
    }

    private Object feeTiers(Call call) {
        FeeTier tier = exchange.feeTier(call.caller().userId());
        Map<String, BigDecimal> maker = new TreeMap<>();
        Map<String, BigDecimal> taker = new TreeMap<>();
        for (Market market : exchange.markets()) {
            maker.put(market.ticker(), tier.makerRate());
            taker.put(market.ticker(), tier.takerRate());
        }
        return GetMarginFeeTiersResponse.builder()
                .makerFeeRates(maker)
                .takerFeeRates(taker)
                .build();
    }

    private Object feeTierRates(Call call) {
        return GetMarginFeeTierRatesResponse.builder()
                .feeTierRates(exchange.feeTiers(call.caller().userId()).stream()
                        .map(Models::feeTier)
                        .toList())
                .build();
    }

    private Object fundingHistory(Call call) {
        Query query = call.query();
        LocalDate from = query.date("start_date");
        LocalDate to = query.date("end_date");
        if (to.isBefore(from)) {
            throw HttpRefusal.invalidParameters("end_date: before start_date");
        }
        return GetMarginFundingHistoryResponse.builder()
                .fundingHistory(exchange
                        .fundingHistory(
                                call.caller().userId(),
                                Access.oneOrAll(call.caller(), query.integer("subaccount")),
                                query.text("ticker"),
                                from,
                                to)
                        .stream()
                        .map(Models::fundingPayment)
                        .toList())
                .build();
    }

    // ---------------------------------------------------------------- transfers

    private Object createSubaccount(Call call) {
        Access.wholeAccount(call.caller());
        return CreateSubaccountResponse.builder()
                .subaccountNumber(exchange.createSubaccount(call.caller().userId()))
                .build();
    }

    private Object transferBetweenSubaccounts(Call call) {
        Access.wholeAccount(call.caller());
        ApplySubaccountTransferRequest body = call.body(ApplySubaccountTransferRequest.class);
        exchange.transferBetweenSubaccounts(
                call.caller().userId(),
                body.clientTransferId().toString(),
                Access.number(body.fromSubaccount()),
                Access.number(body.toSubaccount()),
                body.amountCents());
        return ApplySubaccountTransferResponse.builder().build();
    }

    private Object transferBetweenInstances(Call call) {
        Access.wholeAccount(call.caller());
        IntraExchangeInstanceTransferRequest body = call.body(IntraExchangeInstanceTransferRequest.class);
        String transferId = exchange.transferBetweenInstances(
                call.caller().userId(),
                Objects.requireNonNull(ExchangeInstance.of(body.source().value())),
                Objects.requireNonNull(ExchangeInstance.of(body.destination().value())),
                body.amount());
        return IntraExchangeInstanceTransferResponse.builder()
                .transferId(transferId)
                .build();
    }

    // ---------------------------------------------------------------- clearing members

    private Object createSubtrader(Call call) {
        CreateMarginFCMSubtraderRequest body = call.body(CreateMarginFCMSubtraderRequest.class);
        return CreateMarginFCMSubtraderResponse.builder()
                .subtraderId(Objects.requireNonNull(
                        exchange.createSubtrader(call.caller().userId(), body.subtraderSuffix())
                                .subtraderId()))
                .build();
    }

    private Object subtraderRiskControls(Call call) {
        Query query = call.query();
        SubtraderLimits limits = exchange.subtraderLimits(
                call.caller().userId(), query.text("subtrader_id"), query.text("market_ticker"), assetClass(query));
        return GetFCMSubtraderRiskControlsResponse.builder()
                .riskControls(
                        limits.riskControls().stream().map(Models::riskControl).toList())
                .notionalLimits(limits.notionalLimits().stream()
                        .map(Models::notionalLimit)
                        .toList())
                .build();
    }

    private Object updateSubtraderRiskControls(Call call) {
        UpdateFCMSubtraderRiskControlsRequest body = call.body(UpdateFCMSubtraderRiskControlsRequest.class);
        exchange.setRiskControl(
                call.caller().userId(),
                body.subtraderId(),
                body.marketTicker(),
                assetClass(body.assetClass()),
                body.imCap());
        return EmptyResponse.builder().build();
    }

    private Object deleteSubtraderRiskControls(Call call) {
        Query query = call.query();
        exchange.removeRiskControl(
                call.caller().userId(),
                Objects.requireNonNull(query.text("subtrader_id")),
                query.text("market_ticker"),
                assetClass(query));
        return EmptyResponse.builder().build();
    }

    private Object updateNotionalRiskLimit(Call call) {
        exchange.setMemberNotionalLimit(
                call.caller().userId(),
                call.body(UpdateFCMNotionalRiskLimitRequest.class).notionalValueRiskLimit());
        return EmptyResponse.builder().build();
    }

    private Object deleteNotionalRiskLimit(Call call) {
        exchange.removeMemberNotionalLimit(call.caller().userId());
        return EmptyResponse.builder().build();
    }

    private static @Nullable AssetClass assetClass(Query query) {
        return assetClass(query.choice("asset_class", io.github.kalshiperps.rest.model.AssetClass.class));
    }

    private static @Nullable AssetClass assetClass(io.github.kalshiperps.rest.model.@Nullable AssetClass sent) {
        return sent == null ? null : AssetClass.of(sent.value());
    }
}
