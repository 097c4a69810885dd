package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.BTC;
import static io.github.kalshiperps.simulator.engine.Scenario.contracts;
import static io.github.kalshiperps.simulator.engine.Scenario.dollars;
import static io.github.kalshiperps.simulator.engine.Scenario.refusal;
import static io.github.kalshiperps.simulator.engine.Scenario.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.book.Side;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Accounts, who may trade, subaccounts and transfers. */
class AccountsTest {
    private final Scenario scenario = new Scenario();
    private final Exchange exchange = scenario.exchange;
    private final Scenario.Trader alice = scenario.trader();

    // ---------------------------------------------------------------- who may trade

    @Test
    void aUserWhoMayNotTradeGetsACodeWithTheUserId() {
        exchange.setEnabled(alice.userId, false);
        assertThat(exchange.enabled(alice.userId)).isFalse();
        Refusal order = refused(() -> alice.bid("6.30", "1"));
        assertThat(order.status()).isEqualTo(400);
        assertThat(order.code()).isEqualTo("user_not_found:_" + alice.userId);
        assertThat(order.message()).isEqualTo("user not found: " + alice.userId);
        Refusal group = refused(() -> exchange.createOrderGroup(alice.userId, 0, contracts("1"), 0));
        assertThat(group.code()).isEqualTo(order.code());
        assertThat(group.status()).isEqualTo(400);
    }

    @Test
    void aUserWhoMayNotTradeGets404ForASubaccount() {
        exchange.setEnabled(alice.userId, false);
        assertThat(refusal(() -> exchange.createSubaccount(alice.userId))).isEqualTo("404 user_not_found");
    }

    @Test
    void aUserWhoMayNotTradeGets403ForBalanceAndTransfers() {
        exchange.setEnabled(alice.userId, false);
        Refusal balance = refused(() -> exchange.balance(alice.userId, false));
        assertThat(balance.status()).isEqualTo(403);
        assertThat(balance.message()).isEqualTo("user is not enabled for margin trading");
        assertThat(refused(() -> exchange.transferBetweenSubaccounts(alice.userId, "t", 0, 1, 1))
                        .status())
                .isEqualTo(403);
        assertThat(refused(() -> exchange.transferBetweenInstances(
                                alice.userId,
                                ExchangeInstance.MARGINED,
                                ExchangeInstance.EVENT_CONTRACT,
                                Centicents.of(1)))
                        .status())
                .isEqualTo(403);
        assertThat(refused(() -> exchange.risk(alice.userId)).status()).isEqualTo(403);
        assertThat(refused(() -> exchange.notionalLimits(alice.userId)).status())
                .isEqualTo(403);
        assertThat(refused(() -> exchange.feeTiers(alice.userId)).status()).isEqualTo(403);
    }

    @Test
    void aUserWhoMayNotTradeMayReadTheRest() {
        alice.bid("6.30", "1");
        exchange.setEnabled(alice.userId, false);
        assertThat(alice.orders(OrderFilter.ALL)).hasSize(1);
        assertThat(exchange.positions(alice.userId, null, null)).isEmpty();
        assertThat(alice.fills()).isEmpty();
        assertThat(exchange.feeTier(alice.userId).tier()).isZero();
        assertThat(exchange.orderGroups(alice.userId, null)).isEmpty();
        assertThat(exchange.fundingHistory(alice.userId, null, null, LocalDate.EPOCH, LocalDate.EPOCH))
                .isEmpty();
    }

    @Test
    void whoDoesNotExistIsAMistakeOfTheCaller() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exchange.balance("nobody", false))
                .withMessageContaining("nobody");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exchange.deposit(alice.userId, 1, dollars("1")))
                .withMessageContaining("subaccount 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exchange.setMarketStatus("NONE", MarketStatus.ACTIVE))
                .withMessageContaining("NONE");
    }

    // ---------------------------------------------------------------- subaccounts

    @Test
    void subaccountsAreNumberedFrom1To63() {
        assertThat(exchange.account(alice.userId).subaccounts()).containsExactly(0);
        for (int number = 1; number <= 63; number++) {
            assertThat(exchange.createSubaccount(alice.userId)).isEqualTo(number);
        }
        assertThat(refusal(() -> exchange.createSubaccount(alice.userId))).isEqualTo("400 invalid_parameters");
        assertThat(exchange.balance(alice.userId, false).subaccounts()).hasSize(64);
    }

    @Test
    void settledFundsAreThoseOfAllSubaccounts() {
        exchange.createSubaccount(alice.userId);
        exchange.deposit(alice.userId, 1, dollars("5"));
        assertThat(exchange.balance(alice.userId, false).settledFunds()).hasToString("10005.0000");
    }

    // ---------------------------------------------------------------- transfers

    @Test
    void betweenSubaccountsMoneyMovesInCents() {
        exchange.createSubaccount(alice.userId);
        exchange.transferBetweenSubaccounts(alice.userId, "t1", 0, 1, 12_345);
        Balance balance = exchange.balance(alice.userId, false);
        assertThat(balance.subaccounts().get(0).settledFunds()).hasToString("9876.5500");
        assertThat(balance.subaccounts().get(1).settledFunds()).hasToString("123.4500");
    }

    @Test
    void aTransferHappensOnce() {
        exchange.createSubaccount(alice.userId);
        exchange.transferBetweenSubaccounts(alice.userId, "t1", 0, 1, 100);
        assertThat(refusal(() -> exchange.transferBetweenSubaccounts(alice.userId, "t1", 0, 1, 100)))
                .isEqualTo("409 transfer_already_applied");
        assertThat(exchange.balance(alice.userId, false).subaccounts().get(1).settledFunds())
                .hasToString("1.0000");
    }

    @Test
    void onlyWhatIsAvailableMoves() {
        exchange.createSubaccount(alice.userId);
        assertThat(refusal(() -> exchange.transferBetweenSubaccounts(alice.userId, "t1", 0, 1, 1_000_001)))
                .isEqualTo("400 insufficient_balance");
        // 5899 of notional tie up 1000.
        alice.bid("5.899", "1000");
        assertThat(refusal(() -> exchange.transferBetweenSubaccounts(alice.userId, "t1", 0, 1, 900_001)))
                .isEqualTo("400 insufficient_balance");
        exchange.transferBetweenSubaccounts(alice.userId, "t1", 0, 1, 900_000);
        assertThat(refusal(() -> exchange.transferBetweenSubaccounts(alice.userId, "t2", 1, 2, 1)))
                .isEqualTo("404 not_found");
        assertThat(refusal(() -> exchange.transferBetweenSubaccounts(alice.userId, "t2", 1, 1, 1)))
                .isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> exchange.transferBetweenSubaccounts(alice.userId, "t2", 1, 0, 0)))
                .isEqualTo("400 invalid_parameters");
    }

    @Test
    void unrealisedProfitDoesNotMove() {
        Scenario.Trader bob = scenario.trader();
        bob.ask("6.30", "100");
        alice.bid("6.30", "100");
        scenario.mark("60.00");
        exchange.createSubaccount(alice.userId);
        assertThat(refusal(() -> exchange.transferBetweenSubaccounts(alice.userId, "t1", 0, 1, 1_000_001)))
                .isEqualTo("400 insufficient_balance");
    }

    @Test
    void betweenExchangesMoneyMovesInCenticents() {
        String id = exchange.transferBetweenInstances(
                alice.userId, ExchangeInstance.MARGINED, ExchangeInstance.EVENT_CONTRACT, Centicents.of(10_001));
        assertThat(id).hasSize(36);
        assertThat(alice.balance().settledFunds()).hasToString("9998.9999");
        assertThat(exchange.eventContractBalance(alice.userId)).isEqualTo(Centicents.of(10_001));
        assertThat(refusal(() -> exchange.transferBetweenInstances(
                        alice.userId,
                        ExchangeInstance.EVENT_CONTRACT,
                        ExchangeInstance.MARGINED,
                        Centicents.of(10_002))))
                .isEqualTo("400 insufficient_balance");
        exchange.depositToEventContracts(alice.userId, Centicents.of(1));
        exchange.transferBetweenInstances(
                alice.userId, ExchangeInstance.EVENT_CONTRACT, ExchangeInstance.MARGINED, Centicents.of(10_002));
        assertThat(alice.balance().settledFunds()).hasToString("10000.0001");
    }

    @Test
    void aTransferMayTakeTime() {
        exchange.setTransferDelay(Duration.ofSeconds(3));
        exchange.createSubaccount(alice.userId);
        exchange.transferBetweenSubaccounts(alice.userId, "t1", 0, 1, 100);
        assertThat(exchange.balance(alice.userId, false).settledFunds()).hasToString("9999.0000");
        scenario.clock.advance(Duration.ofSeconds(3));
        assertThat(exchange.balance(alice.userId, false).settledFunds()).hasToString("10000.0000");
    }

    // ---------------------------------------------------------------- merchants

    @Test
    void aMerchantHasSubtraders() {
        String merchant = exchange.openFcmAccount().userId();
        Account subtrader = exchange.createSubtrader(merchant, "Desk7");
        assertThat(subtrader.subtraderId()).isEqualTo(merchant + "_Desk7");
        assertThat(subtrader.fcmUserId()).isEqualTo(merchant);
        assertThat(exchange.subtrader(merchant + "_Desk7")).isEqualTo(subtrader);
        assertThat(exchange.subtrader("none")).isNull();
        assertThat(refusal(() -> exchange.createSubtrader(merchant, "Desk7")))
                .isEqualTo("409 subtrader_already_exists");
        assertThat(refusal(() -> exchange.createSubtrader(merchant, "no spaces")))
                .isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> exchange.createSubtrader(alice.userId, "Desk7")))
                .isEqualTo("403 forbidden");
    }

    @Test
    void aMerchantCapsTheInitialMarginOfItsSubtraders() {
        String merchant = exchange.openFcmAccount().userId();
        Account account = exchange.createSubtrader(merchant, "Desk7");
        String id = merchant + "_Desk7";
        Scenario.Trader desk = scenario.new Trader(account.userId());
        exchange.deposit(desk.userId, 0, dollars("10000"));
        exchange.setRiskControl(merchant, id, BTC, null, dollars("10"));
        exchange.setRiskControl(merchant, id, null, AssetClass.CRYPTO, dollars("15"));
        exchange.setRiskControl(merchant, id, null, null, dollars("100"));
        assertThat(refusal(() -> desk.bid("6.30", "10"))).isEqualTo("400 NOTIONAL_RISK_LIMIT_EXCEEDED");
        desk.bid("6.30", "9");
        // 16.70 / 4.4984 = 3.7125 each: 9.6118 and two of them are more than 15.
        desk.place(scenario.order(Side.BID, "16.70", "1").withTicker(Scenario.ETH));
        assertThat(refusal(
                        () -> desk.place(scenario.order(Side.BID, "16.70", "1").withTicker(Scenario.ETH))))
                .isEqualTo("400 NOTIONAL_RISK_LIMIT_EXCEEDED");
        SubtraderLimits limits = exchange.subtraderLimits(merchant, id, null, null);
        assertThat(limits.riskControls())
                .extracting(RiskControl::currentIm)
                .containsExactly(dollars("9.6118"), dollars("13.3243"), dollars("13.3243"));
        assertThat(exchange.subtraderLimits(desk.userId, null, BTC, null).riskControls())
                .singleElement()
                .satisfies(control -> assertThat(control.imCap()).hasToString("10.0000"));
        exchange.removeRiskControl(merchant, id, BTC, null);
        exchange.removeRiskControl(merchant, id, null, AssetClass.CRYPTO);
        assertThat(desk.bid("6.30", "10").order().status()).isEqualTo(OrderStatus.RESTING);
    }

    @Test
    void theExchangeLimitsTheNotionalOfSubtraders() {
        String merchant = exchange.openFcmAccount().userId();
        Account account = exchange.createSubtrader(merchant, "Desk7");
        String id = merchant + "_Desk7";
        Scenario.Trader desk = scenario.new Trader(account.userId());
        exchange.deposit(desk.userId, 0, dollars("10000"));
        exchange.setSubtraderNotionalLimit(id, BTC, dollars("63"));
        exchange.setSubtraderNotionalLimit(id, null, dollars("1000"));
        desk.bid("6.30", "10");
        assertThat(refusal(() -> desk.bid("6.30", "1"))).isEqualTo("400 NOTIONAL_RISK_LIMIT_EXCEEDED");
        assertThat(exchange.subtraderLimits(merchant, id, BTC, null).notionalLimits())
                .extracting(SubtraderNotionalLimit::ticker)
                .containsExactly(null, BTC);
        assertThat(exchange.subtraderLimits(merchant, id, null, null)
                        .notionalLimits()
                        .get(1)
                        .currentNotional())
                .hasToString("63.0000");
    }

    @Test
    void limitsOfSubtradersAreForThoseConcerned() {
        String merchant = exchange.openFcmAccount().userId();
        String other = exchange.openFcmAccount().userId();
        Account desk = exchange.createSubtrader(merchant, "Desk7");
        String id = merchant + "_Desk7";
        assertThat(refusal(() -> exchange.subtraderLimits(alice.userId, id, null, null)))
                .isEqualTo("403 forbidden");
        assertThat(refusal(() -> exchange.subtraderLimits(other, id, null, null)))
                .isEqualTo("404 not_found");
        assertThat(refusal(() -> exchange.subtraderLimits(merchant, null, null, null)))
                .isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> exchange.subtraderLimits(desk.userId(), merchant + "_x", null, null)))
                .isEqualTo("403 forbidden");
        assertThat(refusal(() -> exchange.subtraderLimits(merchant, id, BTC, AssetClass.CRYPTO)))
                .isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> exchange.setRiskControl(desk.userId(), id, null, null, dollars("1"))))
                .isEqualTo("403 forbidden");
        assertThat(refusal(() -> exchange.setRiskControl(merchant, id, "NONE", null, dollars("1"))))
                .isEqualTo("404 not_found");
        assertThat(refusal(() -> exchange.setRiskControl(merchant, id, null, null, dollars("-1"))))
                .isEqualTo("400 invalid_parameters");
    }

    @Test
    void aMerchantsLimitCancelsTheNewestOrdersUntilUsageFits() {
        String merchant = exchange.openFcmAccount().userId();
        exchange.deposit(merchant, 0, dollars("10000"));
        Scenario.Trader house = scenario.new Trader(merchant);
        Scenario.Trader desk =
                scenario.new Trader(exchange.createSubtrader(merchant, "Desk7").userId());
        exchange.deposit(desk.userId, 0, dollars("10000"));
        exchange.setAccountNotionalLimit(merchant, dollars("1000"));
        assertThat(refusal(() -> exchange.setMemberNotionalLimit(merchant, dollars("1000.01"))))
                .isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> exchange.setMemberNotionalLimit(alice.userId, dollars("1"))))
                .isEqualTo("403 forbidden");
        Order oldest = house.bid("6.00", "50").order();
        Order middle = desk.bid("6.00", "50").order();
        Order newest = house.bid("6.00", "50").order();
        assertThat(refusal(() -> desk.bid("6.00", "50"))).isEqualTo("400 NOTIONAL_RISK_LIMIT_EXCEEDED");
        exchange.setMemberNotionalLimit(merchant, dollars("600"));
        assertThat(house.listed(newest).lastUpdateReason()).isEqualTo(LastUpdateReason.MARGIN_CANCEL);
        assertThat(desk.listed(middle).status()).isEqualTo(OrderStatus.RESTING);
        assertThat(house.listed(oldest).status()).isEqualTo(OrderStatus.RESTING);
        NotionalLimits limits = exchange.notionalLimits(merchant);
        assertThat(limits.memberLimit()).hasToString("600.0000");
        assertThat(limits.effectiveAccountLimit()).hasToString("600.0000");
        assertThat(limits.totalUsage()).hasToString("600.0000");
        exchange.removeMemberNotionalLimit(merchant);
        assertThat(exchange.notionalLimits(merchant).effectiveAccountLimit()).hasToString("1000.0000");
        assertThat(desk.bid("6.00", "50").order().status()).isEqualTo(OrderStatus.RESTING);
    }
}
