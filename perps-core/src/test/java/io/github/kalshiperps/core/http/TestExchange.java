package io.github.kalshiperps.core.http;

import com.squareup.moshi.Moshi;
import io.github.kalshiperps.core.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.Headers;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;

/**
 * A scripted server and a stack that talks to it. The clock stands still, waits are recorded and take no time. Public
 * because Moshi reads records by itself only if they are.
 */
public final class TestExchange implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-06-12T12:00:00.500Z");

    final MockWebServer server = new MockWebServer();
    final List<Duration> waits = new CopyOnWriteArrayList<>();
    final AtomicInteger signatures = new AtomicInteger();

    TestExchange() {
        QueueDispatcher script = new QueueDispatcher();
        // A request that is not in the script fails its test at once instead of waiting for an answer.
        script.setFailFast(true);
        server.setDispatcher(script);
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs with a number that grows, so that each signature is seen to be new. */
    Request sign(Request request) {
        return request.newBuilder()
                .header("KALSHI-ACCESS-SIGNATURE", "signature-" + signatures.incrementAndGet())
                .build();
    }

    HttpStack.Builder stack() {
        return keyless().authenticator(this::sign, TrustedHosts.of(server.getHostName()));
    }

    HttpStack.Builder keyless() {
        return HttpStack.builder()
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .sleeper(waits::add)
                .random(new Random(1));
    }

    OrdersApi orders() {
        return orders(stack());
    }

    OrdersApi orders(HttpStack.Builder stack) {
        return stack.build().retrofit(server.url("/trade-api/v2"), mapper()).create(OrdersApi.class);
    }

    static JsonMapper mapper() {
        Moshi plain = new Moshi.Builder().build();
        return JsonMapper.of((type, annotations, moshi) -> plain.adapter(type, annotations));
    }

    void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    void answer(MockResponse.Builder response) {
        server.enqueue(response.build());
    }

    /** The next request that arrived. */
    RecordedRequest request() {
        RecordedRequest request;
        try {
            request = server.takeRequest(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (request == null) {
            throw new AssertionError("No request arrived");
        }
        return request;
    }

    @Override
    public void close() {
        server.close();
    }

    public record Order(@Nullable String order_id) {}

    public record OrderPage(
            @Nullable List<Order> orders, @Nullable String cursor) {}

    /** As generated classes are. */
    static final class ListParams extends QueryParams {
        private ListParams(Map<String, String> parameters) {
            super(parameters);
        }

        static ListParams of(String... namesAndValues) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                parameters.put(namesAndValues[i], namesAndValues[i + 1]);
            }
            return new ListParams(parameters);
        }
    }

    interface OrdersApi {
        @GET("margin/exchange/status")
        ApiCall<Order> status();

        @GET("margin/exchange/status")
        @Headers({"KALSHI-ACCESS-KEY: smuggled", "authorization: smuggled", "X-Harmless: kept"})
        ApiCall<Order> statusWithCredentials();

        @GET("margin/orders/{order_id}")
        @RequiresAuth
        ApiCall<Order> get(@Path("order_id") String orderId);

        @GET("margin/orders")
        @RequiresAuth
        ApiCall<OrderPage> list(@QueryMap ListParams params);

        @POST("margin/orders")
        @RequiresAuth
        ApiCall<Order> create(@Body Order order);

        @PUT("margin/orders/{order_id}")
        @RequiresAuth
        ApiCall<Order> replace(@Path("order_id") String orderId, @Body Order order);

        @DELETE("margin/orders/{order_id}")
        @RequiresAuth
        ApiCall<Order> cancel(@Path("order_id") String orderId);

        @DELETE("margin/orders")
        @RequiresAuth
        ApiCall<NoContent> cancelAll();
    }
}
