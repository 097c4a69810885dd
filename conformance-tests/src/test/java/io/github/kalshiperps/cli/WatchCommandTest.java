package io.github.kalshiperps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.config.EnvironmentConfig;
import io.github.kalshiperps.simulator.PerpsSimulator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WatchCommandTest {
    private static final Duration MOVE = Duration.ofMinutes(10);

    /** Moves when it is told to: the client's clock is the machine's, and so must be the exchange's when it connects. */
    private static PerpsSimulator moving() {
        return PerpsSimulator.builder().flow(MOVE).start();
    }

    @Test
    void oneLineForEachChange() throws InterruptedException {
        try (PerpsSimulator simulator = moving()) {
            String bid = "bid "
                    + simulator.exchange().book("KXBTCPERP1").bids().get(0).price() + " x ";
            try (Running watch = watch(simulator, false, "KXBTCPERP1", "KXETHPERP1")) {
                watch.stdout.await("^KXBTCPERP1  " + bid);
                simulator.advance(MOVE);
                watch.stdout.await("^KXBTCPERP1  trade .* taker on the (bid|ask) side$");
                simulator.advance(MOVE);
                watch.stdout.await("^KXETHPERP1  last [0-9.]+  mark [0-9.]+ .* funding -?0[0-9.]* at ");
                assertThat(watch.stdout.taken()).noneMatch(line -> line.contains("\u001b"));
                assertThat(watch.stop()).isZero();
            }
        }
    }

    @Test
    void aTerminalIsDrawnInPlace() throws InterruptedException {
        try (PerpsSimulator simulator = moving()) {
            String bid = simulator
                    .exchange()
                    .book("KXBTCPERP1")
                    .bids()
                    .get(4)
                    .price()
                    .toString();
            try (Running watch = watch(simulator, true, "KXBTCPERP1")) {
                watch.stdout.await("^\u001b\\[H\u001b\\[2JKXBTCPERP1$");
                watch.stdout.await("size +bid +ask +size");
                watch.stdout.await(" " + bid + " ");
                assertThat(watch.stop()).isZero();
            }
        }
    }

    @Test
    void itBringsASimulatorAlongAndEndsInTime() throws InterruptedException {
        try (Running watch = Running.start(new CommandLine(new WatchCommand()), "KXBTCPERP1", "--seconds", "1")) {
            watch.stdout.await("simulated");
            watch.stdout.await("^KXBTCPERP1  bid");
            assertThat(watch.end()).isZero();
        }
    }

    @Test
    void aMarketThatIsNotThereEndsIt() throws InterruptedException {
        try (Running watch = Running.start(new CommandLine(new WatchCommand()), "NOSUCHPERP")) {
            assertThat(watch.end()).isEqualTo(1);
            assertThat(watch.stderr.await("perps watch|watch: ")).contains("NOSUCHPERP");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wss://external-api-margin-ws.kalshi.com/trade-api/ws/v2/margin",
                "wss://EXTERNAL-API-MARGIN-WS.KALSHI.COM/trade-api/ws/v2/margin",
                "wss://external-api-margin-ws.kalshi.com./trade-api/ws/v2/margin"
            })
    void neverProduction(String url) {
        assertThat(refused("KXBTCPERP1", "--url", url)).contains("production");
    }

    @Test
    void withoutAKeyItSaysWhichVariablesToSet() {
        assertThat(refused("KXBTCPERP1", "--demo")).contains("KALSHI_PERPS_KEY_ID", "KALSHI_PERPS_PRIVATE_KEY_PATH");
        assertThat(refused("KXBTCPERP1", "--url", "ws://127.0.0.1:1/x")).contains("KALSHI_PERPS_KEY_ID");
    }

    @Test
    void badOptionsAreRefused() {
        assertThat(refused("KXBTCPERP1", "--url", "nonsense")).contains("--url");
        assertThat(refused("KXBTCPERP1", "--seconds", "0")).contains("--seconds");
        assertThat(refused("KXBTCPERP1", "--demo", "--simulator")).contains("mutually exclusive");
    }

    private static Running watch(PerpsSimulator simulator, boolean terminal, String... tickers) {
        EnvironmentConfig environment = EnvironmentConfig.from(
                Map.of(
                        "KALSHI_PERPS_KEY_ID", simulator.account().keyId(),
                        "KALSHI_PERPS_PRIVATE_KEY", simulator.account().privateKeyPem()),
                EnvironmentConfig.DEFAULT_PREFIX);
        String[] args = new String[tickers.length + 2];
        System.arraycopy(tickers, 0, args, 0, tickers.length);
        args[tickers.length] = "--url";
        args[tickers.length + 1] = simulator.webSocketUrl();
        return Running.start(new CommandLine(new WatchCommand(() -> environment, terminal)), args);
    }

    private static String refused(String... args) {
        StringWriter stderr = new StringWriter();
        int status = new CommandLine(new WatchCommand(
                        () -> EnvironmentConfig.from(Map.of(), EnvironmentConfig.DEFAULT_PREFIX), false))
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(stderr))
                .execute(args);
        assertThat(status).isEqualTo(2);
        return stderr.toString();
    }
}
