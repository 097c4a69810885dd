package io.github.kalshiperps.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.rest.model.ExitTrigger;
import io.github.kalshiperps.rest.model.ExitTriggerStatus;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.simulator.PerpsSimulatorExtension;
import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProtectAPositionTest {
    private static final String TICKER = "KXBTCPERP1";

    @RegisterExtension
    final PerpsSimulatorExtension extension =
            PerpsSimulatorExtension.of(PerpsSimulator.builder().manualClock());

    private PerpsSimulator simulator;
    private Counterparty other;

    @BeforeEach
    void market() {
        simulator = extension.simulator();
        simulator.exchange().pinMarkPrice(TICKER, FixedPointDollars.of("6.0000"));
        other = new Counterparty(simulator);
    }

    @Test
    void closesALongPositionWhenTheMarkFallsToTheStopLoss() {
        other.sellsTo(simulator.account(), TICKER, "6.0000", "10");
        other.bids(TICKER, "5.6900", "10");

        ExitTrigger trigger = protect();

        assertThat(trigger.status()).isEqualTo(ExitTriggerStatus.ACTIVE);
        assertThat(trigger.stopLossPrice()).isEqualTo(FixedPointDollars.of("5.7000"));
        assertThat(trigger.takeProfitPrice()).isEqualTo(FixedPointDollars.of("6.6000"));
        simulator.exchange().pinMarkPrice(TICKER, FixedPointDollars.of("5.7001"));
        assertThat(openPositions()).isEqualTo(1);
        simulator.exchange().pinMarkPrice(TICKER, FixedPointDollars.of("5.7000"));
        assertThat(openPositions()).isZero();
    }

    @Test
    void closesAShortPositionWhenTheMarkFallsToTheTakeProfit() {
        other.buysFrom(simulator.account(), TICKER, "6.0000", "10");
        other.asks(TICKER, "5.4000", "10");

        ExitTrigger trigger = protect();

        assertThat(trigger.stopLossPrice()).isEqualTo(FixedPointDollars.of("6.3000"));
        assertThat(trigger.takeProfitPrice()).isEqualTo(FixedPointDollars.of("5.4000"));
        simulator.exchange().pinMarkPrice(TICKER, FixedPointDollars.of("5.3999"));
        assertThat(openPositions()).isZero();
    }

    @Test
    void setsABracketAnewInPlaceOfTheOneThatIsThere() {
        other.sellsTo(simulator.account(), TICKER, "6.0000", "10");
        protect();
        protect();
        assertThat(simulator.client().exitTriggers().listCross(TICKER).execute().exitTriggers())
                .hasSize(1);
    }

    @Test
    void saysThatThereIsNoPosition() {
        assertThatThrownBy(this::protect)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(TICKER);
    }

    private ExitTrigger protect() {
        return ProtectAPosition.protect(simulator.client(), TICKER, new BigDecimal("0.05"), new BigDecimal("0.10"));
    }

    private int openPositions() {
        return simulator
                .exchange()
                .positions(simulator.account().userId(), null, TICKER)
                .size();
    }
}
