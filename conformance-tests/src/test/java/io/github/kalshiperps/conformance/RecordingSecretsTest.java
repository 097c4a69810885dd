package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.auth.AccessHeaders;
import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.klear.model.GenerateMarginFcmApiKeyRequest;
import io.github.kalshiperps.klear.model.ReportsListParams;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateMarginFCMSubtraderRequest;
import io.github.kalshiperps.rest.model.CreateMarginOrderRequest;
import io.github.kalshiperps.rest.model.SelfTradePreventionType;
import io.github.kalshiperps.rest.model.TimeInForce;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.simulator.klear.KlearCredentials;
import io.github.kalshiperps.ws.MessageStream;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.model.UserOrderMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Records clients of all three APIs at work on a simulated exchange, and looks for what must not be on the disk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordingSecretsTest {
    private static final String TICKER = "KXBTCPERP1";
    private static final Duration SOON = Duration.ofSeconds(10);

    /** Known to the recording. */
    private final Map<String, String> secrets = new TreeMap<>();

    /** Seen by nobody but the recording itself. */
    private final Map<String, String> identities = new TreeMap<>();

    private final List<String> signatures = Collections.synchronizedList(new ArrayList<>());

    /** What passed, as a recording without any care would have it. */
    private final Queue<String> passed = new ConcurrentLinkedQueue<>();

    private Path exchange = Path.of("");
    private Path clearing = Path.of("");

    @BeforeAll
    void record(@TempDir Path directory) throws Exception {
        exchange = directory.resolve("exchange");
        clearing = directory.resolve("klear");
        try (PerpsSimulator simulator = PerpsSimulator.builder()
                .klearHistory()
                .trafficListener(traffic -> passed.add(traffic.path() + "?" + traffic.query() + "\n"
                        + traffic.requestBody() + "\n" + traffic.answer().body()))
                .frameListener(frame -> passed.add(frame.text()))
                .start()) {
            KlearCredentials klear = simulator.klearCredentials();
            secrets.put("key id", simulator.account().keyId());
            secrets.put("private key", simulator.account().privateKeyPem());
            secrets.put("access token", klear.accessToken());
            secrets.put("account number", "DE89370400440532013000");
            identities.put("user id", simulator.account().userId());
            Recording.Builder first = Recording.in(exchange, "simulator");
            Recording.Builder second = Recording.in(clearing, "simulator");
            secrets.values().forEach(secret -> {
                first.secret(secret);
                second.secret(secret);
            });
            try (Recording recording = first.start();
                    Recording other = second.start()) {
                trade(simulator, recording);
                listen(simulator, recording);
                tellEverything(simulator, recording);
                tellWhatWasLearnt(simulator, recording);
                clear(simulator, other);
            }
        }
    }

    private String secret(String what) {
        return Objects.requireNonNull(secrets.get(what), what);
    }

    private OkHttpClient recorded(Recording recording) {
        Interceptor spy = chain -> {
            String signature = chain.request().header(AccessHeaders.SIGNATURE);
            if (signature != null) {
                signatures.add(signature);
            }
            return chain.proceed(chain.request());
        };
        return recording.record(
                new OkHttpClient.Builder().addNetworkInterceptor(spy).build());
    }

    private void trade(PerpsSimulator simulator, Recording recording) {
        try (PerpsClient client = simulator
                .clientBuilder()
                .signer(simulator.account().signer())
                .httpClient(recorded(recording))
                .build()) {
            client.markets().list().execute();
            client.markets().orderbook(TICKER).execute();
            order(client);
            client.orders().list().execute();
            client.margin().balance().execute();
            client.portfolio().positions().execute();
            simulator.misbehaviour().operation("GetMarginMarkets").times(1).answer(503);
            client.markets().list().execute();
        }
    }

    static void order(PerpsClient client) {
        client.orders()
                .create(CreateMarginOrderRequest.builder()
                        .ticker(TICKER)
                        .clientOrderId("mine-1")
                        .side(BookSide.BID)
                        .count(FixedPointCount.of("1.00"))
                        .price(FixedPointDollars.of("5.0000"))
                        .timeInForce(TimeInForce.GOOD_TILL_CANCELED)
                        .selfTradePreventionType(SelfTradePreventionType.MAKER)
                        .build())
                .execute();
    }

    private void listen(PerpsSimulator simulator, Recording recording) throws Exception {
        try (PerpsWebSocket session =
                        simulator.session().openedBy(recording::webSockets).connect();
                PerpsClient client = simulator
                        .clientBuilder()
                        .signer(simulator.account().signer())
                        .build()) {
            try (MessageStream<UserOrderMessage> orders = session.userOrders().stream()) {
                orders.ready().get(SOON.toSeconds(), TimeUnit.SECONDS);
                client.orders().cancelAll().execute();
                assertThat(orders.next(SOON)).isPresent();
            }
        }
    }

    /** Sends each secret in each encoding wherever a program can send something. */
    private void tellEverything(PerpsSimulator simulator, Recording recording) throws IOException {
        OkHttpClient client = recorded(recording);
        HttpUrl base = HttpUrl.get(simulator.restUrl());
        List<String> all = new ArrayList<>(secrets.values());
        RecordedConnection connection = recording.connection("/trade-api/ws/v2/margin?x=" + secrets.get("key id"));
        for (String secret : all) {
            for (String encoded : Encodings.of(secret)) {
                HttpUrl url = base.newBuilder()
                        .addPathSegments("margin/markets")
                        .addPathSegment("x" + encoded)
                        .addQueryParameter("ticker", encoded)
                        .build();
                RequestBody body = RequestBody.create("{\"a\":\"" + encoded + "\"}", MediaType.get("application/json"));
                try (Response response = client.newCall(
                                new Request.Builder().url(url).post(body).build())
                        .execute()) {
                    assertThat(response.code()).isGreaterThanOrEqualTo(400);
                }
                recording.answer("GET", "/trade-api/v2/margin/exchange/status", null, 400, "no: " + encoded);
                connection.command("{\"cmd\":\"subscribe\",\"x\":\"" + encoded.replace("\\", "\\\\") + "\"}");
                connection.frame(
                        "{\"type\":\"error\",\"msg\":{\"code\":1,\"msg\":\"" + encoded.replace("\\", "\\\\") + "\"}}");
                connection.frame(encoded);
            }
        }
        connection.close();
    }

    /** The id of a key that the recording was not told of: in a header first, and later where no header says what it is. */
    private void tellWhatWasLearnt(PerpsSimulator simulator, Recording recording) throws IOException {
        try (PerpsClient client = simulator
                .clientBuilder()
                .signer(simulator.clearingMember().signer())
                .httpClient(recording.record(new OkHttpClient()))
                .build()) {
            client.margin().balance().execute();
        }
        String keyId = simulator.clearingMember().keyId();
        identities.put("learnt key id", keyId);
        HttpUrl url = HttpUrl.get(simulator.restUrl() + "/margin/markets/" + keyId);
        try (Response response = recorded(recording)
                .newCall(new Request.Builder().url(url).build())
                .execute()) {
            assertThat(response.code()).isEqualTo(404);
        }
    }

    private void clear(PerpsSimulator simulator, Recording recording) {
        KlearCredentials credentials = simulator.klearCredentials();
        try (KlearClient client = KlearClient.builder()
                        .baseUrl(simulator.klearUrl())
                        .clock(simulator.clock())
                        .adminUserId(credentials.adminUserId())
                        .accessToken(credentials.accessToken())
                        .httpClient(recorded(recording))
                        .build();
                KlearClient stranger = KlearClient.builder()
                        .baseUrl(simulator.klearUrl())
                        .clock(simulator.clock())
                        .adminUserId(credentials.adminUserId())
                        .accessToken("an-access-token-that-is-wrong")
                        .httpClient(recorded(recording))
                        .build()) {
            identities.put("admin user id", credentials.adminUserId()); // learnt from the header
            secrets.put("wrong token", "an-access-token-that-is-wrong");
            identities.put(
                    "clearing member", client.settlement().balance().execute().userId());
            String subtrader = subtrader(simulator);
            identities.put("subtrader", subtrader);
            var generated = client.apiKeys()
                    .generate(GenerateMarginFcmApiKeyRequest.builder()
                            .fcmSubtraderId(subtrader)
                            .name("the key of somebody")
                            .build())
                    .execute();
            identities.put("generated key", generated.privateKey());
            identities.put("generated key id", generated.apiKeyId().toString());
            identities.put("name of a key", "the key of somebody");
            client.apiKeys().list().execute();
            client.apiKeys().delete(generated.apiKeyId()).execute();
            LocalDate today = LocalDate.ofInstant(simulator.clock().instant(), ZoneOffset.UTC);
            client.reports()
                    .list(ReportsListParams.builder()
                            .startDate(today.minusDays(7))
                            .endDate(today)
                            .build())
                    .execute()
                    .reports()
                    .forEach(report -> identities.put("report", report.url()));
            assertThat(catchThrowable(() -> stranger.settlement().balance().execute()))
                    .isInstanceOf(ApiException.class);
        }
    }

    private static String subtrader(PerpsSimulator simulator) {
        try (PerpsClient member = simulator
                .clientBuilder()
                .signer(simulator.clearingMember().signer())
                .build()) {
            String subtrader = member.fcm()
                    .createSubtrader(CreateMarginFCMSubtraderRequest.builder()
                            .subtraderSuffix("deskofbob1")
                            .build())
                    .execute()
                    .subtraderId();
            simulator.klearLedger().addSubtrader(subtrader);
            return subtrader;
        }
    }

    @AfterAll
    void nothingWasProvedByChance() {
        String all = String.join("\n", passed);
        assertThat(all).contains(secrets.get("key id"), identities.get("user id"));
        assertThat(identities)
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy((what, value) -> assertThat(value).as(what).hasSizeGreaterThan(5));
        assertThat(Encodings.in(all, secret("access token"))).hasSizeGreaterThan(3);
        assertThat(signatures).hasSize(4);
    }

    private List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path directory : List.of(exchange, clearing)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.forEach(all::add);
            }
        }
        assertThat(all).hasSizeGreaterThan(100);
        return all;
    }

    @Test
    void noSecretIsOnTheDiskInAnyEncoding() throws IOException {
        Map<String, String> hidden = new TreeMap<>(secrets);
        hidden.putAll(identities);
        for (int i = 0; i < signatures.size(); i++) {
            hidden.put("signature " + i, signatures.get(i));
        }
        for (Path file : files()) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            hidden.forEach((what, secret) -> assertThat(Encodings.in(text, secret))
                    .as("%s in %s", what, file.getFileName())
                    .isEmpty());
            for (String line : secret("private key").split("\n", -1)) {
                if (!line.isEmpty() && !line.contains("-----")) {
                    assertThat(text).as("%s", file.getFileName()).doesNotContain(line);
                }
            }
            assertThat(String.valueOf(file.getFileName())).doesNotContain(secrets.get("key id"));
        }
    }

    @Test
    void everythingThatPassedIsThere() throws Exception {
        Corpus corpus = Corpus.of(exchange);
        List<String> statuses = new ArrayList<>();
        List<Path> frames = new ArrayList<>();
        for (String name : corpus.names()) {
            if (corpus.transport(name) == Transport.HTTP) {
                Capture.Http capture = corpus.http(name);
                statuses.add(capture.method() + " " + capture.path() + " " + capture.status());
            } else {
                frames.add(corpus.webSocket(name).frames());
            }
        }
        assertThat(statuses)
                .startsWith(
                        "GET /trade-api/v2/margin/markets 200",
                        "GET /trade-api/v2/margin/markets/KXBTCPERP1/orderbook 200",
                        "POST /trade-api/v2/margin/orders 201")
                // What is sent again is recorded each time.
                .containsSequence("GET /trade-api/v2/margin/markets 503", "GET /trade-api/v2/margin/markets 200");
        assertThat(frames).hasSize(2);
        assertThat(Files.readString(frames.get(0))).contains("\"type\":\"subscribed\"", "\"type\":\"user_order\"");
        assertThat(corpus.webSocket("" + frames.get(0).getFileName().toString().replace(".jsonl", ""))
                        .commands())
                .isNotEmpty();
    }

    @Test
    void theModelsKeepWhatWasRecorded() throws IOException {
        // Of the exchange's errors, and of what was made up here, nothing is known; of success all is.
        for (Bindings bindings : List.of(Bindings.REST, Bindings.KLEAR)) {
            Report report = Authored.compare(bindings, bindings == Bindings.REST ? exchange : clearing);
            assertThat(report.byKind()).containsEntry(Kind.ROUND_TRIP_LOSS, 0);
            assertThat(report.findings().stream()
                            .filter(finding -> finding.source().sort() == Source.Sort.OPERATION)
                            .filter(finding -> finding.kind() == Kind.FORMAT_BROKEN
                                    || finding.kind() == Kind.WRONG_KIND
                                    || finding.kind() == Kind.UNKNOWN_ENUM_VALUE)
                            .map(Finding::path)
                            // The simulator sends it as the exchange does.
                            .filter(path -> !path.equals("$.markets[].tick_size"))
                            .toList())
                    .as("pseudonyms have the form of what they stand for")
                    .isEmpty();
        }
    }
}
