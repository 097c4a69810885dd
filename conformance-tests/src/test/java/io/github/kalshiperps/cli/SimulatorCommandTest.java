package io.github.kalshiperps.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.error.ServerException;
import io.github.kalshiperps.core.http.RetryPolicy;
import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.rest.PerpsClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorCommandTest {
    @TempDir
    Path directory;

    @Test
    void tradesWithTheKeyThatItWrote() throws Exception {
        Path key = directory.resolve("key.pem");
        Path token = directory.resolve("token");
        try (Running simulator = Running.start(
                Perps.commandLine(),
                "simulator",
                "--flow",
                "--misbehave",
                "503:GetMarginExchangeStatus:1",
                "--key-file",
                key.toString(),
                "--klear-token-file",
                token.toString())) {
            simulator.stdout.await("Ctrl-C");
            String pem = Files.readString(key);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
            assertThat(String.join("\n", simulator.stdout.taken()))
                    .contains("proves nothing about the")
                    .contains(key.toString())
                    .doesNotContain(pem.lines().toList().get(1))
                    .doesNotContain(Files.readString(token));

            try (PerpsClient client = PerpsClient.builder()
                    .baseUrl(export(simulator, "KALSHI_PERPS_API_BASE_URL"))
                    .apiKey(export(simulator, "KALSHI_PERPS_KEY_ID"), pem)
                    .retryPolicy(RetryPolicy.none())
                    .build()) {
                assertThatThrownBy(() -> client.exchange().status().execute()).isInstanceOf(ServerException.class);
                assertThat(client.exchange().status().execute().tradingActive()).isTrue();
                assertThat(client.margin().balance().execute().settledFunds()).hasToString("10000.0000");
                assertThat(client.markets().get("KXBTCPERP1").execute().market().bid())
                        .isNotNull();
            }
            try (KlearClient klear = KlearClient.builder()
                    .baseUrl(export(simulator, "KALSHI_KLEAR_API_BASE_URL"))
                    .adminUserId(export(simulator, "KALSHI_KLEAR_ADMIN_USER_ID"))
                    .accessToken(Files.readString(token))
                    .build()) {
                assertThat(klear.settlement()
                                .balance()
                                .execute()
                                .balanceAvailableCenticents()
                                .value())
                        .isPositive();
            }
            assertThat(simulator.stop()).isZero();
        }
        assertThat(key).doesNotExist();
        assertThat(token).doesNotExist();
    }

    @Test
    void aFileOfTheUserIsLeftAlone() throws IOException {
        Path key = Files.writeString(directory.resolve("key.pem"), "precious");

        assertThat(refused("--key-file", key.toString())).contains("key.pem already");
        assertThat(key).hasContent("precious");
    }

    @Test
    void badOptionsAreOneLine() {
        assertThat(refused("--misbehave", "often")).contains("--misbehave: ", "'often'");
        assertThat(refused("--port", "99999")).contains("99999");
    }

    private static String export(Running simulator, String variable) {
        String prefix = "  export " + variable + "=";
        return simulator.stdout.taken().stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst()
                .orElseThrow();
    }

    private static String refused(String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "simulator";
        System.arraycopy(options, 0, args, 1, options.length);
        StringWriter stderr = new StringWriter();
        int status = Perps.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(stderr))
                .execute(args);
        assertThat(status).isEqualTo(2);
        assertThat(stderr.toString()).startsWith("perps simulator: ").hasLineCount(1);
        return stderr.toString();
    }
}
