package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.BTC;
import static io.github.kalshiperps.simulator.engine.Scenario.dollars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A market that moves by itself. */
class FlowTest {
    private final Scenario scenario = new Scenario();
    private final Exchange exchange = scenario.exchange;

    private List<Trade> trades() {
        return exchange.trades(BTC, null, null, PageRequest.ALL).items();
    }

    private FixedPointDollars reference() {
        return Objects.requireNonNull(scenario.market(BTC).reference()).price();
    }

    @Test
    void quotesAtOnceAndMovesWithTheClock() {
        Flow.builder(exchange, BTC).levels(4).premiumBps(0).start();
        BookSnapshot book = exchange.book(BTC);
        assertThat(book.bids()).hasSize(4);
        assertThat(book.asks()).hasSize(4);
        assertThat(scenario.market(BTC).bid()).isLessThan(reference());
        assertThat(scenario.market(BTC).ask()).isGreaterThan(reference());
        Set<FixedPointDollars> references = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            scenario.clock.advance(Duration.ofSeconds(1));
            references.add(reference());
            assertThat(scenario.market(BTC).bid()).isLessThan(reference());
            assertThat(scenario.market(BTC).ask()).isGreaterThan(reference());
        }
        assertThat(references).hasSizeGreaterThan(30);
        assertThat(trades()).hasSizeBetween(15, 50);
        assertThat(exchange.book(BTC).bids()).hasSize(4);
    }

    @Test
    void runsOverOrdersInItsWay() {
        Flow.builder(exchange, BTC).takerPercent(0).start();
        Scenario.Trader alice = scenario.trader();
        Order order = alice.bid("6.3400", "10").order();
        exchange.setReferencePrice(BTC, dollars("6.30"));
        scenario.clock.advance(Duration.ofSeconds(1));
        assertThat(alice.listed(order).status()).isEqualTo(OrderStatus.EXECUTED);
        assertThat(alice.position(BTC)).isEqualTo("10.00");
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(run(3)).isEqualTo(run(3)).isNotEqualTo(run(4));
    }

    private static List<Trade> run(long seed) {
        Scenario scenario = new Scenario();
        Flow.builder(scenario.exchange, BTC).seed(seed).start();
        scenario.clock.advance(Duration.ofMinutes(2));
        return scenario.exchange.trades(BTC, null, null, PageRequest.ALL).items();
    }

    @Test
    void restsWhileTheMarketDoes() {
        Flow.builder(exchange, BTC).takerPercent(100).start();
        scenario.clock.advance(Duration.ofSeconds(10));
        int before = trades().size();
        assertThat(before).isPositive();
        exchange.setStatus(new ExchangeStatus(true, false));
        FixedPointDollars reference = reference();
        scenario.clock.advance(Duration.ofSeconds(10));
        assertThat(trades()).hasSize(before);
        assertThat(reference()).isEqualTo(reference);
        exchange.setStatus(new ExchangeStatus(true, true));
        scenario.clock.advance(Duration.ofSeconds(10));
        assertThat(trades()).hasSizeGreaterThan(before);
    }

    @Test
    void goesHome() {
        Flow flow = Flow.builder(exchange, BTC).takerPercent(100).start();
        scenario.clock.advance(Duration.ofSeconds(10));
        flow.stop();
        int before = trades().size();
        assertThat(scenario.book()).isEmpty();
        scenario.clock.advance(Duration.ofSeconds(10));
        assertThat(scenario.book()).isEmpty();
        assertThat(trades()).hasSize(before);
    }

    @Test
    void ofADayThereAreCandlesAndFunding() {
        Flow.builder(exchange, BTC).interval(Duration.ofSeconds(30)).start();
        scenario.clock.advance(Duration.ofHours(23));
        assertThat(scenario.market(BTC).volume24h())
                .isEqualTo(scenario.market(BTC).volume());
        scenario.clock.advance(Duration.ofHours(1));
        assertThat(exchange.candles(
                        BTC, Scenario.START.plusSeconds(1), scenario.clock.instant(), Duration.ofHours(1), false))
                .hasSize(24)
                .allSatisfy(candle -> assertThat(candle.volume().isPositive()).isTrue());
        assertThat(exchange.fundingRates(BTC, null, null))
                .hasSize(3)
                .allSatisfy(rate -> assertThat(rate.rate().abs()).isLessThan(new BigDecimal("0.005")))
                .anySatisfy(rate -> assertThat(rate.rate()).isNotEqualByComparingTo(BigDecimal.ZERO));
    }

    @Test
    void needsAMarketWithAReferencePrice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flow.builder(exchange, "NONE"))
                .withMessageContaining("NONE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flow.builder(exchange, "TEST-EQUITY-AAPL-PERP"))
                .withMessageContaining("reference price");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flow.builder(exchange, BTC).interval(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flow.builder(exchange, BTC).levels(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Flow.builder(exchange, BTC).takerPercent(101));
    }
}
