package io.github.kalshiperps.simulator.klear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.auth.PrivateKeys;
import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.klear.api.KlearOperations;
import io.github.kalshiperps.klear.model.AssetClass;
import io.github.kalshiperps.klear.model.CreateMarginFcmApiKeyRequest;
import io.github.kalshiperps.klear.model.CreateMarginSubtraderGroupRequest;
import io.github.kalshiperps.klear.model.EstimatePortfolioMaintenanceMarginPosition;
import io.github.kalshiperps.klear.model.EstimatePortfolioMaintenanceMarginRequest;
import io.github.kalshiperps.klear.model.EstimatesMaintenanceMarginMetadataParams;
import io.github.kalshiperps.klear.model.FundingPaymentsParams;
import io.github.kalshiperps.klear.model.FundingScheduleParams;
import io.github.kalshiperps.klear.model.GenerateMarginFcmApiKeyRequest;
import io.github.kalshiperps.klear.model.GenerateMarginFcmApiKeyResponse;
import io.github.kalshiperps.klear.model.MaintenanceMarginDetail;
import io.github.kalshiperps.klear.model.MarginReport;
import io.github.kalshiperps.klear.model.ObligationEntry;
import io.github.kalshiperps.klear.model.ObligationReceiveInfo;
import io.github.kalshiperps.klear.model.ReportsListParams;
import io.github.kalshiperps.klear.model.SettlementDetail;
import io.github.kalshiperps.klear.model.SettlementPricesParams;
import io.github.kalshiperps.klear.model.UpdateMarginSubtraderGroupRequest;
import io.github.kalshiperps.klear.model.WithdrawSettlementBalanceRequest;
import io.github.kalshiperps.klear.model.WithdrawalStatus;
import io.github.kalshiperps.klear.model.WithdrawalsGetParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation of the contract, through the public client, over a real socket. */
class KlearApiTest {
    @TempDir
    Path folder;

    @Tag("complete")
    @Test
    void aClearingMembersDayUsesEveryOperationOfTheContract() throws Exception {
        try (KlearExchange exchange =
                KlearExchange.start(ledger -> ledger.memberId("member").withHistory())) {
            morning(exchange);
            settlement(exchange);
            administration(exchange);

            Set<String> served = new HashSet<>();
            exchange.traffic.forEach(call -> {
                ApiOperation operation = call.operation();
                if (operation != null && call.answer().status() == operation.successStatus()) {
                    served.add(operation.id());
                }
            });
            assertThat(served)
                    .containsExactlyInAnyOrderElementsOf(
                            KlearOperations.ALL.stream().map(ApiOperation::id).toList());
        }
    }

    private static void morning(KlearExchange exchange) {
        KlearClient klear = exchange.client;
        assertThat(klear.settlement().balance().execute().userId()).isEqualTo("member");
        assertThat(klear.guarantyFund().balance().execute().amountCenticents()).isEqualTo(Centicents.of(1_000_000_000));
        assertThat(klear.estimates().settlement().execute().estimates()).containsOnlyKeys("Crypto");
        assertThat(klear.estimates().funding().execute().estimates()).containsOnlyKeys("Crypto");
        assertThat(klear.funding()
                        .schedule(FundingScheduleParams.builder()
                                .assetClass(AssetClass.CRYPTO)
                                .build())
                        .execute()
                        .schedule())
                .isEqualTo("0 0,8,16 * * *");
        LocalDate today = LocalDate.of(2026, 9, 23);
        assertThat(klear.estimates()
                        .maintenanceMarginMetadata(EstimatesMaintenanceMarginMetadataParams.builder()
                                .assetClass(AssetClass.CRYPTO)
                                .date(today)
                                .build())
                        .execute()
                        .subgroups())
                .containsExactly(List.of("KXBTCPERP1"), List.of("KXETHPERP1"), List.of("KXSOLPERP1"));
        assertThat(klear.estimates()
                        .maintenanceMargin(EstimatePortfolioMaintenanceMarginRequest.builder()
                                .assetClass(AssetClass.CRYPTO)
                                .positions(List.of(EstimatePortfolioMaintenanceMarginPosition.builder()
                                        .marketTicker("KXBTCPERP1")
                                        .quantity(-100)
                                        .price(FixedPointDollars.of("6.25"))
                                        .build()))
                                .build())
                        .execute()
                        .maintenanceMarginFp())
                .satisfies(margin -> assertThat(margin.isPositive()).isTrue());
    }

    private void settlement(KlearExchange exchange) throws IOException {
        KlearClient klear = exchange.client;
        exchange.settle();
        ObligationEntry due =
                klear.obligations().active().execute().obligations().get(0);
        assertThat(due.executionTime()).isEqualTo("2026-09-23T20:00:00Z");
        assertThat(klear.obligations().settlementDetails(due.id()).execute().settlementDetails())
                .isEqualTo(due.settlementDetails())
                .isNotEmpty();
        assertThat(klear.obligations().fundingPayments(due.id()).execute().fundingPayments())
                .isEqualTo(due.fundingPayments())
                .isNotEmpty();
        assertThat(klear.obligations()
                        .maintenanceMarginDetails(due.id())
                        .execute()
                        .maintenanceMarginDetails())
                .isEqualTo(due.maintenanceMarginDetails())
                .hasSize(2);
        assertThat(klear.funding()
                        .payments(FundingPaymentsParams.builder()
                                .fundingTime(due.executionTime())
                                .build())
                        .execute()
                        .payments())
                .allSatisfy(
                        payment -> assertThat(payment.settlementExecutionTime()).isEqualTo(due.executionTime()))
                .isNotEmpty();
        assertThat(klear.settlement()
                        .prices(SettlementPricesParams.builder()
                                .assetClass(AssetClass.CRYPTO)
                                .settlementTime(due.executionTime())
                                .build())
                        .execute()
                        .settlementPrices())
                .containsOnlyKeys("KXBTCPERP1", "KXETHPERP1", "KXSOLPERP1");
        assertThat(klear.largeTraderPositions().list().execute().reportDate()).isEqualTo("2026-09-23");

        exchange.clock.advance(ClearingHouse.REPORTS_AFTER);
        assertThat(klear.obligations().history().execute().obligations())
                .first()
                .extracting(ObligationEntry::id)
                .isEqualTo(due.id());
        assertThat(klear.settlement().balanceHistory().execute().entries())
                .first()
                .satisfies(entry -> {
                    assertThat(entry.balanceDeltaCenticents()).isEqualTo(due.amountCenticents());
                    assertThat(entry.reason()).isEqualTo("settlement");
                });
        LocalDate day = LocalDate.of(2026, 9, 23);
        List<MarginReport> reports = klear.reports()
                .list(ReportsListParams.builder().startDate(day).endDate(day).build())
                .execute()
                .reports();
        assertThat(reports).hasSize(13);
        Path file = folder.resolve("report");
        long bytes = klear.reportDownloads().download(reports.get(0), file);
        assertThat(Files.size(file)).isEqualTo(bytes).isPositive();
    }

    private static void administration(KlearExchange exchange) throws NoSuchAlgorithmException {
        KlearClient klear = exchange.client;
        String withdrawal = klear.withdrawals()
                .create(WithdrawSettlementBalanceRequest.builder()
                        .amount(FixedPointDollars.of("500.00"))
                        .build())
                .execute()
                .id();
        assertThat(klear.withdrawals()
                        .get(WithdrawalsGetParams.builder().id(withdrawal).build())
                        .execute()
                        .status())
                .isEqualTo(WithdrawalStatus.PENDING);

        UUID given = klear.subtraderGroups().list().execute().groups().get(0).groupId();
        klear.subtraderGroups()
                .update(
                        given,
                        UpdateMarginSubtraderGroupRequest.builder()
                                .subtraderIds(List.of("member_beta"))
                                .build())
                .execute();
        UUID group = klear.subtraderGroups()
                .create(CreateMarginSubtraderGroupRequest.builder()
                        .subtraderIds(List.of("member_alpha", "member_gamma"))
                        .build())
                .execute()
                .groupId();
        assertThat(klear.subtraderGroups().delete(given).execute()).isEqualTo(NoContent.INSTANCE);
        assertThat(klear.subtraderGroups().list().execute().groups())
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.groupId()).isEqualTo(group);
                    assertThat(left.memberSubtraderIds()).containsExactly("member_alpha", "member_gamma");
                });

        GenerateMarginFcmApiKeyResponse generated = klear.apiKeys()
                .generate(GenerateMarginFcmApiKeyRequest.builder()
                        .fcmSubtraderId("member_alpha")
                        .name("desk")
                        .build())
                .execute();
        assertThat(PrivateKeys.fromPem(generated.privateKey())).isNotNull();
        UUID created = klear.apiKeys()
                .create(CreateMarginFcmApiKeyRequest.builder()
                        .fcmSubtraderId("member_beta")
                        .name("institution")
                        .publicKey(publicKey("Ed25519"))
                        .build())
                .execute()
                .apiKeyId();
        klear.apiKeys().delete(generated.apiKeyId()).execute();
        assertThat(klear.apiKeys().list().execute().apiKeys()).singleElement().satisfies(key -> {
            assertThat(key.apiKeyId()).isEqualTo(created);
            assertThat(key.name()).isEqualTo("institution");
            assertThat(key.fcmSubtraderId()).isEqualTo("member_beta");
        });
        assertThat(catchThrowableOfType(
                                ApiException.class,
                                () -> klear.apiKeys()
                                        .delete(generated.apiKeyId())
                                        .execute())
                        .status())
                .isEqualTo(404);
    }

    static String publicKey(String algorithm) throws NoSuchAlgorithmException {
        byte[] key = KeyPairGenerator.getInstance(algorithm)
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PUBLIC KEY-----\n";
    }

    @Test
    void theDemonstrationsPastAddsUp() {
        try (KlearExchange exchange = KlearExchange.start(KlearLedger.Builder::withHistory)) {
            List<ObligationEntry> past =
                    exchange.client.obligations().history().execute().obligations();
            assertThat(past)
                    .extracting(entry -> entry.executionTime().toString())
                    .containsExactly("2026-09-22T20:00:00Z", "2026-09-21T20:00:00Z", "2026-09-20T20:00:00Z");
            for (ObligationEntry entry : past) {
                assertThat(Amounts.sum(entry.settlementDetails(), SettlementDetail::pnlCenticents))
                        .isEqualTo(entry.pnlCenticents());
                assertThat(Amounts.sum(entry.settlementDetails(), SettlementDetail::totalAmountCenticents)
                                .minus(Amounts.sum(
                                        entry.maintenanceMarginDetails(),
                                        MaintenanceMarginDetail::maintenanceMarginDeltaCenticents)))
                        .isEqualTo(entry.amountCenticents());
                assertThat(Amounts.sum(entry.receives(), ObligationReceiveInfo::amountCenticents))
                        .isEqualTo(entry.amountCenticents().negate());
            }
        }
    }
}
