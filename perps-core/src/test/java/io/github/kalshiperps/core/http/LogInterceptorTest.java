package io.github.kalshiperps.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogInterceptorTest {
    private static final String SECRET = "s3cr3t";

    private static String line(Request request) {
        return LogInterceptor.line(request, 2, "200", Duration.ofMillis(34));
    }

    @Test
    void lineTellsWhatHappened() {
        Request request = new Request.Builder()
                .url("https://external-api.demo.kalshi.co/trade-api/v2/margin/orders?limit=5&cursor=abc&limit=6")
                .header("Accept", "application/json")
                .header("KALSHI-ACCESS-KEY", SECRET)
                .build();
        assertThat(line(request))
                .isEqualTo("GET https://external-api.demo.kalshi.co:443/trade-api/v2/margin/orders?limit&cursor&limit"
                        + " [Accept: application/json, KALSHI-ACCESS-KEY: ***] attempt 2 -> 200 in 34 ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KALSHI-ACCESS-KEY",
                "KALSHI-ACCESS-SIGNATURE",
                "KALSHI-ACCESS-TIMESTAMP",
                "kalshi-access-key",
                "Authorization",
                "Proxy-Authorization",
                "Cookie",
                "X-Api-Key",
                "X-Anything-Else"
            })
    void headerValueIsNotLogged(String name) {
        Request request = new Request.Builder()
                .url("http://localhost/")
                .header(name, SECRET)
                .build();
        assertThat(line(request)).contains(name + ": ***").doesNotContain(SECRET);
    }

    @Test
    void queryValuesBodyAndUserInfoAreNotLogged() {
        Request request = new Request.Builder()
                .url("http://me:" + SECRET + "@localhost/a?token=" + SECRET + "&" + "flag" + "#" + SECRET)
                .post(RequestBody.create(SECRET, MediaType.get("application/json")))
                .build();
        assertThat(line(request))
                .startsWith("POST http://localhost:80/a?token&flag ")
                .doesNotContain(SECRET);
    }

    @Test
    void queryNameCannotBreakTheLine() {
        Request request =
                new Request.Builder().url("http://localhost/%0A?a%0Ab=1").build();
        assertThat(line(request)).doesNotContain("\n");
    }
}
