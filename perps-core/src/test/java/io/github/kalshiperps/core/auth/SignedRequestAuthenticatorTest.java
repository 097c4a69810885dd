package io.github.kalshiperps.core.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class SignedRequestAuthenticatorTest {
    private static final String KEY_ID = "a952bcbe-ec3b-4b5b-b8f9-11dae589608c";
    private static final long NOW = 1_781_222_400_123L;
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
    private static final String BASE = "https://external-api.demo.kalshi.co/trade-api/v2/margin/";

    /** Stands for a signature by what was signed. */
    private static final RequestSigner ECHO = new RequestSigner() {
        @Override
        public String keyId() {
            return KEY_ID;
        }

        @Override
        public byte[] sign(byte[] message) {
            return message.clone();
        }

        @Override
        public String toString() {
            return "echo";
        }
    };

    private final SignedRequestAuthenticator echoing = new SignedRequestAuthenticator(ECHO, CLOCK);

    @Test
    void signsTimestampMethodAndPath() {
        Request signed = echoing.authenticate(request(BASE + "orders"));

        assertThat(signed.header("KALSHI-ACCESS-KEY")).isEqualTo(KEY_ID);
        assertThat(signed.header("KALSHI-ACCESS-TIMESTAMP")).isEqualTo("1781222400123");
        assertThat(signed(signed)).isEqualTo("1781222400123GET/trade-api/v2/margin/orders");
    }

    @Test
    void exchangeCanVerifyRequestsOfBothKindsOfKey() {
        for (KeyPair pair : List.of(TestKeys.RSA, TestKeys.ED25519)) {
            RequestSigner signer = PrivateKeySigner.of(KEY_ID, pair.getPrivate());
            Request signed = new SignedRequestAuthenticator(signer, CLOCK)
                    .authenticate(request(BASE + "orders")
                            .newBuilder()
                            .post(RequestBody.create(new byte[0]))
                            .build());

            byte[] signature = Base64.getDecoder().decode(header(signed, AccessHeaders.SIGNATURE));
            byte[] message = "1781222400123POST/trade-api/v2/margin/orders".getBytes(UTF_8);
            assertThat(TestKeys.verifies(pair.getPublic(), message, signature)).isTrue();
        }
    }

    @Test
    void signsNeitherQueryNorFragment() {
        Request signed = echoing.authenticate(request(BASE + "orders?limit=10&cursor=a/b#here"));

        assertThat(signed(signed)).isEqualTo("1781222400123GET/trade-api/v2/margin/orders");
        assertThat(signed.url().query()).isEqualTo("limit=10&cursor=a/b");
    }

    @Test
    void signsPercentEscapesAsSent() {
        HttpUrl url = HttpUrl.get(BASE)
                .newBuilder()
                .addPathSegment("a/b c%ä")
                .addQueryParameter("q", "x y")
                .build();

        assertThat(signed(echoing.authenticate(request(url.toString()))))
                .isEqualTo("1781222400123GET/trade-api/v2/margin/a%2Fb%20c%25%C3%A4");
    }

    @Test
    void signsThePathThatGoesOverTheWire() throws Exception {
        List<String> segments =
                List.of("", "plain", "a/b", "a b", "100%", "%2F", "a?b#c", "ä€😀", "a+b&c=d", "|\\^`{}", "..");
        OkHttpClient client = new OkHttpClient();
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            for (String segment : segments) {
                server.enqueue(new MockResponse.Builder().build());
                HttpUrl url = server.url("/v2/")
                        .newBuilder()
                        .addPathSegment(segment)
                        .addQueryParameter("q", segment)
                        .build();

                Request request = echoing.authenticate(request(url.toString()));
                client.newCall(request).execute().close();

                String sent = server.takeRequest().getTarget().replaceFirst("\\?.*", "");
                assertThat(signed(request)).isEqualTo("1781222400123GET" + sent);
            }
        }
    }

    @Test
    void signsEveryAttemptAfresh() {
        AtomicLong time = new AtomicLong(NOW);
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(time.getAndAdd(1000));
            }
        };
        SignedRequestAuthenticator authenticator = new SignedRequestAuthenticator(ECHO, clock);

        Request first = authenticator.authenticate(request(BASE + "orders"));
        Request second = authenticator.authenticate(first);

        assertThat(signed(first)).startsWith("1781222400123GET");
        assertThat(signed(second)).startsWith("1781222401123GET");
        assertThat(second.headers(AccessHeaders.TIMESTAMP)).containsExactly("1781222401123");
    }

    @Test
    void addsTheSkewOfTheMoment() {
        AtomicLong skew = new AtomicLong(-2000);
        SignedRequestAuthenticator authenticator = new SignedRequestAuthenticator(ECHO, CLOCK, skew::get);

        assertThat(signed(authenticator.authenticate(request(BASE)))).startsWith("1781222398123GET");
        skew.set(5);
        assertThat(signed(authenticator.authenticate(request(BASE)))).startsWith("1781222400128GET");
    }

    @Test
    void replacesHeadersOfTheCaller() {
        Request request = request(BASE + "orders")
                .newBuilder()
                .addHeader("kalshi-access-key", "mine")
                .addHeader("KALSHI-ACCESS-KEY", "mine too")
                .addHeader("Kalshi-Access-Signature", "forged")
                .addHeader("KALSHI-ACCESS-TIMESTAMP", "0")
                .addHeader("Accept", "application/json")
                .build();

        Request signed = echoing.authenticate(request);

        assertThat(signed.headers(AccessHeaders.KEY)).containsExactly(KEY_ID);
        assertThat(signed.headers(AccessHeaders.SIGNATURE)).hasSize(1).doesNotContain("forged");
        assertThat(signed.headers(AccessHeaders.TIMESTAMP)).containsExactly("1781222400123");
        assertThat(signed.header("Accept")).isEqualTo("application/json");
    }

    @Test
    void givesTheHeadersToOtherTransports() {
        Map<String, String> headers = echoing.headers("GET", "/trade-api/ws/v2/margin");

        assertThat(headers)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "KALSHI-ACCESS-KEY",
                        KEY_ID,
                        "KALSHI-ACCESS-TIMESTAMP",
                        "1781222400123",
                        "KALSHI-ACCESS-SIGNATURE",
                        Base64.getEncoder().encodeToString("1781222400123GET/trade-api/ws/v2/margin".getBytes(UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "trade-api", "/a?b=c", "/a#b", "https://host/a"})
    void refusesPathsThatWouldNotVerify(String path) {
        assertThatThrownBy(() -> echoing.headers("GET", path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(": " + path);
    }

    @Test
    void toStringNamesTheSignerOnly() {
        assertThat(echoing).hasToString("SignedRequestAuthenticator[echo]");
    }

    private static Request request(String url) {
        return new Request.Builder().url(url).build();
    }

    private static String signed(Request request) {
        return new String(Base64.getDecoder().decode(header(request, AccessHeaders.SIGNATURE)), UTF_8);
    }

    private static String header(Request request, String name) {
        return Objects.requireNonNull(request.header(name));
    }
}
