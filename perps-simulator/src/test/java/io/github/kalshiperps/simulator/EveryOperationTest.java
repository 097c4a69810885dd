package io.github.kalshiperps.simulator;

import static io.github.kalshiperps.simulator.TestOrders.BTC;
import static io.github.kalshiperps.simulator.TestOrders.amend;
import static io.github.kalshiperps.simulator.TestOrders.ask;
import static io.github.kalshiperps.simulator.TestOrders.bid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.json.Drift;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.rest.model.AmendMarginOrderResponse;
import io.github.kalshiperps.rest.model.ApplySubaccountTransferRequest;
import io.github.kalshiperps.rest.model.AssetClass;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateMarginFCMSubtraderRequest;
import io.github.kalshiperps.rest.model.CreateMarginOrderResponse;
import io.github.kalshiperps.rest.model.CreateOrderGroupRequest;
import io.github.kalshiperps.rest.model.DecreaseMarginOrderRequest;
import io.github.kalshiperps.rest.model.ExchangeInstance;
import io.github.kalshiperps.rest.model.ExitTrigger;
import io.github.kalshiperps.rest.model.ExitTriggerKind;
import io.github.kalshiperps.rest.model.ExitTriggerStatus;
import io.github.kalshiperps.rest.model.FCMSubtraderRiskControls;
import io.github.kalshiperps.rest.model.FcmDeleteSubtraderRiskControlsParams;
import io.github.kalshiperps.rest.model.FcmSubtraderRiskControlsParams;
import io.github.kalshiperps.rest.model.FundingHistoricalRatesParams;
import io.github.kalshiperps.rest.model.FundingHistoryParams;
import io.github.kalshiperps.rest.model.FundingRateEstimateParams;
import io.github.kalshiperps.rest.model.GetOrderGroupResponse;
import io.github.kalshiperps.rest.model.IntraExchangeInstanceTransferRequest;
import io.github.kalshiperps.rest.model.LastUpdateReason;
import io.github.kalshiperps.rest.model.MarginBalanceParams;
import io.github.kalshiperps.rest.model.MarginFill;
import io.github.kalshiperps.rest.model.MarginMarket;
import io.github.kalshiperps.rest.model.MarginMarketCandlestick;
import io.github.kalshiperps.rest.model.MarginMarketStatus;
import io.github.kalshiperps.rest.model.MarginOrder;
import io.github.kalshiperps.rest.model.MarginOrderbookCount;
import io.github.kalshiperps.rest.model.MarginPosition;
import io.github.kalshiperps.rest.model.MarginSubaccountBalance;
import io.github.kalshiperps.rest.model.MarginTrade;
import io.github.kalshiperps.rest.model.MarketsCandlesticksParams;
import io.github.kalshiperps.rest.model.MarketsListParams;
import io.github.kalshiperps.rest.model.MarketsOrderbookParams;
import io.github.kalshiperps.rest.model.NotionalRiskLimitResponse;
import io.github.kalshiperps.rest.model.OrdersListParams;
import io.github.kalshiperps.rest.model.PeriodInterval;
import io.github.kalshiperps.rest.model.PortfolioFillsParams;
import io.github.kalshiperps.rest.model.PortfolioTradesParams;
import io.github.kalshiperps.rest.model.SetCrossExitTriggerRequest;
import io.github.kalshiperps.rest.model.SetIsolatedExitTriggerRequest;
import io.github.kalshiperps.rest.model.TimeInForce;
import io.github.kalshiperps.rest.model.UpdateExitTriggerRequest;
import io.github.kalshiperps.rest.model.UpdateFCMNotionalRiskLimitRequest;
import io.github.kalshiperps.rest.model.UpdateFCMSubtraderRiskControlsRequest;
import io.github.kalshiperps.rest.model.UpdateOrderGroupLimitRequest;
import io.github.kalshiperps.simulator.engine.Account;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every operation of the contract, called through the public client over a socket while the guard holds the traffic against the
 * contract. The tests share a simulator, each with an account of its own; the last one counts the operations.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryOperationTest {
    @RegisterExtension
    static final ContractGuard guard = new ContractGuard();

    @RegisterExtension
    static final PerpsSimulatorExtension extension =
            PerpsSimulatorExtension.of(guard.simulator().manualClock());

    private final PerpsSimulator simulator = extension.simulator();
    private final Queue<Drift> drifts = new ConcurrentLinkedQueue<>();
    private final SimulatedAccount account = simulator.openAccount();
    private final PerpsClient client = simulator
            .clientBuilder()
            .signer(account.signer())
            .driftListener(drifts::add)
            .build();
    private final PerpsClient other = simulator.client(simulator.openAccount().key());

    @AfterEach
    void theClientSawNothingButTheContract() {
        client.orders().cancelAll().execute();
        other.orders().cancelAll().execute();
        client.close();
        // The exchange leaves the tick of some markets empty, and so does the simulator.
        assertThat(drifts)
                .filteredOn(drift -> drift.kind() != Drift.Kind.MISSING_MEMBER || !guard.mayLackMembers())
                .allSatisfy(drift -> assertThat(drift.path()).endsWith(".tick_size"));
    }

    // ---------------------------------------------------------------- the exchange and its markets

    @Test
    void theExchangeTellsItsState() {
        assertThat(client.exchange().status().execute().tradingActive()).isTrue();
        assertThat(client.exchange().enabled().execute().enabled()).isTrue();
        assertThat(client.exchange().riskParameters().execute().initialMarginMultiplier())
                .containsKeys(BTC, "test_perp_market_ticker_002");

        simulator.exchange().setEnabled(account.userId(), false);
        assertThat(client.exchange().enabled().execute().enabled()).isFalse();
    }

    @Test
    void marketsCanBeListedAndRead() {
        assertThat(client.markets().list().execute().markets())
                .extracting(MarginMarket::ticker)
                .contains(BTC, "TEST-EQUITY-AAPL-PERP");
        assertThat(client.markets()
                        .list(MarketsListParams.builder()
                                .status(MarginMarketStatus.INACTIVE)
                                .build())
                        .execute()
                        .markets())
                .extracting(MarginMarket::ticker)
                .containsExactly("TEST-EQUITY-AAPL-PERP", "TEST-EQUITY-NVDA-PERP");
        assertThat(client.markets()
                        .list(MarketsListParams.builder()
                                .status(MarginMarketStatus.of("garbage"))
                                .build())
                        .execute()
                        .markets())
                .isEmpty();

        MarginMarket bitcoin = client.markets().get(BTC).execute().market();
        assertThat(bitcoin.tickSize()).isNull();
        assertThat(bitcoin.contractSize()).hasToString("0.000100");
        assertThat(bitcoin.schedule()).isNull();
        assertThat(bitcoin.liquidationMarkPrice()).isNotNull();
        assertThat(client.markets().get("KXETHPERP1").execute().market().tickSize())
                .hasToString("0.0001");
    }

    @Test
    void aMarketWithTradingHoursSaysWhenItOpens() {
        Instant evening =
                simulator.clock().instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(22 + 24));
        simulator.exchange().clock().advanceTo(evening);

        var hours =
                client.markets().get("TEST-EQUITY-AAPL-PERP").execute().market().schedule();
        assertThat(Objects.requireNonNull(hours).isOpen()).isFalse();
        assertThat(hours.nextCloseTs()).isNull();
        assertThat(hours.nextOpenTs()).isAfter(evening);
    }

    @Test
    void aBookHasItsBestLevelsLast() {
        place(BookSide.BID, "5.9000", "1");
        place(BookSide.BID, "5.9100", "2");
        place(BookSide.ASK, "6.9000", "3");
        place(BookSide.ASK, "6.8000", "4");

        assertThat(book(MarketsOrderbookParams.builder()))
                .isEqualTo("5.9000x1.00 5.9100x2.00 | 6.9000x3.00 6.8000x4.00");
        assertThat(book(MarketsOrderbookParams.builder().depth(1L))).isEqualTo("5.9100x2.00 | 6.8000x4.00");
        assertThat(book(MarketsOrderbookParams.builder().aggregationTickSize(FixedPointDollars.of("1.00"))))
                .as("both sides are rounded down")
                .isEqualTo("5.0000x3.00 | 6.0000x7.00");
    }

    private void place(BookSide side, String price, String count) {
        other.orders().create(TestOrders.order(side, price, count).build()).execute();
    }

    private String book(MarketsOrderbookParams.Builder params) {
        MarginOrderbookCount book =
                client.markets().orderbook(BTC, params.build()).execute().orderbook();
        StringBuilder text = new StringBuilder();
        book.bids().forEach(level -> text.append(level.price() + "x" + level.count() + " "));
        text.append("|");
        book.asks().forEach(level -> text.append(" " + level.price() + "x" + level.count()));
        return text.toString();
    }

    @Test
    void tradesAreInCandlesAndOnTheTape() {
        Instant before = simulator.clock().instant();
        other.orders().create(ask("6.3500", "4")).execute();
        client.orders().create(bid("6.3500", "3")).execute();
        simulator.advance(Duration.ofMinutes(3));

        List<MarginMarketCandlestick> candles = client.markets()
                .candlesticks(
                        BTC,
                        MarketsCandlesticksParams.builder()
                                .startTs(before)
                                .endTs(simulator.clock().instant())
                                .periodInterval(PeriodInterval.ONE_MINUTE)
                                .build())
                .execute()
                .candlesticks();
        assertThat(candles).hasSizeGreaterThanOrEqualTo(3);
        MarginMarketCandlestick last = candles.get(candles.size() - 1);
        assertThat(last.price().close()).isNull();
        assertThat(last.price().previous()).hasToString("6.3500");
        assertThat(last.bid().low()).as("nobody bids").hasToString("0.0000");
        assertThat(candles)
                .anySatisfy(candle -> assertThat(candle.price().close()).hasToString("6.3500"));

        MarginTrade trade =
                client
                        .portfolio()
                        .tradesAll(PortfolioTradesParams.builder()
                                .ticker(BTC)
                                .limit(1L)
                                .build())
                        .stream()
                        .findFirst()
                        .orElseThrow();
        assertThat(trade.price()).hasToString("6.3500");
        assertThat(trade.takerSide()).isEqualTo(BookSide.BID);
        assertThat(client.portfolio()
                        .trades(PortfolioTradesParams.builder()
                                .ticker("KXNOPERP")
                                .build())
                        .execute()
                        .trades())
                .isEmpty();
    }

    // ---------------------------------------------------------------- orders

    @Test
    void anOrderLives() {
        CreateMarginOrderResponse created =
                client.orders().create(bid("5.3829", "5")).execute();
        assertThat(created.fillCount()).hasToString("0.00");
        assertThat(created.remainingCount()).hasToString("5.00");
        assertThat(created.averageFillPrice()).isNull();

        MarginOrder read = client.orders().get(created.orderId()).execute().order();
        assertThat(read.clientOrderId()).isEqualTo(created.clientOrderId());
        assertThat(read.userId()).isEqualTo(account.userId());
        assertThat(read.lastUpdateReason()).isEqualTo(LastUpdateReason.NONE);

        AmendMarginOrderResponse dearer = client.orders()
                .amend(created.orderId(), amend(BookSide.BID, "5.3830", "5").build())
                .execute();
        assertThat(dearer.orderId()).isEqualTo(created.orderId());
        assertThat(dearer.remainingCount()).as("a new price alone").isNull();
        assertThat(client.orders()
                        .amend(
                                created.orderId(),
                                amend(BookSide.BID, "5.3830", "4").build())
                        .execute()
                        .remainingCount())
                .hasToString("4.00");

        assertThat(client.orders()
                        .decrease(
                                created.orderId(),
                                DecreaseMarginOrderRequest.builder()
                                        .reduceBy(FixedPointCount.of("1"))
                                        .build())
                        .execute()
                        .remainingCount())
                .hasToString("3.00");
        assertThat(client.orders()
                        .decrease(
                                created.orderId(),
                                DecreaseMarginOrderRequest.builder()
                                        .reduceTo(FixedPointCount.of("2"))
                                        .build())
                        .execute()
                        .remainingCount())
                .hasToString("2.00");

        assertThat(client.orders().cancel(created.orderId()).execute().reducedBy())
                .hasToString("2.00");
        MarginOrder listed = client.orders().list().execute().orders().get(0);
        assertThat(listed.remainingCount()).hasToString("0.00");
        assertThat(listed.lastUpdateReason()).isEqualTo(LastUpdateReason.DECREASE);
    }

    @Test
    void ordersAreFilteredAndPaged() {
        for (int i = 0; i < 5; i++) {
            client.orders().create(bid("5.38" + i + "0", "1")).execute();
        }
        String canceled = client.orders().create(bid("5.3900", "1")).execute().orderId();
        client.orders().cancel(canceled).execute();

        OrdersListParams resting =
                OrdersListParams.builder().status("resting").limit(2L).build();
        assertThat(client.orders().list(resting).execute().orders())
                .extracting(order -> order.price().toString())
                .as("newest first")
                .containsExactly("5.3840", "5.3830");
        assertThat(client.orders().listAll(resting)).hasSize(5);
        assertThat(client.orders()
                        .listAll(OrdersListParams.builder().status("canceled").build()))
                .extracting(MarginOrder::orderId)
                .containsExactly(canceled);
        assertThat(client.orders()
                        .listAll(OrdersListParams.builder().status("open").build()))
                .isEmpty();
        assertThat(client.orders()
                        .listAll(OrdersListParams.builder().ticker("KXETHPERP1").build()))
                .isEmpty();

        client.orders().cancelAll().execute();
        assertThat(client.orders().listAll(resting)).isEmpty();
    }

    @Test
    void whatAnOrderTradesIsInTheAnswerTheFillsAndThePosition() {
        other.orders().create(ask("6.3400", "2")).execute();
        CreateMarginOrderResponse taken = client.orders()
                .create(TestOrders.order(BookSide.BID, "6.3500", "3")
                        .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                        .build())
                .execute();
        assertThat(taken.fillCount()).hasToString("2.00");
        assertThat(taken.remainingCount()).hasToString("0.00");
        assertThat(taken.averageFillPrice()).hasToString("6.3400");
        assertThat(taken.averageFeePaid()).isNotNull();

        List<MarginFill> fills = client.portfolio().fills().execute().fills();
        assertThat(fills).hasSize(1);
        assertThat(fills.get(0).isTaker()).isTrue();
        assertThat(fills.get(0).orderId()).isEqualTo(taken.orderId());
        assertThat(client.portfolio()
                        .fillsAll(PortfolioFillsParams.builder().subaccount(1L).build()))
                .isEmpty();

        MarginPosition position =
                client.portfolio().positions().execute().positions().get(0);
        assertThat(position.position()).hasToString("2.00");
        assertThat(position.entryPrice()).hasToString("6.3400");
        assertThat(position.isPortfolio()).isFalse();
        assertThat(client.margin().risk().execute().positions().get(0).positionNotional())
                .isEqualTo(FixedPointDollars.of("12.6880"));
        NotionalRiskLimitResponse limit = client.margin().notionalRiskLimit().execute();
        assertThat(limit.defaultNotionalValueRiskLimit()).hasToString("50000.0000");
        assertThat(limit.currentUsageByMarketTicker()).containsOnlyKeys(BTC);
    }

    @Test
    void anExpiryIsTakenInSecondsAndInMilliseconds() {
        Instant soon = simulator.clock().instant().plusSeconds(30);
        for (long expiry : new long[] {soon.getEpochSecond(), soon.toEpochMilli()}) {
            String orderId = client.orders()
                    .create(TestOrders.order(BookSide.BID, "5.3829", "1")
                            .expirationTime(expiry)
                            .build())
                    .execute()
                    .orderId();
            assertThat(client.orders().get(orderId).execute().order().expirationTime())
                    .isEqualTo(soon);
        }
    }

    @Test
    void orderGroupsLive() {
        assertThat(client.orderGroups().list().execute().orderGroups()).isEmpty();
        String id = client.orderGroups()
                .create(CreateOrderGroupRequest.builder().contractsLimit(10L).build())
                .execute()
                .orderGroupId();
        String member = client.orders()
                .create(TestOrders.order(BookSide.BID, "5.3829", "1")
                        .orderGroupId(id)
                        .build())
                .execute()
                .orderId();

        GetOrderGroupResponse group = client.orderGroups().get(id).execute();
        assertThat(group.orders()).containsExactly(member);
        assertThat(group.contractsLimitFp()).hasToString("10.00");
        assertThat(client.orderGroups().list().execute().orderGroups()).hasSize(1);

        client.orderGroups()
                .updateLimit(
                        id,
                        UpdateOrderGroupLimitRequest.builder()
                                .contractsLimitFp(FixedPointCount.of("7"))
                                .build())
                .execute();
        assertThat(client.orderGroups().get(id).execute().contractsLimitFp()).hasToString("7.00");
        client.orderGroups().trigger(id).execute();
        assertThat(client.orders()
                        .listAll(OrdersListParams.builder().status("resting").build()))
                .isEmpty();
        client.orderGroups().reset(id).execute();
        client.orderGroups().delete(id).execute();
        assertThat(client.orderGroups().list().execute().orderGroups()).isEmpty();
    }

    // ---------------------------------------------------------------- exit triggers

    @Test
    void exitTriggersLive() {
        other.orders().create(ask("6.3400", "2")).execute();
        client.orders().create(bid("6.3400", "2")).execute();

        ExitTrigger bracket = client.exitTriggers()
                .setCross(
                        BTC,
                        SetCrossExitTriggerRequest.builder()
                                .stopLossPrice(FixedPointDollars.of("6.0000"))
                                .takeProfitPrice(FixedPointDollars.of("7.0000"))
                                .count(FixedPointCount.of("1"))
                                .clientTriggerId("mine")
                                .build())
                .execute();
        assertThat(bracket.status()).isEqualTo(ExitTriggerStatus.ACTIVE);
        assertThat(bracket.count()).hasToString("1.00");
        client.exitTriggers()
                .setCross(
                        BTC,
                        SetCrossExitTriggerRequest.builder()
                                .kind(ExitTriggerKind.TRAILING)
                                .trailBps(100L)
                                .build())
                .execute();
        ExitTrigger changed = client.exitTriggers()
                .updateCross(
                        BTC,
                        bracket.id(),
                        UpdateExitTriggerRequest.builder()
                                .stopLossPrice(FixedPointDollars.of("5.9000"))
                                .build())
                .execute();
        assertThat(changed.takeProfitPrice()).isNull();
        assertThat(client.exitTriggers().listCross(BTC).execute().exitTriggers())
                .extracting(ExitTrigger::kind)
                .containsExactlyInAnyOrder(ExitTriggerKind.BRACKET, ExitTriggerKind.TRAILING);
        client.exitTriggers().deleteCrossById(BTC, bracket.id()).execute();
        client.exitTriggers().deleteCross(BTC).execute();
        assertThat(client.exitTriggers().listCross(BTC).execute().exitTriggers())
                .isEmpty();

        client.exitTriggers()
                .setIsolated(
                        BTC,
                        SetIsolatedExitTriggerRequest.builder()
                                .takeProfitPrice(FixedPointDollars.of("7.0000"))
                                .build())
                .execute();
        assertThat(client.exitTriggers().listIsolated(BTC).execute().exitTriggers())
                .hasSize(1);
        client.exitTriggers().deleteIsolated(BTC).execute();
    }

    // ---------------------------------------------------------------- money

    @Test
    void theBalanceComputesWhatIsAvailableOnRequest() {
        client.orders().create(bid("5.3829", "10")).execute();

        assertThat(client.margin().balance().execute().settledFunds()).hasToString("10000.0000");
        assertThat(balance(false).availableBalance()).hasToString("0.0000");
        assertThat(balance(false).restingOrdersMargin()).hasToString("0.0000");
        assertThat(balance(true).restingOrdersMargin().isPositive()).isTrue();
        assertThat(balance(true).availableBalance()).isLessThan(FixedPointDollars.of("10000"));
    }

    private MarginSubaccountBalance balance(boolean compute) {
        return client
                .margin()
                .balance(MarginBalanceParams.builder()
                        .computeAvailableBalance(compute)
                        .build())
                .execute()
                .subaccountBalances()
                .stream()
                .filter(balance -> balance.subaccount() == 0)
                .findAny()
                .orElseThrow();
    }

    @Test
    void moneyMoves() {
        long subaccount = client.transfers().createSubaccount().execute().subaccountNumber();
        assertThat(subaccount).isEqualTo(1);
        client.transfers()
                .transferSubaccount(ApplySubaccountTransferRequest.builder()
                        .clientTransferId(UUID.randomUUID())
                        .fromSubaccount(0)
                        .toSubaccount(subaccount)
                        .amountCents(250)
                        .build())
                .execute();
        assertThat(client.transfers()
                        .transferInstance(IntraExchangeInstanceTransferRequest.builder()
                                .source(ExchangeInstance.MARGINED)
                                .destination(ExchangeInstance.EVENT_CONTRACT)
                                .amount(Centicents.of(12_345))
                                .build())
                        .execute()
                        .transferId())
                .isNotEmpty();
        assertThat(client.margin().balance().execute().settledFunds()).hasToString("9998.7655");
        assertThat(simulator.exchange().eventContractBalance(account.userId())).isEqualTo(Centicents.of(12_345));
    }

    @Test
    void feesAndLimitsCanBeRead() {
        assertThat(client.margin().feeTiers().execute().takerFeeRates()).containsKey(BTC);
        assertThat(client.margin().feeTierRates().execute().feeTierRates()).isNotEmpty();
        var limits = client.margin().apiLimits().execute();
        assertThat(limits.usageTier()).isEqualTo("basic");
        assertThat(limits.read().bucketCapacity()).isEqualTo(400);
        assertThat(limits.write().refillRate()).isEqualTo(100);
        assertThat(limits.grants()).isEmpty();
    }

    @Test
    void fundingIsEstimatedAppliedAndRemembered() {
        other.orders().create(ask("6.3400", "2")).execute();
        client.orders().create(bid("6.3400", "2")).execute();
        assertThat(client.funding()
                        .rateEstimate(
                                FundingRateEstimateParams.builder().ticker(BTC).build())
                        .execute()
                        .nextFundingTime())
                .isAfter(simulator.clock().instant());
        Instant before = simulator.clock().instant();

        simulator.advance(Duration.ofHours(8));

        assertThat(client.funding()
                        .historicalRates(FundingHistoricalRatesParams.builder()
                                .ticker(BTC)
                                .startTs(before)
                                .build())
                        .execute()
                        .fundingRates())
                .hasSize(1);
        LocalDate today = LocalDate.ofInstant(simulator.clock().instant(), ZoneOffset.UTC);
        assertThat(client.funding()
                        .history(FundingHistoryParams.builder()
                                .startDate(today.minusDays(1))
                                .endDate(today)
                                .build())
                        .execute()
                        .fundingHistory())
                .anySatisfy(entry -> assertThat(entry.quantity()).hasToString("2.00"));
    }

    // ---------------------------------------------------------------- clearing members

    @Test
    void aClearingMemberLimitsItsSubtraders() {
        SimulatedAccount member = simulator.openFcmAccount();
        PerpsClient fcm = simulator.client(member.key());
        String id = fcm.fcm()
                .createSubtrader(CreateMarginFCMSubtraderRequest.builder()
                        .subtraderSuffix("alice1")
                        .build())
                .execute()
                .subtraderId();
        assertThat(id).isEqualTo(member.userId() + "_alice1");
        fcm.fcm()
                .updateSubtraderRiskControls(UpdateFCMSubtraderRiskControlsRequest.builder()
                        .subtraderId(id)
                        .assetClass(AssetClass.CRYPTO)
                        .imCap(FixedPointDollars.of("1000.50"))
                        .build())
                .execute();
        simulator.exchange().setSubtraderNotionalLimit(id, BTC, FixedPointDollars.of("20000"));

        var limits = fcm.fcm()
                .subtraderRiskControls(
                        FcmSubtraderRiskControlsParams.builder().subtraderId(id).build())
                .execute();
        assertThat(limits.riskControls())
                .singleElement()
                .extracting(FCMSubtraderRiskControls::assetClass)
                .isEqualTo(AssetClass.CRYPTO);
        assertThat(limits.notionalLimits()).hasSize(1);
        Account subtrader = Objects.requireNonNull(simulator.exchange().subtrader(id));
        assertThat(simulator
                        .client(simulator.newKey(subtrader.userId()).create())
                        .fcm()
                        .subtraderRiskControls()
                        .execute()
                        .riskControls())
                .hasSize(1);

        fcm.fcm()
                .deleteSubtraderRiskControls(FcmDeleteSubtraderRiskControlsParams.builder()
                        .subtraderId(id)
                        .assetClass(AssetClass.CRYPTO)
                        .build())
                .execute();
        fcm.fcm()
                .updateNotionalRiskLimit(UpdateFCMNotionalRiskLimitRequest.builder()
                        .notionalValueRiskLimit(FixedPointDollars.of("25000.00"))
                        .build())
                .execute();
        assertThat(fcm.margin().notionalRiskLimit().execute().memberNotionalValueRiskLimit())
                .isEqualTo(FixedPointDollars.of("25000"));
        fcm.fcm().deleteNotionalRiskLimit().execute();
    }

    @Tag("complete")
    @Test
    @Order(Integer.MAX_VALUE)
    void everyOperationOfTheContractWasCalled() {
        assertThat(guard.succeeded())
                .containsExactlyInAnyOrderElementsOf(
                        PerpsOperations.ALL.stream().map(ApiOperation::id).toList());
    }
}
