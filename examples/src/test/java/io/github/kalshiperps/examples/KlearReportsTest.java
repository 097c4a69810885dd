package io.github.kalshiperps.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.simulator.PerpsSimulatorExtension;
import io.github.kalshiperps.simulator.klear.KlearLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class KlearReportsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 9, 23);

    @RegisterExtension
    final PerpsSimulatorExtension extension = PerpsSimulatorExtension.of(
            PerpsSimulator.builder().manualClock().startAt(Instant.parse("2026-09-23T18:00:00Z")));

    @TempDir
    Path folder;

    @Test
    void downloadsTheReportsOfTheDaysOnce() throws IOException {
        PerpsSimulator simulator = extension.simulator();
        KlearLedger ledger = simulator.klearLedger();
        String subtrader = ledger.memberId() + "_alpha";
        ledger.addSubtrader(subtrader);
        ledger.trade(
                subtrader,
                "KXBTCPERP1",
                FixedPointCount.of(7),
                FixedPointDollars.of("6.0100"),
                FixedPointDollars.of("0.0500"));
        simulator.advance(Duration.ofHours(4)); // settlement is at 16:00 in New York, the reports follow

        List<Path> files = download();

        assertThat(files).isNotEmpty().allMatch(file -> file.startsWith(folder));
        assertThat(folder.resolve("2026-09-23-trade_audit.csv"))
                .content()
                .contains("KXBTCPERP1")
                .contains("6.0100");
        assertThat(folder.resolve("2026-09-23-daily_statement.pdf")).isNotEmptyFile();
        try (var inFolder = Files.list(folder)) {
            assertThat(inFolder).hasSameSizeAs(files);
        }

        assertThat(download()).as("those that were not there yet").isEmpty();
        Files.delete(folder.resolve("2026-09-23-trade_audit.csv"));
        assertThat(download()).containsExactly(folder.resolve("2026-09-23-trade_audit.csv"));
    }

    @Test
    void downloadsNothingBeforeThereAreReports() throws IOException {
        assertThat(download()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    private List<Path> download() throws IOException {
        return KlearReports.download(extension.simulator().klear(), DAY, DAY, folder);
    }
}
