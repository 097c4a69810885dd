package io.github.kalshiperps.simulator.klear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.auth.PrivateKeys;
import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.core.http.ApiCall;
import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.klear.model.AssetClass;
import io.github.kalshiperps.klear.model.AssetClassSettlementEstimate;
import io.github.kalshiperps.klear.model.ClearingType;
import io.github.kalshiperps.klear.model.CreateMarginFcmApiKeyRequest;
import io.github.kalshiperps.klear.model.CreateMarginSubtraderGroupRequest;
import io.github.kalshiperps.klear.model.EstimatePortfolioMaintenanceMarginPosition;
import io.github.kalshiperps.klear.model.EstimatePortfolioMaintenanceMarginRequest;
import io.github.kalshiperps.klear.model.EstimatePortfolioMaintenanceMarginResponse;
import io.github.kalshiperps.klear.model.EstimatesMaintenanceMarginMetadataParams;
import io.github.kalshiperps.klear.model.FundingPaymentDetail;
import io.github.kalshiperps.klear.model.FundingPaymentsParams;
import io.github.kalshiperps.klear.model.GenerateMarginFcmApiKeyRequest;
import io.github.kalshiperps.klear.model.GenerateMarginFcmApiKeyResponse;
import io.github.kalshiperps.klear.model.GetSettlementBalanceResponse;
import io.github.kalshiperps.klear.model.LargeTraderPosition;
import io.github.kalshiperps.klear.model.LargeTraderPositionsListParams;
import io.github.kalshiperps.klear.model.MaintenanceMarginDetail;
import io.github.kalshiperps.klear.model.MemberFundingPayment;
import io.github.kalshiperps.klear.model.ObligationEntry;
import io.github.kalshiperps.klear.model.ObligationReceiveInfo;
import io.github.kalshiperps.klear.model.ObligationsHistoryParams;
import io.github.kalshiperps.klear.model.ObligationsSettlementDetailsParams;
import io.github.kalshiperps.klear.model.SettlementBalanceHistoryEntry;
import io.github.kalshiperps.klear.model.SettlementBalanceHistoryParams;
import io.github.kalshiperps.klear.model.SettlementDetail;
import io.github.kalshiperps.klear.model.SettlementEstimate;
import io.github.kalshiperps.klear.model.SettlementPricesParams;
import io.github.kalshiperps.klear.model.UpdateMarginSubtraderGroupRequest;
import io.github.kalshiperps.klear.model.WithdrawSettlementBalanceRequest;
import io.github.kalshiperps.klear.model.WithdrawSettlementBalanceResponse;
import io.github.kalshiperps.klear.model.WithdrawalStatus;
import io.github.kalshiperps.klear.model.WithdrawalsGetParams;
import java.math.BigDecimal;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulated clearing house does, one rule at a time, as a program sees it. */
class KlearRulesTest {
    private final KlearExchange exchange = KlearExchange.start();
    private final KlearLedger ledger = exchange.ledger;
    private final KlearClient klear = exchange.client;

    @AfterEach
    void stop() {
        exchange.close();
    }

    // ---------------------------------------------------------------- withdrawals

    @Test
    void aWithdrawalLowersTheBalanceAndLocksTheMoneyUntilItIsProcessed() {
        String id = withdraw("1234.5678");

        assertBalance("8765.4322", "1234.5678");
        assertThat(status(id)).isEqualTo(WithdrawalStatus.PENDING);
        exchange.clock.advance(Duration.ofMinutes(1));
        assertThat(status(id)).isEqualTo(WithdrawalStatus.PROCESSING);
        exchange.clock.advance(Duration.ofMinutes(29));
        assertThat(status(id)).isEqualTo(WithdrawalStatus.PROCESSED);
        assertBalance("8765.4322", "0.0000");
        assertThat(balanceHistory())
                .extracting(
                        SettlementBalanceHistoryEntry::reason,
                        entry -> entry.balanceDeltaCenticents().value(),
                        entry -> entry.lockedBalanceDeltaCenticents().value())
                .containsExactly(
                        tuple("withdrawal_processed", 0L, -12_345_678L),
                        tuple("withdrawal_requested", -12_345_678L, 12_345_678L),
                        tuple("deposit", 100_000_000L, 0L));
    }

    @Test
    void aWithdrawalIsReadBackAsItWasAskedFor() {
        String id = withdraw("0.0001");

        var read = klear.withdrawals()
                .get(WithdrawalsGetParams.builder().id(id).build())
                .execute();
        assertThat(read.id()).isEqualTo(id);
        assertThat(read.amount()).isEqualTo(FixedPointDollars.of("0.0001"));
        assertThat(read.createdTs()).isEqualTo(KlearExchange.START);
    }

    @Test
    void allThatIsAvailableCanBeWithdrawnAndNoMore() {
        ApiException refused = refused(400, withdrawal("10000.0001"));
        assertThat(refused.code()).isEqualTo("insufficient_balance");
        assertThat(refused.details()).isEqualTo("10000.0001 of 10000.0000");
        assertBalance("10000.0000", "0.0000");

        withdraw("10000.00");
        assertBalance("0.0000", "10000.0000");
        assertThat(refused(400, withdrawal("0.0001")).code()).isEqualTo("insufficient_balance");
    }

    @Test
    void lockedMoneyIsNotWithdrawnTwice() {
        withdraw("6000.00");
        assertThat(refused(400, withdrawal("6000.00")).code()).isEqualTo("insufficient_balance");
    }

    @Test
    void aFailedWithdrawalGivesTheMoneyBack() {
        String id = withdraw("6000.00");
        ledger.failWithdrawal(id);

        assertThat(status(id)).isEqualTo(WithdrawalStatus.FAILED);
        assertBalance("10000.0000", "0.0000");
        exchange.clock.advance(Duration.ofHours(1));
        assertThat(status(id)).isEqualTo(WithdrawalStatus.FAILED);
        assertBalance("10000.0000", "0.0000");
        assertThatThrownBy(() -> ledger.failWithdrawal(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnknownWithdrawalIsRefused() {
        assertThat(refused(
                                400,
                                klear.withdrawals()
                                        .get(WithdrawalsGetParams.builder()
                                                .id("nobody")
                                                .build()))
                        .code())
                .isEqualTo("withdrawal_not_found");
    }

    // ---------------------------------------------------------------- settlement

    @Test
    void aSettlementTurnsPriceMovesFeesAndMarginIntoAnObligation() {
        ledger.trade("member_alpha", "KXBTCPERP1", count("10"), dollars("6.00"), dollars("0.0300"));
        ledger.trade("member_alpha", "KXBTCPERP1", count("-4"), dollars("6.50"), dollars("0.0100"));
        ledger.mark("KXBTCPERP1", dollars("5.75"));
        exchange.settle();

        ObligationEntry due = active();
        SettlementDetail row = due.settlementDetails().get(0);
        assertThat(row.positionQuantityFp()).isEqualTo(count("6"));
        assertThat(row.pnlCenticents()).isEqualTo(cents("0.50")); // 4 * 6.50 + 6 * 5.75 - 10 * 6.00
        assertThat(row.totalFeesCenticents()).isEqualTo(cents("0.04"));
        assertThat(row.totalAmountCenticents()).isEqualTo(cents("0.46"));
        MaintenanceMarginDetail margin = due.maintenanceMarginDetails().get(0);
        assertThat(margin.subtraderId()).isEqualTo("member_alpha");
        assertThat(margin.marginGroupId()).isNull();
        assertThat(margin.maintenanceMarginDeltaCenticents()).isEqualTo(margin.maintenanceMarginCenticents());
        assertThat(margin.maintenanceMarginCenticents().toDollars())
                .isEqualTo(estimateOf("KXBTCPERP1", 6, "5.75", null));
        assertThat(due.amountCenticents()).isEqualTo(cents("0.46").minus(margin.maintenanceMarginCenticents()));
        assertThat(due.userId()).isEqualTo("member");
        assertThat(due.receives()).isEmpty();
    }

    @Test
    void theNextSessionStartsAtTheSettlementPrice() {
        ledger.trade("member_alpha", "KXBTCPERP1", count("10"), dollars("6.00"), dollars("0"));
        ledger.mark("KXBTCPERP1", dollars("7.00"));
        exchange.settle();
        ledger.mark("KXBTCPERP1", dollars("6.90"));

        SettlementEstimate alpha = Objects.requireNonNull(
                settlementEstimate().subtraderBreakdowns().get("member_alpha"));
        assertThat(alpha.positions().get("KXBTCPERP1")).satisfies(market -> {
            assertThat(market.sessionAvgPriceFp()).isEqualTo(dollars("7.00"));
            assertThat(market.variationMarginCenticents()).isEqualTo(cents("-1.00"));
            assertThat(market.notionalValueCenticents()).isEqualTo(cents("69.00"));
            assertThat(market.quantityCenticount()).isEqualTo(1_000);
        });
    }

    @Test
    void theEstimateOfASettlementIsWhatItThenComesTo() {
        ledger.trade("member_alpha", "KXBTCPERP1", count("10.5"), dollars("6.01"), dollars("0.0317"));
        ledger.trade("member_beta", "KXETHPERP1", count("-3"), dollars("17.3333"), dollars("0.0100"));
        ledger.mark("KXETHPERP1", dollars("17.5"));
        SettlementEstimate expected =
                Objects.requireNonNull(settlementEstimate().userBreakdown());
        exchange.settle();

        ObligationEntry due = active();
        assertThat(due.amountCenticents()).isEqualTo(expected.totalAmountCenticents());
        assertThat(due.pnlCenticents()).isEqualTo(expected.variationMarginCenticents());
        assertThat(due.feesCenticents()).isEqualTo(expected.totalFeesCenticents());
        assertThat(due.maintenanceMarginCenticents()).isEqualTo(expected.maintenanceMarginRequiredCenticents());
        assertThat(settlementEstimate().nextRuntime()).isEqualTo("2026-09-24T20:00:00Z");
    }

    @Test
    void withoutPositionsThereIsNoObligationAndNoEstimate() {
        assertThat(klear.estimates().settlement().execute().estimates()).isEmpty();
        assertThat(klear.estimates().funding().execute().estimates()).isEmpty();
        exchange.settle();
        assertThat(klear.obligations().active().execute().obligations()).isEmpty();
    }

    @Test
    void aClosedPositionGivesItsMarginBackAtTheNextSettlement() {
        ledger.trade("member_alpha", "KXBTCPERP1", count("10"), dollars("6.00"), dollars("0"));
        exchange.settle();
        Centicents required = active().maintenanceMarginCenticents();
        assertThat(required.value()).isPositive();
        exchange.clock.advance(Duration.ofHours(1));
        ledger.trade("member_alpha", "KXBTCPERP1", count("-10"), dollars("6.00"), dollars("0"));
        exchange.settle();

        assertThat(active().maintenanceMarginCenticents()).isEqualTo(Centicents.ZERO);
        assertThat(active().amountCenticents()).isEqualTo(required);
        exchange.clock.advance(Duration.ofHours(1));
        assertBalance("10000.0000", "0.0000");
    }

    @Test
    void anObligationIsPaidOneHourAfterItsSettlementAndThenHistory() {
        ledger.addObligation(NewObligation.builder()
                .settlement("member_alpha", "KXBTCPERP1", count("1"), dollars("-25.00"), dollars("0.50"))
                .build());
        assertBalance("10000.0000", "0.0000");
        exchange.clock.advance(ClearingHouse.PAYMENT_AFTER.minusSeconds(1));
        assertThat(active().amountCenticents()).isEqualTo(cents("-25.50"));

        exchange.clock.advance(Duration.ofSeconds(1));
        assertThat(klear.obligations().active().execute().obligations()).isEmpty();
        assertBalance("9974.5000", "0.0000");
        ObligationEntry past = history().get(0);
        assertThat(past.lastUpdatedTs()).isEqualTo(KlearExchange.START.plus(ClearingHouse.PAYMENT_AFTER));
        ObligationReceiveInfo receive = past.receives().get(0);
        assertThat(receive.amountCenticents()).isEqualTo(cents("25.50"));
        assertThat(balanceHistory().get(0).businessTransactionId()).isEqualTo(receive.externalReference());
    }

    @Test
    void whatTheBalanceDoesNotCoverStaysOpenUntilMoneyComesIn() {
        String id = ledger.addObligation(NewObligation.builder()
                .settlement("member_alpha", "KXBTCPERP1", count("1"), dollars("-10500.00"), dollars("0"))
                .build());
        exchange.clock.advance(ClearingHouse.PAYMENT_AFTER);

        assertBalance("0.0000", "0.0000");
        assertThat(active().id()).isEqualTo(id);
        assertThat(active().receives())
                .singleElement()
                .satisfies(receive -> assertThat(receive.amountCenticents()).isEqualTo(cents("10000.00")));
        ledger.deposit(dollars("300.00"));
        assertThat(active().receives()).hasSize(2);
        ledger.deposit(dollars("300.00"));
        assertThat(klear.obligations().active().execute().obligations()).isEmpty();
        assertThat(history().get(0).id()).isEqualTo(id);
        assertBalance("100.0000", "0.0000");
    }

    @Test
    void whatOneObligationBringsPaysAnotherThatIsOverdue() {
        String overdue = ledger.addObligation(NewObligation.builder()
                .settlement("member_alpha", "KXBTCPERP1", count("1"), dollars("-10500.00"), dollars("0"))
                .build());
        exchange.clock.advance(Duration.ofMinutes(90));
        String gain = ledger.addObligation(NewObligation.builder()
                .settlement("member_alpha", "KXBTCPERP1", count("1"), dollars("1000.00"), dollars("0"))
                .build());
        exchange.clock.advance(ClearingHouse.PAYMENT_AFTER);

        assertBalance("500.0000", "0.0000");
        assertThat(history()).extracting(ObligationEntry::id).containsExactly(overdue, gain);
    }

    @Test
    void openObligationsAreSortedById() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add(ledger.addObligation(NewObligation.builder().build()));
        }
        assertThat(klear.obligations().active().execute().obligations())
                .extracting(ObligationEntry::id)
                .containsExactlyElementsOf(ids.stream().sorted().toList());
    }

    @Test
    void settlementPricesAreThoseOfOneMoment() {
        ledger.mark("KXBTCPERP1", dollars("6.1234"));
        exchange.settle();
        ledger.mark("KXBTCPERP1", dollars("9.00"));

        assertThat(prices("2026-09-23T20:00:00Z"))
                .isEqualTo(Map.of("KXBTCPERP1", Centicents.of(61_234), "KXETHPERP1", Centicents.of(170_000)));
        assertThat(prices("2026-09-23T20:00:01Z")).isEmpty();
    }

    @Test
    void settlementKeepsEasternTimeWhenTheClocksGoBack() {
        exchange.clock.advanceTo(Instant.parse("2026-10-31T21:00:00Z"));
        assertThat(ledger.nextSettlement()).isEqualTo("2026-11-01T21:00:00Z");
        exchange.clock.advanceTo(Instant.parse("2026-10-31T19:00:00Z").plus(Duration.ofHours(3)));
        assertThat(prices("2026-10-31T20:00:00Z")).isNotEmpty();
        exchange.settle();
        assertThat(prices("2026-11-01T21:00:00Z")).isNotEmpty();
        assertThat(prices("2026-11-01T20:00:00Z")).isEmpty();
    }

    // ---------------------------------------------------------------- funding

    @Test
    void fundingIsPaidByTheLongSideAndIsPartOfTheNextSettlement() {
        ledger.fundingRate("KXBTCPERP1", new BigDecimal("0.001"));
        ledger.trade("member_alpha", "KXBTCPERP1", count("100"), dollars("6.00"), dollars("0"));
        ledger.trade("member_beta", "KXBTCPERP1", count("-50"), dollars("6.00"), dollars("0"));
        Instant time = ledger.nextFunding();
        assertThat(time).isEqualTo("2026-09-23T20:00:00Z");
        assertThat(klear.estimates().funding().execute().estimates().get("Crypto"))
                .satisfies(estimate -> {
                    assertThat(estimate.nextFundingTime()).isEqualTo(time);
                    assertThat(estimate.userBreakdown().fundingAmountCenticents())
                            .isEqualTo(cents("-0.30"));
                });
        assertThat(payments(time, null)).isEmpty();

        exchange.clock.advanceTo(time);
        assertThat(payments(time, null))
                .extracting(
                        MemberFundingPayment::subtraderId,
                        payment -> payment.fundingAmountCenticents().toDollars(),
                        payment -> payment.notionalValueCenticents().toDollars())
                .containsExactly(
                        tuple("member_alpha", dollars("-0.60"), dollars("600")),
                        tuple("member_beta", dollars("0.30"), dollars("-300")));
        assertThat(payments(time, "KXETHPERP1")).isEmpty();
        assertThat(payments(time, "KXBTCPERP1")).hasSize(2);
        assertThat(active().fundingPayments()).hasSize(2);
        assertThat(active().pnlCenticents()).isEqualTo(cents("-0.30"));
    }

    @Test
    void fundingAtNightIsKnownBeforeTheSettlementThatMovesIt() {
        exchange.settle();
        ledger.trade("member_alpha", "KXBTCPERP1", count("100"), dollars("6.00"), dollars("0"));
        Instant midnight = ledger.nextFunding();
        exchange.clock.advanceTo(midnight);

        assertThat(payments(midnight, null)).singleElement().satisfies(payment -> {
            assertThat(payment.fundingTime()).isEqualTo("2026-09-24T04:00:00Z");
            assertThat(payment.settlementExecutionTime()).isEqualTo("2026-09-24T20:00:00Z");
        });
        exchange.settle();
        assertThat(active().fundingPayments())
                .extracting(payment -> payment.fundingTime().toString())
                .containsExactly("2026-09-24T04:00:00Z", "2026-09-24T12:00:00Z", "2026-09-24T20:00:00Z");
    }

    // ---------------------------------------------------------------- many rows

    @Test
    void theRowsOfALargeObligationAreCutAndPagedCompletelyWithoutRepeats() {
        NewObligation.Builder wanted = NewObligation.builder();
        for (int i = 0; i < 2_500; i++) {
            String subtrader = "member_" + i;
            wanted.settlement(subtrader, "KXBTCPERP1", count("1"), dollars("0.01"), dollars("0"));
            wanted.funding(subtrader, "KXBTCPERP1", KlearExchange.START, count("1"), dollars("6"), dollars("0.0001"));
            wanted.maintenanceMargin(subtrader, dollars("0.50"));
        }
        String id = ledger.addObligation(wanted.build());

        ObligationEntry entry = active();
        assertThat(entry.settlementDetails()).hasSize(1_000);
        assertThat(entry.settlementDetailsTruncated()).isTrue();
        assertThat(entry.fundingPayments()).hasSize(1_000);
        assertThat(entry.fundingPaymentsTruncated()).isTrue();
        assertThat(entry.maintenanceMarginDetails()).hasSize(1_000);
        assertThat(entry.maintenanceMarginDetailsTruncated()).isTrue();
        List<SettlementDetail> settlement = list(klear.obligationRows().settlementDetails(entry));
        assertThat(settlement)
                .hasSize(2_500)
                .doesNotHaveDuplicates()
                .startsWith(entry.settlementDetails().get(0));
        assertThat(Amounts.sum(settlement, SettlementDetail::pnlCenticents)).isEqualTo(entry.pnlCenticents());
        assertThat(list(klear.obligationRows().fundingPayments(entry)))
                .hasSize(2_500)
                .extracting(FundingPaymentDetail::subtraderId)
                .doesNotHaveDuplicates();
        assertThat(list(klear.obligationRows().maintenanceMarginDetails(entry)))
                .hasSize(2_500)
                .extracting(MaintenanceMarginDetail::subtraderId)
                .doesNotHaveDuplicates();
        assertThat(list(klear.obligations()
                        .settlementDetailsAll(
                                id,
                                ObligationsSettlementDetailsParams.builder()
                                        .limit(777L)
                                        .build())))
                .isEqualTo(settlement);
        assertThat(list(klear.funding()
                        .paymentsAll(FundingPaymentsParams.builder()
                                .fundingTime(KlearExchange.START)
                                .limit(999L)
                                .build())))
                .hasSize(2_500)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"999,999,false", "1000,1000,false", "1001,1000,true"})
    void onlyMoreThanAThousandRowsAreCut(int rows, int shown, boolean truncated) {
        NewObligation.Builder wanted = NewObligation.builder();
        for (int i = 0; i < rows; i++) {
            wanted.maintenanceMargin("member_" + i, dollars("1"));
        }
        ledger.addObligation(wanted.build());

        assertThat(active().maintenanceMarginDetails()).hasSize(shown);
        assertThat(active().maintenanceMarginDetailsTruncated()).isEqualTo(truncated);
        assertThat(active().settlementDetailsTruncated()).isFalse();
    }

    @Test
    void estimatesShowTheThousandThatNeedTheMostMarginAndCountTheRest() {
        for (int i = 0; i < 1_100; i++) {
            String subtrader = "member_s" + i;
            ledger.addSubtrader(subtrader);
            ledger.trade(subtrader, "KXBTCPERP1", count(Integer.toString(1 + i)), dollars("6.00"), dollars("0"));
        }
        AssetClassSettlementEstimate settlement = settlementEstimate();

        assertThat(settlement.subtraderBreakdowns()).hasSize(1_000).containsKey("member_s1099");
        assertThat(settlement.subtraderBreakdowns()).doesNotContainKey("member_s0");
        assertThat(settlement.omittedSubtraderCount()).isEqualTo(100);
        assertThat(settlement.omittedGroupCount()).isZero();
        assertThat(Objects.requireNonNull(settlement.userBreakdown())
                        .maintenanceMarginRequiredCenticents()
                        .value())
                .isGreaterThan(Amounts.sum(
                                settlement.subtraderBreakdowns().values(),
                                SettlementEstimate::maintenanceMarginRequiredCenticents)
                        .value());
        assertThat(klear.estimates().funding().execute().estimates().get("Crypto"))
                .satisfies(
                        funding -> assertThat(funding.omittedSubtraderCount()).isEqualTo(100));
    }

    @Test
    void whatIsAddedWhileAListIsPagedNeitherRepeatsNorHidesARow() {
        for (int i = 1; i <= 5; i++) {
            ledger.deposit(dollars(i + ".00"));
        }
        List<Long> seen = new ArrayList<>();
        String cursor = null;
        do {
            var page = klear.settlement()
                    .balanceHistory(SettlementBalanceHistoryParams.builder()
                            .limit(2L)
                            .cursor(cursor)
                            .build())
                    .execute();
            page.entries()
                    .forEach(entry -> seen.add(entry.balanceDeltaCenticents().value()));
            cursor = page.cursor();
            ledger.deposit(dollars("100.00"));
        } while (cursor != null);

        assertThat(seen).containsExactly(50_000L, 40_000L, 30_000L, 20_000L, 10_000L, 100_000_000L);
    }

    @Test
    void obligationHistoryIsNewestFirstAndPaged() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            ids.add(
                    0,
                    ledger.addObligation(NewObligation.builder()
                            .settlement("member_alpha", "KXBTCPERP1", count("1"), dollars("1"), dollars("0"))
                            .build()));
            exchange.clock.advance(Duration.ofMinutes(1));
        }
        exchange.clock.advance(Duration.ofHours(1));

        assertThat(klear.obligations().history().execute().obligations()).hasSize(20);
        assertThat(list(klear.obligations().historyAll()))
                .extracting(ObligationEntry::id)
                .containsExactlyElementsOf(ids);
        assertThat(list(klear.obligations()
                        .historyAll(
                                ObligationsHistoryParams.builder().limit(100L).build())))
                .hasSize(45);
    }

    // ---------------------------------------------------------------- maintenance margin

    @Test
    void anEstimateNeedsKnownMarketsAndACalibratedDay() {
        assertThat(refused(400, estimate("KXNOPERP", 1, "6", null)).code()).isEqualTo("invalid_market_ticker");
        assertThat(refused(404, estimate("KXBTCPERP1", 1, "6", LocalDate.of(2026, 9, 24)))
                        .code())
                .isEqualTo("not_found");
        assertThat(refused(404, estimate("KXBTCPERP1", 1, "6", LocalDate.of(2026, 9, 22)))
                        .code())
                .isEqualTo("not_found");
        assertThat(refused(400, estimate("KXBTCPERP1", 0, "6", null)).code()).isEqualTo("invalid_positions");
        exchange.clock.advance(Duration.ofDays(1));
        ledger.addMarket("KXNEWPERP1", dollars("1"));
        assertThat(refused(400, estimate("KXNEWPERP1", 1, "1", LocalDate.of(2026, 9, 23)))
                        .code())
                .isEqualTo("invalid_market_ticker");
        assertThat(estimateOf("KXNEWPERP1", 1, "1", LocalDate.of(2026, 9, 24)).isPositive())
                .isTrue();
        assertThat(refused(
                                404,
                                klear.estimates()
                                        .maintenanceMarginMetadata(EstimatesMaintenanceMarginMetadataParams.builder()
                                                .assetClass(AssetClass.CRYPTO)
                                                .date(LocalDate.of(2026, 9, 25))
                                                .build()))
                        .code())
                .isEqualTo("not_found");
    }

    @Test
    void aGroupIsMarginedTogetherFromTheNextSettlementOn() {
        ledger.trade("member_alpha", "KXBTCPERP1", count("10"), dollars("6.00"), dollars("0"));
        ledger.trade("member_beta", "KXBTCPERP1", count("-10"), dollars("6.00"), dollars("0"));
        exchange.settle();
        Centicents apart = active().maintenanceMarginCenticents();
        assertThat(apart.value()).isPositive();
        exchange.clock.advance(Duration.ofHours(1));
        String group = createGroup("member_alpha", "member_beta").toString();
        exchange.settle();

        ObligationEntry due = active();
        assertThat(due.maintenanceMarginCenticents()).isEqualTo(Centicents.ZERO);
        assertThat(due.amountCenticents()).isEqualTo(apart);
        assertThat(due.maintenanceMarginDetails())
                .extracting(MaintenanceMarginDetail::subtraderId)
                .containsExactly("member_alpha", "member_beta");
        exchange.clock.advance(Duration.ofHours(1));
        ledger.trade("member_beta", "KXBTCPERP1", count("-1"), dollars("6.00"), dollars("0"));
        assertThat(settlementEstimate().groupBreakdowns()).containsOnlyKeys(group);
        assertThat(settlementEstimate().subtraderBreakdowns()).isEmpty();
        exchange.settle();
        assertThat(active().maintenanceMarginDetails()).singleElement().satisfies(row -> {
            assertThat(row.marginGroupId()).isEqualTo(group);
            assertThat(row.subtraderId()).isEmpty();
            assertThat(row.maintenanceMarginCenticents().toDollars())
                    .isEqualTo(estimateOf("KXBTCPERP1", -1, "6.00", null));
        });
    }

    // ---------------------------------------------------------------- groups

    @Test
    void aSubtraderIsInOneGroupOnly() {
        UUID first = createGroup("member_alpha", "member_beta");
        ApiException taken = refused(409, klear.subtraderGroups().create(group("member_beta", "member_gamma")));
        assertThat(taken.code()).isEqualTo("subtrader_already_in_group");
        assertThat(taken.details()).isEqualTo("member_beta");
        UUID second = createGroup("member_gamma");
        assertThat(refused(409, klear.subtraderGroups().update(second, members("member_gamma", "member_alpha")))
                        .code())
                .isEqualTo("subtrader_already_in_group");
        klear.subtraderGroups().update(first, members("member_beta")).execute();
        klear.subtraderGroups()
                .update(second, members("member_gamma", "member_alpha"))
                .execute();
        assertThat(groups())
                .isEqualTo(Map.of(first, List.of("member_beta"), second, List.of("member_gamma", "member_alpha")));
    }

    @Test
    void aGroupHasKnownSubtradersOnly() {
        assertThat(refused(404, klear.subtraderGroups().create(group("member_nobody")))
                        .code())
                .isEqualTo("subtrader_not_found");
        assertThat(refused(400, klear.subtraderGroups().create(group("member_alpha", "member_alpha")))
                        .code())
                .isEqualTo("invalid_subtrader_ids");
        assertThat(refused(404, klear.subtraderGroups().update(new UUID(0, 1), members("member_alpha")))
                        .code())
                .isEqualTo("not_found");
        assertThat(groups()).isEmpty();
    }

    @Test
    void deletingAGroupCanBeRepeated() {
        UUID id = createGroup("member_alpha");
        klear.subtraderGroups().delete(id).execute();
        klear.subtraderGroups().delete(id).execute();
        assertThat(groups()).isEmpty();
        createGroup("member_alpha");
    }

    // ---------------------------------------------------------------- API keys

    @Test
    void aKeyOfASubtraderWithoutACapComesWithAWarning() throws NoSuchAlgorithmException {
        assertThat(klear.apiKeys().create(key("member_alpha", "RSA")).execute().warning())
                .contains("initial margin cap");
        ledger.initialMarginCap("member_alpha", true);
        assertThat(klear.apiKeys()
                        .create(key("member_alpha", "Ed25519"))
                        .execute()
                        .warning())
                .isNull();
        assertThat(klear.apiKeys().list().execute().apiKeys()).hasSize(2);
    }

    @Test
    void keysNeedAKnownSubtraderAndAPublicKey() throws NoSuchAlgorithmException {
        assertThat(refused(400, klear.apiKeys().create(key("member_nobody", "RSA")))
                        .code())
                .isEqualTo("subtrader_not_found");
        assertThat(refused(400, klear.apiKeys().create(key("member-alpha", "RSA")))
                        .code())
                .isEqualTo("invalid_fcm_subtrader_id");
        assertThat(refused(400, klear.apiKeys().create(key("member_alpha", "EC")))
                        .code())
                .isEqualTo("invalid_public_key");
        assertThat(klear.apiKeys().list().execute().apiKeys()).isEmpty();
    }

    @Test
    void aSelfClearingMemberHasNoKeysOfSubtraders() {
        try (KlearExchange other = KlearExchange.start(house -> house.clearingType(ClearingType.SELF_CLEARING))) {
            assertThat(refused(403, other.client.apiKeys().list()).code()).isEqualTo("forbidden");
        }
    }

    @Test
    void theExchangeHearsOfKeysAndTheirHolderCanSign() throws Exception {
        Map<UUID, PublicKey> known = new HashMap<>();
        SubtraderKeyListener listener = new SubtraderKeyListener() {
            @Override
            public void created(UUID keyId, String subtraderId, PublicKey publicKey) {
                assertThat(subtraderId).isEqualTo("member_alpha");
                known.put(keyId, publicKey);
            }

            @Override
            public void deleted(UUID keyId) {
                known.remove(keyId);
            }
        };
        try (KlearExchange other = KlearExchange.start(house -> house.subtraderKeyListener(listener))) {
            other.ledger.addSubtrader("member_alpha");
            GenerateMarginFcmApiKeyResponse generated = other.client
                    .apiKeys()
                    .generate(GenerateMarginFcmApiKeyRequest.builder()
                            .fcmSubtraderId("member_alpha")
                            .name("desk")
                            .build())
                    .execute();
            var secret = (RSAPrivateCrtKey) PrivateKeys.fromPem(generated.privateKey());
            assertThat(known)
                    .isEqualTo(Map.of(
                            generated.apiKeyId(),
                            KeyFactory.getInstance("RSA")
                                    .generatePublic(
                                            new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()))));
            other.client.apiKeys().delete(generated.apiKeyId()).execute();
            assertThat(known).isEmpty();
        }
    }

    // ---------------------------------------------------------------- large traders, guaranty fund

    @Test
    void aLargePositionIsListedUntilTheDayAfterItShrank() {
        ledger.trade("member_alpha", "KXBTCPERP1", count("20"), dollars("6"), dollars("0"));
        ledger.trade("member_beta", "KXBTCPERP1", count("5.50"), dollars("6"), dollars("0"));
        ledger.trade("member_beta", "KXETHPERP1", count("-24.99"), dollars("17"), dollars("0"));
        assertThat(klear.largeTraderPositions().list().execute().positions()).isEmpty();
        exchange.settle();
        assertThat(large(null)).containsExactly(large("KXBTCPERP1", 25, false));

        ledger.trade("member_alpha", "KXBTCPERP1", count("-22"), dollars("6"), dollars("0"));
        ledger.trade("member_beta", "KXETHPERP1", count("-0.01"), dollars("17"), dollars("0"));
        assertThat(large(null)).containsExactly(large("KXBTCPERP1", 25, false));
        exchange.settle();
        assertThat(large(null)).containsExactly(large("KXBTCPERP1", 3, true), large("KXETHPERP1", -25, false));
        exchange.settle();
        assertThat(large(null)).containsExactly(large("KXETHPERP1", -25, false));
        assertThat(large(LocalDate.of(2026, 9, 23))).containsExactly(large("KXBTCPERP1", 25, false));
        assertThat(large(LocalDate.of(2026, 9, 26))).isEmpty();
    }

    @Test
    void theGuarantyFundIsNoPartOfTheSettlementBalance() {
        var before = klear.guarantyFund().balance().execute();
        assertThat(before.amountCenticents()).isEqualTo(Centicents.ZERO);
        assertThat(before.updatedTs()).isEqualTo(KlearExchange.START);
        exchange.clock.advance(Duration.ofMinutes(3));
        ledger.contributeToGuarantyFund(dollars("500.00"));
        var after = klear.guarantyFund().balance().execute();
        assertThat(after.amountCenticents()).isEqualTo(cents("500"));
        assertThat(after.updatedTs()).isEqualTo(KlearExchange.START.plusSeconds(180));
        assertBalance("10000.0000", "0.0000");
    }

    // ---------------------------------------------------------------- determinism

    @Test
    void theSameSeedGivesTheSameAnswers() {
        try (KlearExchange one =
                        KlearExchange.start(house -> house.withHistory().seed(7));
                KlearExchange two =
                        KlearExchange.start(house -> house.withHistory().seed(7));
                KlearExchange other =
                        KlearExchange.start(house -> house.withHistory().seed(8))) {
            assertThat(one.client.obligations().history().execute())
                    .isEqualTo(two.client.obligations().history().execute())
                    .isNotEqualTo(other.client.obligations().history().execute());
            assertThat(one.client.estimates().settlement().execute())
                    .isEqualTo(two.client.estimates().settlement().execute());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "member_", "_ab", "member_Alpha", "member_12345678901234567"})
    void aSubtraderHasACompleteId(String id) {
        assertThatThrownBy(() -> ledger.addSubtrader(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void programsThatDriveTheLedgerAreToldOfTheirMistakes() {
        assertThatThrownBy(() -> ledger.mark("KXNOPERP", dollars("1"))).hasMessageContaining("KXNOPERP");
        assertThatThrownBy(() -> ledger.mark("KXBTCPERP1", dollars("0"))).hasMessageContaining("more than zero");
        assertThatThrownBy(() -> ledger.mark("KXBTCPERP1", dollars("1.00001"))).hasMessageContaining("1.00001");
        assertThatThrownBy(() -> ledger.trade("member_nobody", "KXBTCPERP1", count("1"), dollars("1"), dollars("0")))
                .hasMessageContaining("member_nobody");
        assertThatThrownBy(() -> ledger.trade("member_alpha", "KXBTCPERP1", count("0"), dollars("1"), dollars("0")))
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> ledger.trade("member_alpha", "KXBTCPERP1", count("1"), dollars("1"), dollars("-1")))
                .hasMessageContaining("fees");
        assertThatThrownBy(() -> ledger.deposit(dollars("-1"))).hasMessageContaining("more than zero");
        assertThatThrownBy(() -> ledger.addMarket("KXBTCPERP1", dollars("1"))).hasMessageContaining("already");
        assertThatThrownBy(() -> ledger.addSubtrader("member_alpha")).hasMessageContaining("already");
        assertBalance("10000.0000", "0.0000");
    }

    // ---------------------------------------------------------------- what a program does

    private String withdraw(String amount) {
        return withdrawal(amount).execute().id();
    }

    private ApiCall<WithdrawSettlementBalanceResponse> withdrawal(String amount) {
        return klear.withdrawals()
                .create(WithdrawSettlementBalanceRequest.builder()
                        .amount(dollars(amount))
                        .build());
    }

    private WithdrawalStatus status(String id) {
        return klear.withdrawals()
                .get(WithdrawalsGetParams.builder().id(id).build())
                .execute()
                .status();
    }

    private void assertBalance(String available, String locked) {
        GetSettlementBalanceResponse balance = klear.settlement().balance().execute();
        assertThat(balance.balanceAvailableCenticents().toDollars()).hasToString(available);
        assertThat(Objects.requireNonNull(balance.lockedBalanceCenticents()).toDollars())
                .hasToString(locked);
        assertThat(ledger.availableBalance()).isEqualTo(balance.balanceAvailableCenticents());
        assertThat(ledger.lockedBalance()).isEqualTo(balance.lockedBalanceCenticents());
    }

    private List<SettlementBalanceHistoryEntry> balanceHistory() {
        return klear.settlement().balanceHistory().execute().entries();
    }

    private ObligationEntry active() {
        List<ObligationEntry> active = klear.obligations().active().execute().obligations();
        assertThat(active).hasSize(1);
        return active.get(0);
    }

    private List<ObligationEntry> history() {
        return klear.obligations().history().execute().obligations();
    }

    private AssetClassSettlementEstimate settlementEstimate() {
        return Objects.requireNonNull(
                klear.estimates().settlement().execute().estimates().get("Crypto"));
    }

    private Map<String, Centicents> prices(String time) {
        return klear.settlement()
                .prices(SettlementPricesParams.builder()
                        .assetClass(AssetClass.CRYPTO)
                        .settlementTime(Instant.parse(time))
                        .build())
                .execute()
                .settlementPrices();
    }

    private List<MemberFundingPayment> payments(Instant time, @Nullable String ticker) {
        return klear.funding()
                .payments(FundingPaymentsParams.builder()
                        .fundingTime(time)
                        .marketTicker(ticker)
                        .build())
                .execute()
                .payments();
    }

    private ApiCall<EstimatePortfolioMaintenanceMarginResponse> estimate(
            String ticker, long quantity, String price, @Nullable LocalDate date) {
        return klear.estimates()
                .maintenanceMargin(EstimatePortfolioMaintenanceMarginRequest.builder()
                        .assetClass(AssetClass.CRYPTO)
                        .date(date)
                        .positions(List.of(EstimatePortfolioMaintenanceMarginPosition.builder()
                                .marketTicker(ticker)
                                .quantity(quantity)
                                .price(dollars(price))
                                .build()))
                        .build());
    }

    private FixedPointDollars estimateOf(String ticker, long quantity, String price, @Nullable LocalDate date) {
        return Objects.requireNonNull(
                estimate(ticker, quantity, price, date).execute().maintenanceMarginFp());
    }

    private List<LargeTraderPosition> large(@Nullable LocalDate day) {
        return klear.largeTraderPositions()
                .list(LargeTraderPositionsListParams.builder().reportDate(day).build())
                .execute()
                .positions();
    }

    private static LargeTraderPosition large(String ticker, long position, boolean exitDay) {
        return LargeTraderPosition.builder()
                .marketTicker(ticker)
                .position(position)
                .exitDay(exitDay)
                .build();
    }

    private UUID createGroup(String... subtraders) {
        return klear.subtraderGroups().create(group(subtraders)).execute().groupId();
    }

    private Map<UUID, List<String>> groups() {
        Map<UUID, List<String>> groups = new HashMap<>();
        klear.subtraderGroups()
                .list()
                .execute()
                .groups()
                .forEach(group -> groups.put(group.groupId(), group.memberSubtraderIds()));
        return groups;
    }

    private static CreateMarginSubtraderGroupRequest group(String... subtraders) {
        return CreateMarginSubtraderGroupRequest.builder()
                .subtraderIds(List.of(subtraders))
                .build();
    }

    private static UpdateMarginSubtraderGroupRequest members(String... subtraders) {
        return UpdateMarginSubtraderGroupRequest.builder()
                .subtraderIds(List.of(subtraders))
                .build();
    }

    private static CreateMarginFcmApiKeyRequest key(String subtrader, String algorithm)
            throws NoSuchAlgorithmException {
        return CreateMarginFcmApiKeyRequest.builder()
                .fcmSubtraderId(subtrader)
                .name("institution")
                .publicKey(KlearApiTest.publicKey(algorithm))
                .build();
    }

    private static ApiException refused(int status, ApiCall<?> call) {
        ApiException refused = catchThrowableOfType(ApiException.class, call::execute);
        assertThat(refused.status()).isEqualTo(status);
        return refused;
    }

    private static <T> List<T> list(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static FixedPointDollars dollars(String amount) {
        return FixedPointDollars.of(amount);
    }

    private static Centicents cents(String dollars) {
        return dollars(dollars).toCenticents();
    }

    private static FixedPointCount count(String contracts) {
        return FixedPointCount.of(contracts);
    }
}
