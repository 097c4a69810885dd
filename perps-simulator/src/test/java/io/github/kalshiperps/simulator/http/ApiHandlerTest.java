package io.github.kalshiperps.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.rest.model.CreateSubaccountResponse;
import io.github.kalshiperps.rest.model.ExchangeStatus;
import io.github.kalshiperps.rest.model.MarginEnabledResponse;
import io.github.kalshiperps.rest.model.PerpsModels;
import io.github.kalshiperps.simulator.engine.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes before and after the operations, with operations that do what each test wants. */
class ApiHandlerTest {
    private static final String BASE = "/trade-api/v2";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-20T12:00:00Z"), ZoneOffset.UTC);

    private final Map<String, OperationHandler> handlers = new HashMap<>();
    private final Faults faults = new Faults();
    private final Queue<TrafficListener.Traffic> traffic = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Caller caller = new Caller("key", "user", Set.of(Scope.READ, Scope.WRITE), null);
    private final SimulatorServer server = new SimulatorServer(0);

    ApiHandlerTest() {
        PerpsOperations.ALL.forEach(operation -> handlers.put(operation.id(), call -> {
            throw new AssertionError("not part of this test");
        }));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void servesWhatItHasForAClientOfAnotherRelease() throws Exception {
        handlers.put("ListMarginFills", Objects.requireNonNull(handlers.remove("GetMarginFills")));
        handlers.put(
                "GetMarginEnabled",
                call -> MarginEnabledResponse.builder().enabled(true).build());
        start();

        HttpResponse<String> other = send("GET", "/margin/fills");

        assertThat(other.statusCode()).isEqualTo(501);
        assertThat(other.body()).isEqualTo("501 not simulated: GetMarginFills");
        assertThat(send("GET", "/margin/enabled").statusCode()).isEqualTo(200);
    }

    @Test
    void answersWithTheModelUnderTheDocumentedStatus() throws Exception {
        handlers.put(
                "CreateMarginSubaccount",
                call -> CreateSubaccountResponse.builder().subaccountNumber(7).build());
        start();

        HttpResponse<String> response = send("POST", "/portfolio/margin/subaccounts", "application/json", "{}");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("{\"subaccount_number\":7}");
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("date")).contains("Tue, 20 Oct 2026 12:00:00 GMT");
    }

    @Test
    void nothingToSayIs204WithoutABody() throws Exception {
        handlers.put("CancelAllMarginOrders", call -> NoContent.INSTANCE);
        start();

        HttpResponse<String> response = send("DELETE", "/margin/orders");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("content-type")).isEmpty();
    }

    @Test
    void handlersGetWhatWasSent() throws Exception {
        handlers.put("CancelMarginOrder", call -> {
            throw new Refusal(
                    404,
                    "seen",
                    call.caller().userId() + " " + call.path("order_id") + " "
                            + call.query().integer("subaccount"),
                    null);
        });
        start();

        assertThat(send("DELETE", "/margin/orders/a%20b%2F?subaccount=3").body())
                .isEqualTo("{\"error\":{\"code\":\"seen\",\"message\":\"user a b/ 3\"}}");
    }

    @Test
    void aRefusalOfTheExchangeIsWrapped() throws Exception {
        handlers.put("GetMarginEnabled", call -> {
            throw new Refusal(409, "some_code", "some text", "some \"details\"");
        });
        start();

        HttpResponse<String> response = send("GET", "/margin/enabled");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body())
                .isEqualTo(
                        "{\"error\":{\"code\":\"some_code\",\"message\":\"some text\",\"details\":\"some \\\"details\\\"\"}}");
    }

    @Test
    void aMistakeOfTheSimulatorIs500() throws Exception {
        handlers.put("GetMarginEnabled", call -> {
            throw new IllegalStateException("secret thoughts");
        });
        start();

        HttpResponse<String> response = send("GET", "/margin/enabled");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body())
                .isEqualTo("{\"error\":{\"code\":\"internal_server_error\",\"message\":\"internal server error\"}}");
    }

    @Test
    void unknownPathsAndMethodsAreAnsweredInPlainText() throws Exception {
        start();

        assertThat(send("GET", "/margin/nothing"))
                .extracting(HttpResponse::statusCode, HttpResponse::body)
                .containsExactly(404, "404 page not found");
        assertThat(send("PATCH", "/margin/orders"))
                .extracting(HttpResponse::statusCode, HttpResponse::body)
                .containsExactly(405, "405 method not allowed");
        assertThat(sendTo("/other", "GET"))
                .extracting(HttpResponse::statusCode, HttpResponse::body)
                .containsExactly(404, "404 page not found");
    }

    @Test
    void aTrailingSlashIsRedirectedBeforeAnybodyAsksWhoCalls() throws Exception {
        caller = null;
        start();

        HttpResponse<String> response = send("DELETE", "/margin/orders/?subaccount=1");

        assertThat(response.statusCode()).isEqualTo(301);
        assertThat(response.headers().firstValue("location")).contains(BASE + "/margin/orders?subaccount=1");
    }

    @Test
    void aWriteWithoutJsonContentTypeIsRefusedFlat() throws Exception {
        start();
        String flat = "{\"code\":\"invalid_content_type\",\"message\":\"invalid_content_type\"}";

        for (String type : new String[] {null, "text/plain", "application/jsonp"}) {
            HttpResponse<String> response = send("POST", "/portfolio/margin/subaccounts", type, "{}");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).isEqualTo(flat);
        }
    }

    @Test
    void parametersOfTheContentTypeDoNotMatter() throws Exception {
        handlers.put(
                "CreateMarginSubaccount",
                call -> CreateSubaccountResponse.builder().subaccountNumber(1).build());
        start();

        assertThat(send("POST", "/portfolio/margin/subaccounts", "Application/JSON; charset=utf-8", "{}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aKeyNeedsTheScopeOfTheOperation() throws Exception {
        handlers.put(
                "GetMarginEnabled",
                call -> MarginEnabledResponse.builder().enabled(true).build());
        handlers.put("CancelAllMarginOrders", call -> NoContent.INSTANCE);
        caller = new Caller("key", "user", Set.of(Scope.READ, Scope.WRITE_TRANSFER), null);
        start();

        assertThat(send("GET", "/margin/enabled").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = send("DELETE", "/margin/orders");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .isEqualTo(
                        "{\"error\":{\"code\":\"forbidden\",\"message\":\"forbidden\",\"details\":\"the API key lacks the scope write::trade\"}}");
    }

    @Test
    void publicOperationsAskNobodyWhoCalls() throws Exception {
        handlers.put(
                "GetMarginExchangeStatus",
                call -> ExchangeStatus.builder()
                        .exchangeActive(true)
                        .tradingActive(false)
                        .build());
        caller = null;
        start();

        assertThat(send("GET", "/margin/exchange/status").body())
                .isEqualTo("{\"exchange_active\":true,\"trading_active\":false}");
    }

    @Test
    void aBodyBeyondAllReasonIsNotRead() throws Exception {
        start();

        HttpResponse<String> response = send("POST", "/margin/orders", "application/json", "x".repeat((1 << 20) + 1));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aQueryThatIsNoUtf8IsRefused() throws Exception {
        start();

        assertThat(send("GET", "/margin/orders?cursor=%FF").statusCode()).isEqualTo(400);
    }

    @Test
    void listenersHearOfWhatPassed() throws Exception {
        handlers.put(
                "CreateMarginSubaccount",
                call -> CreateSubaccountResponse.builder().subaccountNumber(7).build());
        faults.add(target -> "CreateMarginSubaccount".equals(target.operationId()), new Fault.Edit(json -> "[]"), 1);
        start();

        send("POST", "/portfolio/margin/subaccounts?a=b", "application/json", "{\"c\":1}");
        send("GET", "/margin/nothing");

        assertThat(traffic)
                .containsExactly(
                        new TrafficListener.Traffic(
                                operation("CreateMarginSubaccount"),
                                "POST",
                                BASE + "/portfolio/margin/subaccounts",
                                "a=b",
                                "{\"c\":1}",
                                Answer.json(201, "[]"),
                                true),
                        new TrafficListener.Traffic(
                                null,
                                "GET",
                                BASE + "/margin/nothing",
                                null,
                                "",
                                Answer.text(404, "404 page not found"),
                                false));
    }

    @Test
    void aStoppedServerLeavesNoThread() throws Exception {
        handlers.put("CancelAllMarginOrders", call -> NoContent.INSTANCE);
        start();
        send("DELETE", "/margin/orders");

        server.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith(SimulatorServer.THREAD_NAME));
    }

    @Test
    void aTakenPortIsSaidSo() {
        start();
        SimulatorServer second = new SimulatorServer(server.port());

        assertThatThrownBy(second::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(String.valueOf(server.port()));
    }

    private void start() {
        server.mount(BASE, handler());
        server.start();
    }

    private ApiHandler handler() {
        return new ApiHandler(
                BASE,
                PerpsOperations.ALL,
                handlers,
                JsonMapper.of(PerpsModels.factory()),
                (method, path, headers) -> Objects.requireNonNull(caller, "nobody shall ask"),
                new RateLimits(false, UsageTier.BASIC, CLOCK),
                faults,
                CLOCK,
                traffic::add);
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return sendTo(BASE + path, method);
    }

    private HttpResponse<String> sendTo(String path, String method) throws IOException, InterruptedException {
        return sendTo(path, method, null, null);
    }

    private HttpResponse<String> send(String method, String path, @Nullable String contentType, String body)
            throws IOException, InterruptedException {
        return sendTo(BASE + path, method, contentType, body);
    }

    private HttpResponse<String> sendTo(String path, String method, @Nullable String contentType, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url("http", path)))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static ApiOperation operation(String id) {
        List<ApiOperation> found = PerpsOperations.ALL.stream()
                .filter(operation -> operation.id().equals(id))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
