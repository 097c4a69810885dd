package io.github.kalshiperps.simulator.klear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.klear.model.ClearingType;
import io.github.kalshiperps.klear.model.GetSettlementBalanceHistoryResponse;
import io.github.kalshiperps.simulator.engine.Refusal;
import io.github.kalshiperps.simulator.engine.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger itself, where the client or the router would not let a request through, or is not needed. */
class KlearLedgerTest {
    private final SimulatedClock clock = new SimulatedClock(KlearExchange.START);
    private final KlearLedger ledger = KlearLedger.builder(clock)
            .openingBalance(FixedPointDollars.of("100.00"))
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0000", "-1", "1.00001", "0.00009"})
    void theLedgerItselfRefusesAnAmountThatIsNone(String amount) {
        Refusal refused = catchThrowableOfType(
                Refusal.class, () -> ledger.call((house, now) -> house.withdraw(FixedPointDollars.of(amount), now)));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalid_amount");
        assertThat(ledger.availableBalance()).isEqualTo(Centicents.of(1_000_000));
    }

    @Test
    void zerosBehindTheFourthDecimalAreNone() {
        assertThat(ledger.call((house, now) -> house.withdraw(FixedPointDollars.of("1.000000"), now))
                        .status())
                .isNotNull();
        assertThat(ledger.availableBalance()).isEqualTo(Centicents.of(990_000));
    }

    @Test
    void aPostingThatMakesMoneyIsAMistake() {
        Journal journal = new Journal();
        assertThatThrownBy(() ->
                        journal.post(KlearExchange.START, "wish", "t", Map.of(Account.AVAILABLE, Centicents.of(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wish");
        journal.post(KlearExchange.START, "nothing", "t", Map.of(Account.AVAILABLE, Centicents.ZERO));
        assertThat(journal.postings()).isEmpty();
        assertThat(journal.balance(Account.AVAILABLE)).isEqualTo(Centicents.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        // summer: New York is four hours behind
        "2026-07-01T19:59:59Z, 2026-07-01T20:00:00Z, 2026-07-01T20:00:00Z, 2026-07-01",
        "2026-07-01T20:00:00Z, 2026-07-02T20:00:00Z, 2026-07-02T04:00:00Z, 2026-07-01",
        "2026-07-01T20:00:01Z, 2026-07-02T20:00:00Z, 2026-07-02T04:00:00Z, 2026-07-02",
        // winter: five
        "2026-12-01T20:30:00Z, 2026-12-01T21:00:00Z, 2026-12-01T21:00:00Z, 2026-12-01",
        "2026-12-02T04:59:00Z, 2026-12-02T21:00:00Z, 2026-12-02T05:00:00Z, 2026-12-02",
        // the nights between: 23 hours and 25 hours long
        "2026-03-07T21:00:00Z, 2026-03-08T20:00:00Z, 2026-03-08T05:00:00Z, 2026-03-07",
        "2026-10-31T20:00:00Z, 2026-11-01T21:00:00Z, 2026-11-01T04:00:00Z, 2026-10-31"
    })
    void settlementDaysFollowTheClocksOfNewYork(Instant now, Instant settlement, Instant funding, String reportDate) {
        KlearLedger at = KlearLedger.builder(new SimulatedClock(now)).build();
        assertThat(at.nextSettlement()).isEqualTo(settlement);
        assertThat(at.untilNextSettlement()).isEqualTo(Duration.between(now, settlement));
        assertThat(at.nextFunding()).isEqualTo(funding);
        assertThat(SettlementCalendar.reportDate(now)).hasToString(reportDate);
    }

    @Test
    void severalThreadsTakeNoMoreThanThereIs() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> taken = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                taken.add(threads.submit(() -> {
                    int withdrawals = 0;
                    for (int n = 0; n < 400; n++) {
                        try {
                            Withdrawal unused =
                                    ledger.call((house, now) -> house.withdraw(FixedPointDollars.of("0.1000"), now));
                            withdrawals++;
                        } catch (Refusal e) {
                            assertThat(e.code()).isEqualTo("insufficient_balance");
                        }
                    }
                    return withdrawals;
                }));
            }
            int all = 0;
            for (Future<Integer> one : taken) {
                all += one.get();
            }
            assertThat(all).isEqualTo(1_000);
            assertThat(ledger.availableBalance()).isEqualTo(Centicents.ZERO);
            assertThat(ledger.lockedBalance()).isEqualTo(Centicents.of(1_000_000));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void everythingThatIsDueHappensAtItsOwnMoment() {
        clock.advance(Duration.ofDays(3));
        ledger.deposit(FixedPointDollars.of("1"));
        String id = ledger.call((house, now) -> house.withdraw(FixedPointDollars.of("2"), now))
                .id();
        clock.advance(Duration.ofDays(30));

        GetSettlementBalanceHistoryResponse history = new LedgerOperations(ledger).settlementBalanceHistory(null, 100);
        assertThat(history.entries().get(0).createdTs())
                .isEqualTo(KlearExchange.START.plus(Duration.ofDays(3)).plus(Duration.ofMinutes(30)));
        assertThat(history.entries().get(0).businessTransactionId()).isEqualTo(id);
    }

    @Test
    void aSettingThatCannotBeIsRefused() {
        assertThatThrownBy(() -> KlearLedger.builder(clock).clearingType(ClearingType.of("Barter")))
                .hasMessageContaining("Barter");
        assertThatThrownBy(() -> KlearLedger.builder(clock).memberId(" ")).hasMessageContaining("memberId");
        assertThatThrownBy(() -> KlearLedger.builder(clock).openingBalance(FixedPointDollars.of("-1")))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> KlearLedger.builder(clock).openingBalance(FixedPointDollars.of("0.00001")))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> ledger.deposit(FixedPointDollars.of("1000000000.01")))
                .hasMessageContaining("at most 1000000000");
        assertThat(ledger).hasToString("KlearLedger{simulated-member}");
    }
}
