package io.github.kalshiperps.klear;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.http.ApiCall;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.klear.api.KlearOperations;
import io.github.kalshiperps.klear.model.ApiKeysListParams;
import io.github.kalshiperps.klear.model.AssetClass;
import io.github.kalshiperps.klear.model.ClearingType;
import io.github.kalshiperps.klear.model.CreateMarginFcmApiKeyRequest;
import io.github.kalshiperps.klear.model.CreateMarginSubtraderGroupRequest;
import io.github.kalshiperps.klear.model.EstimatePortfolioMaintenanceMarginPosition;
import io.github.kalshiperps.klear.model.EstimatePortfolioMaintenanceMarginRequest;
import io.github.kalshiperps.klear.model.EstimatesMaintenanceMarginMetadataParams;
import io.github.kalshiperps.klear.model.FundingPaymentsParams;
import io.github.kalshiperps.klear.model.FundingScheduleParams;
import io.github.kalshiperps.klear.model.GenerateMarginFcmApiKeyRequest;
import io.github.kalshiperps.klear.model.LargeTraderPositionsListParams;
import io.github.kalshiperps.klear.model.ObligationsFundingPaymentsParams;
import io.github.kalshiperps.klear.model.ObligationsHistoryParams;
import io.github.kalshiperps.klear.model.ObligationsMaintenanceMarginDetailsParams;
import io.github.kalshiperps.klear.model.ObligationsSettlementDetailsParams;
import io.github.kalshiperps.klear.model.ReportsListParams;
import io.github.kalshiperps.klear.model.SettlementBalanceHistoryParams;
import io.github.kalshiperps.klear.model.SettlementPricesParams;
import io.github.kalshiperps.klear.model.UpdateMarginSubtraderGroupRequest;
import io.github.kalshiperps.klear.model.WithdrawSettlementBalanceRequest;
import io.github.kalshiperps.klear.model.WithdrawalsGetParams;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
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

/** What each operation puts on the wire: method, exact path, query, body and the Bearer token. */
class RecordedRequestTest {
    private static final String BASE = "/klear-api/v1";
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000042");

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
            Function<KlearClient, ApiCall<?>> call,
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
        reports(cases);
        obligations(cases);
        settlement(cases);
        estimates(cases);
        subtraders(cases);
        return cases;
    }

    private static void reports(List<Case> cases) {
        get(
                cases,
                "GetMarginReports",
                c -> c.reports()
                        .list(ReportsListParams.builder()
                                .startDate(LocalDate.of(2026, 9, 1))
                                .endDate(LocalDate.of(2026, 9, 30))
                                .build()),
                "/margin/reports?start_date=2026-09-01&end_date=2026-09-30");
        get(
                cases,
                "GetLargeTraderPositions",
                c -> c.largeTraderPositions()
                        .list(LargeTraderPositionsListParams.builder()
                                .reportDate(LocalDate.of(2026, 9, 25))
                                .build()),
                "/margin/large_trader_positions?report_date=2026-09-25");
    }

    private static void obligations(List<Case> cases) {
        get(cases, "GetActiveMarginObligations", c -> c.obligations().active(), "/margin/active_obligations");
        get(
                cases,
                "GetObligationHistory",
                c -> c.obligations()
                        .history(ObligationsHistoryParams.builder().limit(100L).build()),
                "/margin/obligation_history?limit=100");
        get(
                cases,
                "GetObligationSettlementDetails",
                c -> c.obligations()
                        .settlementDetails(
                                "ob-1",
                                ObligationsSettlementDetailsParams.builder()
                                        .limit(1000L)
                                        .build()),
                "/margin/obligations/ob-1/settlement_details?limit=1000");
        get(
                cases,
                "GetObligationFundingPayments",
                c -> c.obligations()
                        .fundingPayments(
                                "ob 1/2",
                                ObligationsFundingPaymentsParams.builder()
                                        .cursor("c=")
                                        .build()),
                "/margin/obligations/ob%201%2F2/funding_payments?cursor=c%3D");
        get(
                cases,
                "GetObligationMaintenanceMarginDetails",
                c -> c.obligations()
                        .maintenanceMarginDetails(
                                "ob-1",
                                ObligationsMaintenanceMarginDetailsParams.builder()
                                        .build()),
                "/margin/obligations/ob-1/maintenance_margin_details");
    }

    private static void settlement(List<Case> cases) {
        get(cases, "GetSettlementBalance", c -> c.settlement().balance(), "/margin/settlement_balance");
        get(
                cases,
                "GetSettlementBalanceHistory",
                c -> c.settlement()
                        .balanceHistory(SettlementBalanceHistoryParams.builder()
                                .limit(500L)
                                .build()),
                "/margin/settlement_balance_history?limit=500");
        get(
                cases,
                "GetSettlementPrices",
                c -> c.settlement()
                        .prices(SettlementPricesParams.builder()
                                .assetClass(AssetClass.CRYPTO)
                                .settlementTime(Instant.parse("2026-09-25T20:00:00Z"))
                                .build()),
                "/margin/settlement_prices?asset_class=Crypto&settlement_time=2026-09-25T20%3A00%3A00Z");
        get(cases, "GetGuarantyFundBalance", c -> c.guarantyFund().balance(), "/margin/guaranty_fund_balance");
        add(
                cases,
                "WithdrawSettlementBalance",
                c -> c.withdrawals()
                        .create(WithdrawSettlementBalanceRequest.builder()
                                .amount(FixedPointDollars.of("500"))
                                .build()),
                "POST",
                "/margin/withdraw_settlement_balance",
                "{\"amount\":\"500.00\"}");
        get(
                cases,
                "GetSettlementBalanceWithdrawal",
                c -> c.withdrawals()
                        .get(WithdrawalsGetParams.builder().id("w-1").build()),
                "/margin/settlement_balance_withdrawal?id=w-1");
        get(
                cases,
                "GetMemberFundingPayments",
                c -> c.funding()
                        .payments(FundingPaymentsParams.builder()
                                .fundingTime(Instant.parse("2026-09-25T12:00:00Z"))
                                .marketTicker("KXDEMOPERP1")
                                .build()),
                "/margin/funding_payments?funding_time=2026-09-25T12%3A00%3A00Z&market_ticker=KXDEMOPERP1");
        get(
                cases,
                "GetMarginFundingSchedule",
                c -> c.funding()
                        .schedule(FundingScheduleParams.builder()
                                .assetClass(AssetClass.CRYPTO)
                                .build()),
                "/margin/funding_schedule?asset_class=Crypto");
    }

    private static void estimates(List<Case> cases) {
        get(
                cases,
                "GetSettlementEstimateByAssetClass",
                c -> c.estimates().settlement(),
                "/margin/settlement_estimate_by_asset_class");
        get(
                cases,
                "GetFundingEstimateByAssetClass",
                c -> c.estimates().funding(),
                "/margin/funding_estimate_by_asset_class");
        add(
                cases,
                "EstimatePortfolioMaintenanceMargin",
                c -> c.estimates()
                        .maintenanceMargin(EstimatePortfolioMaintenanceMarginRequest.builder()
                                .assetClass(AssetClass.CRYPTO)
                                .clearingType(ClearingType.FCM)
                                .positions(List.of(EstimatePortfolioMaintenanceMarginPosition.builder()
                                        .marketTicker("KXDEMOPERP1")
                                        .price(FixedPointDollars.of("6.8"))
                                        .quantity(-25)
                                        .build()))
                                .build()),
                "POST",
                "/margin/estimate_maintenance_margin",
                "{\"asset_class\":\"Crypto\",\"clearing_type\":\"FCM\",\"positions\":[{\"market_ticker\":\"KXDEMOPERP1\","
                        + "\"price\":\"6.80\",\"quantity\":-25}]}");
        get(
                cases,
                "GetMaintenanceMarginMetadata",
                c -> c.estimates()
                        .maintenanceMarginMetadata(EstimatesMaintenanceMarginMetadataParams.builder()
                                .assetClass(AssetClass.CRYPTO)
                                .date(LocalDate.of(2026, 9, 25))
                                .build()),
                "/margin/estimate_maintenance_margin/metadata?asset_class=Crypto&date=2026-09-25");
    }

    private static void subtraders(List<Case> cases) {
        get(cases, "GetMarginSubtraderGroups", c -> c.subtraderGroups().list(), "/fcm/margin/subtrader_groups");
        add(
                cases,
                "CreateMarginSubtraderGroup",
                c -> c.subtraderGroups()
                        .create(CreateMarginSubtraderGroupRequest.builder()
                                .subtraderIds(List.of("u_a", "u_b"))
                                .build()),
                "POST",
                "/fcm/margin/subtrader_groups",
                "{\"subtrader_ids\":[\"u_a\",\"u_b\"]}");
        add(
                cases,
                "UpdateMarginSubtraderGroup",
                c -> c.subtraderGroups()
                        .update(
                                ID,
                                UpdateMarginSubtraderGroupRequest.builder()
                                        .subtraderIds(List.of("u_a"))
                                        .build()),
                "PUT",
                "/fcm/margin/subtrader_groups/" + ID,
                "{\"subtrader_ids\":[\"u_a\"]}");
        add(
                cases,
                "DeleteMarginSubtraderGroup",
                c -> c.subtraderGroups().delete(ID),
                "DELETE",
                "/fcm/margin/subtrader_groups/" + ID,
                null);
        get(
                cases,
                "ListMarginFcmApiKeys",
                c -> c.apiKeys()
                        .list(ApiKeysListParams.builder().fcmSubtraderId("u_a").build()),
                "/fcm/margin/api_keys?fcm_subtrader_id=u_a");
        add(
                cases,
                "CreateMarginFcmApiKey",
                c -> c.apiKeys()
                        .create(CreateMarginFcmApiKeyRequest.builder()
                                .fcmSubtraderId("u_a")
                                .name("desk")
                                .publicKey("a public key")
                                .build()),
                "POST",
                "/fcm/margin/api_keys",
                "{\"fcm_subtrader_id\":\"u_a\",\"name\":\"desk\",\"public_key\":\"a public key\"}");
        add(
                cases,
                "GenerateMarginFcmApiKey",
                c -> c.apiKeys()
                        .generate(GenerateMarginFcmApiKeyRequest.builder()
                                .fcmSubtraderId("u_a")
                                .name("desk")
                                .build()),
                "POST",
                "/fcm/margin/api_keys/generate",
                "{\"fcm_subtrader_id\":\"u_a\",\"name\":\"desk\"}");
        add(cases, "DeleteMarginFcmApiKey", c -> c.apiKeys().delete(ID), "DELETE", "/fcm/margin/api_keys/" + ID, null);
    }

    private static void get(List<Case> cases, String operation, Function<KlearClient, ApiCall<?>> call, String target) {
        add(cases, operation, call, "GET", target, null);
    }

    private static void add(
            List<Case> cases,
            String operation,
            Function<KlearClient, ApiCall<?>> call,
            String method,
            String target,
            @Nullable String body) {
        cases.add(new Case(operation, call, method, BASE + target, body));
    }

    @Tag("complete")
    @Test
    void everyOperationOfTheContractHasACase() {
        assertThat(cases().stream().map(Case::operation))
                .containsExactlyInAnyOrderElementsOf(
                        KlearOperations.ALL.stream().map(ApiOperation::id).toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theServerReceivesWhatTheContractAsksFor(Case expected) throws InterruptedException {
        ApiOperation operation = operation(expected.operation());
        MockResponse.Builder response = new MockResponse.Builder().code(operation.successStatus());
        server.enqueue(
                operation.response() == NoContent.class
                        ? response.build()
                        : response.body("{}").build());

        try (KlearClient client = KlearClient.builder()
                .baseUrl(server.url(BASE).toString())
                .adminUserId("admin-7")
                .accessToken("token-of-tests")
                .build()) {
            assertThat(expected.call().apply(client).execute()).isInstanceOf(operation.response());
        }

        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo(expected.method()).isEqualTo(operation.httpMethod());
        assertThat(request.getTarget()).isEqualTo(expected.target());
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer admin-7:token-of-tests");
        assertThat(operation.requiresAuth()).isTrue();
        if (expected.body() == null) {
            assertThat(request.getBodySize()).isZero();
        } else {
            assertThat(request.getBody()).isNotNull();
            assertThat(request.getBody().utf8()).isEqualTo(expected.body());
        }
    }

    private static ApiOperation operation(String id) {
        return KlearOperations.ALL.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The contract has no operation " + id));
    }
}
