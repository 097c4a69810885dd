package io.github.kalshiperps.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.auth.PrivateKeySigner;
import io.github.kalshiperps.core.config.EnvironmentConfig;
import io.github.kalshiperps.core.error.AuthenticationException;
import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.error.ConflictException;
import io.github.kalshiperps.core.error.DecodeException;
import io.github.kalshiperps.core.error.InvalidRequestException;
import io.github.kalshiperps.core.error.MissingMemberException;
import io.github.kalshiperps.core.error.RateLimitException;
import io.github.kalshiperps.core.error.ServerException;
import io.github.kalshiperps.core.error.TransportException;
import io.github.kalshiperps.core.error.UnexpectedResponseException;
import io.github.kalshiperps.core.http.RetryPolicy;
import io.github.kalshiperps.core.json.Decoding;
import io.github.kalshiperps.core.json.Drift;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.rest.api.PerpsServers;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateMarginOrderRequest;
import io.github.kalshiperps.rest.model.GetMarginMarketsResponse;
import io.github.kalshiperps.rest.model.LastUpdateReason;
import io.github.kalshiperps.rest.model.MarginMarket;
import io.github.kalshiperps.rest.model.MarginOrder;
import io.github.kalshiperps.rest.model.MarginOrderbookCount;
import io.github.kalshiperps.rest.model.OrdersListParams;
import io.github.kalshiperps.rest.model.PerpsModels;
import io.github.kalshiperps.rest.model.SelfTradePreventionType;
import io.github.kalshiperps.rest.model.TimeInForce;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client as a program uses it, against a server on this machine. */
class PerpsClientTest {
    private static final KeyPair KEYS = Signatures.keyPair("Ed25519");

    private final MockWebServer server = new MockWebServer();
    private final List<Duration> slept = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    /** Whatever else a test was about: no signature that arrived may be wrong. */
    @AfterEach
    void verifySignaturesAndStop() throws InterruptedException {
        RecordedRequest request = server.takeRequest(0, TimeUnit.MILLISECONDS);
        while (request != null) {
            if (request.getHeaders().get("KALSHI-ACCESS-SIGNATURE") != null) {
                Signatures.verify(request, KEYS.getPublic());
            }
            request = server.takeRequest(0, TimeUnit.MILLISECONDS);
        }
        server.close();
    }

    @Test
    void theDemoExchangeIsTheDefaultAndProductionIsAskedForByName() {
        assertThat(PerpsClient.builder().build().baseUrl()).hasToString(PerpsServers.DEMO + "/");
        assertThat(PerpsClient.builder().production().build().baseUrl()).hasToString(PerpsServers.PRODUCTION + "/");
        assertThat(fromVariables(Map.of()).baseUrl()).hasToString(PerpsServers.DEMO + "/");
        assertThat(fromVariables(Map.of("KALSHI_PERPS_DEMO", "false")).baseUrl())
                .hasToString(PerpsServers.PRODUCTION + "/");
    }

    @Test
    void aPublicOperationWorksWithoutAKeyAndAPrivateOneFailsBeforeTheNetwork() throws InterruptedException {
        server.enqueue(json(200, "{\"exchange_active\":true,\"trading_active\":false}"));

        try (PerpsClient client = unsigned().build()) {
            assertThat(client.exchange().status().execute().tradingActive()).isFalse();
            assertThatThrownBy(() -> client.margin().balance().execute())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("MarginApi.balance")
                    .hasMessageContaining("KALSHI_PERPS_KEY_ID");
        }

        assertThat(server.getRequestCount()).isEqualTo(1);
        Signatures.assertUnsigned(server.takeRequest());
    }

    @Test
    void aKeyGoesToKnownHostsAndThisMachineOnly() {
        PerpsClient.Builder elsewhere = PerpsClient.builder()
                .baseUrl("https://external-api.kalshi.com.example.org/trade-api/v2")
                .signer(PrivateKeySigner.of(Signatures.KEY_ID, KEYS.getPrivate()));

        assertThatThrownBy(elsewhere::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("external-api.kalshi.com.example.org");
        assertThat(elsewhere.trustHost("external-api.kalshi.com.example.org").build())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ftp://x/", "not a url", "https://x/?q=s3cr3t", "https://x/#s3cr3t", "https://u:s3cr3t@x/"})
    void aBaseUrlThatIsNoneIsRefused(String url) {
        assertThatThrownBy(() -> PerpsClient.builder().baseUrl(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("baseUrl")
                .hasMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyOrderIdIsRefusedBecauseItWouldCancelEverything(String orderId) {
        try (PerpsClient client = signed().build()) {
            assertThatThrownBy(() -> client.orders().cancel(orderId).execute())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("order_id");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aRetriedReadCarriesAFreshTimestampAndSignature() throws InterruptedException {
        server.enqueue(json(429, "{\"error\":\"too many requests\"}"));
        server.enqueue(json(503, "upstream gone"));
        server.enqueue(json(200, "{\"subaccount_balances\":[],\"settled_funds\":\"12.3400\"}"));

        try (PerpsClient client = signed().clock(tickingClock()).build()) {
            assertThat(client.margin().balance().execute().settledFunds()).hasToString("12.3400");
        }

        List<String> timestamps = new ArrayList<>();
        List<String> signatures = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RecordedRequest request = server.takeRequest();
            Signatures.verify(request, KEYS.getPublic());
            timestamps.add(request.getHeaders().get("KALSHI-ACCESS-TIMESTAMP"));
            signatures.add(request.getHeaders().get("KALSHI-ACCESS-SIGNATURE"));
        }
        assertThat(timestamps).doesNotHaveDuplicates();
        assertThat(signatures).doesNotHaveDuplicates();
        assertThat(slept).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void anOrderIsSentOnceWhateverTheAnswer(int status) {
        server.enqueue(
                json(status, "{}").newBuilder().addHeader("Retry-After", "0").build());
        server.enqueue(json(201, "{}"));

        try (PerpsClient client = signed().build()) {
            assertThatThrownBy(() -> client.orders().create(order()).execute());
        }

        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(slept).isEmpty();
    }

    @Test
    void anOrderWithoutAnAnswerIsSentOnceAndItsOutcomeIsUnknown() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        server.enqueue(json(201, "{}"));

        try (PerpsClient client = signed().build()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class,
                    () -> client.orders().create(order()).execute());
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure).hasMessageContaining("find its client_order_id among the listed orders");
        }

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void errorsOfEveryShapeHaveTheirClassAndCode() {
        try (PerpsClient client = signed().retryPolicy(RetryPolicy.none()).build()) {
            server.enqueue(json(409, "{\"error\":{\"code\":\"order_already_exists\",\"message\":\"exists\"}}"));
            ConflictException conflict = catchThrowableOfType(
                    ConflictException.class,
                    () -> client.orders().create(order()).execute());
            assertThat(conflict.code()).isEqualTo("order_already_exists");

            server.enqueue(json(400, "{\"code\":\"invalid_content_type\",\"message\":\"invalid_content_type\"}"));
            assertThat(catchThrowableOfType(
                                    InvalidRequestException.class,
                                    () -> client.transfers().createSubaccount().execute())
                            .code())
                    .isEqualTo("invalid_content_type");

            server.enqueue(json(400, "{\"msg\":\"Query argument start_date is required, but not found\"}"));
            assertThatThrownBy(() -> client.orders().list().execute())
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("start_date is required");

            server.enqueue(json(429, "{\"error\":\"too many requests\"}"));
            assertThatThrownBy(() -> client.orders().list().execute())
                    .isInstanceOf(RateLimitException.class)
                    .hasMessageContaining("too many requests");

            server.enqueue(json(502, "<html><body><h1>502 Bad Gateway</h1></body></html>"));
            assertThatThrownBy(() -> client.orders().list().execute())
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("502 Bad Gateway");
        }
    }

    @Test
    void anOrderThatTheServerFailedOnSaysThatItMayHaveTakenEffect() {
        server.enqueue(json(504, "gateway timeout"));

        try (PerpsClient client = signed().build()) {
            ServerException failure = catchThrowableOfType(
                    ServerException.class, () -> client.orders().create(order()).execute());
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure).hasMessageContaining("find its client_order_id among the listed orders");
        }
    }

    @Test
    void anInterceptorOfTheProgramCannotSendAnOrderAgainAndSeesNoCredentials() {
        List<String> seen = new ArrayList<>();
        OkHttpClient retrying = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    try (okhttp3.Response first = chain.proceed(chain.request())) {
                        seen.addAll(first.request().headers().names());
                    }
                    return chain.proceed(chain.request());
                })
                .build();
        server.enqueue(json(503, "{}"));
        server.enqueue(json(201, "{\"order_id\":\"o\"}"));

        try (PerpsClient client = signed().httpClient(retrying).build()) {
            assertThatThrownBy(() -> client.orders().create(order()).execute())
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("a second time")
                    .hasMessageContaining("It may have taken effect");
        }

        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(seen).noneMatch(name -> name.startsWith("KALSHI-ACCESS"));
    }

    @Test
    void anOrderThatWaitedTooLongForAThreadIsNotSent() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        Dispatcher one = new Dispatcher();
        one.setMaxRequests(1);
        OkHttpClient narrow = new OkHttpClient.Builder()
                .dispatcher(one)
                .addInterceptor(chain -> {
                    busy.countDown();
                    await(release);
                    return chain.proceed(chain.request());
                })
                .build();
        server.enqueue(json(200, "{\"exchange_active\":true,\"trading_active\":true}"));

        try (PerpsClient client = signed().httpClient(narrow).build()) {
            CompletableFuture<?> first = client.exchange().status().executeAsync();
            await(busy);
            Duration limit = Duration.ofMillis(1);
            CompletableFuture<?> late =
                    client.orders().create(order()).timeout(limit).executeAsync();
            long waited = System.nanoTime();
            while (System.nanoTime() - waited <= limit.toNanos()) {
                Thread.onSpinWait();
            }
            release.countDown();

            assertThatThrownBy(late::join)
                    .hasCauseInstanceOf(TransportException.class)
                    .hasMessageContaining("timeout");
            assertThat(catchThrowableOfType(CompletionException.class, late::join)
                            .getCause())
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            failure -> assertThat(failure.outcomeUnknown()).isFalse());
            first.join();
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aListenerThatFailsCostsNoAnswer() {
        server.enqueue(
                json(201, "{\"order_id\":\"o-1\",\"fill_count\":\"0.00\",\"remaining_count\":\"1.00\",\"new\":1}"));

        try (PerpsClient client = signed().driftListener(drift -> {
                    throw new IllegalStateException("boom");
                })
                .build()) {
            assertThat(client.orders().create(order()).execute().orderId()).isEqualTo("o-1");
        }
    }

    @Test
    void aPageWhoseCursorIsMissingGivesItsItemsFirst() {
        server.enqueue(json(200, "{\"orders\":[" + order("a") + "]}"));
        List<String> ids = new ArrayList<>();

        try (PerpsClient client = signed().build()) {
            assertThatThrownBy(() -> client.orders().listAll().forEach(order -> ids.add(order.orderId())))
                    .isInstanceOf(MissingMemberException.class)
                    .hasMessageContaining("$.cursor");
        }
        assertThat(ids).containsExactly("a");
    }

    @Test
    void aStaleTimestampSaysHowFarTheClockIsOff() {
        server.enqueue(json(401, "{\"error\":{\"code\":\"header_timestamp_expired\",\"message\":\"expired\"}}")
                .newBuilder()
                .addHeader("Date", "Fri, 12 Jun 2026 12:05:00 GMT")
                .build());
        Clock late = Clock.fixed(Instant.parse("2026-06-12T12:04:20Z"), ZoneOffset.UTC);

        try (PerpsClient client = signed().clock(late).build()) {
            assertThatThrownBy(() -> client.margin().balance().execute())
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("header_timestamp_expired")
                    .hasMessageContaining("behind");
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (MockWebServer other = new MockWebServer();
                PerpsClient client = signed().build()) {
            other.start();
            server.enqueue(new MockResponse.Builder()
                    .code(301)
                    .addHeader("Location", other.url("/trade-api/v2/margin/balance"))
                    .build());

            assertThatThrownBy(() -> client.margin().balance().execute())
                    .isInstanceOf(UnexpectedResponseException.class);

            assertThat(other.getRequestCount()).isZero();
        }
    }

    @Test
    void asynchronousCallsCompleteWithTheSameExceptions() {
        server.enqueue(json(409, "{\"error\":{\"code\":\"order_already_exists\",\"message\":\"exists\"}}"));

        try (PerpsClient client = signed().build()) {
            assertThatThrownBy(
                            () -> client.orders().create(order()).executeAsync().join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ConflictException.class);
        }
    }

    @Test
    void deviationsOfTheExchangeCostNothingButThemselves() {
        server.enqueue(json(200, """
                {"markets":[{"ticker":"KXDEMOPERP1","status":"halted","tick_size":"","contract_size":"0.000100",
                             "brand_new":{"x":[1.50]},"schedule":null,"title":"Demo"}]}"""));
        List<Drift> drifts = new ArrayList<>();

        try (PerpsClient client = unsigned().driftListener(drifts::add).build()) {
            GetMarginMarketsResponse response = client.markets().list().execute();
            MarginMarket market = response.markets().get(0);

            assertThat(market.ticker()).isEqualTo("KXDEMOPERP1");
            assertThat(market.status().value()).isEqualTo("halted");
            assertThat(market.status().isKnown()).isFalse();
            assertThat(market.tickSize()).isNull();
            assertThat(market.schedule()).isNull();
            assertThat(market.unknownMembers().get("brand_new")).hasToString("{\"x\":[1.50]}");
            assertThatThrownBy(market::exchangeIndex)
                    .isInstanceOf(MissingMemberException.class)
                    .hasMessageContaining("$.markets[0].exchange_index");
        }

        assertThat(drifts)
                .extracting(Drift::kind, Drift::path)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(Drift.Kind.UNKNOWN_VALUE, "$.markets[0].status"),
                        org.assertj.core.groups.Tuple.tuple(Drift.Kind.MALFORMED_MEMBER, "$.markets[0].tick_size"),
                        org.assertj.core.groups.Tuple.tuple(Drift.Kind.UNKNOWN_MEMBER, "$.markets[0].brand_new"),
                        org.assertj.core.groups.Tuple.tuple(Drift.Kind.MISSING_MEMBER, "$.markets[0].exchange_index"));
    }

    @Test
    void aBrokenElementCostsItsListOrMapAndNotTheMessage() {
        String body = """
                {"markets":[{"ticker":"A","leverage_estimates":{"1000":3.5,"10000":""},"title":"a"},
                            {"ticker":"B","leverage_estimates":{"1000":2},"title":"b"}]}""";
        server.enqueue(json(200, body));
        server.enqueue(json(200, "{\"orderbook\":{\"bids\":[[\"1.00\"]],\"asks\":[[\"1.0100\",\"2.00\"]]}}"));
        List<Drift> drifts = new ArrayList<>();

        try (PerpsClient client = unsigned().driftListener(drifts::add).build()) {
            List<MarginMarket> markets = client.markets().list().execute().markets();
            assertThat(markets).extracting(MarginMarket::ticker).containsExactly("A", "B");
            assertThatThrownBy(markets.get(0)::leverageEstimates)
                    .isInstanceOf(MissingMemberException.class)
                    .hasMessageContaining("$.markets[0].leverage_estimates.10000");
            assertThat(markets.get(1).leverageEstimates()).containsOnlyKeys("1000");
            JsonMapper mapper = JsonMapper.of(PerpsModels.factory());
            assertThat(mapper.write(MarginMarket.class, markets.get(0)))
                    .contains("\"leverage_estimates\":{\"1000\":3.5,\"10000\":\"\"}");
            assertThat(drifts)
                    .filteredOn(drift -> drift.kind() == Drift.Kind.MALFORMED_MEMBER)
                    .extracting(Drift::path, Drift::message)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            "$.markets[0].leverage_estimates.10000", "Expected a number but was STRING"));
            assertThat(drifts).extracting(Drift::path).contains("$.markets[1].schedule");

            MarginOrderbookCount book =
                    client.markets().orderbook("A").execute().orderbook();
            assertThat(book.asks()).containsExactly(PriceLevel.of("1.01", "2"));
            assertThatThrownBy(book::bids)
                    .isInstanceOf(MissingMemberException.class)
                    .hasMessageContaining("$.orderbook.bids[0]");
        }
    }

    @Test
    void strictDecodingFailsAtTheFirstDeviation() {
        server.enqueue(json(200, "{\"exchange_active\":true,\"trading_active\":true,\"mood\":\"good\"}"));

        try (PerpsClient client = unsigned().decoding(Decoding.STRICT).build()) {
            assertThatThrownBy(() -> client.exchange().status().execute())
                    .isInstanceOf(DecodeException.class)
                    .hasMessageContaining("$.mood");
        }
    }

    @Test
    void listAllFollowsTheCursorLazily() throws InterruptedException {
        server.enqueue(json(200, "{\"orders\":[" + order("a") + "," + order("b") + "],\"cursor\":\"p2\"}"));
        server.enqueue(json(200, "{\"orders\":[" + order("c") + "],\"cursor\":\"\"}"));

        try (PerpsClient client = signed().build()) {
            List<String> ids = client
                    .orders()
                    .listAll(OrdersListParams.builder().limit(2L).build())
                    .stream()
                    .map(MarginOrder::orderId)
                    .toList();
            assertThat(ids).containsExactly("a", "b", "c");
        }

        assertThat(server.takeRequest().getTarget()).endsWith("/margin/orders?limit=2");
        assertThat(server.takeRequest().getTarget()).endsWith("/margin/orders?limit=2&cursor=p2");
    }

    @Test
    void anEmptyReasonIsAValueOfItsOwn() {
        server.enqueue(json(200, "{\"orders\":[" + order("a") + "],\"cursor\":\"\"}"));

        try (PerpsClient client = signed().build()) {
            MarginOrder order = client.orders().list().execute().orders().get(0);
            assertThat(order.lastUpdateReason()).isEqualTo(LastUpdateReason.NONE);
            assertThat(order.createdTime()).isEqualTo(Instant.parse("2026-06-12T04:02:39.2335Z"));
        }
    }

    @Test
    void buildersRefuseWhatTheExchangeWouldRefuse() {
        assertThatThrownBy(() -> CreateMarginOrderRequest.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CreateMarginOrderRequest.client_order_id");
        assertThatThrownBy(() -> CreateMarginOrderRequest.builder().price(FixedPointDollars.of("-5")))
                .hasMessageContaining("CreateMarginOrderRequest.price: expected more than 0");
        assertThatThrownBy(() -> CreateMarginOrderRequest.builder().count(FixedPointCount.ZERO))
                .hasMessageContaining("CreateMarginOrderRequest.count: expected more than 0");
        assertThatThrownBy(() -> CreateMarginOrderRequest.builder().price(FixedPointDollars.of("1.23456")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CreateMarginOrderRequest.price")
                .hasMessageContaining("4 decimals");
    }

    @Test
    void nothingSecretIsPrinted() {
        try (PerpsClient client = signed().build()) {
            assertThat(client.toString()).doesNotContain(Signatures.KEY_ID);
        }
    }

    private static String order(String id) {
        return "{\"order_id\":\"" + id + "\",\"user_id\":\"u\",\"client_order_id\":\"c\",\"ticker\":\"KXDEMOPERP1\","
                + "\"side\":\"bid\",\"price\":\"5.3829\",\"fill_count\":\"0.00\",\"remaining_count\":\"1.00\","
                + "\"last_update_reason\":\"\",\"created_time\":\"2026-06-12T04:02:39.2335Z\"}";
    }

    private static CreateMarginOrderRequest order() {
        return CreateMarginOrderRequest.builder()
                .ticker("KXDEMOPERP1")
                .clientOrderId("order-1")
                .side(BookSide.BID)
                .count(FixedPointCount.of("1"))
                .price(FixedPointDollars.of("5.38"))
                .timeInForce(TimeInForce.GOOD_TILL_CANCELED)
                .selfTradePreventionType(SelfTradePreventionType.MAKER)
                .build();
    }

    private PerpsClient.Builder unsigned() {
        return PerpsClient.builder()
                .baseUrl(server.url("/trade-api/v2").toString())
                .sleeper(slept::add);
    }

    private PerpsClient.Builder signed() {
        return unsigned().signer(PrivateKeySigner.of(Signatures.KEY_ID, KEYS.getPrivate()));
    }

    private static PerpsClient fromVariables(Map<String, String> variables) {
        return PerpsClient.builder()
                .from(EnvironmentConfig.from(variables, EnvironmentConfig.DEFAULT_PREFIX))
                .build();
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    /** Every look at it is a millisecond later. */
    private static Clock tickingClock() {
        AtomicLong millis = new AtomicLong(1_781_268_264_000L);
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(millis.getAndIncrement());
            }
        };
    }
}
