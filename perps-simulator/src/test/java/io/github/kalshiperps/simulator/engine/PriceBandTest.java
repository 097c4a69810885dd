package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.dollars;
import static io.github.kalshiperps.simulator.engine.Scenario.refusal;
import static io.github.kalshiperps.simulator.engine.Scenario.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.book.Side;
import org.junit.jupiter.api.Test;

/** How far from the best price of its own side an order may lie. */
class PriceBandTest {
    private final Scenario scenario = new Scenario();
    private final Scenario.Trader alice = scenario.trader();
    private final Scenario.Trader bob = scenario.trader();

    @Test
    void aBidMayLieAtFourFifthsOfTheBestAndNotBelow() {
        alice.bid("6.00", "1");
        assertThat(bob.bid("4.80", "1").order().status()).isEqualTo(OrderStatus.RESTING);
        Refusal refusal = refused(() -> bob.bid("4.7999", "1"));
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("invalid_price");
        assertThat(refusal.details()).isNull();
    }

    @Test
    void anAskMayLieAtSixFifthsOfTheBestAndNotAbove() {
        alice.ask("7.00", "1");
        assertThat(bob.ask("8.40", "1").order().status()).isEqualTo(OrderStatus.RESTING);
        assertThat(refusal(() -> bob.ask("8.4001", "1"))).isEqualTo("400 invalid_price");
    }

    @Test
    void aThousandTicksAreAlwaysAllowed() {
        alice.bid("0.30", "1");
        assertThat(bob.bid("0.20", "1").order().status()).isEqualTo(OrderStatus.RESTING);
        assertThat(refusal(() -> bob.bid("0.1999", "1"))).isEqualTo("400 invalid_price");
        alice.ask("0.40", "1");
        assertThat(bob.ask("0.50", "1").order().status()).isEqualTo(OrderStatus.RESTING);
        assertThat(refusal(() -> bob.ask("0.5001", "1"))).isEqualTo("400 invalid_price");
    }

    @Test
    void thousandTicksOfAWideTickAreWide() {
        scenario.exchange.addMarket(MarketTerms.builder("WIDE")
                .tick(dollars("0.01"))
                .referencePrice(dollars("20"))
                .build());
        alice.place(scenario.order(Side.BID, "20.00", "1").withTicker("WIDE"));
        assertThat(bob.place(scenario.order(Side.BID, "10.00", "1").withTicker("WIDE"))
                        .order()
                        .status())
                .isEqualTo(OrderStatus.RESTING);
        assertThat(refusal(() -> bob.place(scenario.order(Side.BID, "9.99", "1").withTicker("WIDE"))))
                .isEqualTo("400 invalid_price");
    }

    @Test
    void anEmptySideHasNoBand() {
        assertThat(alice.bid("0.01", "1").order().status()).isEqualTo(OrderStatus.RESTING);
        assertThat(bob.ask("900.00", "1").order().status()).isEqualTo(OrderStatus.RESTING);
    }

    @Test
    void towardsTheOtherSideThereIsNoBand() {
        alice.bid("6.00", "1");
        bob.ask("7.00", "1");
        assertThat(alice.bid("60.00", "1").fillCount()).hasToString("1.00");
    }

    @Test
    void restingOrdersStayWhereTheBandLeavesThem() {
        alice.bid("3.00", "1");
        bob.bid("6.00", "1");
        assertThat(scenario.book()).containsExactly("bid 6.0000 x 1.00", "bid 3.0000 x 1.00");
    }

    @Test
    void anAmendOutsideIsRefusedButTheSizeMayChangeOutside() {
        Order low = alice.bid("3.00", "2").order();
        bob.bid("6.00", "1");
        assertThat(refusal(() -> alice.amend(low, "3.01", "2"))).isEqualTo("400 invalid_price");
        assertThat(alice.amend(low, "3.00", "1").remainingCount()).hasToString("1.00");
        assertThat(alice.amend(low, "5.00", "1").price()).hasToString("5.0000");
    }
}
