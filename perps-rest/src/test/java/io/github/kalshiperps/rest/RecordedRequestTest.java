package io.github.kalshiperps.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.auth.PrivateKeySigner;
import io.github.kalshiperps.core.http.ApiCall;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.rest.model.*;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each operation puts on the wire: method, exact path, query, body, and a signature that the server can verify. */
class RecordedRequestTest {
    private static final String BASE = "/trade-api/v2";
    private static final KeyPair ED25519 = Signatures.keyPair("Ed25519");
    private static final KeyPair RSA = Signatures.keyPair("RSA");
    private static final UUID TRANSFER = UUID.fromString("00000000-0000-4000-8000-000000000077");

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** One operation with arguments, and what the server must receive. */
    record Case(
            String operation,
            Function<PerpsClient, ApiCall<?>> call,
            String method,
            String target,
            @Nullable String body) {
        @Override
        public String toString() {
            return operation + " " + method + " " + target;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        exchange(cases);
        markets(cases);
        orders(cases);
        orderGroups(cases);
        exitTriggers(cases);
        account(cases);
        transfers(cases);
        fcm(cases);
        return cases;
    }

    private static void exchange(List<Case> cases) {
        get(cases, "GetMarginExchangeStatus", c -> c.exchange().status(), "/margin/exchange/status");
        get(cases, "GetMarginEnabled", c -> c.exchange().enabled(), "/margin/enabled");
        get(cases, "GetMarginRiskParameters", c -> c.exchange().riskParameters(), "/margin/risk_parameters");
    }

    private static void markets(List<Case> cases) {
        get(cases, "GetMarginMarkets", c -> c.markets().list(), "/margin/markets");
        get(
                cases,
                "GetMarginMarkets",
                c -> c.markets()
                        .list(MarketsListParams.builder()
                                .status(MarginMarketStatus.ACTIVE)
                                .build()),
                "/margin/markets?status=active");
        get(cases, "GetMarginMarket", c -> c.markets().get("KXDEMOPERP1"), "/margin/markets/KXDEMOPERP1");
        get(cases, "GetMarginMarket", c -> c.markets().get("A/B ?%ü"), "/margin/markets/A%2FB%20%3F%25%C3%BC");
        get(
                cases,
                "GetMarginMarketOrderbook",
                c -> c.markets().orderbook("KXDEMOPERP1"),
                "/margin/markets/KXDEMOPERP1/orderbook");
        get(
                cases,
                "GetMarginMarketOrderbook",
                c -> c.markets()
                        .orderbook(
                                "KXDEMOPERP1",
                                MarketsOrderbookParams.builder()
                                        .depth(5L)
                                        .aggregationTickSize(FixedPointDollars.of("0.10"))
                                        .build()),
                "/margin/markets/KXDEMOPERP1/orderbook?depth=5&aggregation_tick_size=0.10");
        get(
                cases,
                "GetMarginMarketCandlesticks",
                c -> c.markets()
                        .candlesticks(
                                "KXDEMOPERP1",
                                MarketsCandlesticksParams.builder()
                                        .startTs(Instant.ofEpochSecond(1_781_200_000))
                                        .endTs(Instant.ofEpochSecond(1_781_260_000))
                                        .periodInterval(PeriodInterval.ONE_HOUR)
                                        .includeLatestBeforeStart(true)
                                        .build()),
                "/margin/markets/KXDEMOPERP1/candlesticks"
                        + "?start_ts=1781200000&end_ts=1781260000&period_interval=60&include_latest_before_start=true");
        get(
                cases,
                "GetMarginTrades",
                c -> c.portfolio()
                        .trades(PortfolioTradesParams.builder()
                                .ticker("KXDEMOPERP1")
                                .limit(10L)
                                .cursor("c+/=&")
                                .build()),
                "/margin/trades?ticker=KXDEMOPERP1&limit=10&cursor=c%2B%2F%3D%26");
    }

    private static void orders(List<Case> cases) {
        add(
                cases,
                "CreateMarginOrder",
                c -> c.orders()
                        .create(CreateMarginOrderRequest.builder()
                                .ticker("KXDEMOPERP1")
                                .clientOrderId("order-1")
                                .side(BookSide.BID)
                                .count(FixedPointCount.of("2"))
                                .price(FixedPointDollars.of("5.3"))
                                .timeInForce(TimeInForce.GOOD_TILL_CANCELED)
                                .postOnly(true)
                                .selfTradePreventionType(SelfTradePreventionType.TAKER_AT_CROSS)
                                .build()),
                "POST",
                "/margin/orders",
                "{\"client_order_id\":\"order-1\",\"count\":\"2\",\"post_only\":true,\"price\":\"5.30\","
                        + "\"self_trade_prevention_type\":\"taker_at_cross\",\"side\":\"bid\","
                        + "\"ticker\":\"KXDEMOPERP1\",\"time_in_force\":\"good_till_canceled\"}");
        get(cases, "GetMarginOrder", c -> c.orders().get("o-1"), "/margin/orders/o-1");
        get(cases, "GetMarginOrders", c -> c.orders().list(), "/margin/orders");
        get(
                cases,
                "GetMarginOrders",
                c -> c.orders()
                        .list(OrdersListParams.builder()
                                .ticker("KXDEMOPERP1")
                                .minTs(Instant.ofEpochSecond(1_781_200_000))
                                .status("resting")
                                .limit(10_000L)
                                .subaccount(3L)
                                .build()),
                "/margin/orders?ticker=KXDEMOPERP1&min_ts=1781200000&status=resting&limit=10000&subaccount=3");
        add(cases, "CancelMarginOrder", c -> c.orders().cancel("o-1"), "DELETE", "/margin/orders/o-1", null);
        add(
                cases,
                "CancelMarginOrder",
                c -> c.orders()
                        .cancel(
                                "o-1",
                                OrdersCancelParams.builder().subaccount(2L).build()),
                "DELETE",
                "/margin/orders/o-1?subaccount=2",
                null);
        add(cases, "CancelAllMarginOrders", c -> c.orders().cancelAll(), "DELETE", "/margin/orders", null);
        add(
                cases,
                "CancelAllMarginOrders",
                c -> c.orders()
                        .cancelAll(
                                OrdersCancelAllParams.builder().subaccount(1L).build()),
                "DELETE",
                "/margin/orders?subaccount=1",
                null);
        add(
                cases,
                "DecreaseMarginOrder",
                c -> c.orders()
                        .decrease(
                                "o-1",
                                DecreaseMarginOrderRequest.builder()
                                        .reduceBy(FixedPointCount.of("1.00"))
                                        .build()),
                "POST",
                "/margin/orders/o-1/decrease",
                "{\"reduce_by\":\"1.00\"}");
        add(
                cases,
                "AmendMarginOrder",
                c -> c.orders()
                        .amend(
                                "o-1",
                                OrdersAmendParams.builder().subaccount(0L).build(),
                                AmendMarginOrderRequest.builder()
                                        .ticker("KXDEMOPERP1")
                                        .side(BookSide.ASK)
                                        .price(FixedPointDollars.of("5.3001"))
                                        .count(FixedPointCount.of(3))
                                        .updatedClientOrderId("order-2")
                                        .build()),
                "POST",
                "/margin/orders/o-1/amend?subaccount=0",
                "{\"count\":\"3\",\"price\":\"5.3001\",\"side\":\"ask\",\"ticker\":\"KXDEMOPERP1\","
                        + "\"updated_client_order_id\":\"order-2\"}");
    }

    private static void orderGroups(List<Case> cases) {
        get(cases, "GetMarginOrderGroups", c -> c.orderGroups().list(), "/margin/order_groups");
        get(cases, "GetMarginOrderGroup", c -> c.orderGroups().get("g-1"), "/margin/order_groups/g-1");
        add(
                cases,
                "CreateMarginOrderGroup",
                c -> c.orderGroups()
                        .create(CreateOrderGroupRequest.builder()
                                .contractsLimit(10L)
                                .build()),
                "POST",
                "/margin/order_groups/create",
                "{\"contracts_limit\":10}");
        add(
                cases,
                "DeleteMarginOrderGroup",
                c -> c.orderGroups().delete("g-1"),
                "DELETE",
                "/margin/order_groups/g-1",
                null);
        add(
                cases,
                "ResetMarginOrderGroup",
                c -> c.orderGroups().reset("g-1"),
                "PUT",
                "/margin/order_groups/g-1/reset",
                "{}");
        add(
                cases,
                "TriggerMarginOrderGroup",
                c -> c.orderGroups()
                        .trigger(
                                "g-1",
                                OrderGroupsTriggerParams.builder()
                                        .subaccount(4L)
                                        .build()),
                "PUT",
                "/margin/order_groups/g-1/trigger?subaccount=4",
                "{}");
        add(
                cases,
                "UpdateMarginOrderGroupLimit",
                c -> c.orderGroups()
                        .updateLimit(
                                "g-1",
                                UpdateOrderGroupLimitRequest.builder()
                                        .contractsLimitFp(FixedPointCount.of("12.50"))
                                        .build()),
                "PUT",
                "/margin/order_groups/g-1/limit",
                "{\"contracts_limit_fp\":\"12.50\"}");
    }

    private static void exitTriggers(List<Case> cases) {
        String isolated = "/margin/isolated/positions/KXDEMOPERP1/exit_trigger";
        String cross = "/margin/cross/positions/KXDEMOPERP1/exit_trigger";
        add(
                cases,
                "SetIsolatedMarginExitTrigger",
                c -> c.exitTriggers()
                        .setIsolated(
                                "KXDEMOPERP1",
                                SetIsolatedExitTriggerRequest.builder()
                                        .kind(ExitTriggerKind.TRAILING)
                                        .trailBps(250L)
                                        .build()),
                "PUT",
                isolated,
                "{\"kind\":\"trailing\",\"trail_bps\":250}");
        get(
                cases,
                "GetIsolatedMarginExitTriggers",
                c -> c.exitTriggers()
                        .listIsolated(
                                "KXDEMOPERP1",
                                ExitTriggersListIsolatedParams.builder()
                                        .kind(ExitTriggerKind.BRACKET)
                                        .build()),
                isolated + "?kind=bracket");
        add(
                cases,
                "DeleteIsolatedMarginExitTrigger",
                c -> c.exitTriggers().deleteIsolated("KXDEMOPERP1"),
                "DELETE",
                isolated,
                null);
        add(
                cases,
                "SetCrossMarginExitTrigger",
                c -> c.exitTriggers()
                        .setCross(
                                "KXDEMOPERP1",
                                SetCrossExitTriggerRequest.builder()
                                        .count(FixedPointCount.of("2"))
                                        .clientTriggerId("t-1")
                                        .stopLossPrice(FixedPointDollars.of("4.90"))
                                        .build()),
                "PUT",
                cross,
                "{\"client_trigger_id\":\"t-1\",\"count\":\"2\",\"stop_loss_price\":\"4.90\"}");
        get(
                cases,
                "GetCrossMarginExitTriggers",
                c -> c.exitTriggers()
                        .listCross(
                                "KXDEMOPERP1",
                                ExitTriggersListCrossParams.builder()
                                        .subaccount(1L)
                                        .build()),
                cross + "?subaccount=1");
        add(
                cases,
                "DeleteCrossMarginExitTrigger",
                c -> c.exitTriggers()
                        .deleteCross(
                                "KXDEMOPERP1",
                                ExitTriggersDeleteCrossParams.builder()
                                        .kind(ExitTriggerKind.TRAILING)
                                        .build()),
                "DELETE",
                cross + "?kind=trailing",
                null);
        add(
                cases,
                "UpdateCrossMarginExitTrigger",
                c -> c.exitTriggers()
                        .updateCross(
                                "KXDEMOPERP1",
                                "x-1",
                                UpdateExitTriggerRequest.builder()
                                        .takeProfitPrice(FixedPointDollars.of("6"))
                                        .build()),
                "PUT",
                cross + "/x-1",
                "{\"take_profit_price\":\"6.00\"}");
        add(
                cases,
                "DeleteCrossMarginExitTriggerById",
                c -> c.exitTriggers().deleteCrossById("KXDEMOPERP1", "x-1"),
                "DELETE",
                cross + "/x-1",
                null);
    }

    private static void account(List<Case> cases) {
        get(
                cases,
                "GetMarginPositions",
                c -> c.portfolio()
                        .positions(PortfolioPositionsParams.builder()
                                .subaccount(0L)
                                .ticker("KXDEMOPERP1")
                                .build()),
                "/margin/positions?subaccount=0&ticker=KXDEMOPERP1");
        get(
                cases,
                "GetMarginFills",
                c -> c.portfolio()
                        .fills(PortfolioFillsParams.builder()
                                .limit(1000L)
                                .maxTs(Instant.ofEpochSecond(1_781_260_000))
                                .build()),
                "/margin/fills?limit=1000&max_ts=1781260000");
        get(cases, "GetMarginBalance", c -> c.margin().balance(), "/margin/balance");
        get(
                cases,
                "GetMarginBalance",
                c -> c.margin()
                        .balance(MarginBalanceParams.builder()
                                .computeAvailableBalance(true)
                                .build()),
                "/margin/balance?compute_available_balance=true");
        get(cases, "GetMarginRisk", c -> c.margin().risk(), "/margin/risk");
        get(cases, "GetMarginNotionalRiskLimit", c -> c.margin().notionalRiskLimit(), "/margin/notional_risk_limit");
        get(cases, "GetMarginFeeTiers", c -> c.margin().feeTiers(), "/margin/fee_tiers");
        get(cases, "GetMarginFeeTierRates", c -> c.margin().feeTierRates(), "/margin/fee_tier_rates");
        get(cases, "GetPerpsAccountApiLimits", c -> c.margin().apiLimits(), "/account/limits/perps");
        get(
                cases,
                "GetMarginFundingRateEstimate",
                c -> c.funding()
                        .rateEstimate(FundingRateEstimateParams.builder()
                                .ticker("KXDEMOPERP1")
                                .build()),
                "/margin/funding_rates/estimate?ticker=KXDEMOPERP1");
        get(
                cases,
                "GetMarginHistoricalFundingRates",
                c -> c.funding()
                        .historicalRates(FundingHistoricalRatesParams.builder()
                                .startTs(Instant.ofEpochSecond(1_781_200_000))
                                .build()),
                "/margin/funding_rates/historical?start_ts=1781200000");
        get(
                cases,
                "GetMarginFundingHistory",
                c -> c.funding()
                        .history(FundingHistoryParams.builder()
                                .startDate(LocalDate.of(2026, 6, 5))
                                .endDate(LocalDate.of(2026, 6, 13))
                                .build()),
                "/margin/funding_history?start_date=2026-06-05&end_date=2026-06-13");
    }

    private static void transfers(List<Case> cases) {
        add(
                cases,
                "IntraExchangeInstanceTransfer",
                c -> c.transfers()
                        .transferInstance(IntraExchangeInstanceTransferRequest.builder()
                                .source(ExchangeInstance.EVENT_CONTRACT)
                                .destination(ExchangeInstance.MARGINED)
                                .amount(Centicents.of(10_000))
                                .build()),
                "POST",
                "/portfolio/intra_exchange_instance_transfer",
                "{\"amount\":10000,\"destination\":\"margined\",\"source\":\"event_contract\"}");
        add(
                cases,
                "CreateMarginSubaccount",
                c -> c.transfers().createSubaccount(),
                "POST",
                "/portfolio/margin/subaccounts",
                "{}");
        add(
                cases,
                "ApplyMarginSubaccountTransfer",
                c -> c.transfers()
                        .transferSubaccount(ApplySubaccountTransferRequest.builder()
                                .clientTransferId(TRANSFER)
                                .fromSubaccount(0L)
                                .toSubaccount(1L)
                                .amountCents(250L)
                                .build()),
                "POST",
                "/portfolio/margin/subaccounts/transfer",
                "{\"amount_cents\":250,\"client_transfer_id\":\"" + TRANSFER
                        + "\",\"from_subaccount\":0,\"to_subaccount\":1}");
    }

    private static void fcm(List<Case> cases) {
        add(
                cases,
                "CreateMarginFCMSubtrader",
                c -> c.fcm()
                        .createSubtrader(CreateMarginFCMSubtraderRequest.builder()
                                .subtraderSuffix("desk1")
                                .build()),
                "POST",
                "/margin/fcm/subtraders",
                "{\"subtrader_suffix\":\"desk1\"}");
        get(
                cases,
                "GetFCMSubtraderRiskControls",
                c -> c.fcm()
                        .subtraderRiskControls(FcmSubtraderRiskControlsParams.builder()
                                .subtraderId("u_desk1")
                                .assetClass(AssetClass.CRYPTO)
                                .build()),
                "/margin/fcm/subtraders/risk_controls?subtrader_id=u_desk1&asset_class=Crypto");
        add(
                cases,
                "UpdateFCMSubtraderRiskControls",
                c -> c.fcm()
                        .updateSubtraderRiskControls(UpdateFCMSubtraderRiskControlsRequest.builder()
                                .subtraderId("u_desk1")
                                .marketTicker("KXDEMOPERP1")
                                .imCap(FixedPointDollars.of("100"))
                                .build()),
                "PUT",
                "/margin/fcm/subtraders/risk_controls",
                "{\"im_cap\":\"100.00\",\"market_ticker\":\"KXDEMOPERP1\",\"subtrader_id\":\"u_desk1\"}");
        add(
                cases,
                "DeleteFCMSubtraderRiskControls",
                c -> c.fcm()
                        .deleteSubtraderRiskControls(FcmDeleteSubtraderRiskControlsParams.builder()
                                .subtraderId("u_desk1")
                                .build()),
                "DELETE",
                "/margin/fcm/subtraders/risk_controls?subtrader_id=u_desk1",
                null);
        add(
                cases,
                "UpdateFCMNotionalRiskLimit",
                c -> c.fcm()
                        .updateNotionalRiskLimit(UpdateFCMNotionalRiskLimitRequest.builder()
                                .notionalValueRiskLimit(FixedPointDollars.of("5000.0000"))
                                .build()),
                "PUT",
                "/margin/fcm/notional_risk_limit",
                "{\"notional_value_risk_limit\":\"5000.0000\"}");
        add(
                cases,
                "DeleteFCMNotionalRiskLimit",
                c -> c.fcm().deleteNotionalRiskLimit(),
                "DELETE",
                "/margin/fcm/notional_risk_limit",
                null);
    }

    private static void get(List<Case> cases, String operation, Function<PerpsClient, ApiCall<?>> call, String target) {
        add(cases, operation, call, "GET", target, null);
    }

    private static void add(
            List<Case> cases,
            String operation,
            Function<PerpsClient, ApiCall<?>> call,
            String method,
            String target,
            @Nullable String body) {
        cases.add(new Case(operation, call, method, BASE + target, body));
    }

    @Tag("complete")
    @Test
    void everyOperationOfTheContractHasACase() {
        assertThat(cases().stream().map(Case::operation).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        PerpsOperations.ALL.stream().map(ApiOperation::id).toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theServerReceivesWhatTheContractAsksFor(Case expected) throws InterruptedException {
        ApiOperation operation = operation(expected.operation());
        enqueueSuccess(operation);

        try (PerpsClient client = client(ED25519)) {
            assertThat(expected.call().apply(client).execute()).isInstanceOf(operation.response());
        }

        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo(expected.method()).isEqualTo(operation.httpMethod());
        assertThat(request.getTarget()).isEqualTo(expected.target());
        if (expected.body() == null) {
            assertThat(request.getBodySize()).isZero();
        } else {
            assertThat(request.getBody()).isNotNull();
            assertThat(request.getBody().utf8()).isEqualTo(expected.body());
            assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
        }
        if (operation.requiresAuth()) {
            Signatures.verify(request, ED25519.getPublic());
        } else {
            Signatures.assertUnsigned(request);
        }
    }

    static Stream<Case> signedCases() {
        return cases().stream().filter(c -> operation(c.operation()).requiresAuth());
    }

    @ParameterizedTest
    @MethodSource("signedCases")
    void anRsaKeySignsEveryPrivateOperationToo(Case expected) throws InterruptedException {
        enqueueSuccess(operation(expected.operation()));

        try (PerpsClient client = client(RSA)) {
            expected.call().apply(client).execute();
        }

        Signatures.verify(server.takeRequest(), RSA.getPublic());
    }

    private void enqueueSuccess(ApiOperation operation) {
        MockResponse.Builder response = new MockResponse.Builder().code(operation.successStatus());
        server.enqueue(
                operation.response() == NoContent.class
                        ? response.build()
                        : response.body("{}").build());
    }

    private PerpsClient client(KeyPair keys) {
        return PerpsClient.builder()
                .baseUrl(server.url(BASE).toString())
                .signer(PrivateKeySigner.of(Signatures.KEY_ID, keys.getPrivate()))
                .build();
    }

    private static ApiOperation operation(String id) {
        return PerpsOperations.ALL.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The contract has no operation " + id));
    }
}
