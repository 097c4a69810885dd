package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.BTC;
import static io.github.kalshiperps.simulator.engine.Scenario.contracts;
import static io.github.kalshiperps.simulator.engine.Scenario.dollars;
import static io.github.kalshiperps.simulator.engine.Scenario.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.book.Side;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is taken while trading, the exchange or a market is paused. */
class PauseTest {
    private static final ExchangeStatus OPEN = new ExchangeStatus(true, true);
    private static final ExchangeStatus TRADING_PAUSED = new ExchangeStatus(true, false);
    private static final ExchangeStatus EXCHANGE_PAUSED = new ExchangeStatus(false, false);

    private final Scenario scenario = new Scenario();
    private final Scenario.Trader alice = scenario.trader();

    @Test
    void aTradingPauseTakesCancelsOnly() {
        Order order = alice.bid("6.30", "2").order();
        Order other = alice.bid("6.29", "2").order();
        scenario.exchange.setStatus(TRADING_PAUSED);
        assertThat(scenario.exchange.status()).isEqualTo(TRADING_PAUSED);
        assertThat(refusal(() -> alice.bid("6.30", "1"))).isEqualTo("409 trading_is_paused");
        assertThat(refusal(() -> alice.amend(order, "6.31", "2"))).isEqualTo("409 trading_is_paused");
        assertThat(refusal(() -> scenario.exchange.decreaseOrderBy(alice.userId, 0, order.orderId(), contracts("1"))))
                .isEqualTo("409 trading_is_paused");
        assertThat(alice.cancel(order).reducedBy()).hasToString("2.00");
        assertThat(scenario.exchange.cancelAllOrders(alice.userId, null, null)).isEqualTo(1);
        assertThat(alice.listed(other).status()).isEqualTo(OrderStatus.CANCELED);
        scenario.exchange.setStatus(OPEN);
        assertThat(alice.bid("6.30", "1").order().status()).isEqualTo(OrderStatus.RESTING);
    }

    @Test
    void anExchangePauseTakesNothing() {
        Order order = alice.bid("6.30", "2").order();
        OrderGroup group = scenario.exchange.createOrderGroup(alice.userId, 0, contracts("10"), 0);
        scenario.exchange.setStatus(EXCHANGE_PAUSED);
        assertThat(refusal(() -> alice.bid("6.30", "1"))).isEqualTo("409 exchange_is_paused");
        assertThat(refusal(() -> alice.cancel(order))).isEqualTo("409 exchange_is_paused");
        assertThat(refusal(() -> scenario.exchange.cancelAllOrders(alice.userId, null, null)))
                .isEqualTo("409 exchange_is_paused");
        assertThat(refusal(() -> scenario.exchange.triggerOrderGroup(alice.userId, 0, group.id())))
                .isEqualTo("409 exchange_is_paused");
        assertThat(scenario.book()).hasSize(1);
    }

    @Test
    void aPauseCancelsTheOrdersThatAskForIt() {
        Order asked = alice.place(scenario.order(Side.BID, "6.30", "2").withCancelOrderOnPause(true))
                .order();
        Order stays = alice.bid("6.29", "2").order();
        scenario.exchange.setStatus(TRADING_PAUSED);
        assertThat(alice.listed(asked).status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(alice.listed(stays).status()).isEqualTo(OrderStatus.RESTING);
        assertThat(asked.cancelOrderOnPause()).isTrue();
    }

    @Test
    void aMarketThatIsNotActiveTakesNoOrders() {
        OrderRequest onApple = scenario.order(Side.BID, "100.00", "1").withTicker("TEST-EQUITY-AAPL-PERP");
        assertThat(refusal(() -> alice.place(onApple))).isEqualTo("409 trading_is_paused");
        scenario.exchange.setMarketStatus(BTC, MarketStatus.CLOSED);
        assertThat(refusal(() -> alice.bid("6.30", "1"))).isEqualTo("409 trading_is_paused");
    }

    @Test
    void aMarketWithHoursTakesOrdersWithinThem() {
        String apple = "TEST-EQUITY-AAPL-PERP";
        scenario.exchange.setMarketStatus(apple, MarketStatus.ACTIVE);
        OrderRequest request = scenario.order(Side.BID, "100.00", "1").withTicker(apple);
        // Tuesday, noon: opens at 14:30.
        assertThat(refusal(() -> alice.place(request))).isEqualTo("409 trading_is_paused");
        assertThat(scenario.market(apple).schedule())
                .isEqualTo(new MarketSchedule(false, null, Instant.parse("2026-10-20T14:30:00Z")));
        scenario.clock.advance(Duration.ofMinutes(150));
        assertThat(scenario.market(apple).schedule())
                .isEqualTo(new MarketSchedule(true, Instant.parse("2026-10-20T21:00:00Z"), null));
        assertThat(alice.place(request).order().status()).isEqualTo(OrderStatus.RESTING);
        assertThat(scenario.market(BTC).schedule()).isNull();
    }

    @Test
    void hoursSkipTheDaysWithout() {
        TradingHours hours = new TradingHours(Set.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(17, 0));
        Instant monday = Instant.parse("2026-10-19T00:00:00Z");
        assertThat(hours.at(monday).nextOpen()).isEqualTo(monday.plus(Duration.ofHours(9)));
        assertThat(hours.at(monday.plus(Duration.ofHours(9))).open()).isTrue();
        MarketSchedule closed = hours.at(monday.plus(Duration.ofHours(17)));
        assertThat(closed.open()).isFalse();
        assertThat(closed.nextOpen()).isEqualTo(monday.plus(Duration.ofDays(7)).plus(Duration.ofHours(9)));
    }

    @Test
    void aTriggerWaitsForTheEndOfAPause() {
        Scenario.Trader bob = scenario.trader();
        bob.ask("6.30", "2");
        alice.bid("6.30", "2");
        bob.bid("6.10", "5");
        scenario.exchange.setExitTrigger(
                alice.userId, 0, MarginMode.CROSS, BTC, ExitTriggerRequest.bracket(dollars("6.20"), null));
        scenario.exchange.setStatus(TRADING_PAUSED);
        scenario.mark("6.15");
        assertThat(alice.position(BTC)).isEqualTo("2.00");
        scenario.exchange.setStatus(OPEN);
        assertThat(alice.position(BTC)).isEqualTo("0");
    }
}
