package io.github.kalshiperps.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.simulator.Misbehaviour;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.simulator.PerpsSimulatorExtension;
import io.github.kalshiperps.simulator.engine.Fill;
import io.github.kalshiperps.simulator.engine.PageRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PageThroughFillsTest {
    @RegisterExtension
    final PerpsSimulatorExtension extension =
            PerpsSimulatorExtension.of(PerpsSimulator.builder().manualClock());

    @Test
    void addsUpTheFillsOfAllPagesAndOfTheAskedTimeOnly() {
        PerpsSimulator simulator = extension.simulator();
        Counterparty other = new Counterparty(simulator);
        other.sellsTo(simulator.account(), "KXBTCPERP1", "6.3000", "7");
        simulator.advance(Duration.ofHours(1));
        Instant from = simulator.clock().instant();
        for (int i = 0; i < 600; i++) {
            other.sellsTo(simulator.account(), "KXBTCPERP1", "6.3000", "1");
            other.buysFrom(simulator.account(), "KXBTCPERP1", "6.3100", "1");
        }
        other.sellsTo(simulator.account(), "KXETHPERP1", "16.7000", "2");
        Misbehaviour.Rule pages =
                simulator.misbehaviour().operation("GetMarginFills").delay(Duration.ZERO);

        var totals = PageThroughFills.totals(
                simulator.client(), from, simulator.clock().instant());

        assertThat(totals)
                .containsOnlyKeys("KXBTCPERP1", "KXETHPERP1")
                .hasEntrySatisfying("KXBTCPERP1", btc -> {
                    assertThat(btc.contracts()).isEqualTo(FixedPointCount.of("1200"));
                    assertThat(btc.volume()).isEqualTo(FixedPointDollars.of("7566.00"));
                    assertThat(btc.realized()).isEqualTo(FixedPointDollars.of("6.00"));
                    assertThat(btc.fees()).isEqualTo(feesOf("KXBTCPERP1", from));
                })
                .hasEntrySatisfying(
                        "KXETHPERP1", eth -> assertThat(eth.volume()).isEqualTo(FixedPointDollars.of("33.40")));
        assertThat(pages.hits()).as("pages asked for").isEqualTo(2);
    }

    @Test
    void addsUpNothingWhereNothingWasTraded() {
        PerpsSimulator simulator = extension.simulator();
        assertThat(PageThroughFills.totals(
                        simulator.client(), Instant.EPOCH, simulator.clock().instant()))
                .isEmpty();
    }

    private FixedPointDollars feesOf(String ticker, Instant from) {
        PerpsSimulator simulator = extension.simulator();
        return simulator.exchange().fills(simulator.account().userId(), 0, from, null, PageRequest.ALL).items().stream()
                .filter(fill -> fill.ticker().equals(ticker))
                .map(Fill::fee)
                .reduce(FixedPointDollars.ZERO, FixedPointDollars::plus);
    }
}
