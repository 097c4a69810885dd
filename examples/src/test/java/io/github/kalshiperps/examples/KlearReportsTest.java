package io.github.kalshiperps.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.simulator.engine.SimulatedClock;
import io.github.kalshiperps.simulator.http.Faults;
import io.github.kalshiperps.simulator.http.SimulatorServer;
import io.github.kalshiperps.simulator.klear.BearerTokens;
import io.github.kalshiperps.simulator.klear.KlearApi;
import io.github.kalshiperps.simulator.klear.KlearCredentials;
import io.github.kalshiperps.simulator.klear.KlearLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KlearReportsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 9, 23);

    private final SimulatedClock clock = new SimulatedClock(Instant.parse("2026-09-23T18:00:00Z"));
    private final KlearLedger ledger = KlearLedger.builder(clock)
            .memberId("member")
            .openingBalance(FixedPointDollars.of("10000.00"))
            .build();
    private final SimulatorServer server = new SimulatorServer(0);
    private final KlearClient klear;

    @TempDir
    Path folder;

    KlearReportsTest() {
        KlearCredentials admin = KlearCredentials.random("admin");
        BearerTokens tokens = new BearerTokens();
        tokens.register(admin);
        KlearApi.mount(server, ledger, tokens, new Faults(), clock, traffic -> {});
        server.start();
        klear = KlearClient.builder()
                .baseUrl(server.url("http", KlearApi.BASE_PATH))
                .adminUserId(admin.adminUserId())
                .accessToken(admin.accessToken())
                .build();
        ledger.addMarket("KXBTCPERP1", FixedPointDollars.of("6.00"));
        ledger.addSubtrader("member_alpha");
    }

    @AfterEach
    void stop() {
        klear.close();
        server.close();
    }

    @Test
    void downloadsTheReportsOfTheDaysOnce() throws IOException {
        ledger.trade(
                "member_alpha",
                "KXBTCPERP1",
                FixedPointCount.of(7),
                FixedPointDollars.of("6.0100"),
                FixedPointDollars.of("0.0500"));
        clock.advanceTo(ledger.nextSettlement().plus(Duration.ofHours(2)));

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
        return KlearReports.download(klear, DAY, DAY, folder);
    }
}
