package io.github.kalshiperps.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.error.AuthenticationException;
import java.time.Duration;
import java.time.Instant;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockSkewTest {
    private static final String EXPIRED =
            "{\"error\":{\"code\":\"header_timestamp_expired\",\"message\":\"header timestamp expired\"}}";
    private static final String WINDOW = "; the exchange accepts timestamps up to about 5 s late and 30 s early";

    private final TestExchange exchange = new TestExchange();

    @AfterEach
    void close() {
        exchange.close();
    }

    private AuthenticationException refusal(MockResponse.Builder response) {
        exchange.answer(response);
        return catchThrowableOfType(
                AuthenticationException.class, () -> exchange.orders().get("a").execute());
    }

    @ParameterizedTest
    @CsvSource({
        // The local clock stands at 12:00:00.5, in the middle of the server's second 12:00:00.
        "'Fri, 12 Jun 2026 12:00:31 GMT', The local clock seems to be 31 s behind the exchange's",
        "'Fri, 12 Jun 2026 11:55:00 GMT', The local clock seems to be 300 s ahead of the exchange's",
        "'Fri, 12 Jun 2026 12:00:01 GMT', The local clock agrees with the exchange's to about a second:"
                + " the request may have waited too long after it was signed",
    })
    void expiredTimestampTellsHowFarTheClockIsOff(String date, String hint) {
        AuthenticationException e = refusal(
                new MockResponse.Builder().code(401).addHeader("Date", date).body(EXPIRED));
        assertThat(e)
                .hasMessage("GET /trade-api/v2/margin/orders/a -> 401 header_timestamp_expired: header timestamp"
                        + " expired. " + hint + WINDOW);
    }

    @Test
    void expiredTimestampWithoutADateStillTellsTheWindow() {
        assertThat(refusal(new MockResponse.Builder().code(401).body(EXPIRED)))
                .hasMessageEndingWith(". How far the local clock is off is not known" + WINDOW);
    }

    @Test
    void otherRefusalsDoNotSpeakOfTheClock() {
        AuthenticationException e = refusal(new MockResponse.Builder()
                .code(401)
                .addHeader("Date", "Fri, 12 Jun 2026 12:00:31 GMT")
                .body("{\"error\":{\"code\":\"authentication_error\"}}"));
        assertThat(e).hasMessageEndingWith("401 authentication_error");
    }

    @Test
    void estimateComesFromTheLatestResponse() {
        HttpStack stack = exchange.stack().build();
        var orders =
                stack.retrofit(exchange.server.url("/"), TestExchange.mapper()).create(TestExchange.OrdersApi.class);
        assertThat(stack.clockSkew().offset()).isEmpty();
        exchange.answer(new MockResponse.Builder()
                .addHeader("Date", "Fri, 12 Jun 2026 12:00:10 GMT")
                .body("{}"));
        orders.status().execute();
        assertThat(stack.clockSkew().offset()).contains(Duration.ofSeconds(10));
        exchange.answer(new MockResponse.Builder()
                .addHeader("Date", "Fri, 12 Jun 2026 11:59:57 GMT")
                .body("{}"));
        orders.status().execute();
        assertThat(stack.clockSkew().offset()).contains(Duration.ofSeconds(-3));
        exchange.answer(
                new MockResponse.Builder().addHeader("Date", "yesterday").body("{}"));
        orders.status().execute();
        assertThat(stack.clockSkew().offset()).contains(Duration.ofSeconds(-3));
    }

    @Test
    void middleOfSendingAndReceivingCounts() {
        ClockSkew skew = new ClockSkew();
        Instant sent = Instant.parse("2026-06-12T12:00:00Z");
        skew.observe(sent, sent.plusSeconds(3), Instant.parse("2026-06-12T12:00:01Z"));
        assertThat(skew.offset()).contains(Duration.ZERO);
    }
}
