package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.klear.model.AssetClass;
import io.github.kalshiperps.klear.model.ClearingType;
import io.github.kalshiperps.klear.model.CreateMarginFcmApiKeyRequest;
import io.github.kalshiperps.klear.model.CreateMarginFcmApiKeyResponse;
import io.github.kalshiperps.klear.model.CreateMarginSubtraderGroupRequest;
import io.github.kalshiperps.klear.model.CreateMarginSubtraderGroupResponse;
import io.github.kalshiperps.klear.model.EstimatePortfolioMaintenanceMarginPosition;
import io.github.kalshiperps.klear.model.EstimatePortfolioMaintenanceMarginRequest;
import io.github.kalshiperps.klear.model.EstimatePortfolioMaintenanceMarginResponse;
import io.github.kalshiperps.klear.model.FundingPaymentDetail;
import io.github.kalshiperps.klear.model.GenerateMarginFcmApiKeyRequest;
import io.github.kalshiperps.klear.model.GenerateMarginFcmApiKeyResponse;
import io.github.kalshiperps.klear.model.GetActiveMarginObligationsResponse;
import io.github.kalshiperps.klear.model.GetFundingEstimateByAssetClassResponse;
import io.github.kalshiperps.klear.model.GetGuarantyFundBalanceResponse;
import io.github.kalshiperps.klear.model.GetLargeTraderPositionsResponse;
import io.github.kalshiperps.klear.model.GetMaintenanceMarginMetadataResponse;
import io.github.kalshiperps.klear.model.GetMarginFundingScheduleResponse;
import io.github.kalshiperps.klear.model.GetMarginReportsResponse;
import io.github.kalshiperps.klear.model.GetMarginSubtraderGroupsResponse;
import io.github.kalshiperps.klear.model.GetMemberFundingPaymentsResponse;
import io.github.kalshiperps.klear.model.GetObligationFundingPaymentsResponse;
import io.github.kalshiperps.klear.model.GetObligationHistoryResponse;
import io.github.kalshiperps.klear.model.GetObligationMaintenanceMarginDetailsResponse;
import io.github.kalshiperps.klear.model.GetObligationSettlementDetailsResponse;
import io.github.kalshiperps.klear.model.GetSettlementBalanceHistoryResponse;
import io.github.kalshiperps.klear.model.GetSettlementBalanceResponse;
import io.github.kalshiperps.klear.model.GetSettlementBalanceWithdrawalResponse;
import io.github.kalshiperps.klear.model.GetSettlementEstimateByAssetClassResponse;
import io.github.kalshiperps.klear.model.GetSettlementPricesResponse;
import io.github.kalshiperps.klear.model.LargeTraderPosition;
import io.github.kalshiperps.klear.model.ListMarginFcmApiKeysResponse;
import io.github.kalshiperps.klear.model.MaintenanceMarginDetail;
import io.github.kalshiperps.klear.model.MaintenanceMarginLiquidationConfig;
import io.github.kalshiperps.klear.model.MaintenanceMarginMatrices;
import io.github.kalshiperps.klear.model.MaintenanceMarginMatrix;
import io.github.kalshiperps.klear.model.MarginFcmApiKey;
import io.github.kalshiperps.klear.model.MarginReport;
import io.github.kalshiperps.klear.model.MarginSubtraderGroup;
import io.github.kalshiperps.klear.model.MemberFundingPayment;
import io.github.kalshiperps.klear.model.ObligationEntry;
import io.github.kalshiperps.klear.model.SettlementBalanceHistoryEntry;
import io.github.kalshiperps.klear.model.SettlementDetail;
import io.github.kalshiperps.klear.model.UpdateMarginSubtraderGroupRequest;
import io.github.kalshiperps.klear.model.WithdrawSettlementBalanceRequest;
import io.github.kalshiperps.klear.model.WithdrawSettlementBalanceResponse;
import io.github.kalshiperps.simulator.engine.Refusal;
import java.math.BigDecimal;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The operations of the Klear API over a ledger, without HTTP. Safe for use by several threads. Each throws a {@link Refusal}
 * for what it does not do, and then has changed nothing.
 */
final class LedgerOperations {
    /** Rows of a kind that an obligation carries itself. */
    static final int ROWS_OF_AN_ENTRY = 1_000;

    private static final int MOST_DAYS_OF_REPORTS = 90;
    private static final int MOST_POSITIONS = 500;

    private final KlearLedger ledger;

    LedgerOperations(KlearLedger ledger) {
        this.ledger = ledger;
    }

    // ---------------------------------------------------------------- obligations

    GetActiveMarginObligationsResponse activeObligations() {
        return ledger.call((house, now) -> GetActiveMarginObligationsResponse.builder()
                .obligations(house.openObligations().stream()
                        .map(obligation -> entry(house, obligation))
                        .toList())
                .build());
    }

    GetObligationHistoryResponse obligationHistory(@Nullable String cursor, int limit) {
        return ledger.call((house, now) -> {
            Pages.Page<Obligation> page =
                    Pages.newestFirst("obligation_history", house.pastObligations(), cursor, limit);
            return GetObligationHistoryResponse.builder()
                    .obligations(page.items().stream()
                            .map(obligation -> entry(house, obligation))
                            .toList())
                    .cursor(page.cursor())
                    .build();
        });
    }

    private static ObligationEntry entry(ClearingHouse house, Obligation obligation) {
        Obligation.Rows rows = obligation.rows();
        return ObligationEntry.builder()
                .id(obligation.id())
                .userId(house.memberId())
                .assetClass(AssetClass.CRYPTO)
                .amountCenticents(rows.amount())
                .feesCenticents(rows.fees())
                .maintenanceMarginCenticents(rows.maintenanceMarginRequired())
                .pnlCenticents(rows.profit())
                .executionTime(obligation.executionTime())
                .lastUpdatedTs(obligation.lastUpdated())
                .receives(obligation.receives())
                .settlementDetails(first(rows.settlement()))
                .settlementDetailsTruncated(rows.settlement().size() > ROWS_OF_AN_ENTRY)
                .maintenanceMarginDetails(first(rows.maintenanceMargin()))
                .maintenanceMarginDetailsTruncated(rows.maintenanceMargin().size() > ROWS_OF_AN_ENTRY)
                .fundingPayments(first(rows.funding()))
                .fundingPaymentsTruncated(rows.funding().size() > ROWS_OF_AN_ENTRY)
                .build();
    }

    private static <T> List<T> first(List<T> rows) {
        return rows.subList(0, Math.min(rows.size(), ROWS_OF_AN_ENTRY));
    }

    GetObligationSettlementDetailsResponse settlementDetails(String obligationId, @Nullable String cursor, int limit) {
        Pages.Page<SettlementDetail> page =
                rows("settlement_details", obligationId, Obligation.Rows::settlement, cursor, limit);
        return GetObligationSettlementDetailsResponse.builder()
                .settlementDetails(page.items())
                .cursor(page.cursor())
                .build();
    }

    GetObligationFundingPaymentsResponse obligationFundingPayments(
            String obligationId, @Nullable String cursor, int limit) {
        Pages.Page<FundingPaymentDetail> page =
                rows("funding_payments", obligationId, Obligation.Rows::funding, cursor, limit);
        return GetObligationFundingPaymentsResponse.builder()
                .fundingPayments(page.items())
                .cursor(page.cursor())
                .build();
    }

    GetObligationMaintenanceMarginDetailsResponse maintenanceMarginDetails(
            String obligationId, @Nullable String cursor, int limit) {
        Pages.Page<MaintenanceMarginDetail> page =
                rows("maintenance_margin_details", obligationId, Obligation.Rows::maintenanceMargin, cursor, limit);
        return GetObligationMaintenanceMarginDetailsResponse.builder()
                .maintenanceMarginDetails(page.items())
                .cursor(page.cursor())
                .build();
    }

    private <T> Pages.Page<T> rows(
            String kind,
            String obligationId,
            Function<Obligation.Rows, List<T>> rows,
            @Nullable String cursor,
            int limit) {
        return ledger.call((house, now) -> {
            Obligation obligation = house.obligation(obligationId);
            if (obligation == null) {
                throw new Refusal(404, "not_found", "there is no such obligation", null);
            }
            return Pages.oldestFirst(kind + " " + obligationId, rows.apply(obligation.rows()), cursor, limit);
        });
    }

    // ---------------------------------------------------------------- settlement balance

    GetSettlementBalanceResponse settlementBalance() {
        return ledger.call((house, now) -> GetSettlementBalanceResponse.builder()
                .userId(house.memberId())
                .balanceAvailableCenticents(house.balance(Account.AVAILABLE))
                .lockedBalanceCenticents(house.balance(Account.LOCKED))
                .build());
    }

    GetSettlementBalanceHistoryResponse settlementBalanceHistory(@Nullable String cursor, int limit) {
        return ledger.call((house, now) -> {
            Pages.Page<Posting> page = Pages.newestFirst(
                    "settlement_balance_history", house.journal().balanceHistory(), cursor, limit);
            return GetSettlementBalanceHistoryResponse.builder()
                    .entries(page.items().stream().map(LedgerOperations::entry).toList())
                    .cursor(page.cursor())
                    .build();
        });
    }

    private static SettlementBalanceHistoryEntry entry(Posting posting) {
        return SettlementBalanceHistoryEntry.builder()
                .balanceDeltaCenticents(posting.change(Account.AVAILABLE))
                .lockedBalanceDeltaCenticents(posting.change(Account.LOCKED))
                .reason(posting.reason())
                .businessTransactionId(posting.transactionId())
                .createdTs(posting.at())
                .build();
    }

    WithdrawSettlementBalanceResponse withdraw(WithdrawSettlementBalanceRequest request) {
        return ledger.call((house, now) -> WithdrawSettlementBalanceResponse.builder()
                .id(house.withdraw(request.amount(), now).id())
                .build());
    }

    /** The contract has no 404 for it. */
    GetSettlementBalanceWithdrawalResponse withdrawal(String id) {
        return ledger.call((house, now) -> {
            Withdrawal withdrawal = house.withdrawal(id);
            if (withdrawal == null) {
                throw new Refusal(400, "withdrawal_not_found", "there is no such withdrawal", null);
            }
            return GetSettlementBalanceWithdrawalResponse.builder()
                    .id(withdrawal.id())
                    .amount(withdrawal.amount())
                    .status(withdrawal.status())
                    .createdTs(withdrawal.createdAt())
                    .build();
        });
    }

    GetGuarantyFundBalanceResponse guarantyFundBalance() {
        return ledger.call((house, now) -> GetGuarantyFundBalanceResponse.builder()
                .userId(house.memberId())
                .amountCenticents(house.balance(Account.GUARANTY_FUND))
                .updatedTs(house.guarantyFundUpdated())
                .build());
    }

    GetSettlementPricesResponse settlementPrices(AssetClass assetClass, Instant settlementTime) {
        checkAssetClass(assetClass);
        return ledger.call((house, now) -> GetSettlementPricesResponse.builder()
                .settlementPrices(house.settlementPrices(settlementTime))
                .build());
    }

    GetSettlementEstimateByAssetClassResponse settlementEstimate() {
        return ledger.call(Estimates::settlement);
    }

    // ---------------------------------------------------------------- funding

    GetFundingEstimateByAssetClassResponse fundingEstimate() {
        return ledger.call(Estimates::funding);
    }

    GetMarginFundingScheduleResponse fundingSchedule(AssetClass assetClass) {
        checkAssetClass(assetClass);
        return GetMarginFundingScheduleResponse.builder()
                .schedule(SettlementCalendar.FUNDING_SCHEDULE)
                .build();
    }

    GetMemberFundingPaymentsResponse fundingPayments(
            Instant fundingTime, @Nullable String ticker, @Nullable String cursor, int limit) {
        return ledger.call((house, now) -> {
            List<MemberFundingPayment> payments = new ArrayList<>();
            for (ClearingHouse.Funding funding : house.funding(fundingTime)) {
                if (ticker == null || ticker.equals(funding.detail().marketTicker())) {
                    payments.add(payment(funding));
                }
            }
            String list = "funding_payments " + fundingTime + " " + (ticker == null ? "" : ticker);
            Pages.Page<MemberFundingPayment> page = Pages.oldestFirst(list, payments, cursor, limit);
            return GetMemberFundingPaymentsResponse.builder()
                    .payments(page.items())
                    .cursor(page.cursor())
                    .build();
        });
    }

    private static MemberFundingPayment payment(ClearingHouse.Funding funding) {
        FundingPaymentDetail detail = funding.detail();
        return MemberFundingPayment.builder()
                .id(detail.id())
                .marketTicker(detail.marketTicker())
                .subtraderId(detail.subtraderId())
                .fundingTime(detail.fundingTime())
                .positionQuantityFp(detail.positionQuantityFp())
                .notionalValueCenticents(detail.notionalValueCenticents())
                .fundingAmountCenticents(detail.fundingAmountCenticents())
                .settlementExecutionTime(funding.settlementTime())
                .build();
    }

    // ---------------------------------------------------------------- maintenance margin

    EstimatePortfolioMaintenanceMarginResponse estimateMaintenanceMargin(
            EstimatePortfolioMaintenanceMarginRequest request) {
        checkAssetClass(request.assetClass());
        List<Exposure> portfolio = portfolio(request.positions());
        ClearingType asked = request.clearingType();
        if (asked != null && !asked.isKnown()) {
            throw new Refusal(400, "invalid_clearing_type", "there is no such clearing type", asked.value());
        }
        return ledger.call((house, now) -> {
            LocalDate date = request.date();
            Calibration calibration = calibration(house, now, date == null ? SettlementCalendar.day(now) : date);
            for (Exposure exposure : portfolio) {
                if (!calibration.tickers().contains(exposure.ticker())) {
                    throw new Refusal(
                            400,
                            "invalid_market_ticker",
                            "the market is not calibrated on that day",
                            exposure.ticker());
                }
            }
            boolean jointly = ClearingHouse.marginsJointly(asked == null ? house.clearingType() : asked);
            MarginRequirement requirement = requirement(portfolio, jointly, calibration);
            return EstimatePortfolioMaintenanceMarginResponse.builder()
                    .maintenanceMarginFp(requirement.total().toDollars())
                    .baseMarginFp(requirement.base().toDollars())
                    .hvarFp(requirement.hvar().toDollars())
                    .apcFp(requirement.apc().toDollars())
                    .fundingAddonFp(requirement.fundingAddon().toDollars())
                    .liquidationAddonFp(requirement.liquidationAddon().toDollars())
                    .build();
        });
    }

    private static MarginRequirement requirement(List<Exposure> portfolio, boolean jointly, Calibration calibration) {
        try {
            return MarginRequirement.of(portfolio, jointly, calibration);
        } catch (ArithmeticException e) {
            throw new Refusal(400, "invalid_positions", "the portfolio is larger than any amount", null);
        }
    }

    private static List<Exposure> portfolio(List<EstimatePortfolioMaintenanceMarginPosition> positions) {
        if (positions.isEmpty() || positions.size() > MOST_POSITIONS) {
            throw new Refusal(
                    400, "invalid_positions", "a portfolio has from 1 to " + MOST_POSITIONS + " positions", null);
        }
        Set<String> seen = new HashSet<>();
        List<Exposure> portfolio = new ArrayList<>(positions.size());
        for (EstimatePortfolioMaintenanceMarginPosition position : positions) {
            String ticker = position.marketTicker();
            if (!seen.add(ticker)) {
                throw new Refusal(400, "invalid_positions", "a market is named twice", ticker);
            }
            if (position.quantity() == 0) {
                throw new Refusal(400, "invalid_positions", "a position has no contracts", ticker);
            }
            BigDecimal price = position.price().toBigDecimal();
            if (price.signum() <= 0 || price.stripTrailingZeros().scale() > 4) {
                throw new Refusal(400, "invalid_price", "a price is above zero and has at most four decimals", ticker);
            }
            portfolio.add(new Exposure(ticker, BigDecimal.valueOf(position.quantity()), price));
        }
        return portfolio;
    }

    private static Calibration calibration(ClearingHouse house, Instant now, LocalDate date) {
        if (date.isBefore(house.firstDay()) || date.isAfter(SettlementCalendar.day(now))) {
            throw new Refusal(404, "not_found", "nothing was calibrated on that day", date.toString());
        }
        return house.positions().calibration(date);
    }

    GetMaintenanceMarginMetadataResponse maintenanceMarginMetadata(AssetClass assetClass, LocalDate date) {
        checkAssetClass(assetClass);
        return ledger.call((house, now) -> {
            Calibration calibration = calibration(house, now, date);
            List<String> tickers = List.copyOf(house.positions().markets().keySet());
            boolean jointly = ClearingHouse.marginsJointly(house.clearingType());
            List<List<String>> subgroups = jointly && !tickers.isEmpty()
                    ? List.of(tickers)
                    : tickers.stream().map(List::of).toList();
            return GetMaintenanceMarginMetadataResponse.builder()
                    .assetClass(assetClass)
                    .baseTailPercentile(Calibration.BASE_TAIL)
                    .fundingTailPercentile(Calibration.FUNDING_TAIL)
                    .subgroups(subgroups)
                    .liquidationConfigs(calibration.tickers().stream()
                            .map(LedgerOperations::liquidationConfig)
                            .toList())
                    .matrices(MaintenanceMarginMatrices.builder()
                            .hvar(matrix(calibration.hvar()))
                            .apc(matrix(calibration.apc()))
                            .aug(matrix(calibration.aug()))
                            .funding(matrix(calibration.funding()))
                            .build())
                    .build();
        });
    }

    private static MaintenanceMarginLiquidationConfig liquidationConfig(String ticker) {
        Liquidation liquidation = Liquidation.STANDARD;
        return MaintenanceMarginLiquidationConfig.builder()
                .marketTicker(ticker)
                .marketImpactVolatility(liquidation.volatility())
                .marketImpactCoefficient(liquidation.coefficient())
                .marketImpactExponent(Liquidation.EXPONENT)
                .marketImpactForecastedVolume(liquidation.volume())
                .spreadRate(liquidation.spreadRate())
                .build();
    }

    private static MaintenanceMarginMatrix matrix(Scenarios scenarios) {
        return MaintenanceMarginMatrix.builder()
                .marketTickers(List.copyOf(scenarios.columns().keySet()))
                .returns(scenarios.table())
                .build();
    }

    private static void checkAssetClass(AssetClass assetClass) {
        if (!assetClass.equals(AssetClass.CRYPTO)) {
            throw new Refusal(400, "invalid_asset_class", "there is no such asset class", assetClass.value());
        }
    }

    // ---------------------------------------------------------------- reports, large traders

    /** @param base where the server is, without a slash at its end */
    GetMarginReportsResponse reports(LocalDate start, LocalDate end, String base) {
        if (end.isBefore(start)) {
            throw new Refusal(400, "invalid_date_range", "end_date is before start_date", null);
        }
        if (ChronoUnit.DAYS.between(start, end) > MOST_DAYS_OF_REPORTS) {
            throw new Refusal(
                    400, "invalid_date_range", "the range spans more than " + MOST_DAYS_OF_REPORTS + " days", null);
        }
        return ledger.call((house, now) -> GetMarginReportsResponse.builder()
                .reports(house.reports().stream()
                        .filter(report ->
                                !report.date().isBefore(start) && !report.date().isAfter(end))
                        .map(report -> MarginReport.builder()
                                .reportType(report.type())
                                .date(report.date())
                                .isEndOfDay(report.isEndOfDay())
                                .createdTs(report.createdAt())
                                .snapshotTs(report.snapshotAt())
                                .url(base + house.reportLinks().link(report, now))
                                .build())
                        .toList())
                .build());
    }

    GetLargeTraderPositionsResponse largeTraderPositions(@Nullable LocalDate asked) {
        return ledger.call((house, now) -> {
            LocalDate day = asked != null
                    ? asked
                    : house.settledPositions().isEmpty()
                            ? null
                            : house.settledPositions().lastKey();
            List<LargeTraderPosition> positions =
                    day == null ? List.of() : LargeTraders.of(house.settledPositions(), day);
            return GetLargeTraderPositionsResponse.builder()
                    .userId(house.memberId())
                    .reportDate(day)
                    .positions(positions)
                    .build();
        });
    }

    // ---------------------------------------------------------------- subtrader groups

    GetMarginSubtraderGroupsResponse subtraderGroups() {
        return ledger.call((house, now) -> {
            List<MarginSubtraderGroup> groups = new ArrayList<>();
            house.groups()
                    .all()
                    .forEach((id, members) -> groups.add(MarginSubtraderGroup.builder()
                            .groupId(id)
                            .memberSubtraderIds(members)
                            .build()));
            return GetMarginSubtraderGroupsResponse.builder().groups(groups).build();
        });
    }

    CreateMarginSubtraderGroupResponse createSubtraderGroup(CreateMarginSubtraderGroupRequest request) {
        return ledger.call((house, now) -> {
            UUID id = house.ids().uuid();
            house.groups().create(id, request.subtraderIds());
            return CreateMarginSubtraderGroupResponse.builder().groupId(id).build();
        });
    }

    NoContent updateSubtraderGroup(UUID id, UpdateMarginSubtraderGroupRequest request) {
        return ledger.call((house, now) -> {
            house.groups().update(id, request.subtraderIds());
            return NoContent.INSTANCE;
        });
    }

    NoContent deleteSubtraderGroup(UUID id) {
        return ledger.call((house, now) -> {
            house.groups().delete(id);
            return NoContent.INSTANCE;
        });
    }

    // ---------------------------------------------------------------- API keys

    ListMarginFcmApiKeysResponse apiKeys(@Nullable String subtraderId) {
        return ledger.call((house, now) -> {
            checkFcm(house);
            return ListMarginFcmApiKeysResponse.builder()
                    .apiKeys(house.apiKeys().all().stream()
                            .filter(key -> subtraderId == null || subtraderId.equals(key.subtraderId()))
                            .map(key -> MarginFcmApiKey.builder()
                                    .apiKeyId(key.id())
                                    .name(key.name())
                                    .fcmSubtraderId(key.subtraderId())
                                    .build())
                            .toList())
                    .build();
        });
    }

    CreateMarginFcmApiKeyResponse createApiKey(CreateMarginFcmApiKeyRequest request) {
        PublicKey publicKey = ApiKeys.publicKey(request.publicKey());
        CreateMarginFcmApiKeyResponse response = ledger.call((house, now) -> {
            checkFcm(house);
            UUID id = house.ids().uuid();
            String warning = house.apiKeys().add(id, request.name(), request.fcmSubtraderId());
            return CreateMarginFcmApiKeyResponse.builder()
                    .apiKeyId(id)
                    .warning(warning)
                    .build();
        });
        ledger.keyListener().created(response.apiKeyId(), request.fcmSubtraderId(), publicKey);
        return response;
    }

    GenerateMarginFcmApiKeyResponse generateApiKey(GenerateMarginFcmApiKeyRequest request) {
        KeyPair pair = ApiKeys.generate();
        GenerateMarginFcmApiKeyResponse response = ledger.call((house, now) -> {
            checkFcm(house);
            UUID id = house.ids().uuid();
            String warning = house.apiKeys().add(id, request.name(), request.fcmSubtraderId());
            return GenerateMarginFcmApiKeyResponse.builder()
                    .apiKeyId(id)
                    .privateKey(ApiKeys.privateKeyPem(pair))
                    .warning(warning)
                    .build();
        });
        ledger.keyListener().created(response.apiKeyId(), request.fcmSubtraderId(), pair.getPublic());
        return response;
    }

    NoContent deleteApiKey(UUID id) {
        NoContent response = ledger.call((house, now) -> {
            checkFcm(house);
            house.apiKeys().remove(id);
            return NoContent.INSTANCE;
        });
        ledger.keyListener().deleted(id);
        return response;
    }

    private static void checkFcm(ClearingHouse house) {
        if (!house.clearingType().equals(ClearingType.FCM)) {
            throw new Refusal(403, "forbidden", "API keys of subtraders are for futures commission merchants", null);
        }
    }
}
