package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.BTC;
import static io.github.kalshiperps.simulator.engine.Scenario.ETH;
import static io.github.kalshiperps.simulator.engine.Scenario.dollars;
import static io.github.kalshiperps.simulator.engine.Scenario.refusal;
import static io.github.kalshiperps.simulator.engine.Scenario.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Positions, balances, fees, margin and limits. Bitcoin has leverage 5.899, and 1.3 times as much to keep a position. */
class MarginTest {
    private final Scenario scenario = new Scenario();
    private final Scenario.Trader alice = scenario.trader();
    private final Scenario.Trader bob = scenario.trader();

    private void aliceBuys(String price, String count) {
        bob.ask(price, count);
        alice.bid(price, count);
    }

    private void aliceSells(String price, String count) {
        bob.bid(price, count);
        alice.ask(price, count);
    }

    // ---------------------------------------------------------------- positions

    @Test
    void anOpenPositionHasAMeanEntryPrice() {
        aliceBuys("6.30", "1");
        aliceBuys("6.40", "2");
        Position position = alice.only(BTC);
        assertThat(position.position()).hasToString("3.00");
        assertThat(position.entryPrice()).hasToString("6.3667");
        assertThat(bob.position(BTC)).isEqualTo("-3.00");
        assertThat(bob.only(BTC).entryPrice()).hasToString("6.3667");
    }

    @Test
    void whatIsClosedIsRealisedAtTheMeanEntryPrice() {
        aliceBuys("6.30", "2");
        aliceBuys("6.40", "2");
        aliceSells("6.50", "1");
        Fill fill = alice.fills().get(0);
        assertThat(fill.realizedPnl()).hasToString("0.1500");
        assertThat(fill.entryPrice()).hasToString("6.3500");
        assertThat(fill.postPosition()).hasToString("3.00");
        assertThat(alice.only(BTC).realizedPnl()).hasToString("0.1500");
        assertThat(alice.balance().settledFunds()).hasToString("10000.1500");
    }

    @Test
    void anOpeningFillRealisesNothing() {
        aliceBuys("6.3587", "1");
        Fill fill = alice.fills().get(0);
        assertThat(fill.entryPrice()).hasToString("6.3587");
        assertThat(fill.realizedPnl()).hasToString("0.0000");
        assertThat(fill.taker()).isTrue();
        assertThat(bob.fills().get(0).taker()).isFalse();
        assertThat(bob.fills().get(0).fillId()).isEqualTo(fill.fillId());
    }

    @Test
    void aPositionThatIsTurnedBeginsAnew() {
        aliceBuys("6.30", "2");
        aliceSells("6.40", "5");
        Position position = alice.only(BTC);
        assertThat(position.position()).hasToString("-3.00");
        assertThat(position.entryPrice()).hasToString("6.4000");
        assertThat(position.realizedPnl()).hasToString("0.0000");
        assertThat(alice.balance().settledFunds()).hasToString("10000.2000");
    }

    @Test
    void aClosedPositionIsGone() {
        aliceBuys("6.30", "2");
        aliceSells("6.20", "2");
        assertThat(scenario.exchange.positions(alice.userId, null, null)).isEmpty();
        assertThat(alice.balance().settledFunds()).hasToString("9999.8000");
        assertThat(bob.balance().settledFunds()).hasToString("10000.2000");
    }

    @Test
    void aThirdOfAContractsProfitIsNotLost() {
        // Three contracts for 18.9001 together: what one of them cost is no whole centicent.
        aliceBuys("6.3000", "2");
        aliceBuys("6.3001", "1");
        aliceSells("6.3000", "1");
        aliceSells("6.3000", "1");
        aliceSells("6.3000", "1");
        assertThat(alice.balance().settledFunds()).hasToString("9999.9999");
        assertThat(bob.balance().settledFunds()).hasToString("10000.0001");
        assertThat(scenario.exchange.roundingCollected().isZero()).isTrue();
    }

    @Test
    void profitOfPartsOfContractsIsRoundedDownAndTheRestIsKept() {
        scenario.exchange.addMarket(MarketTerms.builder("PARTS")
                .fractionalTradingEnabled(true)
                .referencePrice(dollars("10"))
                .build());
        bob.place(scenario.order(Side.ASK, "10.0001", "0.25").withTicker("PARTS"));
        alice.place(scenario.order(Side.BID, "10.0001", "0.25").withTicker("PARTS"));
        bob.place(scenario.order(Side.BID, "10.0002", "0.25").withTicker("PARTS"));
        alice.place(scenario.order(Side.ASK, "10.0002", "0.25").withTicker("PARTS"));
        // 0.000025 for alice, the same taken from bob.
        assertThat(alice.balance().settledFunds()).hasToString("10000.0000");
        assertThat(bob.balance().settledFunds()).hasToString("9999.9999");
        assertThat(scenario.exchange.roundingCollected()).isEqualTo(dollars("0.0001"));
    }

    @Test
    void theFiguresOfAPositionAreThoseOfTheDemoExchange() {
        // Captured: one contract at 6.3587, mark 6.3329.
        aliceBuys("6.3587", "1");
        scenario.mark("6.3329");
        Position position = alice.only(BTC);
        assertThat(position.unrealizedPnl()).hasToString("-0.0258");
        assertThat(position.maintenanceMargin()).hasToString("0.8259");
        assertThat(position.roe()).isEqualByComparingTo(new BigDecimal("-3.12386487468216"));
        assertThat(position.fees()).hasToString("0.0000");
    }

    @Test
    void riskAddsUpWithoutSigns() {
        aliceBuys("6.30", "100");
        bob.place(scenario.order(Side.BID, "16.70", "10").withTicker(ETH));
        alice.place(scenario.order(Side.ASK, "16.70", "10").withTicker(ETH));
        scenario.mark("6.00");
        scenario.exchange.pinMarkPrice(ETH, dollars("17.00"));
        AccountRisk risk = scenario.exchange.risk(alice.userId);
        assertThat(risk.totalNotional()).isEqualTo(dollars("770"));
        assertThat(risk.positions()).hasSize(2);
        // 600 / (5.899 * 1.3) and 170 / (4.4984 * 1.3), each rounded up.
        assertThat(risk.totalMaintenanceMargin()).isEqualTo(dollars("78.2402").plus(dollars("29.0702")));
        assertThat(risk.leverage()).isCloseTo(new BigDecimal("7.1755"), within("0.0001"));
    }

    private static Offset<BigDecimal> within(String offset) {
        return Offset.offset(new BigDecimal(offset));
    }

    @Test
    void theLiquidationPriceIsWhereEquityMeetsMaintenanceMargin() {
        Scenario.Trader poor = scenario.trader("20");
        bob.ask("6.30", "10");
        poor.bid("6.30", "10");
        Position position = poor.only(BTC);
        // 20 + 10 m - 63 = 10 m / 7.6687
        assertThat(position.liquidationPrice()).hasToString("4.9448");
        scenario.mark("4.9448");
        Balance.Subaccount there = poor.balance();
        assertThat(there.accountEquity().minus(there.maintenanceMargin()).abs()).isLessThan(dollars("0.001"));
        assertThat(alice.fills()).isEmpty();
        aliceBuys("6.30", "1");
        assertThat(alice.only(BTC).liquidationPrice()).isNull();
    }

    // ---------------------------------------------------------------- fees

    @Test
    void feesAreAFractionOfNotionalRoundedUp() {
        Scenario paying = new Scenario(Exchange.builder()
                .feeTiers(List.of(
                        new FeeTier(
                                FeeScheduleName.SELF_CLEARING_MEMBERS,
                                0,
                                new BigDecimal("0.0005"),
                                new BigDecimal("0.0012")),
                        new FeeTier(
                                FeeScheduleName.SELF_CLEARING_MEMBERS, 1, BigDecimal.ZERO, new BigDecimal("0.0006")))));
        Scenario.Trader maker = paying.trader();
        Scenario.Trader taker = paying.trader();
        maker.ask("6.30", "7");
        OrderResult result = taker.bid("6.30", "7");
        // 44.10 * 0.0012 = 0.05292, 44.10 * 0.0005 = 0.02205
        assertThat(taker.fills().get(0).fee()).hasToString("0.0530");
        assertThat(maker.fills().get(0).fee()).hasToString("0.0221");
        assertThat(result.averageFeePaid()).hasToString("0.0076");
        assertThat(taker.balance().settledFunds()).hasToString("9999.9470");
        assertThat(taker.only(BTC).fees()).hasToString("0.0530");
        assertThat(paying.exchange.feesCollected()).hasToString("0.0751");
        assertThat(paying.exchange.feeTier(taker.userId).takerRate()).hasToString("0.0012");
        assertThat(paying.exchange.feeTiers(taker.userId)).hasSize(2);
        paying.exchange.setFeeTier(taker.userId, 1);
        maker.ask("6.30", "1");
        taker.bid("6.30", "1");
        assertThat(taker.fills().get(0).fee()).hasToString("0.0038");
    }

    // ---------------------------------------------------------------- margin

    @Test
    void anOrderNeedsMargin() {
        Scenario.Trader poor = scenario.trader("10");
        // 9 * 6.30 / 5.899 = 9.6118, 10 * 6.30 / 5.899 = 10.6798
        Refusal refusal = refused(() -> poor.bid("6.30", "10"));
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("NOTIONAL_RISK_LIMIT_EXCEEDED");
        assertThat(refusal.details()).isEqualTo("insufficient margin: 10.6798 is needed, 10.0000 is available");
        assertThat(poor.bid("6.30", "9").order().status()).isEqualTo(OrderStatus.RESTING);
        assertThat(refusal(() -> poor.bid("6.30", "1"))).isEqualTo("400 NOTIONAL_RISK_LIMIT_EXCEEDED");
    }

    @Test
    void bidsAndAsksShareTheirMargin() {
        Scenario.Trader poor = scenario.trader("10");
        poor.bid("6.30", "9");
        assertThat(poor.ask("6.40", "9").order().status()).isEqualTo(OrderStatus.RESTING);
        assertThat(refusal(() -> poor.ask("6.40", "1"))).isEqualTo("400 NOTIONAL_RISK_LIMIT_EXCEEDED");
    }

    @Test
    void aPositionCanAlwaysBeClosed() {
        Scenario.Trader poor = scenario.trader("10");
        bob.ask("6.30", "9");
        poor.bid("6.30", "9");
        scenario.mark("5.30");
        assertThat(poor.balance().availableBalance()).hasToString("0.0000");
        assertThat(refusal(() -> poor.bid("5.30", "1"))).isEqualTo("400 NOTIONAL_RISK_LIMIT_EXCEEDED");
        bob.bid("5.30", "9");
        assertThat(poor.ask("5.30", "9").fillCount()).hasToString("9.00");
        assertThat(poor.balance().settledFunds()).hasToString("1.0000");
    }

    @Test
    void anAmendNeedsMarginForWhatItAdds() {
        Scenario.Trader poor = scenario.trader("10");
        Order order = poor.bid("6.30", "9").order();
        assertThat(refusal(() -> poor.amend(order, "6.30", "10"))).isEqualTo("400 NOTIONAL_RISK_LIMIT_EXCEEDED");
        assertThat(poor.amend(order, "6.20", "9").price()).hasToString("6.2000");
    }

    @Test
    void everySubaccountHasItsOwnMoney() {
        scenario.exchange.createSubaccount(alice.userId);
        assertThat(refusal(
                        () -> alice.place(scenario.order(Side.BID, "6.30", "1").withSubaccount(1))))
                .isEqualTo("400 NOTIONAL_RISK_LIMIT_EXCEEDED");
        scenario.exchange.deposit(alice.userId, 1, dollars("10"));
        assertThat(alice.place(scenario.order(Side.BID, "6.30", "1").withSubaccount(1))
                        .order()
                        .subaccount())
                .isEqualTo(1);
        bob.ask("6.30", "1");
        assertThat(scenario.exchange.positions(alice.userId, 0, null)).isEmpty();
        assertThat(scenario.exchange.positions(alice.userId, 1, null)).hasSize(1);
        assertThat(scenario.exchange
                        .fills(alice.userId, 1, null, null, PageRequest.ALL)
                        .items())
                .hasSize(1);
        assertThat(alice.fills()).isEmpty();
    }

    @Test
    void whatIsAvailableIsToldOnlyWhenAsked() {
        alice.bid("6.30", "100");
        aliceBuys("6.31", "10");
        scenario.mark("6.31");
        Balance.Subaccount asked =
                scenario.exchange.balance(alice.userId, true).subaccounts().get(0);
        // 63.1 / 5.899 for the position, (63.1 + 630) / 5.899 for all.
        assertThat(asked.initialMargin()).hasToString("10.6968");
        assertThat(asked.maintenanceMargin()).hasToString("8.2283");
        assertThat(asked.restingOrdersMargin()).isEqualTo(dollars("117.4945").minus(dollars("10.6968")));
        assertThat(asked.availableBalance()).isEqualTo(dollars("10000").minus(dollars("117.4945")));
        assertThat(asked.positionValue()).isEqualTo(dollars("63.10"));
        assertThat(asked.accountEquity()).isEqualTo(dollars("10000"));
        Balance.Subaccount notAsked =
                scenario.exchange.balance(alice.userId, false).subaccounts().get(0);
        assertThat(notAsked.restingOrdersMargin()).hasToString("0.0000");
        assertThat(notAsked.availableBalance()).hasToString("0.0000");
        assertThat(notAsked.initialMargin()).isEqualTo(asked.initialMargin());
    }

    // ---------------------------------------------------------------- limits

    @Test
    void notionalIsLimitedByMarket() {
        Scenario.Trader rich = scenario.trader("1000000");
        assertThat(scenario.exchange.notionalLimits(rich.userId).defaultLimit()).hasToString("50000.0000");
        rich.bid("6.25", "7999");
        Refusal refusal = refused(() -> rich.bid("6.26", "1"));
        assertThat(refusal.code()).isEqualTo("NOTIONAL_RISK_LIMIT_EXCEEDED");
        assertThat(rich.bid("6.25", "1").order().status()).isEqualTo(OrderStatus.RESTING);
        NotionalLimits limits = scenario.exchange.notionalLimits(rich.userId);
        assertThat(limits.totalUsage()).hasToString("50000.0000");
        assertThat(limits.usageByTicker()).containsOnlyKeys(BTC);
        assertThat(limits.effectiveAccountLimit()).isNull();
        scenario.exchange.setNotionalLimit(rich.userId, ETH, dollars("167"));
        rich.place(scenario.order(Side.BID, "16.70", "10").withTicker(ETH));
        assertThat(refusal(
                        () -> rich.place(scenario.order(Side.BID, "16.70", "1").withTicker(ETH))))
                .isEqualTo("400 NOTIONAL_RISK_LIMIT_EXCEEDED");
        assertThat(scenario.exchange.notionalLimits(rich.userId).limitsByTicker())
                .containsEntry(ETH, dollars("167"));
        scenario.exchange.setNotionalLimit(rich.userId, ETH, null);
        scenario.exchange.setNotionalLimit(rich.userId, dollars("60000"));
        assertThat(rich.bid("6.25", "1000").order().status()).isEqualTo(OrderStatus.RESTING);
    }

    @Test
    void aLimitCountsAllSubaccounts() {
        Scenario.Trader rich = scenario.trader("1000000");
        scenario.exchange.createSubaccount(rich.userId);
        scenario.exchange.deposit(rich.userId, 1, dollars("1000000"));
        rich.bid("6.25", "8000");
        assertThat(refusal(
                        () -> rich.place(scenario.order(Side.BID, "6.25", "1").withSubaccount(1))))
                .isEqualTo("400 NOTIONAL_RISK_LIMIT_EXCEEDED");
    }
}
