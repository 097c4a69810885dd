package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.BTC;
import static io.github.kalshiperps.simulator.engine.Scenario.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.book.Side;
import org.junit.jupiter.api.Test;

/** Orders that may only make a position smaller. */
class ReduceOnlyTest {
    private final Scenario scenario = new Scenario();
    private final Scenario.Trader alice = scenario.trader();
    private final Scenario.Trader bob = scenario.trader();

    private OrderResult reduce(Side side, String price, String count, TimeInForce timeInForce) {
        return alice.place(
                scenario.order(side, price, count).withReduceOnly(true).withTimeInForce(timeInForce));
    }

    private void aliceBuys(String count) {
        bob.ask("6.30", count);
        alice.bid("6.30", count);
    }

    @Test
    void cannotRest() {
        Refusal refusal = refused(() -> reduce(Side.ASK, "6.30", "1", TimeInForce.GOOD_TILL_CANCELED));
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("invalid_order");
        assertThat(refusal.details()).isEqualTo("reduce_only can only be used with IoC or FoK orders");
    }

    @Test
    void isCutToThePosition() {
        aliceBuys("2");
        bob.bid("6.29", "10");
        OrderResult result = reduce(Side.ASK, "6.29", "5", TimeInForce.IMMEDIATE_OR_CANCEL);
        assertThat(result.fillCount()).hasToString("2.00");
        assertThat(result.order().remainingCount()).hasToString("0.00");
        assertThat(result.order().lastUpdateReason()).isEqualTo(LastUpdateReason.REDUCE_ONLY_CANCEL);
        assertThat(alice.position(BTC)).isEqualTo("0");
    }

    @Test
    void isCancelledWithoutAPositionAndOnTheWrongSide() {
        bob.bid("6.29", "10");
        OrderResult flat = reduce(Side.ASK, "6.29", "5", TimeInForce.IMMEDIATE_OR_CANCEL);
        assertThat(flat.fillCount()).hasToString("0.00");
        assertThat(flat.order().lastUpdateReason()).isEqualTo(LastUpdateReason.REDUCE_ONLY_CANCEL);
        assertThat(flat.order().status()).isEqualTo(OrderStatus.CANCELED);
        aliceBuys("2");
        bob.ask("6.30", "5");
        OrderResult more = reduce(Side.BID, "6.30", "1", TimeInForce.IMMEDIATE_OR_CANCEL);
        assertThat(more.fillCount()).hasToString("0.00");
        assertThat(alice.position(BTC)).isEqualTo("2.00");
    }

    @Test
    void thatFitsIsNotCut() {
        aliceBuys("5");
        bob.bid("6.29", "10");
        OrderResult result = reduce(Side.ASK, "6.29", "3", TimeInForce.FILL_OR_KILL);
        assertThat(result.fillCount()).hasToString("3.00");
        assertThat(result.order().lastUpdateReason()).isEqualTo(LastUpdateReason.NONE);
        assertThat(alice.position(BTC)).isEqualTo("2.00");
    }

    @Test
    void fillOrKillAsksForWhatIsLeftAfterTheCut() {
        aliceBuys("2");
        bob.bid("6.29", "2");
        OrderResult result = reduce(Side.ASK, "6.29", "5", TimeInForce.FILL_OR_KILL);
        assertThat(result.fillCount()).hasToString("2.00");
    }

    @Test
    void closesAShortPositionByBuying() {
        bob.bid("6.30", "2");
        alice.ask("6.30", "2");
        bob.ask("6.31", "5");
        OrderResult result = reduce(Side.BID, "6.31", "5", TimeInForce.IMMEDIATE_OR_CANCEL);
        assertThat(result.fillCount()).hasToString("2.00");
        assertThat(alice.position(BTC)).isEqualTo("0");
    }
}
