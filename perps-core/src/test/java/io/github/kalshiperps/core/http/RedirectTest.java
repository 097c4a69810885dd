package io.github.kalshiperps.core.http;

import static io.github.kalshiperps.core.http.ApiCallTest.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kalshiperps.core.error.UnexpectedResponseException;
import io.github.kalshiperps.core.http.TestExchange.Order;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    private final TestExchange exchange = new TestExchange();
    private final TestExchange elsewhere = new TestExchange();

    @AfterEach
    void close() {
        exchange.close();
        elsewhere.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void redirectIsNotFollowed(int status) {
        MockResponse.Builder redirect = new MockResponse.Builder()
                .code(status)
                .addHeader("Location", elsewhere.server.url("/stolen").toString());
        exchange.answer(redirect);
        exchange.answer(redirect);
        exchange.answer(redirect);
        assertThatExceptionOfType(UnexpectedResponseException.class)
                .isThrownBy(() -> exchange.orders().get("a").execute());
        assertThatExceptionOfType(UnexpectedResponseException.class)
                .isThrownBy(() -> exchange.orders().create(new Order("a")).execute());
        assertThat(failure(exchange.orders().cancel("a").executeAsync()))
                .isInstanceOf(UnexpectedResponseException.class);
        assertThat(exchange.server.getRequestCount()).isEqualTo(3);
        assertThat(elsewhere.server.getRequestCount()).isZero();
    }

    @Test
    void redirectNamesTheOtherHostOnly() {
        exchange.answer(new MockResponse.Builder()
                .code(301)
                .addHeader("Location", "https://user:secret@elsewhere.example/path?token=secret"));
        assertThatExceptionOfType(UnexpectedResponseException.class)
                .isThrownBy(() -> exchange.orders().get("a").execute())
                .withMessage("GET /trade-api/v2/margin/orders/a -> 301, without a body."
                        + " It redirects to elsewhere.example; redirects are not followed");
    }

    @Test
    void redirectToNowhereIsNamedSo() {
        exchange.answer(new MockResponse.Builder().code(302).addHeader("Location", "mailto:x@y"));
        assertThatExceptionOfType(UnexpectedResponseException.class)
                .isThrownBy(() -> exchange.orders().get("a").execute())
                .withMessageContaining("redirects to an address that is none");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 304})
    void otherThreeHundredsAreUnexpected(int status) {
        exchange.answer(new MockResponse.Builder().code(status));
        assertThatExceptionOfType(UnexpectedResponseException.class)
                .isThrownBy(() -> exchange.orders().get("a").execute());
    }
}
