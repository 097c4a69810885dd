package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.BTC;
import static io.github.kalshiperps.simulator.engine.Scenario.ETH;
import static io.github.kalshiperps.simulator.engine.Scenario.START;
import static io.github.kalshiperps.simulator.engine.Scenario.dollars;
import static io.github.kalshiperps.simulator.engine.Scenario.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Funding. The clock stands at noon, which is a funding time; the next is at 20:00. */
class FundingTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 10, 20);

    private final Scenario scenario = new Scenario();
    private final Exchange exchange = scenario.exchange;
    private final Scenario.Trader alice = scenario.trader();
    private final Scenario.Trader bob = scenario.trader();

    private void aliceIsLong(String count) {
        bob.ask("6.30", count);
        alice.bid("6.30", count);
    }

    private void prices(String reference, String mark) {
        exchange.setReferencePrice(BTC, dollars(reference));
        scenario.mark(mark);
    }

    private List<FundingPayment> payments(Scenario.Trader trader) {
        return exchange.fundingHistory(trader.userId, null, null, TODAY, TODAY.plusDays(1));
    }

    private BigDecimal estimate() {
        return Objects.requireNonNull(exchange.fundingEstimate(BTC).rate());
    }

    @Test
    void isAppliedAt4And12And20() {
        assertThat(Funding.next(START)).isEqualTo("2026-10-20T20:00:00Z");
        assertThat(Funding.next(Instant.parse("2026-10-20T20:00:00Z"))).isEqualTo("2026-10-21T04:00:00Z");
        assertThat(Funding.next(Instant.parse("2026-10-21T03:59:59.999Z"))).isEqualTo("2026-10-21T04:00:00Z");
        assertThat(Funding.next(Instant.parse("2026-10-21T04:00:00Z"))).isEqualTo("2026-10-21T12:00:00Z");
        scenario.clock.advance(Duration.ofHours(24));
        assertThat(exchange.fundingRates(BTC, null, null))
                .extracting(FundingRate::time)
                .containsExactly(
                        Instant.parse("2026-10-20T20:00:00Z"),
                        Instant.parse("2026-10-21T04:00:00Z"),
                        Instant.parse("2026-10-21T12:00:00Z"));
        assertThat(exchange.fundingEstimate(BTC).nextFundingTime()).isEqualTo("2026-10-21T20:00:00Z");
    }

    @Test
    void longsPayShortsWhenTheMarkIsAboveTheReference() {
        prices("6.0000", "6.0600");
        aliceIsLong("100");
        scenario.clock.advance(Duration.ofHours(8));
        // 1 % of 606.
        FundingPayment paid = payments(alice).get(0);
        assertThat(paid.amount()).hasToString("-6.0600");
        assertThat(paid.rate()).isEqualByComparingTo("0.01");
        assertThat(paid.markPrice()).isEqualTo(dollars("6.06"));
        assertThat(paid.quantity()).hasToString("100.00");
        assertThat(paid.time()).isEqualTo("2026-10-20T20:00:00Z");
        assertThat(payments(bob).get(0).amount()).hasToString("6.0600");
        assertThat(payments(bob).get(0).quantity()).hasToString("-100.00");
        assertThat(alice.balance().settledFunds()).hasToString("9993.9400");
        assertThat(bob.balance().settledFunds()).hasToString("10006.0600");
    }

    @Test
    void shortsPayLongsWhenTheMarkIsBelow() {
        prices("6.0000", "5.9400");
        aliceIsLong("100");
        scenario.clock.advance(Duration.ofHours(8));
        assertThat(payments(alice).get(0).amount()).hasToString("5.9400");
        assertThat(payments(bob).get(0).amount()).hasToString("-5.9400");
    }

    @Test
    void isCappedAtTwoPercentEitherWay() {
        prices("6.0000", "7.0000");
        scenario.clock.advance(Duration.ofHours(8));
        prices("6.0000", "5.0000");
        scenario.clock.advance(Duration.ofHours(8));
        assertThat(exchange.fundingRates(BTC, null, null))
                .extracting(FundingRate::rate)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(new BigDecimal("0.02"), new BigDecimal("-0.02"));
    }

    @Test
    void smallPremiumsFundAtNothing() {
        exchange.addMarket(MarketTerms.builder("QUIET")
                .referencePrice(dollars("10"))
                .fundingDeadband(new BigDecimal("0.0005"))
                .build());
        exchange.pinMarkPrice("QUIET", dollars("10.005"));
        scenario.clock.advance(Duration.ofHours(8));
        exchange.pinMarkPrice("QUIET", dollars("10.0051"));
        scenario.clock.advance(Duration.ofHours(8));
        assertThat(exchange.fundingRates("QUIET", null, null))
                .extracting(FundingRate::rate)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(BigDecimal.ZERO, new BigDecimal("0.00051"));
    }

    @Test
    void theRateIsAMeanWeightedByTime() {
        prices("6.0000", "6.0600");
        assertThat(estimate()).isEqualByComparingTo("0.01");
        scenario.clock.advance(Duration.ofHours(2));
        prices("6.0000", "6.0000");
        assertThat(estimate()).isEqualByComparingTo("0.01");
        scenario.clock.advance(Duration.ofHours(2));
        assertThat(estimate()).isEqualByComparingTo("0.005");
        scenario.clock.advance(Duration.ofHours(4));
        assertThat(exchange.fundingRates(BTC, null, null).get(0).rate()).isEqualByComparingTo("0.0025");
        assertThat(estimate()).isEqualByComparingTo("0");
    }

    @Test
    void withoutPricesThereIsNoRate() {
        FundingEstimate estimate = exchange.fundingEstimate("TEST-EQUITY-AAPL-PERP");
        assertThat(estimate.rate()).isNull();
        assertThat(estimate.markPrice()).isNull();
        assertThat(estimate.nextFundingTime()).isEqualTo("2026-10-20T20:00:00Z");
        scenario.clock.advance(Duration.ofHours(8));
        assertThat(exchange.fundingRates("TEST-EQUITY-AAPL-PERP", null, null)).isEmpty();
        assertThat(refusal(() -> exchange.fundingEstimate("NONE"))).isEqualTo("404 not_found");
    }

    @Test
    void whatRoundingLeavesStaysWithTheExchange() {
        prices("6.0000", "6.0001");
        aliceIsLong("1");
        scenario.clock.advance(Duration.ofHours(8));
        // 6.0001 * 0.0000166667 = 0.0001...: both are rounded in favour of the exchange.
        assertThat(payments(alice).get(0).amount()).hasToString("-0.0002");
        assertThat(payments(bob).get(0).amount()).hasToString("0.0001");
        assertThat(exchange.roundingCollected()).isEqualTo(dollars("0.0001"));
    }

    @Test
    void theHistoryIsByDayMarketAndSubaccount() {
        aliceIsLong("10");
        alice.place(scenario.order(Side.BID, "16.70", "1").withTicker(ETH));
        bob.place(scenario.order(Side.ASK, "16.70", "1").withTicker(ETH));
        scenario.clock.advance(Duration.ofHours(24));
        assertThat(payments(alice)).hasSize(6);
        assertThat(exchange.fundingHistory(alice.userId, null, BTC, TODAY, TODAY))
                .hasSize(1);
        assertThat(exchange.fundingHistory(alice.userId, 0, BTC, TODAY, TODAY.plusDays(1)))
                .hasSize(3);
        assertThat(exchange.fundingHistory(alice.userId, 1, BTC, TODAY, TODAY.plusDays(1)))
                .isEmpty();
        assertThat(exchange.fundingHistory(alice.userId, null, null, TODAY.plusDays(1), TODAY.plusDays(1)))
                .hasSize(4);
        assertThat(exchange.fundingRates(
                        null, Instant.parse("2026-10-21T04:00:00Z"), Instant.parse("2026-10-21T04:00:00Z")))
                .hasSize(7);
        assertThat(exchange.fundingRates("NONE", null, null)).isEmpty();
    }
}
