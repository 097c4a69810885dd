package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.conformance.Report.Uncompared;
import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.ws.LiveBooks;
import io.github.kalshiperps.ws.PerpsWebSocket;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HarTest {
    private static final String DEMO = "https://external-api.demo.kalshi.co";
    private static final String STATUS = DEMO + "/trade-api/v2/margin/exchange/status";
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private Corpus corpus(Path har, Api... asked) {
        return Corpus.ofHar(
                har, Arrays.stream(Bindings.values()).map(Authored::contract).toList(), EnumSet.copyOf(List.of(asked)));
    }

    private static Report compare(Bindings bindings, Corpus corpus) {
        return Conformance.run(
                bindings.with(corpus).stream()
                        .map(compared -> compared.comparison(Authored.contract(compared)))
                        .toList(),
                corpus,
                "corpus");
    }

    /** What is found, without the names of captures. */
    private static List<String> found(Report report) {
        List<String> found = new ArrayList<>();
        report.findings()
                .forEach(finding -> found.add(String.join(
                        " ",
                        finding.kind().name(),
                        finding.path(),
                        finding.source().name(),
                        "" + finding.count(),
                        finding.expected(),
                        finding.firstAt(),
                        "" + finding.source().line())));
        report.coverage().forEach(coverage -> {
            coverage.tallies()
                    .forEach(tally -> tally.counts()
                            .forEach((name, marks) -> marks.forEach(
                                    (mark, shown) -> found.add(name + " " + mark + " " + shown.count()))));
            found.add(coverage.seen().toString());
        });
        found.add(report.compared() + " " + report.frames() + " "
                + report.broken().size());
        found.sort(null);
        return found;
    }

    @Test
    void anArchiveOfAnExchangeSaysWhatItsRecordingSays() throws Exception {
        HarWriter writer = new HarWriter();
        Path recorded = directory.resolve("recorded");
        List<String> secrets;
        try (PerpsSimulator simulator = PerpsSimulator.builder().klearHistory().start();
                Recording recording = Recording.in(recorded, "local").start()) {
            OkHttpClient http = recording.record(
                    new OkHttpClient.Builder().addNetworkInterceptor(writer).build());
            secrets = List.of(
                    simulator.account().keyId(),
                    simulator.account().userId(),
                    simulator.klearCredentials().accessToken());
            try (PerpsClient client = simulator
                            .clientBuilder()
                            .signer(simulator.account().signer())
                            .httpClient(http)
                            .build();
                    PerpsWebSocket session = simulator
                            .session()
                            .openedBy(sockets -> recording.webSockets(writer.webSockets(sockets)))
                            .connect();
                    KlearClient klear = KlearClient.builder()
                            .baseUrl(simulator.klearUrl())
                            .adminUserId(simulator.klearCredentials().adminUserId())
                            .accessToken(simulator.klearCredentials().accessToken())
                            .httpClient(http)
                            .build()) {
                client.exchange().status().execute();
                client.markets().list().execute();
                client.markets().get("KXBTCPERP1").execute();
                RecordingSecretsTest.order(client);
                client.orders().list().execute();
                client.orders().cancelAll().execute();
                assertThat(catchThrowable(
                                () -> client.markets().get("NOSUCHPERP").execute()))
                        .isNotNull();
                klear.settlement().balance().execute();
                try (LiveBooks books = session.books("KXBTCPERP1")) {
                    books.await("KXBTCPERP1", SOON);
                }
            }
        }
        Path har = writer.write(directory.resolve("exchange.har"));
        assertThat(Files.readString(har)).contains(secrets.get(0), secrets.get(2));

        for (Bindings bindings : List.of(Bindings.REST, Bindings.KLEAR)) {
            Api other = bindings == Bindings.REST ? Api.KLEAR : Api.REST;
            Path half = directory.resolve(bindings.toString());
            split(recorded, half, bindings);
            Report expected = Authored.compare(bindings, half);
            try (Corpus corpus = corpus(har, bindings.api(), Api.WS)) {
                Report report = compare(bindings, corpus);
                assertThat(found(report)).isEqualTo(found(expected));
                assertThat(report.frames()).isPositive();
                assertThat(report.environments()).containsOnlyKeys("local");
                assertThat(report.skipped())
                        .isNotEmpty()
                        .allSatisfy(skipped -> assertThat(skipped.reason())
                                .isEqualTo("of the " + other.title() + ", which was not asked for"));
                assertThat(JsonReport.of(report)).doesNotContain(secrets);
            }
        }
        assertThat(found(Authored.compare(Bindings.REST, directory.resolve("rest"))))
                .as("there is something to find")
                .anyMatch(line -> line.startsWith("FORMAT_BROKEN $.markets[].tick_size"));
    }

    /** One directory may have captures of one HTTP API. */
    private static void split(Path all, Path half, Bindings bindings) throws IOException {
        Files.createDirectories(half);
        String base = bindings == Bindings.REST ? "/klear-api/" : "/trade-api/v2/";
        try (Stream<Path> files = Files.list(all)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                String meta = Files.readString(
                        file.resolveSibling(name.replaceFirst("(\\.meta)?\\.jsonl?$", "") + ".meta.json"));
                if (!meta.contains(base)) {
                    Files.copy(file, half.resolve(name));
                }
            }
        }
    }

    @Test
    void whatIsNoneOfTheApiIsCountedWithItsReason() throws IOException {
        HarWriter writer = new HarWriter();
        content(writer.entry("GET", STATUS)).put("text", "{\"exchange_active\":true}");
        writer.entry("GET", "https://cdn.example/a.js");
        writer.entry("GET", "https://cdn.example/b.js");
        writer.entry("GET", DEMO + "/trade-api/v9/events");
        writer.entry("GET", "chrome-extension://x/y");
        writer.entry("OPTIONS", STATUS);
        content(writer.entry("GET", STATUS)).put("size", 300);
        content(writer.entry("GET", STATUS)).put("text", "***").put("encoding", "base64");
        ((ObjectNode) writer.entry("GET", STATUS).path("response")).put("status", 0);
        ((ObjectNode) writer.entry("GET", STATUS).path("response")).put("status", 304);
        writer.entry("GET", "https://demo-api.kalshi.co/klear-api/v1/margin/settlement_balance");
        writer.entry("GET", "wss://external-api-margin-ws.demo.kalshi.co/trade-api/ws/v2/margin");
        ((ObjectNode) writer.entry("DELETE", DEMO + "/trade-api/v2/margin/orders/x")
                        .path("response"))
                .put("status", 204);

        try (Corpus corpus = corpus(writer.write(directory.resolve("x.har")), Api.REST, Api.WS)) {
            assertThat(corpus.names())
                    .containsExactly("000001__get_margin_exchange_status", "000013__delete_margin_orders_x");
            Report report = compare(Bindings.REST, corpus);
            assertThat(report.environments()).containsEntry("demo", 2);
            assertThat(report.byKind()).containsEntry(Kind.MISSING_REQUIRED, 1);
            assertThat(report.skipped().stream().map(Uncompared::capture))
                    .containsExactly(
                            "entry 2",
                            "entry 3",
                            "entry 4",
                            "entry 5",
                            "entry 6",
                            "entry 7",
                            "entry 8",
                            "entry 9",
                            "entry 10",
                            "entry 11",
                            "entry 12");
            assertThat(report.skipped().stream().map(Uncompared::reason))
                    .containsExactly(
                            "its host is none of the exchange's: cdn.example",
                            "its host is none of the exchange's: cdn.example",
                            "its path is not below /trade-api/v2, /klear-api/v1, /trade-api/ws/v2/margin",
                            "its request.url is no http URL",
                            "a question of the browser's own (OPTIONS)",
                            "its body is not in the HAR: response.content.text is missing",
                            "its response.content.text is no base64, which it is said to be",
                            "it has no answer: its response.status is 0",
                            "the browser had its body already (304)",
                            "of the Klear API, which was not asked for",
                            "a WebSocket without its messages, which Chrome exports as _webSocketMessages");
        }
    }

    private static ObjectNode content(ObjectNode entry) {
        return (ObjectNode) entry.path("response").path("content");
    }

    @Test
    void theCommandTakesOne() throws IOException {
        HarWriter writer = new HarWriter();
        content(writer.entry("GET", STATUS)).put("text", "{\"exchange_active\":true,\"trading_active\":false}");
        Path har = writer.write(directory.resolve("browser.HAR"));
        StringWriter stdout = new StringWriter();
        int status = new CommandLine(new ConformanceCommand())
                .setOut(new PrintWriter(stdout))
                .execute(
                        "--corpus",
                        har.toString(),
                        "--out",
                        directory.toString(),
                        "--specs",
                        Authored.SPECS.toString());

        assertThat(status).isZero();
        assertThat(stdout.toString()).contains("1 captures: 1 compared, 0 broken, 0 skipped", "0 findings in 0 places");
        assertThat(Files.readString(directory.resolve("report.json"))).contains("browser.HAR");
    }

    @Test
    void whatIsNoArchiveIsOneClearSentence() throws IOException {
        Path cut = Files.writeString(directory.resolve("cut.har"), "{\"log\":{\"entries\":[{\"request\":");
        assertThatThrownBy(() -> corpus(cut, Api.REST))
                .isInstanceOf(ConformanceException.class)
                .hasMessageContaining("cut.har cannot be read: not JSON: ")
                .hasMessageContaining("line 1");
        Path other = Files.writeString(directory.resolve("other.har"), "{\"log\":{\"entries\":{}}}");
        assertThatThrownBy(() -> corpus(other, Api.REST)).hasMessageContaining("has no list log.entries");
        Path empty = Files.writeString(directory.resolve("empty.har"), "{\"log\":{\"entries\":[3]}}");
        assertThatThrownBy(() -> corpus(empty, Api.REST))
                .hasMessageContaining("has no entry to compare; entry 1: its request.url is no http URL");
        assertThatThrownBy(() -> corpus(directory.resolve("none.har"), Api.REST))
                .hasMessageContaining("none.har is not a file");
    }

    @Test
    void whatWasUnpackedIsRemoved() throws IOException {
        HarWriter writer = new HarWriter();
        content(writer.entry("GET", STATUS)).put("text", "{}");
        Corpus corpus = corpus(writer.write(directory.resolve("x.har")), Api.REST);
        Path unpacked = corpus.directory();
        assertThat(unpacked).isDirectory();

        corpus.close();

        assertThat(unpacked).doesNotExist();
    }
}
