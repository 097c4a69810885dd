package io.github.kalshiperps.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.simulator.Misbehaviour;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.simulator.PerpsSimulatorExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ManyAtOnceTest {
    @RegisterExtension
    final PerpsSimulatorExtension extension = new PerpsSimulatorExtension();

    @Test
    void addsUpTheBooksOfAllMarketsAlthoughOneFails() {
        PerpsSimulator simulator = extension.simulator();
        Counterparty other = new Counterparty(simulator);
        other.bids("KXBTCPERP1", "6.3000", "3");
        other.bids("KXBTCPERP1", "6.2900", "4");
        other.asks("KXBTCPERP1", "6.3500", "5");
        other.asks("KXSOLPERP1", "6.7100", "2");
        simulator.misbehaviour().path("/margin/markets/KXETHPERP1/orderbook").answer(403);
        Misbehaviour.Rule asked =
                simulator.misbehaviour().operation("GetMarginMarketOrderbook").delay(Duration.ZERO);

        Map<String, String> resting = ManyAtOnce.restingContracts(simulator.client());

        assertThat(resting)
                .hasSize(simulator.exchange().markets().size())
                .containsEntry("KXBTCPERP1", "7.00 bid, 5.00 asked")
                .containsEntry("KXSOLPERP1", "0 bid, 2.00 asked")
                .hasEntrySatisfying(
                        "KXETHPERP1",
                        words -> assertThat(words).startsWith("failed: ").contains("403"));
        assertThat(asked.hits()).isEqualTo(resting.size());
    }
}
