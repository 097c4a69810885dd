package io.github.kalshiperps.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.book.Side;
import org.junit.jupiter.api.Test;

/** Orders that meet an order of their own user. */
class SelfTradePreventionTest {
    private final Scenario scenario = new Scenario();
    private final Scenario.Trader alice = scenario.trader();
    private final Scenario.Trader bob = scenario.trader();

    private OrderRequest bid(String price, String count, SelfTradePrevention prevention) {
        return scenario.order(Side.BID, price, count).withSelfTradePrevention(prevention);
    }

    @Test
    void takerAtCrossStopsThereAndKeepsWhatItTraded() {
        bob.ask("6.30", "1");
        Order own = alice.ask("6.31", "1").order();
        bob.ask("6.31", "1");
        OrderResult result = alice.place(bid("6.31", "5", SelfTradePrevention.TAKER_AT_CROSS));
        assertThat(result.fillCount()).hasToString("1.00");
        assertThat(result.order().remainingCount()).hasToString("0.00");
        assertThat(result.order().lastUpdateReason()).isEqualTo(LastUpdateReason.SELF_TRADE_CANCEL);
        assertThat(alice.listed(own).status()).isEqualTo(OrderStatus.RESTING);
        assertThat(scenario.book()).containsExactly("ask 6.3100 x 2.00");
    }

    @Test
    void makerCancelsTheRestingOrderAndGoesOn() {
        Order own = alice.ask("6.30", "1").order();
        bob.ask("6.31", "2");
        OrderResult result = alice.place(bid("6.31", "5", SelfTradePrevention.MAKER));
        assertThat(result.fillCount()).hasToString("2.00");
        assertThat(result.order().remainingCount()).hasToString("3.00");
        assertThat(alice.listed(own).lastUpdateReason()).isEqualTo(LastUpdateReason.SELF_TRADE_CANCEL);
        assertThat(alice.listed(own).status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(scenario.book()).containsExactly("bid 6.3100 x 3.00");
    }

    @Test
    void itIsTheArrivingOrderThatDecides() {
        alice.place(scenario.order(Side.ASK, "6.30", "1").withSelfTradePrevention(SelfTradePrevention.MAKER));
        OrderResult result = alice.place(bid("6.30", "1", SelfTradePrevention.TAKER_AT_CROSS));
        assertThat(result.order().lastUpdateReason()).isEqualTo(LastUpdateReason.SELF_TRADE_CANCEL);
        assertThat(scenario.book()).containsExactly("ask 6.3000 x 1.00");
    }

    @Test
    void aUserIsTheSameInAllSubaccounts() {
        scenario.exchange.createSubaccount(alice.userId);
        scenario.exchange.deposit(alice.userId, 1, Scenario.dollars("100"));
        alice.place(scenario.order(Side.ASK, "6.30", "1").withSubaccount(1));
        OrderResult result = alice.place(bid("6.30", "1", SelfTradePrevention.TAKER_AT_CROSS));
        assertThat(result.fillCount()).hasToString("0.00");
    }

    @Test
    void fillOrKillAtACrossMayKeepAPart() {
        bob.ask("6.30", "1");
        alice.ask("6.31", "4");
        OrderResult result = alice.place(
                bid("6.31", "5", SelfTradePrevention.TAKER_AT_CROSS).withTimeInForce(TimeInForce.FILL_OR_KILL));
        assertThat(result.fillCount()).hasToString("1.00");
        assertThat(result.order().lastUpdateReason()).isEqualTo(LastUpdateReason.SELF_TRADE_CANCEL);
    }

    @Test
    void fillOrKillThatCancelsItsMakersDoesNotCountThem() {
        bob.ask("6.30", "1");
        Order own = alice.ask("6.31", "4").order();
        OrderResult killed =
                alice.place(bid("6.31", "5", SelfTradePrevention.MAKER).withTimeInForce(TimeInForce.FILL_OR_KILL));
        assertThat(killed.fillCount()).hasToString("0.00");
        assertThat(alice.listed(own).status()).isEqualTo(OrderStatus.RESTING);
        bob.ask("6.31", "4");
        OrderResult filled =
                alice.place(bid("6.31", "5", SelfTradePrevention.MAKER).withTimeInForce(TimeInForce.FILL_OR_KILL));
        assertThat(filled.fillCount()).hasToString("5.00");
        assertThat(alice.listed(own).status()).isEqualTo(OrderStatus.CANCELED);
    }
}
