package io.github.kalshiperps.core.http;

import static io.github.kalshiperps.core.http.ApiCallTest.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kalshiperps.core.auth.RequestAuthenticator;
import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.error.DecodeException;
import io.github.kalshiperps.core.http.TestExchange.Order;
import io.github.kalshiperps.core.http.TestExchange.OrdersApi;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class AuthenticationTest {
    private final TestExchange exchange = new TestExchange();

    @AfterEach
    void close() {
        exchange.close();
    }

    private HttpStack.Builder signingWith(RequestAuthenticator authenticator) {
        return exchange.keyless().authenticator(authenticator, TrustedHosts.of());
    }

    @Test
    void privateOperationIsSigned() {
        exchange.answer(200, "{}");
        exchange.orders().get("a").execute();
        assertThat(exchange.request().getHeaders().get("KALSHI-ACCESS-SIGNATURE"))
                .isEqualTo("signature-1");
    }

    @Test
    void publicOperationIsNotSigned() {
        exchange.answer(200, "{}");
        exchange.orders().status().execute();
        assertThat(exchange.request().getHeaders().names())
                .noneMatch(name -> name.startsWith("KALSHI"))
                .doesNotContain("Authorization");
        assertThat(exchange.signatures).hasValue(0);
    }

    @Test
    void publicOperationNeedsNoKey() {
        exchange.answer(200, "{\"order_id\":\"a\"}");
        assertThat(exchange.orders(exchange.keyless()).status().execute()).isEqualTo(new Order("a"));
    }

    @Test
    void privateOperationWithoutKeyFailsBeforeTheNetwork() {
        OrdersApi orders = exchange.orders(exchange.keyless().howToAuthenticate("call withKey(…)"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> orders.create(new Order("a")).execute())
                .withMessage("OrdersApi.create needs credentials but the client has none: call withKey(…)");
        assertThat(exchange.server.getRequestCount()).isZero();
    }

    @Test
    void privateOperationWithoutKeyFailsTheFuture() {
        assertThat(failure(exchange.orders(exchange.keyless()).get("a").executeAsync()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("OrdersApi.get");
        assertThat(exchange.server.getRequestCount()).isZero();
    }

    @Test
    void untrustedHostIsRefusedBeforeTheNetwork() {
        List<String> lookups = new CopyOnWriteArrayList<>();
        OkHttpClient client = new OkHttpClient.Builder()
                .dns(host -> {
                    lookups.add(host);
                    return Dns.SYSTEM.lookup(host);
                })
                .build();
        OrdersApi orders = exchange.stack()
                .client(client)
                .build()
                .retrofit(HttpUrl.get("http://exchange.invalid/"), TestExchange.mapper())
                .create(OrdersApi.class);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> orders.get("a").execute())
                .withMessageContaining("exchange.invalid");
        assertThat(failure(orders.get("a").executeAsync())).isInstanceOf(ConfigurationException.class);
        assertThat(exchange.signatures).hasValue(0);
        assertThat(lookups).isEmpty();
    }

    @Test
    void credentialsOfTheInterfaceAreRemoved() {
        exchange.answer(200, "{}");
        exchange.orders().statusWithCredentials().execute();
        Headers headers = exchange.request().getHeaders();
        assertThat(headers.get("KALSHI-ACCESS-KEY")).isNull();
        assertThat(headers.get("Authorization")).isNull();
        assertThat(headers.get("X-Harmless")).isEqualTo("kept");
    }

    @Test
    void credentialsOfTheProgramsInterceptorAreReplaced() {
        exchange.answer(200, "{}");
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .addHeader("kalshi-access-signature", "forged")
                        .addHeader("Authorization", "forged")
                        .build()))
                .build();
        exchange.orders(exchange.stack().client(client)).get("a").execute();
        Headers headers = exchange.request().getHeaders();
        assertThat(headers.values("KALSHI-ACCESS-SIGNATURE")).containsExactly("signature-1");
        assertThat(headers.get("Authorization")).isNull();
    }

    @Test
    void authenticatorSeesTheRequestAsItIsSent() {
        exchange.answer(200, "{}");
        List<Request> seen = new CopyOnWriteArrayList<>();
        exchange.orders(signingWith(request -> {
                    seen.add(request);
                    return request;
                }))
                .get("a b")
                .execute();
        assertThat(seen).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.url().encodedPath()).isEqualTo("/trade-api/v2/margin/orders/a%20b");
        });
    }

    @Test
    void exceptionOfTheAuthenticatorReachesTheCaller() {
        DecodeException thrown = new DecodeException("$", "any of ours", null);
        OrdersApi orders = exchange.orders(signingWith(request -> {
            throw thrown;
        }));
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> orders.get("a").execute())
                .isSameAs(thrown);
        assertThat(failure(orders.get("a").executeAsync())).isSameAs(thrown);
        assertThat(failure(orders.create(new Order("a")).responseAsync())).isSameAs(thrown);
        assertThat(exchange.server.getRequestCount()).isZero();
        assertThat(exchange.waits).as("not retried").isEmpty();
    }

    @Test
    void foreignExceptionOfTheAuthenticatorBecomesOurs() {
        OrdersApi orders = exchange.orders(signingWith(request -> {
            throw new IllegalStateException("the vault is closed, key s3cr3t");
        }));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> orders.get("a").execute())
                .withMessageContaining("OrdersApi.get")
                .withMessageNotContaining("s3cr3t")
                .withCauseInstanceOf(IllegalStateException.class);
        assertThat(failure(orders.get("a").executeAsync())).isInstanceOf(ConfigurationException.class);
    }

    @Test
    @ExtendWith(UncaughtExceptions.class)
    void exceptionOfAnInterceptorDoesNotEndAThread() {
        OrdersApi orders = exchange.orders(exchange.stack().rateLimiter(request -> {
            throw new IllegalStateException("broken limiter");
        }));
        assertThat(failure(orders.get("a").executeAsync()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken limiter");
    }

    @Test
    void requestOfSomebodyElseGetsNoCredentials() throws Exception {
        exchange.answer(200, "{}");
        HttpStack stack = exchange.stack().build();
        Request request = new Request.Builder()
                .url(exchange.server.url("/margin/balance"))
                .header("Authorization", "mine")
                .build();
        stack.client().newCall(request).execute().close();
        assertThat(exchange.request().getHeaders().names()).doesNotContain("Authorization", "KALSHI-ACCESS-SIGNATURE");
    }
}
