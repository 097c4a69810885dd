package io.github.kalshiperps.core.http;

import static io.github.kalshiperps.core.http.ApiCallTest.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.core.error.ServerException;
import io.github.kalshiperps.core.http.TestExchange.Order;
import io.github.kalshiperps.core.http.TestExchange.OrdersApi;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Authenticator;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A write arrives once, whatever the server or the connection does: nobody on this side sends an order twice. */
class SendOnceTest {
    private final TestExchange exchange = new TestExchange();

    @AfterEach
    void close() {
        exchange.close();
    }

    static Stream<Arguments> writesAndFailures() {
        List<Named<Function<OrdersApi, ApiCall<?>>>> writes = List.of(
                Named.of("POST", orders -> orders.create(new Order("a"))),
                Named.of("PUT", orders -> orders.replace("a", new Order("a"))),
                Named.of("DELETE", orders -> orders.cancel("a")),
                Named.of("DELETE all", OrdersApi::cancelAll));
        List<Named<MockResponse.Builder>> failures = List.of(
                Named.of("429", status(429)),
                Named.of("429, Retry-After", status(429).addHeader("Retry-After", "0")),
                Named.of("500", status(500)),
                Named.of("502", status(502)),
                Named.of("503", status(503)),
                Named.of("503, Retry-After: 0", status(503).addHeader("Retry-After", "0")),
                Named.of("503, Retry-After: 000", status(503).addHeader("Retry-After", "000")),
                Named.of(
                        "503, Retry-After twice",
                        status(503).addHeader("Retry-After", "5").addHeader("Retry-After", "0")),
                Named.of("504", status(504)),
                Named.of("408", status(408)),
                Named.of("408, Retry-After: 0", status(408).addHeader("Retry-After", "0")),
                Named.of("421", status(421)),
                Named.of("401", status(401).addHeader("WWW-Authenticate", "Basic realm=\"x\"")),
                Named.of("307", status(307).addHeader("Location", "/trade-api/v2/elsewhere")),
                Named.of("308", status(308).addHeader("Location", "/trade-api/v2/elsewhere")),
                Named.of(
                        "disconnect before the request is read",
                        new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket())),
                Named.of(
                        "disconnect while the request's body is read, if it has one",
                        status(500).onRequestBody(new SocketEffect.CloseSocket())),
                Named.of(
                        "disconnect after the request was read",
                        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket())),
                Named.of(
                        "disconnect within the answer",
                        status(200).body("x".repeat(100_000)).onResponseBody(new SocketEffect.CloseSocket())));
        return writes.stream().flatMap(write -> failures.stream().map(failure -> Arguments.of(write, failure)));
    }

    private static MockResponse.Builder status(int status) {
        return new MockResponse.Builder().code(status);
    }

    @ParameterizedTest
    @MethodSource("writesAndFailures")
    void writeIsSentOnce(Function<OrdersApi, ApiCall<?>> write, MockResponse.Builder failure) {
        exchange.answer(failure);
        exchange.answer(200, "{}");
        exchange.answer(200, "{}");
        assertThatExceptionOfType(KalshiException.class)
                .isThrownBy(() -> write.apply(exchange.orders()).execute());
        assertThat(exchange.server.getRequestCount()).isLessThanOrEqualTo(1);
        assertThat(exchange.signatures).hasValue(1);
        assertThat(exchange.waits).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("writesAndFailures")
    void asynchronousWriteOverHttp2IsSentOnce(Function<OrdersApi, ApiCall<?>> write, MockResponse.Builder failure) {
        exchange.server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
        OkHttpClient http2 = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                .build();
        exchange.answer(failure);
        exchange.answer(200, "{}");
        exchange.answer(200, "{}");
        assertThat(failure(write.apply(exchange.orders(exchange.stack().client(http2)))
                        .executeAsync()))
                .isInstanceOf(KalshiException.class);
        assertThat(exchange.server.getRequestCount()).isLessThanOrEqualTo(1);
        assertThat(exchange.signatures).hasValue(1);
    }

    @Test
    void staleConnectionIsNoReasonToSendTwice() {
        exchange.answer(new MockResponse.Builder().body("{}").onResponseEnd(new SocketEffect.CloseSocket()));
        exchange.answer(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
        exchange.answer(200, "{}");
        OrdersApi orders = exchange.orders();
        orders.get("a").execute();
        assertThatExceptionOfType(KalshiException.class)
                .isThrownBy(() -> orders.create(new Order("a")).execute());
        assertThat(exchange.signatures).as("one per call").hasValue(2);
        // One if the write went into the old connection, two if OkHttp saw in time that it was closed.
        assertThat(exchange.server.getRequestCount()).isLessThanOrEqualTo(2);
    }

    @Test
    void clientOfTheProgramCannotBringResendingBack() {
        OkHttpClient eager = new OkHttpClient.Builder()
                .followRedirects(true)
                .retryOnConnectionFailure(true)
                .authenticator((route, response) -> response.request())
                .addNetworkInterceptor(chain -> chain.proceed(chain.request())
                        .newBuilder()
                        .header("Retry-After", "0")
                        .build())
                .build();
        OrdersApi orders = exchange.orders(exchange.stack().client(eager));
        for (int status : new int[] {503, 401, 408, 307}) {
            exchange.answer(status(status).addHeader("Location", "/"));
            assertThatExceptionOfType(KalshiException.class)
                    .isThrownBy(() -> orders.create(new Order("a")).execute());
        }
        assertThat(exchange.server.getRequestCount()).isEqualTo(4);
        assertThat(eager.authenticator()).isNotSameAs(Authenticator.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "99999999999999999999"})
    void retryAfterThatIsNoIntIsNotTheClientsDeath(String retryAfter) {
        exchange.answer(status(503).addHeader("Retry-After", retryAfter));
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> exchange.orders().create(new Order("a")).execute());
    }

    @Test
    void readWithRetryAfterZeroIsRetriedByThePolicyAlone() {
        for (int i = 0; i < 9; i++) {
            exchange.answer(status(503).addHeader("Retry-After", "0"));
        }
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> exchange.orders().get("a").execute());
        assertThat(exchange.server.getRequestCount()).isEqualTo(3);
        assertThat(exchange.signatures).hasValue(3);
    }
}
