package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.START;
import static io.github.kalshiperps.simulator.engine.Scenario.contracts;
import static io.github.kalshiperps.simulator.engine.Scenario.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.book.Side;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Groups of orders with a limit on what they trade within 15 seconds. */
class OrderGroupTest {
    private final Scenario scenario = new Scenario();
    private final Exchange exchange = scenario.exchange;
    private final Scenario.Trader alice = scenario.trader();
    private final Scenario.Trader bob = scenario.trader();
    private final String group =
            exchange.createOrderGroup(alice.userId, 0, contracts("10"), 0).id();

    private OrderRequest inGroup(Side side, String price, String count) {
        return scenario.order(side, price, count).withOrderGroupId(group);
    }

    private OrderGroup read() {
        return exchange.orderGroup(alice.userId, null, group);
    }

    @Test
    void knowsItsRestingOrders() {
        Order order = alice.place(inGroup(Side.BID, "6.30", "3")).order();
        assertThat(order.orderGroupId()).isEqualTo(group);
        assertThat(read().orderIds()).containsExactly(order.orderId());
        assertThat(read().contractsLimit()).hasToString("10.00");
        assertThat(read().triggered()).isFalse();
        assertThat(exchange.orderGroups(alice.userId, null)).containsExactly(read());
        assertThat(exchange.orderGroups(alice.userId, 1)).isEmpty();
        assertThat(exchange.orderGroups(bob.userId, null)).isEmpty();
        alice.cancel(order);
        assertThat(read().orderIds()).isEmpty();
    }

    @Test
    void isTriggeredWhenItsLimitIsReached() {
        Order first = alice.place(inGroup(Side.BID, "6.30", "8")).order();
        Order second = alice.place(inGroup(Side.BID, "6.29", "8")).order();
        Order outside = alice.bid("6.28", "8").order();
        bob.ask("6.30", "8");
        assertThat(read().matched()).hasToString("8.00");
        assertThat(read().triggered()).isFalse();
        bob.ask("6.29", "2");
        assertThat(read().triggered()).isTrue();
        assertThat(alice.listed(first).status()).isEqualTo(OrderStatus.EXECUTED);
        assertThat(alice.listed(second).status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(alice.listed(second).fillCount()).hasToString("2.00");
        assertThat(alice.listed(second).lastUpdateReason().value()).isEqualTo("Decrease");
        assertThat(alice.listed(outside).status()).isEqualTo(OrderStatus.RESTING);
        assertThat(refusal(() -> alice.place(inGroup(Side.BID, "6.30", "1")))).isEqualTo("409 order_group_triggered");
        assertThat(alice.bid("6.30", "1").order().status()).isEqualTo(OrderStatus.RESTING);
    }

    @Test
    void anArrivingOrderStopsWhereItTriggersItsGroup() {
        bob.ask("6.30", "10");
        bob.ask("6.31", "10");
        OrderResult result = alice.place(inGroup(Side.BID, "6.31", "15"));
        assertThat(result.fillCount()).hasToString("10.00");
        assertThat(result.order().remainingCount()).hasToString("0.00");
        assertThat(read().triggered()).isTrue();
    }

    @Test
    void aLargeTradeMayExceedTheLimit() {
        bob.ask("6.30", "12");
        assertThat(alice.place(inGroup(Side.BID, "6.30", "12")).fillCount()).hasToString("12.00");
        assertThat(read().triggered()).isTrue();
    }

    @Test
    void whatIsFifteenSecondsOldNoLongerCounts() {
        alice.place(inGroup(Side.BID, "6.30", "20"));
        bob.ask("6.30", "6");
        scenario.clock.advance(Duration.ofSeconds(15));
        assertThat(read().matched()).hasToString("0.00");
        bob.ask("6.30", "6");
        assertThat(read().triggered()).isFalse();
        scenario.clock.advance(Duration.ofMillis(14_999));
        bob.ask("6.30", "4");
        assertThat(read().triggered()).isTrue();
    }

    @Test
    void aResetTakesOrdersAgainAndCountsFromZero() {
        alice.place(inGroup(Side.BID, "6.30", "5"));
        bob.ask("6.30", "5");
        exchange.triggerOrderGroup(alice.userId, 0, group);
        exchange.resetOrderGroup(alice.userId, 0, group);
        assertThat(read().triggered()).isFalse();
        assertThat(read().matched()).hasToString("0.00");
        assertThat(alice.place(inGroup(Side.BID, "6.30", "5")).order().status()).isEqualTo(OrderStatus.RESTING);
    }

    @Test
    void triggeringByHandCancels() {
        Order order = alice.place(inGroup(Side.BID, "6.30", "5")).order();
        exchange.triggerOrderGroup(alice.userId, 0, group);
        assertThat(alice.listed(order).lastUpdateReason().value()).isEqualTo("Decrease");
        assertThat(alice.listed(order).status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(alice.listed(order).orderGroupId()).isEqualTo(group);
    }

    @Test
    void deletingCancelsAndForgets() {
        Order order = alice.place(inGroup(Side.BID, "6.30", "5")).order();
        exchange.deleteOrderGroup(alice.userId, 0, group);
        assertThat(alice.listed(order).status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(refusal(this::read)).isEqualTo("404 not_found");
        assertThat(refusal(() -> exchange.resetOrderGroup(alice.userId, 0, group)))
                .isEqualTo("404 not_found");
        assertThat(refusal(() -> alice.place(inGroup(Side.BID, "6.30", "1")))).isEqualTo("404 not_found");
    }

    @Test
    void aLowerLimitThatIsReachedAlreadyTriggers() {
        Order order = alice.place(inGroup(Side.BID, "6.30", "8")).order();
        bob.ask("6.30", "5");
        exchange.updateOrderGroupLimit(alice.userId, 0, group, contracts("6"));
        assertThat(read().triggered()).isFalse();
        exchange.updateOrderGroupLimit(alice.userId, 0, group, contracts("5"));
        assertThat(read().triggered()).isTrue();
        assertThat(alice.listed(order).status()).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void belongsToOneSubaccountOfOneUser() {
        exchange.createSubaccount(alice.userId);
        assertThat(refusal(() -> exchange.triggerOrderGroup(alice.userId, 1, group)))
                .isEqualTo("404 not_found");
        assertThat(refusal(() -> exchange.orderGroup(bob.userId, null, group))).isEqualTo("404 not_found");
        assertThat(refusal(() -> alice.place(inGroup(Side.BID, "6.30", "1").withSubaccount(1))))
                .isEqualTo("404 not_found");
    }

    @Test
    void needsALimitAndTheOnlyShard() {
        assertThat(refusal(() -> exchange.createOrderGroup(alice.userId, 0, contracts("0"), 0)))
                .isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> exchange.createOrderGroup(alice.userId, 0, contracts("1"), 1)))
                .isEqualTo("400 invalid_parameters");
        assertThat(read().exchangeIndex()).isZero();
    }

    @Test
    void thereAreAtMost25000() {
        for (int i = 1; i < 25_000; i++) {
            exchange.createOrderGroup(alice.userId, 0, contracts("1"), 0);
        }
        assertThat(refusal(() -> exchange.createOrderGroup(alice.userId, 0, contracts("1"), 0)))
                .isEqualTo("400 invalid_parameters");
    }

    @Test
    void aFreshGroupMayNotBeReadableYetButWritable() {
        exchange.setReadLag(Duration.ofSeconds(5));
        String fresh =
                exchange.createOrderGroup(alice.userId, 0, contracts("10"), 0).id();
        assertThat(refusal(() -> exchange.orderGroup(alice.userId, null, fresh)))
                .isEqualTo("404 not_found");
        exchange.resetOrderGroup(alice.userId, 0, fresh);
        scenario.clock.advance(Duration.ofSeconds(5));
        assertThat(exchange.orderGroup(alice.userId, null, fresh).id()).isEqualTo(fresh);
    }

    @Test
    void tellsWhatHappens() {
        scenario.listen();
        String other =
                exchange.createOrderGroup(alice.userId, 0, contracts("10"), 0).id();
        exchange.updateOrderGroupLimit(alice.userId, 0, other, contracts("20"));
        exchange.triggerOrderGroup(alice.userId, 0, other);
        exchange.triggerOrderGroup(alice.userId, 0, other);
        exchange.resetOrderGroup(alice.userId, 0, other);
        exchange.deleteOrderGroup(alice.userId, 0, other);
        assertThat(scenario.heard(OrderGroupEvent.class))
                .extracting(event -> event.type().value())
                .containsExactly("created", "limit_updated", "triggered", "reset", "deleted");
        assertThat(scenario.heard(OrderGroupEvent.class)).allSatisfy(event -> {
            assertThat(event.group().id()).isEqualTo(other);
            assertThat(event.time()).isEqualTo(START);
        });
    }
}
