package io.github.kalshiperps.conformance;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.klear.api.KlearOperations;
import io.github.kalshiperps.klear.model.AssetClass;
import io.github.kalshiperps.klear.model.EstimatesMaintenanceMarginMetadataParams;
import io.github.kalshiperps.klear.model.FundingPaymentsParams;
import io.github.kalshiperps.klear.model.FundingScheduleParams;
import io.github.kalshiperps.klear.model.GetObligationHistoryResponse;
import io.github.kalshiperps.klear.model.ObligationEntry;
import io.github.kalshiperps.klear.model.ReportsListParams;
import io.github.kalshiperps.klear.model.SettlementPricesParams;
import io.github.kalshiperps.klear.model.WithdrawalsGetParams;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Asks every operation of the Klear API that only reads. For one thread. */
final class KlearProbe {
    /** Of the settlement and funding times that there are, one every eight hours. */
    private static final int FUNDING_HOURS = 8;

    private static final int FIRST_FUNDING_HOUR = 4;

    private final KlearClient klear;
    private final Clock clock;
    private final Asking asking = new Asking();

    KlearProbe(KlearClient klear, Clock clock) {
        this.klear = klear;
        this.clock = clock;
    }

    /**
     * Asks them all.
     *
     * @return what was asked
     * @throws ConformanceException if nobody answers
     */
    Asking ask() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        asking.ask("GetSettlementBalance", klear.settlement().balance());
        asking.ask("GetSettlementBalanceHistory", klear.settlement().balanceHistory());
        asking.ask("GetGuarantyFundBalance", klear.guarantyFund().balance());
        asking.ask("GetSettlementEstimateByAssetClass", klear.estimates().settlement());
        asking.ask("GetFundingEstimateByAssetClass", klear.estimates().funding());
        asking.ask(
                "GetMaintenanceMarginMetadata",
                klear.estimates()
                        .maintenanceMarginMetadata(EstimatesMaintenanceMarginMetadataParams.builder()
                                .assetClass(AssetClass.CRYPTO)
                                .date(today)
                                .build()));
        asking.ask(
                "GetMarginFundingSchedule",
                klear.funding()
                        .schedule(FundingScheduleParams.builder()
                                .assetClass(AssetClass.CRYPTO)
                                .build()));
        asking.ask(
                "GetMemberFundingPayments",
                klear.funding()
                        .payments(FundingPaymentsParams.builder()
                                .fundingTime(lastFunding())
                                .build()));
        asking.ask(
                "GetSettlementPrices",
                klear.settlement()
                        .prices(SettlementPricesParams.builder()
                                .assetClass(AssetClass.CRYPTO)
                                .settlementTime(lastFunding())
                                .build()));
        asking.ask(
                "GetMarginReports",
                klear.reports()
                        .list(ReportsListParams.builder()
                                .startDate(today.minusDays(7))
                                .endDate(today)
                                .build()));
        asking.ask("GetLargeTraderPositions", klear.largeTraderPositions().list());
        asking.ask("GetMarginSubtraderGroups", klear.subtraderGroups().list());
        asking.ask("ListMarginFcmApiKeys", klear.apiKeys().list());
        asking.ask(
                "GetSettlementBalanceWithdrawal",
                klear.withdrawals()
                        .get(WithdrawalsGetParams.builder()
                                .id(UUID.randomUUID().toString())
                                .build()));
        asking.ask("GetActiveMarginObligations", klear.obligations().active());
        GetObligationHistoryResponse history =
                asking.ask("GetObligationHistory", klear.obligations().history());
        if (history != null) {
            asking.going(() -> history.obligations().stream().limit(2).forEach(this::details));
        }
        for (ApiOperation operation : KlearOperations.ALL) {
            asking.leaveOut(
                    operation.id(),
                    !operation.httpMethod().equals("GET")
                            ? "writes"
                            : operation.path().contains("{obligation_id}")
                                    ? "no obligation was listed"
                                    : "this version has no question for it");
        }
        return asking;
    }

    private void details(ObligationEntry obligation) {
        String id = obligation.id();
        asking.ask("GetObligationFundingPayments", klear.obligations().fundingPayments(id));
        asking.ask("GetObligationMaintenanceMarginDetails", klear.obligations().maintenanceMarginDetails(id));
        asking.ask("GetObligationSettlementDetails", klear.obligations().settlementDetails(id));
    }

    private Instant lastFunding() {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        int since = (hour.atZone(ZoneOffset.UTC).getHour() + 24 - FIRST_FUNDING_HOUR) % FUNDING_HOURS;
        return hour.minus(since, ChronoUnit.HOURS);
    }
}
