package io.github.kalshiperps.spectools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kalshiperps.spectools.contract.SpecException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {
    private final MockWebServer server = new MockWebServer();
    private final Download download = Download.within(Duration.ofSeconds(5), 100);

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void fetchesTheBytes() {
        server.enqueue(answer(200, "openapi: 3.0.0"));

        assertThat(new String(download.fetch(url("/spec.yaml")), StandardCharsets.UTF_8))
                .isEqualTo("openapi: 3.0.0");
    }

    @Test
    void fetchesAsManyBytesAsAllowedAndNotOneMore() {
        server.enqueue(answer(200, "x".repeat(100)));
        server.enqueue(answer(200, "x".repeat(101)));
        server.enqueue(new MockResponse.Builder()
                .code(200)
                .chunkedBody(new Buffer().writeUtf8("x".repeat(100_000)), 50)
                .build());

        assertThat(download.fetch(url("/"))).hasSize(100);
        assertRefused(url("/large"), "larger than 100 bytes");
        assertRefused(url("/chunked"), "larger than 100 bytes");
    }

    @Test
    void followsRedirects() throws InterruptedException {
        server.enqueue(redirectTo("/b"));
        server.enqueue(redirectTo(url("/c").toString()));
        server.enqueue(answer(200, "there"));

        assertThat(download.fetch(url("/a"))).asString(StandardCharsets.UTF_8).isEqualTo("there");
        server.takeRequest();
        assertThat(server.takeRequest().getTarget()).isEqualTo("/b");
        assertThat(server.takeRequest().getTarget()).isEqualTo("/c");
    }

    @Test
    void doesNotFollowRedirectsForEver() {
        for (int i = 0; i < 10; i++) {
            server.enqueue(redirectTo("/again"));
        }

        assertRefused(url("/again"), "redirects more than 5 times");
        assertThat(server.getRequestCount()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://library.example/", "ftp://library.example/", "file:///etc/hostname"})
    void refusesRedirectsToAnotherScheme(String target) {
        server.enqueue(redirectTo(target));

        assertRefused(url("/"), "redirects to " + target + ": refused, the scheme is another");
    }

    @Test
    void refusesRedirectsToWhereItWouldNotGoItself() {
        server.enqueue(redirectTo("http://library.example/"));
        server.enqueue(redirectTo("http://not a url/"));

        assertRefused(url("/"), "http://library.example/ is refused: only https");
        assertRefused(url("/"), "which is not a URL");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304, 404, 500})
    void refusesOtherAnswers(int status) {
        server.enqueue(answer(status, ""));

        assertRefused(url("/spec.yaml"), url("/spec.yaml") + " answered with HTTP status " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://library.example/",
                "http://127.0.0.1.library.example/",
                "ftp://localhost/",
                "file:///etc/hostname",
                "https:/nowhere",
                "http://localhost.library.example/"
            })
    void refusesOtherAddresses(String address) {
        assertRefused(URI.create(address), address + " is refused: only https, or http to this machine");
    }

    @Test
    void givesUpOnAServerThatTakesItsTime() {
        server.enqueue(new MockResponse.Builder()
                .code(200)
                .body("x".repeat(50))
                .throttleBody(1, 1, TimeUnit.SECONDS)
                .build());

        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> Download.within(Duration.ofMillis(300), 100).fetch(url("/slow")))
                .withMessage(url("/slow") + " did not answer within 300 ms");
    }

    @Test
    void saysWhichServerCannotBeReached() {
        URI gone = url("/");
        server.close();

        assertRefused(gone, "cannot fetch " + gone + ": ");
    }

    private void assertRefused(URI address, String problem) {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> download.fetch(address))
                .withMessageContaining(problem);
    }

    private URI url(String path) {
        return server.url(path).uri();
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private static MockResponse redirectTo(String target) {
        return new MockResponse.Builder()
                .code(302)
                .setHeader("Location", target)
                .build();
    }
}
