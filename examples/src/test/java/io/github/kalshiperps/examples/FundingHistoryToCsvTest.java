package io.github.kalshiperps.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.simulator.PerpsSimulatorExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FundingHistoryToCsvTest {
    @RegisterExtension
    final PerpsSimulatorExtension extension = PerpsSimulatorExtension.of(
            PerpsSimulator.builder().manualClock().startAt(Instant.parse("2026-10-20T12:00:00Z")));

    @TempDir
    Path folder;

    @Test
    void writesEveryFundingOfTheDaysWithItsDigitsAndAddsThemUp() throws IOException {
        PerpsSimulator simulator = extension.simulator();
        simulator.exchange().setReferencePrice("KXBTCPERP1", FixedPointDollars.of("6.0000"));
        simulator.exchange().pinMarkPrice("KXBTCPERP1", FixedPointDollars.of("6.0600"));
        new Counterparty(simulator).sellsTo(simulator.account(), "KXBTCPERP1", "6.0000", "10");
        simulator.advance(Duration.ofHours(16)); // 20:00 and 04:00
        LocalDate day = LocalDate.of(2026, 10, 20);
        Path file = folder.resolve("funding.csv");

        FixedPointDollars total = FundingHistoryToCsv.write(simulator.client(), day, day.plusDays(1), file);

        assertThat(file).content().isEqualTo("""
                        time,market,quantity,mark_price,funding_rate,funding_amount
                        2026-10-20T20:00:00Z,KXBTCPERP1,10.00,6.0600,0.0100000000,-0.6060
                        2026-10-21T04:00:00Z,KXBTCPERP1,10.00,6.0600,0.0100000000,-0.6060
                        """);
        assertThat(total).isEqualTo(FixedPointDollars.of("-1.212"));
    }

    @Test
    void leavesOtherDaysOut() throws IOException {
        PerpsSimulator simulator = extension.simulator();
        simulator.exchange().pinMarkPrice("KXBTCPERP1", FixedPointDollars.of("6.4000"));
        new Counterparty(simulator).sellsTo(simulator.account(), "KXBTCPERP1", "6.3440", "10");
        simulator.advance(Duration.ofHours(24));
        LocalDate day = LocalDate.of(2026, 10, 20);
        Path file = folder.resolve("funding.csv");

        FundingHistoryToCsv.write(simulator.client(), day, day, file);

        assertThat(file).content().hasLineCount(2).contains("2026-10-20T20:00:00Z");
    }
}
