package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.BTC;
import static io.github.kalshiperps.simulator.engine.Scenario.ETH;
import static io.github.kalshiperps.simulator.engine.Scenario.contracts;
import static io.github.kalshiperps.simulator.engine.Scenario.dollars;
import static io.github.kalshiperps.simulator.engine.Scenario.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stop-losses, take-profits and trailing stops. Alice holds ten contracts, bought at 6.30; the mark is 6.30. */
class ExitTriggerTest {
    private final Scenario scenario = new Scenario();
    private final Exchange exchange = scenario.exchange;
    private final Scenario.Trader alice = scenario.trader();
    private final Scenario.Trader bob = scenario.trader("100000");

    @BeforeEach
    void alicesPosition() {
        scenario.mark("6.30");
        bob.ask("6.30", "10");
        alice.bid("6.30", "10");
    }

    private ExitTrigger set(ExitTriggerRequest request) {
        return exchange.setExitTrigger(alice.userId, 0, MarginMode.CROSS, BTC, request);
    }

    private ExitTriggerRequest stopLoss(String price) {
        return ExitTriggerRequest.bracket(dollars(price), null);
    }

    private List<ExitTrigger> live() {
        return exchange.exitTriggers(alice.userId, 0, MarginMode.CROSS, BTC, null);
    }

    private ExitTrigger read(ExitTrigger trigger) {
        return Objects.requireNonNull(exchange.exitTrigger(alice.userId, trigger.id()));
    }

    // ---------------------------------------------------------------- set

    @Test
    void aBracketIsLiveUntilItEnds() {
        ExitTrigger trigger = set(ExitTriggerRequest.bracket(dollars("6.00"), dollars("7.00")));
        assertThat(trigger.status()).isEqualTo(ExitTriggerStatus.ACTIVE);
        assertThat(trigger.kind()).isEqualTo(ExitTriggerKind.BRACKET);
        assertThat(trigger.count()).hasToString("0.00");
        assertThat(trigger.watermarkPrice()).isNull();
        assertThat(live()).containsExactly(trigger);
        assertThat(exchange.exitTriggers(alice.userId, 0, MarginMode.CROSS, BTC, ExitTriggerKind.TRAILING))
                .isEmpty();
        assertThat(exchange.exitTriggers(alice.userId, 0, MarginMode.ISOLATED, BTC, null))
                .isEmpty();
        exchange.deleteExitTriggers(alice.userId, 0, MarginMode.CROSS, BTC, null);
        exchange.deleteExitTriggers(alice.userId, 0, MarginMode.CROSS, BTC, null);
        assertThat(live()).isEmpty();
        assertThat(read(trigger).status()).isEqualTo(ExitTriggerStatus.CANCELED);
        assertThat(read(trigger).statusReason()).isEqualTo(ExitTriggerReason.USER_CANCELED);
    }

    @Test
    void settingAgainReplacesAndClearsTheOmittedLeg() {
        set(ExitTriggerRequest.bracket(dollars("6.00"), dollars("7.00")));
        ExitTrigger replaced = set(stopLoss("6.10"));
        assertThat(live()).containsExactly(replaced);
        assertThat(replaced.stopLossPrice()).isEqualTo(dollars("6.10"));
        assertThat(replaced.takeProfitPrice()).isNull();
    }

    @Test
    void aPositionIsNeeded() {
        assertThat(refusal(() -> exchange.setExitTrigger(alice.userId, 0, MarginMode.CROSS, ETH, stopLoss("16.00"))))
                .isEqualTo("404 not_found");
    }

    @Test
    void membersMustGoTogether() {
        ExitTriggerRequest nothing = ExitTriggerRequest.bracket(null, null);
        assertThat(refusal(() -> set(nothing))).isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> set(stopLoss("0.00")))).isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> set(stopLoss("6.00001")))).isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> set(ExitTriggerRequest.trailing(0)))).isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> set(ExitTriggerRequest.trailing(10_000)))).isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> set(new ExitTriggerRequest(
                        ExitTriggerKind.TRAILING, null, null, dollars("0.10"), 5, null, null, null))))
                .isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> set(new ExitTriggerRequest(
                        ExitTriggerKind.BRACKET, dollars("6.00"), null, dollars("0.10"), null, null, null, null))))
                .isEqualTo("400 invalid_parameters");
        ExitTriggerRequest withoutKey = new ExitTriggerRequest(
                ExitTriggerKind.BRACKET, dollars("6.00"), null, null, null, contracts("1"), null, null);
        assertThat(refusal(() -> set(withoutKey))).isEqualTo("400 invalid_parameters");
        ExitTriggerRequest keyAlone =
                new ExitTriggerRequest(ExitTriggerKind.BRACKET, dollars("6.00"), null, null, null, null, null, "key");
        assertThat(refusal(() -> set(keyAlone))).isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> set(stopLoss("6.00").forCount(contracts("1.5"), "key"))))
                .isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> set(stopLoss("6.00").forCount(contracts("1"), "k".repeat(65)))))
                .isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> exchange.setExitTrigger(
                        alice.userId,
                        0,
                        MarginMode.ISOLATED,
                        BTC,
                        stopLoss("6.00").forCount(contracts("1"), "key"))))
                .isEqualTo("400 invalid_parameters");
        assertThat(live()).isEmpty();
    }

    @Test
    void aStopBeyondTheLiquidationPriceIsRefused() {
        Scenario.Trader poor = scenario.trader("20");
        bob.ask("6.30", "10");
        poor.bid("6.30", "10");
        // It would be liquidated at 4.9448.
        assertThat(refusal(() -> exchange.setExitTrigger(poor.userId, 0, MarginMode.CROSS, BTC, stopLoss("4.9448"))))
                .isEqualTo("400 stop_loss_past_liquidation");
        assertThat(exchange.setExitTrigger(poor.userId, 0, MarginMode.CROSS, BTC, stopLoss("4.9449"))
                        .status())
                .isEqualTo(ExitTriggerStatus.ACTIVE);
    }

    // ---------------------------------------------------------------- fire

    @Test
    void aStopLossClosesThePositionWhenTheMarkReachesIt() {
        bob.bid("6.00", "20");
        ExitTrigger trigger = set(stopLoss("6.10"));
        scenario.mark("6.1001");
        assertThat(alice.position(BTC)).isEqualTo("10.00");
        scenario.mark("6.10");
        assertThat(alice.position(BTC)).isEqualTo("0");
        ExitTrigger fired = read(trigger);
        assertThat(fired.status()).isEqualTo(ExitTriggerStatus.FILLED);
        assertThat(fired.triggeredLeg()).isEqualTo(ExitTriggerLeg.STOP_LOSS);
        assertThat(fired.filledCount()).hasToString("10.00");
        assertThat(fired.statusReason()).isNull();
        assertThat(live()).isEmpty();
        Order closing = exchange.order(alice.userId, Objects.requireNonNull(fired.triggeredOrderId()));
        assertThat(closing.source()).isEqualTo(OrderSource.SYSTEM);
        assertThat(closing.reason()).isEqualTo(OrderReason.TAKE_PROFIT_STOP_LOSS);
        assertThat(closing.reduceOnly()).isTrue();
        assertThat(alice.fills().get(0).source()).isEqualTo(OrderSource.SYSTEM);
    }

    @Test
    void aTakeProfitFiresOnTheOtherSide() {
        bob.bid("6.80", "20");
        ExitTrigger trigger = set(ExitTriggerRequest.bracket(dollars("6.10"), dollars("6.70")));
        scenario.mark("6.70");
        assertThat(read(trigger).triggeredLeg()).isEqualTo(ExitTriggerLeg.TAKE_PROFIT);
        assertThat(alice.position(BTC)).isEqualTo("0");
        assertThat(alice.balance().settledFunds()).hasToString("10005.0000");
    }

    @Test
    void aShortPositionIsProtectedTheOtherWayRound() {
        bob.ask("6.60", "20");
        ExitTrigger trigger = exchange.setExitTrigger(
                bob.userId, 0, MarginMode.CROSS, BTC, ExitTriggerRequest.bracket(dollars("6.50"), dollars("6.00")));
        scenario.trader().ask("6.55", "20");
        scenario.mark("6.50");
        ExitTrigger fired = Objects.requireNonNull(exchange.exitTrigger(bob.userId, trigger.id()));
        assertThat(fired.triggeredLeg()).isEqualTo(ExitTriggerLeg.STOP_LOSS);
        assertThat(bob.position(BTC)).isEqualTo("0");
    }

    @Test
    void itFiresAtOnceIfTheMarkIsThereAlready() {
        bob.bid("6.20", "20");
        ExitTrigger trigger = set(stopLoss("6.30"));
        assertThat(read(trigger).status()).isEqualTo(ExitTriggerStatus.FILLED);
    }

    @Test
    void withNobodyToTradeWithItFails() {
        ExitTrigger trigger = set(stopLoss("6.10"));
        scenario.mark("6.00");
        assertThat(read(trigger).status()).isEqualTo(ExitTriggerStatus.FAILED);
        assertThat(read(trigger).statusReason()).isEqualTo(ExitTriggerReason.ORDER_REJECTED);
        assertThat(alice.position(BTC)).isEqualTo("10.00");
    }

    @Test
    void itEndsWithThePosition() {
        ExitTrigger trigger = set(stopLoss("6.00"));
        bob.bid("6.30", "10");
        alice.ask("6.30", "10");
        assertThat(read(trigger).status()).isEqualTo(ExitTriggerStatus.CANCELED);
        assertThat(read(trigger).statusReason()).isEqualTo(ExitTriggerReason.POSITION_CLOSED);
    }

    @Test
    void itEndsWhenThePositionTurns() {
        ExitTrigger trigger = set(stopLoss("6.00"));
        bob.bid("6.30", "11");
        alice.ask("6.30", "11");
        assertThat(read(trigger).statusReason()).isEqualTo(ExitTriggerReason.POSITION_FLIPPED);
    }

    @Test
    void anIsolatedOneWorksLikewise() {
        bob.bid("6.00", "20");
        ExitTrigger trigger = exchange.setExitTrigger(alice.userId, 0, MarginMode.ISOLATED, BTC, stopLoss("6.10"));
        assertThat(trigger.mode()).isEqualTo(MarginMode.ISOLATED);
        assertThat(live()).isEmpty();
        scenario.mark("6.10");
        assertThat(alice.position(BTC)).isEqualTo("0");
    }

    // ---------------------------------------------------------------- trailing

    @Test
    void aTrailingStopFollowsTheBestMark() {
        bob.bid("6.00", "20");
        ExitTrigger trigger = set(ExitTriggerRequest.trailing(dollars("0.20")));
        assertThat(trigger.watermarkPrice()).hasToString("6.3000");
        assertThat(trigger.effectiveStopPrice()).hasToString("6.1000");
        scenario.mark("6.50");
        assertThat(read(trigger).effectiveStopPrice()).hasToString("6.3000");
        scenario.mark("6.31");
        assertThat(read(trigger).effectiveStopPrice()).hasToString("6.3000");
        assertThat(read(trigger).status()).isEqualTo(ExitTriggerStatus.ACTIVE);
        scenario.mark("6.30");
        assertThat(read(trigger).status()).isEqualTo(ExitTriggerStatus.FILLED);
        assertThat(read(trigger).triggeredLeg()).isEqualTo(ExitTriggerLeg.STOP_LOSS);
    }

    @Test
    void basisPointsAreThoseOfTheBestMark() {
        ExitTrigger trigger = set(ExitTriggerRequest.trailing(100));
        assertThat(trigger.effectiveStopPrice()).hasToString("6.2370");
        scenario.mark("7.00");
        assertThat(read(trigger).effectiveStopPrice()).hasToString("6.9300");
        ExitTrigger ofShort =
                exchange.setExitTrigger(bob.userId, 0, MarginMode.CROSS, BTC, ExitTriggerRequest.trailing(100));
        assertThat(ofShort.effectiveStopPrice()).hasToString("7.0700");
    }

    @Test
    void aPositionHasOneTrailingStopBesideItsBrackets() {
        ExitTrigger trailing = set(ExitTriggerRequest.trailing(100));
        ExitTrigger bracket = set(stopLoss("6.00"));
        ExitTrigger again = set(ExitTriggerRequest.trailing(200));
        assertThat(again.id()).isEqualTo(trailing.id());
        assertThat(live()).hasSize(2);
        exchange.deleteExitTriggers(alice.userId, 0, MarginMode.CROSS, BTC, ExitTriggerKind.TRAILING);
        assertThat(live()).extracting(ExitTrigger::id).containsExactly(bracket.id());
        assertThat(refusal(() -> exchange.deleteExitTrigger(alice.userId, 0, BTC, trailing.id())))
                .isEqualTo("404 not_found");
    }

    // ---------------------------------------------------------------- parts

    @Test
    void partsAreAppendedUpToThePosition() {
        set(stopLoss("6.00").forCount(contracts("4"), "a"));
        set(stopLoss("5.90").forCount(contracts("6"), "b"));
        assertThat(refusal(() -> set(stopLoss("5.80").forCount(contracts("1"), "c"))))
                .isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> set(stopLoss("5.80")))).isEqualTo("400 invalid_parameters");
        assertThat(live()).extracting(ExitTrigger::clientTriggerId).containsExactly("a", "b");
    }

    @Test
    void besideOneOverTheWholePositionThereAreNoParts() {
        set(stopLoss("6.00"));
        assertThat(refusal(() -> set(stopLoss("5.80").forCount(contracts("1"), "c"))))
                .isEqualTo("400 invalid_parameters");
    }

    @Test
    void thereAreAtMostTwentyBrackets() {
        bob.ask("6.30", "20");
        alice.bid("6.30", "20");
        for (int i = 0; i < 20; i++) {
            set(stopLoss("5.00").forCount(contracts("1"), "key" + i));
        }
        assertThat(refusal(() -> set(stopLoss("5.00").forCount(contracts("1"), "another"))))
                .isEqualTo("400 invalid_parameters");
    }

    @Test
    void aPartClosesItsContracts() {
        bob.bid("6.00", "20");
        ExitTrigger first = set(stopLoss("6.20").forCount(contracts("4"), "a"));
        ExitTrigger second = set(stopLoss("6.10").forCount(contracts("5"), "b"));
        scenario.mark("6.20");
        assertThat(alice.position(BTC)).isEqualTo("6.00");
        assertThat(read(first).status()).isEqualTo(ExitTriggerStatus.FILLED);
        assertThat(read(first).filledCount()).hasToString("4.00");
        scenario.mark("6.10");
        assertThat(alice.position(BTC)).isEqualTo("1.00");
        assertThat(read(second).status()).isEqualTo(ExitTriggerStatus.FILLED);
    }

    @Test
    void aKeyMakesOneTrigger() {
        ExitTrigger first = set(stopLoss("6.00").forCount(contracts("4"), "a"));
        assertThat(set(stopLoss("5.00").forCount(contracts("2"), "a"))).isEqualTo(first);
        exchange.deleteExitTrigger(alice.userId, 0, BTC, first.id());
        assertThat(set(stopLoss("6.00").forCount(contracts("4"), "a")).status()).isEqualTo(ExitTriggerStatus.CANCELED);
        assertThat(live()).isEmpty();
        assertThat(refusal(() -> exchange.setExitTrigger(
                        alice.userId, 0, MarginMode.CROSS, ETH, stopLoss("6.00").forCount(contracts("4"), "a"))))
                .isEqualTo("409 idempotency_key_already_used");
        assertThat(exchange.setExitTrigger(
                                bob.userId,
                                0,
                                MarginMode.CROSS,
                                BTC,
                                stopLoss("7.00").forCount(contracts("4"), "a"))
                        .status())
                .isEqualTo(ExitTriggerStatus.ACTIVE);
    }

    @Test
    void aBracketIsChangedById() {
        ExitTrigger trigger =
                set(ExitTriggerRequest.bracket(dollars("6.00"), dollars("7.00")).forCount(contracts("4"), "a"));
        ExitTrigger changed = exchange.updateExitTrigger(alice.userId, 0, BTC, trigger.id(), dollars("6.05"), null);
        assertThat(changed.stopLossPrice()).isEqualTo(dollars("6.05"));
        assertThat(changed.takeProfitPrice()).isNull();
        assertThat(changed.count()).hasToString("4.00");
        assertThat(refusal(() -> exchange.updateExitTrigger(alice.userId, 0, BTC, trigger.id(), null, null)))
                .isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> exchange.updateExitTrigger(alice.userId, 0, ETH, trigger.id(), dollars("6.05"), null)))
                .isEqualTo("404 not_found");
        assertThat(refusal(() -> exchange.updateExitTrigger(bob.userId, 0, BTC, trigger.id(), dollars("6.05"), null)))
                .isEqualTo("404 not_found");
    }

    // ---------------------------------------------------------------- anchored

    @Test
    void anAnchoredOneWaitsGrowsFiresAndWaitsAgain() {
        Order entry = alice.bid("6.20", "10").order();
        ExitTrigger trigger = set(stopLoss("6.00").forOrder(entry.orderId(), "a"));
        assertThat(trigger.status()).isEqualTo(ExitTriggerStatus.PENDING_ON_ENTRY);
        assertThat(trigger.anchorOrderId()).isEqualTo(entry.orderId());
        bob.ask("6.20", "3");
        assertThat(read(trigger).status()).isEqualTo(ExitTriggerStatus.ACTIVE);
        assertThat(read(trigger).count()).hasToString("3.00");
        bob.bid("6.2001", "3");
        scenario.mark("6.00");
        assertThat(alice.position(BTC)).isEqualTo("10.00");
        assertThat(read(trigger).status()).isEqualTo(ExitTriggerStatus.PENDING_ON_ENTRY);
        assertThat(read(trigger).filledCount()).hasToString("3.00");
        assertThat(read(trigger).triggeredOrderId()).isNotNull();
        scenario.mark("6.30");
        bob.ask("6.20", "7");
        assertThat(read(trigger).status()).isEqualTo(ExitTriggerStatus.ACTIVE);
        assertThat(read(trigger).anchorOrderId()).isNull();
        assertThat(alice.position(BTC)).isEqualTo("17.00");
        bob.bid("6.00", "20");
        scenario.mark("6.00");
        assertThat(alice.position(BTC)).isEqualTo("10.00");
        assertThat(read(trigger).status()).isEqualTo(ExitTriggerStatus.FILLED);
        assertThat(read(trigger).filledCount()).hasToString("10.00");
    }

    @Test
    void anAnchoredOneNeedsNoPosition() {
        Scenario.Trader carol = scenario.trader();
        Order entry = carol.ask("6.40", "5").order();
        ExitTrigger trigger = exchange.setExitTrigger(
                carol.userId, 0, MarginMode.CROSS, BTC, stopLoss("6.60").forOrder(entry.orderId(), "a"));
        assertThat(trigger.status()).isEqualTo(ExitTriggerStatus.PENDING_ON_ENTRY);
        carol.cancel(entry);
        ExitTrigger ended = Objects.requireNonNull(exchange.exitTrigger(carol.userId, trigger.id()));
        assertThat(ended.status()).isEqualTo(ExitTriggerStatus.CANCELED);
        assertThat(ended.statusReason()).isEqualTo(ExitTriggerReason.ENTRY_NOT_FILLED);
        assertThat(ended.anchorOrderId()).isNull();
    }

    @Test
    void anAnchorMustExistAndBeReadable() {
        assertThat(refusal(() -> set(stopLoss("6.00").forOrder("none", "a")))).isEqualTo("404 not_found");
        exchange.setReadLag(Duration.ofSeconds(2));
        Order entry = alice.bid("6.20", "10").order();
        assertThat(refusal(() -> set(stopLoss("6.00").forOrder(entry.orderId(), "a"))))
                .isEqualTo("409 anchor_order_unavailable");
        scenario.clock.advance(Duration.ofSeconds(2));
        assertThat(set(stopLoss("6.00").forOrder(entry.orderId(), "a")).status())
                .isEqualTo(ExitTriggerStatus.PENDING_ON_ENTRY);
    }
}
