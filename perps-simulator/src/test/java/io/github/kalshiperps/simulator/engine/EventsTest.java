package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.BTC;
import static io.github.kalshiperps.simulator.engine.Scenario.ETH;
import static io.github.kalshiperps.simulator.engine.Scenario.START;
import static io.github.kalshiperps.simulator.engine.Scenario.contracts;
import static io.github.kalshiperps.simulator.engine.Scenario.dollars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.kalshiperps.core.book.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What listeners hear, and in which order. */
class EventsTest {
    private final Scenario scenario = new Scenario();
    private final Exchange exchange = scenario.exchange;
    private final Scenario.Trader alice = scenario.trader();
    private final Scenario.Trader bob = scenario.trader();

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Object event : scenario.heard) {
            if (event instanceof BookChange change) {
                lines.add("book " + change.side() + " " + change.price() + " " + change.delta() + " "
                        + change.reason().value());
            } else if (event instanceof Order order) {
                lines.add("order " + name(order.userId()) + " " + order.fillCount() + "/" + order.remainingCount());
            } else if (event instanceof Fill fill) {
                lines.add("fill " + name(fill.userId()) + " " + fill.count());
            } else if (event instanceof Trade trade) {
                lines.add("trade " + trade.count() + " at " + trade.price() + " " + trade.takerSide());
            } else {
                lines.add(event.toString());
            }
        }
        scenario.heard.clear();
        return lines;
    }

    private String name(String userId) {
        return userId.equals(alice.userId) ? "alice" : "bob";
    }

    @Test
    void anOrderThatTradesAndThenRestsIsToldInOrder() {
        alice.ask("6.30", "2");
        scenario.listen();
        bob.bid("6.31", "5");
        assertThat(lines())
                .containsExactly(
                        "trade 2.00 at 6.3000 BID",
                        "book ASK 6.3000 -2.00 Trade",
                        "fill alice 2.00",
                        "order alice 2.00/0.00",
                        "fill bob 2.00",
                        "book BID 6.3100 3.00 ",
                        "order bob 2.00/3.00",
                        BTC);
    }

    @Test
    void amendsAreChangesOfLevels() {
        Order order = alice.bid("6.30", "5").order();
        scenario.listen();
        alice.amend(order, "6.30", "3");
        assertThat(lines()).containsExactly("book BID 6.3000 -2.00 Amend", "order alice 0.00/3.00", BTC);
        alice.amend(order, "6.31", "3");
        assertThat(lines())
                .containsExactly(
                        "book BID 6.3000 -3.00 Amend", "book BID 6.3100 3.00 Amend", "order alice 0.00/3.00", BTC);
        exchange.decreaseOrderBy(alice.userId, 0, order.orderId(), contracts("1"));
        assertThat(lines()).containsExactly("book BID 6.3100 -1.00 Decrease", "order alice 0.00/2.00", BTC);
        alice.cancel(order);
        assertThat(lines()).containsExactly("book BID 6.3100 -2.00 Decrease", "order alice 0.00/0.00", BTC);
    }

    @Test
    void aChangeOfALevelNamesItsOrder() {
        scenario.listen();
        Order order = alice.bid("6.30", "5").order();
        BookChange change = scenario.heard(BookChange.class).get(0);
        assertThat(change.userId()).isEqualTo(alice.userId);
        assertThat(change.orderId()).isEqualTo(order.orderId());
        assertThat(change.clientOrderId()).isEqualTo(order.clientOrderId());
        assertThat(change.subaccount()).isZero();
        assertThat(change.time()).isEqualTo(START);
    }

    @Test
    void anExpiryIsToldAtItsTime() {
        alice.place(scenario.order(Side.BID, "6.30", "5").withExpirationTime(START.plusSeconds(10)));
        scenario.listen();
        scenario.clock.advance(Duration.ofMinutes(1));
        assertThat(scenario.heard(BookChange.class).get(0).time()).isEqualTo(START.plusSeconds(10));
        assertThat(lines()).containsExactly("book BID 6.3000 -5.00 ExpiryCancel", "order alice 0.00/0.00", BTC);
    }

    @Test
    void anOrderThatOnlyPassesThroughIsToldOnce() {
        scenario.listen();
        alice.place(scenario.order(Side.BID, "6.30", "5").withTimeInForce(TimeInForce.IMMEDIATE_OR_CANCEL));
        assertThat(lines()).containsExactly("order alice 0.00/0.00", BTC);
    }

    @Test
    void aRefusalIsNotTold() {
        scenario.listen();
        Scenario.refusal(() -> alice.bid("6.30001", "5"));
        assertThat(scenario.heard).isEmpty();
    }

    @Test
    void pricesAndPausesAreTold() {
        scenario.listen();
        exchange.setReferencePrice(ETH, dollars("17"));
        assertThat(lines()).containsExactly(ETH);
        exchange.setStatus(new ExchangeStatus(true, false));
        assertThat(scenario.heard(ExchangeStatus.class)).containsExactly(new ExchangeStatus(true, false));
    }

    @Test
    void aListenerMayReadButNotChange() {
        List<String> seen = new ArrayList<>();
        ExchangeListener listener = new ExchangeListener() {
            @Override
            public void onTrade(Trade trade) {
                seen.add("price " + scenario.market(BTC).price());
                assertThatIllegalStateException().isThrownBy(() -> bob.bid("6.20", "1"));
                assertThatIllegalStateException().isThrownBy(() -> exchange.deposit(alice.userId, 0, dollars("1")));
            }
        };
        exchange.addListener(listener);
        alice.ask("6.30", "2");
        bob.bid("6.30", "1");
        assertThat(seen).containsExactly("price 6.3000");
        exchange.removeListener(listener);
        bob.bid("6.30", "1");
        assertThat(seen).hasSize(1);
        assertThat(alice.balance().settledFunds()).hasToString("10000.0000");
    }
}
