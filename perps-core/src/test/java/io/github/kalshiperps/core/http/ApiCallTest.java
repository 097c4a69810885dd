package io.github.kalshiperps.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.error.DecodeException;
import io.github.kalshiperps.core.error.InvalidRequestException;
import io.github.kalshiperps.core.error.NotFoundException;
import io.github.kalshiperps.core.error.RateLimitException;
import io.github.kalshiperps.core.error.ServerException;
import io.github.kalshiperps.core.error.TransportException;
import io.github.kalshiperps.core.http.TestExchange.Order;
import io.github.kalshiperps.core.http.TestExchange.OrdersApi;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.Buffer;
import okio.ByteString;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.GET;

class ApiCallTest {
    private final TestExchange exchange = new TestExchange();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void executeReturnsTheDecodedBody() {
        exchange.answer(200, "{\"order_id\":\"a\"}");
        assertThat(exchange.orders().get("a").execute()).isEqualTo(new Order("a"));
        RecordedRequest request = exchange.request();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getTarget()).isEqualTo("/trade-api/v2/margin/orders/a");
    }

    @Test
    void executeAsyncCompletesWithTheDecodedBody() throws Exception {
        exchange.answer(200, "{\"order_id\":\"a\"}");
        assertThat(exchange.orders().get("a").executeAsync().get(10, TimeUnit.SECONDS))
                .isEqualTo(new Order("a"));
    }

    @Test
    void responseHasStatusHeadersAndRawBody() {
        exchange.answer(new MockResponse.Builder()
                .code(201)
                .addHeader("X-Request-Id", "7")
                .body("{\"order_id\":\"é\"}"));
        ApiResponse<Order> response = exchange.orders().create(new Order("é")).response();
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers().get("X-Request-Id")).isEqualTo("7");
        assertThat(response.rawBody()).isEqualTo("{\"order_id\":\"é\"}");
        assertThat(response.rawBytes()).isEqualTo(ByteString.encodeUtf8("{\"order_id\":\"é\"}"));
        assertThat(response.method()).isEqualTo("POST");
        assertThat(response.path()).isEqualTo("/trade-api/v2/margin/orders");
        assertThat(response.body()).isEqualTo(new Order("é")).isSameAs(response.body());
    }

    @Test
    void responseAsyncCompletesWithTheSame() throws Exception {
        exchange.answer(200, "{\"order_id\":\"a\"}");
        ApiResponse<Order> response = exchange.orders().get("a").responseAsync().get(10, TimeUnit.SECONDS);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(new Order("a"));
    }

    @Test
    void responseKeepsABodyThatCannotBeDecoded() {
        exchange.answer(201, "{\"order_id\":[]}");
        ApiResponse<Order> response = exchange.orders().create(new Order("a")).response();
        assertThat(response.rawBody()).isEqualTo("{\"order_id\":[]}");
        DecodeException e = catchThrowableOfType(DecodeException.class, response::body);
        assertThat(e.path()).isEqualTo("$.order_id");
        assertThat(e)
                .hasMessageStartingWith("POST /trade-api/v2/margin/orders -> 201: Expected a string")
                .hasMessageEndingWith(" at $.order_id");
    }

    @Test
    void undecodableBodyFailsExecute() {
        exchange.answer(200, "<html>hello</html>");
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> exchange.orders().get("a").execute());
    }

    @Test
    void undecodableBodyFailsTheFuture() {
        exchange.answer(200, "[]");
        assertThat(failure(exchange.orders().get("a").executeAsync())).isInstanceOf(DecodeException.class);
    }

    @Test
    void emptyBodyWhereAModelIsPromisedFails() {
        exchange.answer(200, "");
        DecodeException e = catchThrowableOfType(
                DecodeException.class, () -> exchange.orders().get("a").execute());
        assertThat(e.path()).isEqualTo("$");
        assertThat(e).hasMessageContaining("the body is empty");
    }

    @Test
    void missingBodyWhereAModelIsPromisedFails() {
        exchange.answer(new MockResponse.Builder().code(204));
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> exchange.orders().get("a").execute());
    }

    @Test
    void noContentNeedsNoBody() {
        exchange.answer(new MockResponse.Builder().code(204));
        assertThat(exchange.orders().cancelAll().execute()).isSameAs(NoContent.INSTANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "not json"})
    void noContentToleratesABody(String body) {
        exchange.answer(200, body);
        assertThat(exchange.orders().cancelAll().execute()).isSameAs(NoContent.INSTANCE);
    }

    @Test
    void errorIsThrown() {
        exchange.answer(404, "{\"error\":{\"code\":\"not_found\",\"message\":\"not found\"}}");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> exchange.orders().get("abc").execute())
                .withMessage("GET /trade-api/v2/margin/orders/abc -> 404 not_found: not found");
    }

    @Test
    void errorIsThrownByResponseToo() {
        exchange.answer(404, "");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> exchange.orders().get("abc").response());
    }

    @Test
    void errorReachesTheFutureItself() {
        exchange.answer(404, "");
        exchange.answer(404, "");
        OrdersApi orders = exchange.orders();
        assertThat(failure(orders.get("abc").executeAsync())).isInstanceOf(NotFoundException.class);
        assertThat(failure(orders.get("abc").responseAsync())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void exceptionOfACallbackIsTheExceptionItself() throws Exception {
        exchange.answer(404, "");
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        CompletableFuture<?> unused =
                exchange.orders().get("abc").executeAsync().whenComplete((order, e) -> seen.complete(e));
        assertThat(seen.get(10, TimeUnit.SECONDS)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void retryAfterReachesTheException() {
        exchange.answer(new MockResponse.Builder().code(429).addHeader("Retry-After", "7"));
        RateLimitException e = catchThrowableOfType(
                RateLimitException.class,
                () -> exchange.orders().create(new Order("a")).execute());
        assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void errorWhoseBodyBreaksOffIsStillThatError() {
        exchange.answer(new MockResponse.Builder()
                .code(500)
                .body("x".repeat(100_000))
                .onResponseBody(new SocketEffect.CloseSocket()));
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> exchange.orders().create(new Order("a")).execute());
    }

    @Test
    void hugeErrorBodyIsCut() {
        exchange.answer(400, "x".repeat(3_000_000));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> exchange.orders().create(new Order("a")).execute())
                .satisfies(e -> assertThat(e.rawBody()).hasSize(1 << 20));
    }

    @Test
    void callMayBeExecutedSeveralTimes() throws Exception {
        exchange.answer(200, "{\"order_id\":\"1\"}");
        exchange.answer(200, "{\"order_id\":\"2\"}");
        exchange.answer(200, "{\"order_id\":\"3\"}");
        ApiCall<Order> call = exchange.orders().create(new Order("a"));
        assertThat(call.execute()).isEqualTo(new Order("1"));
        assertThat(call.executeAsync().get(10, TimeUnit.SECONDS)).isEqualTo(new Order("2"));
        assertThat(call.execute()).isEqualTo(new Order("3"));
        assertThat(exchange.request().getBody()).isEqualTo(ByteString.encodeUtf8("{\"order_id\":\"a\"}"));
        assertThat(exchange.request().getBody()).isEqualTo(ByteString.encodeUtf8("{\"order_id\":\"a\"}"));
    }

    @Test
    void nothingIsSentBeforeExecution() {
        exchange.orders().get("a").timeout(Duration.ofSeconds(1)).header("A", "b");
        assertThat(exchange.server.getRequestCount()).isZero();
    }

    @Test
    void headerIsSentByTheNewCallOnly() {
        exchange.answer(200, "{}");
        exchange.answer(200, "{}");
        ApiCall<Order> plain = exchange.orders().get("a");
        ApiCall<Order> tagged = plain.header("X-Trace", "1").header("X-Trace", "2");
        plain.execute();
        tagged.execute();
        assertThat(exchange.request().getHeaders().values("X-Trace")).isEmpty();
        assertThat(exchange.request().getHeaders().values("X-Trace")).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "authorization",
                "KALSHI-ACCESS-KEY",
                "kalshi-access-signature",
                "Kalshi-Access-X"
            })
    void credentialHeadersAreRefused(String name) {
        ApiCall<Order> call = exchange.orders().get("a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.header(name, "secret"))
                .withMessageContaining(name)
                .withMessageNotContaining("secret");
    }

    @Test
    void timeoutOfOneCallEndsIt() {
        exchange.answer(new MockResponse.Builder().code(200).onResponseStart(SocketEffect.Stall.INSTANCE));
        TransportException e = catchThrowableOfType(
                TransportException.class,
                () -> exchange.orders()
                        .create(new Order("a"))
                        .timeout(Duration.ofMillis(200))
                        .execute());
        assertThat(e).hasCauseInstanceOf(InterruptedIOException.class);
        assertThat(e.outcomeUnknown()).isTrue();
    }

    @Test
    void timeoutSpansTheBody() {
        exchange.answer(new MockResponse.Builder()
                .code(200)
                .body("{\"order_id\":\"a\"}")
                .onResponseBody(SocketEffect.Stall.INSTANCE));
        TransportException e = catchThrowableOfType(
                TransportException.class,
                () -> exchange.orders().get("a").timeout(Duration.ofMillis(200)).execute());
        assertThat(e).hasMessageContaining("timeout");
        assertThat(e.outcomeUnknown()).as("a read").isFalse();
        assertThat(exchange.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void timeoutReachesTheFuture() {
        exchange.answer(new MockResponse.Builder().code(200).onResponseStart(SocketEffect.Stall.INSTANCE));
        assertThat(failure(exchange.orders()
                        .get("a")
                        .timeout(Duration.ofMillis(200))
                        .executeAsync()))
                .isInstanceOf(TransportException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void timeoutMustBePositive(String timeout) {
        ApiCall<Order> call = exchange.orders().get("a");
        assertThatIllegalArgumentException().isThrownBy(() -> call.timeout(Duration.parse(timeout)));
    }

    @Test
    void cancellingTheFutureCancelsTheHttpCall() throws Exception {
        CountDownLatch canceled = new CountDownLatch(1);
        exchange.answer(new MockResponse.Builder().code(200).onResponseStart(SocketEffect.Stall.INSTANCE));
        CompletableFuture<Order> future = ordersTelling(canceled).get("a").executeAsync();
        exchange.request();
        assertThat(future.cancel(true)).isTrue();
        assertThat(canceled.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(future::join);
    }

    @Test
    void futureThatRunsOutCancelsTheHttpCall() throws Exception {
        CountDownLatch canceled = new CountDownLatch(1);
        exchange.answer(new MockResponse.Builder().code(200).onResponseStart(SocketEffect.Stall.INSTANCE));
        CompletableFuture<Order> future =
                ordersTelling(canceled).get("a").executeAsync().orTimeout(200, TimeUnit.MILLISECONDS);
        assertThat(failure(future)).isInstanceOf(TimeoutException.class);
        assertThat(canceled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private OrdersApi ordersTelling(CountDownLatch canceled) {
        OkHttpClient client = new OkHttpClient.Builder()
                .eventListener(new EventListener() {
                    @Override
                    public void canceled(Call call) {
                        canceled.countDown();
                    }
                })
                .build();
        return exchange.orders(exchange.stack().client(client));
    }

    @Test
    void connectionFailureBeforeSendingLeavesNoDoubt() throws IOException {
        OrdersApi orders = exchange.orders();
        exchange.close();
        TransportException e = catchThrowableOfType(
                TransportException.class, () -> orders.create(new Order("a")).execute());
        assertThat(e.outcomeUnknown()).isFalse();
        assertThat(e.method()).isEqualTo("POST");
        assertThat(e.path()).isEqualTo("/trade-api/v2/margin/orders");
    }

    @Test
    void connectionFailureAfterSendingLeavesDoubtOfAWrite() {
        exchange.answer(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
        TransportException e = catchThrowableOfType(
                TransportException.class,
                () -> exchange.orders().create(new Order("a")).execute());
        assertThat(e.outcomeUnknown()).isTrue();
    }

    @Test
    void successThatBreaksOffLeavesDoubtOfAWrite() {
        exchange.answer(new MockResponse.Builder()
                .code(201)
                .body("x".repeat(100_000))
                .onResponseBody(new SocketEffect.CloseSocket()));
        TransportException e = catchThrowableOfType(
                TransportException.class,
                () -> exchange.orders().create(new Order("a")).execute());
        assertThat(e.outcomeUnknown()).isTrue();
    }

    @Test
    void bodyAsLargeAsAllowedIsRead() {
        exchange.answer(200, "{\"order_id\":\"a\"}");
        assertThat(exchange.orders(exchange.stack().maxResponseBytes(16))
                        .get("a")
                        .execute())
                .isEqualTo(new Order("a"));
    }

    @Test
    void bodyLargerThanAllowedFailsAtOnce() {
        exchange.answer(200, "{\"order_id\":\"ab\"}");
        exchange.answer(200, "{}");
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> exchange.orders(exchange.stack().maxResponseBytes(16))
                        .get("a")
                        .execute())
                .withMessageContaining("larger than 16 bytes");
        assertThat(exchange.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void limitCountsWhatCompressionHides() throws IOException {
        Buffer zipped = new Buffer();
        try (var gzip = Okio.buffer(new GzipSink(zipped))) {
            gzip.writeUtf8("{\"order_id\":\"" + "a".repeat(100_000) + "\"}");
        }
        exchange.answer(
                new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(zipped));
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> exchange.orders(exchange.stack().maxResponseBytes(10_000))
                        .get("a")
                        .execute())
                .withMessageContaining("larger than");
    }

    @Test
    void clientOfTheStackOpensWebSockets() throws Exception {
        exchange.answer(new MockResponse.Builder().webSocketUpgrade(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                socket.send("hello");
            }
        }));
        CompletableFuture<String> received = new CompletableFuture<>();
        OkHttpClient client = exchange.stack().build().client();
        Request request = new Request.Builder().url(exchange.server.url("/ws")).build();
        WebSocket socket = client.newWebSocket(request, new WebSocketListener() {
            @Override
            public void onMessage(WebSocket webSocket, String text) {
                received.complete(text);
            }

            @Override
            public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
                received.completeExceptionally(failure);
            }
        });
        assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
        socket.cancel();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trade-api/v2", "/trade-api/v2/"})
    void baseUrlNeedsNoSlash(String base) {
        exchange.answer(200, "{}");
        HttpUrl url = exchange.server.url(base);
        exchange.stack()
                .build()
                .retrofit(url, TestExchange.mapper())
                .create(OrdersApi.class)
                .status()
                .execute();
        assertThat(exchange.request().getTarget()).isEqualTo("/trade-api/v2/margin/exchange/status");
    }

    @Test
    void interfaceWithATypeThatIsNoModelIsRefused() {
        HttpStack stack = exchange.stack().build();
        GenericApi api =
                stack.retrofit(exchange.server.url("/"), TestExchange.mapper()).create(GenericApi.class);
        assertThatIllegalArgumentException().isThrownBy(api::list).withMessageContaining("java.util.List");
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(api::raw)
                .withStackTraceContaining("ApiCall needs a type argument");
    }

    interface GenericApi {
        @GET("a")
        ApiCall<List<ResponseBody>> list();

        @GET("a")
        @SuppressWarnings("rawtypes")
        ApiCall raw();
    }

    @Test
    void callPrintsItsMethodAndPathOnly() {
        ApiCall<?> call = exchange.orders()
                .list(TestExchange.ListParams.of("ticker", "SECRET"))
                .header("X-Token", "SECRET");
        assertThat(call).hasToString("GET /trade-api/v2/margin/orders");
    }

    static Throwable failure(CompletableFuture<?> future) {
        try {
            future.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("The future did not fail");
    }
}
