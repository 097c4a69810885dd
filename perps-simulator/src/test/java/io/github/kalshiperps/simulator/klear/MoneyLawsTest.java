package io.github.kalshiperps.simulator.klear;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.klear.model.CreateMarginSubtraderGroupRequest;
import io.github.kalshiperps.klear.model.FundingPaymentDetail;
import io.github.kalshiperps.klear.model.MaintenanceMarginDetail;
import io.github.kalshiperps.klear.model.MarginSubtraderGroup;
import io.github.kalshiperps.klear.model.ObligationEntry;
import io.github.kalshiperps.klear.model.ObligationReceiveInfo;
import io.github.kalshiperps.klear.model.SettlementBalanceHistoryEntry;
import io.github.kalshiperps.klear.model.SettlementDetail;
import io.github.kalshiperps.klear.model.SettlementEstimate;
import io.github.kalshiperps.klear.model.WithdrawSettlementBalanceRequest;
import io.github.kalshiperps.klear.model.WithdrawalStatus;
import io.github.kalshiperps.simulator.engine.Refusal;
import io.github.kalshiperps.simulator.engine.SimulatedClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** Whatever happens in whatever order, no money is made and none is lost. */
class MoneyLawsTest {
    private static final List<String> SUBTRADERS = List.of("m_a", "m_b", "m_c");
    private static final List<String> TICKERS = List.of("KXA", "KXB");

    /** Something that happens; which numbers matter depends on what. */
    private record Step(What what, int who, int which, int amount) {}

    private enum What {
        DEPOSIT,
        WITHDRAW,
        FAIL,
        TRADE,
        MARK,
        RATE,
        WAIT,
        SETTLE,
        OBLIGATION,
        GROUP,
        UNGROUP
    }

    @Property(tries = 300)
    void moneyOnlyMoves(@ForAll("steps") List<Step> steps) {
        Books books = new Books();
        for (Step step : steps) {
            books.apply(step);
            books.check();
        }
        Statistics.collect(books.all().size() > 2 ? "several obligations" : "few obligations");
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(What.class),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(1, 999_999))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    /** A ledger, and beside it the simplest notes of what was done to it. */
    private static final class Books {
        private final SimulatedClock clock = new SimulatedClock(KlearExchange.START);
        private final KlearLedger ledger =
                KlearLedger.builder(clock).memberId("m").build();
        private final LedgerOperations klear = new LedgerOperations(ledger);
        private final List<String> withdrawals = new ArrayList<>();
        private final Map<String, BigDecimal> cash = new HashMap<>();
        private final Map<String, BigDecimal> held = new HashMap<>();
        private final Map<String, BigDecimal> marks = new HashMap<>();
        private BigDecimal deposited = BigDecimal.ZERO;
        private BigDecimal postedFees = BigDecimal.ZERO;
        private long postedObligations;

        Books() {
            for (String ticker : TICKERS) {
                ledger.addMarket(ticker, FixedPointDollars.of("10.00"));
                marks.put(ticker, BigDecimal.TEN);
            }
            SUBTRADERS.forEach(ledger::addSubtrader);
        }

        void apply(Step step) {
            String subtrader = SUBTRADERS.get(step.who());
            String ticker = TICKERS.get(step.which());
            FixedPointDollars amount = FixedPointDollars.of(BigDecimal.valueOf(step.amount(), 4));
            switch (step.what()) {
                case DEPOSIT -> {
                    ledger.deposit(amount);
                    deposited = deposited.add(amount.toBigDecimal());
                }
                case WITHDRAW -> withdraw(amount);
                case FAIL -> fail(step.who());
                case TRADE -> {
                    BigDecimal quantity = BigDecimal.valueOf(step.amount() % 2_000L - 1_000, 2);
                    if (quantity.signum() != 0) {
                        FixedPointDollars fees = FixedPointDollars.of(BigDecimal.valueOf(step.amount() % 97, 4));
                        ledger.trade(subtrader, ticker, FixedPointCount.of(quantity), amount, fees);
                        cash.merge(
                                subtrader + ticker,
                                quantity.multiply(amount.toBigDecimal()).negate(),
                                BigDecimal::add);
                        held.merge(subtrader + ticker, quantity, BigDecimal::add);
                        postedFees = postedFees.add(fees.toBigDecimal());
                    }
                }
                case MARK -> {
                    ledger.mark(ticker, amount);
                    marks.put(ticker, amount.toBigDecimal());
                }
                case RATE -> ledger.fundingRate(ticker, BigDecimal.valueOf(step.amount() - 500_000L, 8));
                case WAIT -> clock.advance(Duration.ofMinutes(step.amount() % 600));
                case SETTLE -> clock.advanceTo(ledger.nextSettlement());
                case OBLIGATION -> {
                    postedObligations++;
                    ledger.addObligation(NewObligation.builder()
                            .settlement(
                                    "x_" + step.who(),
                                    "KXOTHER",
                                    FixedPointCount.of(1),
                                    step.which() == 0 ? amount : amount.negate(),
                                    FixedPointDollars.of("0.0100"))
                            .maintenanceMargin("x_" + step.who(), FixedPointDollars.of("0.0500"))
                            .build());
                }
                case GROUP -> group(subtrader);
                case UNGROUP ->
                    klear.subtraderGroups().groups().stream()
                            .findFirst()
                            .map(MarginSubtraderGroup::groupId)
                            .ifPresent(klear::deleteSubtraderGroup);
            }
        }

        private void withdraw(FixedPointDollars amount) {
            boolean covered = amount.toCenticents().compareTo(ledger.availableBalance()) <= 0;
            try {
                withdrawals.add(klear.withdraw(WithdrawSettlementBalanceRequest.builder()
                                .amount(amount)
                                .build())
                        .id());
                assertThat(covered).isTrue();
            } catch (Refusal e) {
                assertThat(e.code()).isEqualTo("insufficient_balance");
                assertThat(covered).isFalse();
            }
        }

        private void fail(int index) {
            if (index < withdrawals.size()) {
                WithdrawalStatus status =
                        klear.withdrawal(withdrawals.get(index)).status();
                if (status.equals(WithdrawalStatus.PENDING) || status.equals(WithdrawalStatus.PROCESSING)) {
                    ledger.failWithdrawal(withdrawals.get(index));
                }
            }
        }

        private void group(String subtrader) {
            try {
                klear.createSubtraderGroup(CreateMarginSubtraderGroupRequest.builder()
                        .subtraderIds(List.of(subtrader, "m_c".equals(subtrader) ? "m_a" : "m_c"))
                        .build());
            } catch (Refusal e) {
                assertThat(e.code()).isEqualTo("subtrader_already_in_group");
            }
        }

        List<ObligationEntry> all() {
            List<ObligationEntry> all =
                    new ArrayList<>(klear.activeObligations().obligations());
            String cursor = null;
            do {
                var page = klear.obligationHistory(cursor, 7);
                all.addAll(page.obligations());
                cursor = page.cursor();
            } while (cursor != null);
            return all;
        }

        void check() {
            List<ObligationEntry> obligations = all();
            accountsAddUpToZero();
            theHistoryAddsUpToTheBalance();
            thePaidPartsAddUpToTheBalance(obligations);
            whatIsOpenIsDue(obligations);
            nobodyHasMoneyAndOwes();
            theMarginIsWhatTheLastSettlementsRequired(obligations);
            profitIsNeitherLostNorMade(obligations);
        }

        private Centicents balance(Account account) {
            return ledger.call((house, now) -> house.balance(account));
        }

        private void accountsAddUpToZero() {
            assertThat(Amounts.sum(List.of(Account.values()), this::balance)).isEqualTo(Centicents.ZERO);
            assertThat(ledger.availableBalance().value()).isNotNegative();
            assertThat(ledger.lockedBalance().value()).isNotNegative();
        }

        private void theHistoryAddsUpToTheBalance() {
            List<SettlementBalanceHistoryEntry> entries = new ArrayList<>();
            String cursor = null;
            do {
                var page = klear.settlementBalanceHistory(cursor, 3);
                entries.addAll(page.entries());
                cursor = page.cursor();
            } while (cursor != null);
            assertThat(Amounts.sum(entries, SettlementBalanceHistoryEntry::balanceDeltaCenticents))
                    .isEqualTo(ledger.availableBalance());
            assertThat(Amounts.sum(entries, SettlementBalanceHistoryEntry::lockedBalanceDeltaCenticents))
                    .isEqualTo(ledger.lockedBalance());
        }

        /** What came in, less what went out, less what obligations took. */
        private void thePaidPartsAddUpToTheBalance(List<ObligationEntry> obligations) {
            BigDecimal expected = deposited;
            Centicents locked = Centicents.ZERO;
            for (String id : withdrawals) {
                var withdrawal = klear.withdrawal(id);
                if (withdrawal.status().equals(WithdrawalStatus.PROCESSED)) {
                    expected = expected.subtract(withdrawal.amount().toBigDecimal());
                } else if (!withdrawal.status().equals(WithdrawalStatus.FAILED)) {
                    locked = locked.plus(withdrawal.amount().toCenticents());
                }
            }
            for (ObligationEntry obligation : obligations) {
                expected = expected.subtract(
                        Amounts.dollars(Amounts.sum(obligation.receives(), ObligationReceiveInfo::amountCenticents)));
            }
            assertThat(locked).isEqualTo(ledger.lockedBalance());
            assertThat(Amounts.dollars(ledger.availableBalance().plus(locked))).isEqualByComparingTo(expected);
        }

        private void whatIsOpenIsDue(List<ObligationEntry> obligations) {
            Centicents due = Centicents.ZERO;
            for (ObligationEntry obligation : obligations) {
                assertThat(obligation.amountCenticents())
                        .isEqualTo(obligation
                                .pnlCenticents()
                                .minus(obligation.feesCenticents())
                                .minus(Amounts.sum(
                                        obligation.maintenanceMarginDetails(),
                                        MaintenanceMarginDetail::maintenanceMarginDeltaCenticents)));
                due = due.plus(obligation.amountCenticents())
                        .plus(Amounts.sum(obligation.receives(), ObligationReceiveInfo::amountCenticents));
            }
            assertThat(balance(Account.DUE)).isEqualTo(due);
        }

        private void nobodyHasMoneyAndOwes() {
            for (ObligationEntry open : klear.activeObligations().obligations()) {
                if (!open.executionTime().plus(ClearingHouse.PAYMENT_AFTER).isAfter(clock.instant())) {
                    assertThat(ledger.availableBalance()).isEqualTo(Centicents.ZERO);
                }
            }
        }

        /** All changes of the margin of one subtrader or group add up to what it needs now. */
        private void theMarginIsWhatTheLastSettlementsRequired(List<ObligationEntry> obligations) {
            Centicents held = Centicents.ZERO;
            for (ObligationEntry obligation : obligations) {
                held = held.plus(Amounts.sum(
                        obligation.maintenanceMarginDetails(),
                        MaintenanceMarginDetail::maintenanceMarginDeltaCenticents));
            }
            assertThat(balance(Account.MAINTENANCE_MARGIN)).isEqualTo(held);
            Centicents required =
                    ledger.call((house, now) -> Amounts.sum(house.units(), unit -> house.requirement(unit.key())));
            assertThat(required).isEqualTo(held);
            assertThat(required.value()).isNotNegative();
        }

        /** Settled and unsettled profit without funding is what the positions are worth less what they cost. */
        private void profitIsNeitherLostNorMade(List<ObligationEntry> obligations) {
            Centicents profit = Centicents.ZERO;
            Centicents fees = Centicents.ZERO;
            Centicents fundingSettled = Centicents.ZERO;
            for (ObligationEntry obligation : obligations) {
                for (SettlementDetail row : obligation.settlementDetails()) {
                    if (!row.marketTicker().equals("KXOTHER")) {
                        profit = profit.plus(row.pnlCenticents());
                        fees = fees.plus(row.totalFeesCenticents());
                    }
                }
                fundingSettled = fundingSettled.plus(
                        Amounts.sum(obligation.fundingPayments(), FundingPaymentDetail::fundingAmountCenticents));
            }
            var crypto = klear.settlementEstimate().estimates().get("Crypto");
            @Nullable SettlementEstimate estimate = crypto == null ? null : crypto.userBreakdown();
            if (estimate != null) {
                profit = profit.plus(estimate.variationMarginCenticents());
                fees = fees.plus(estimate.totalFeesCenticents());
            }
            BigDecimal expected = BigDecimal.ZERO;
            for (String subtrader : SUBTRADERS) {
                for (String ticker : TICKERS) {
                    BigDecimal value = held.getOrDefault(subtrader + ticker, BigDecimal.ZERO)
                            .multiply(Objects.requireNonNull(marks.get(ticker)));
                    expected = expected.add(value).add(cash.getOrDefault(subtrader + ticker, BigDecimal.ZERO));
                }
            }
            Centicents funding = fundingSettled.plus(ledger.call((house, now) -> house.unsettledFunding()));
            BigDecimal halves = new BigDecimal("0.00005").multiply(BigDecimal.valueOf(6)); // six positions
            assertThat(Amounts.dollars(profit.minus(funding)).subtract(expected).abs())
                    .isLessThanOrEqualTo(halves);
            assertThat(Amounts.dollars(fees)).isEqualByComparingTo(postedFees);
            assertThat(obligations.stream().filter(this::isPosted)).hasSize((int) postedObligations);
        }

        private boolean isPosted(ObligationEntry obligation) {
            return obligation.settlementDetails().stream()
                    .anyMatch(row -> row.marketTicker().equals("KXOTHER"));
        }
    }
}
