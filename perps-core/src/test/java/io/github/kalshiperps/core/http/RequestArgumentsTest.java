package io.github.kalshiperps.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kalshiperps.core.http.TestExchange.ListParams;
import io.github.kalshiperps.core.http.TestExchange.Order;
import io.github.kalshiperps.core.http.TestExchange.OrdersApi;
import java.util.LinkedHashMap;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestArgumentsTest {
    private final TestExchange exchange = new TestExchange();
    private final OrdersApi orders = exchange.orders();

    @AfterEach
    void close() {
        exchange.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\n  "})
    void blankPathArgumentIsRefusedWhenTheMethodIsCalled(String orderId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> orders.cancel(orderId))
                .withMessageContaining("order_id");
        assertThat(exchange.server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void pathArgumentThatWouldLeaveItsPlaceIsRefused(String orderId) {
        assertThatIllegalArgumentException().isThrownBy(() -> orders.cancel(orderId));
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks does
    void nullPathArgumentIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> orders.cancel(null))
                .withMessageContaining("order_id");
    }

    @Test
    void pathArgumentStaysOneSegment() {
        exchange.answer(200, "{}");
        orders.get("a/b?c=d#e é").execute();
        assertThat(exchange.request().getTarget()).isEqualTo("/trade-api/v2/margin/orders/a%2Fb%3Fc=d%23e%20%C3%A9");
    }

    @Test
    void queryParamsAreSentInTheirOrder() {
        exchange.answer(200, "{}");
        orders.list(ListParams.of("ticker", "KXBTCPERP1", "limit", "100", "cursor", "a+b/c=&é"))
                .execute();
        assertThat(exchange.request().getTarget())
                .isEqualTo("/trade-api/v2/margin/orders?ticker=KXBTCPERP1&limit=100&cursor=a%2Bb%2Fc%3D%26%C3%A9");
    }

    @Test
    void noQueryParamsSendNoQuery() {
        exchange.answer(200, "{}");
        orders.list(ListParams.of()).execute();
        assertThat(exchange.request().getTarget()).isEqualTo("/trade-api/v2/margin/orders");
    }

    @Test
    void bodyIsJsonWithItsLength() {
        exchange.answer(201, "{}");
        orders.create(new Order("é")).execute();
        RecordedRequest request = exchange.request();
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("Content-Length")).isEqualTo("17");
        assertThat(request.getBody()).isEqualTo(ByteString.encodeUtf8("{\"order_id\":\"é\"}"));
    }

    @Test
    void queryParamsAreAReadOnlyCopy() {
        Map<String, String> source = new LinkedHashMap<>();
        source.put("b", "1");
        source.put("a", "2");
        QueryParams params = new QueryParams(source) {};
        source.put("c", "3");
        assertThat(params).hasToString("{b=1, a=2}").isEqualTo(Map.of("a", "2", "b", "1"));
        assertThat(params.hashCode()).isEqualTo(Map.of("a", "2", "b", "1").hashCode());
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> params.put("c", "3"));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> params.remove("a"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> params.entrySet().iterator().next().setValue("x"));
    }
}
