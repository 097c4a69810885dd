package io.github.kalshiperps.simulator.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.auth.AccessHeaders;
import io.github.kalshiperps.core.auth.RequestSigner;
import io.github.kalshiperps.simulator.http.Answer;
import io.github.kalshiperps.simulator.http.Scope;
import io.github.kalshiperps.simulator.ws.Venue.Trader;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may connect, and what the others are told. */
class HandshakeTest {
    @RegisterExtension
    final Venue venue =
            new Venue(WebSocketSettings.defaults().withConnectionsPerUser(2).withCompression(true));

    private final Trader alice = venue.trader();

    /** A GET by hand: status, empty line, body. */
    private String get(String path, Map<String, String> headers) throws IOException {
        URI uri = URI.create(venue.url());
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout((int) Venue.SOON.toMillis());
            socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            String answer = "";
            InputStream in = socket.getInputStream();
            while (!answer.contains("\r\n\r\n")) {
                answer += (char) in.read();
            }
            int length = answer.contains("Content-Length: ")
                    ? Integer.parseInt(answer.replaceFirst("(?s).*Content-Length: ([0-9]+).*", "$1"))
                    : 0;
            return answer.substring(9, 12) + " " + new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> upgrade() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Upgrade", "websocket");
        headers.put("Connection", "Upgrade");
        headers.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        headers.put("Sec-WebSocket-Version", "13");
        return headers;
    }

    private static Map<String, String> signed(RequestSigner signer, Instant time, String text) {
        Map<String, String> headers = upgrade();
        String timestamp = Long.toString(time.toEpochMilli());
        headers.put(AccessHeaders.KEY, signer.keyId());
        headers.put(AccessHeaders.TIMESTAMP, timestamp);
        headers.put(
                AccessHeaders.SIGNATURE,
                Base64.getEncoder().encodeToString(signer.sign((timestamp + text).getBytes(StandardCharsets.UTF_8))));
        return headers;
    }

    private static Map<String, String> signed(RequestSigner signer) {
        return signed(signer, Venue.START, "GET" + WebSocketApi.PATH);
    }

    @Test
    void aSignedHandshakeIsAccepted() throws IOException {
        assertThat(get(WebSocketApi.PATH, signed(alice.signer))).isEqualTo("101 ");
        assertThat(get(WebSocketApi.PATH + "?ignored=1", signed(alice.signer))).isEqualTo("101 ");
    }

    @Test
    void whatIsNotSignedOrNotRightlyIsRefusedAsOverRest() throws IOException {
        assertThat(get(WebSocketApi.PATH, upgrade()))
                .isEqualTo(
                        "401 {\"error\":{\"code\":\"token_authentication_failure\",\"message\":\"token authentication failure\"}}");
        assertThat(get(WebSocketApi.PATH, signed(alice.signer, Venue.START, "GET/ws/v2/margin")))
                .isEqualTo("401 {\"error\":{\"code\":\"authentication_error\",\"message\":\"authentication_error\","
                        + "\"details\":\"INCORRECT_API_KEY_SIGNATURE\"}}");
        assertThat(get(
                        WebSocketApi.PATH,
                        signed(alice.signer, Venue.START.minusSeconds(30), "GET" + WebSocketApi.PATH)))
                .isEqualTo(
                        "401 {\"error\":{\"code\":\"header_timestamp_expired\",\"message\":\"header timestamp expired\"}}");
        Map<String, String> stranger = signed(alice.signer);
        stranger.put(AccessHeaders.KEY, "somebody-else");
        assertThat(get(WebSocketApi.PATH, stranger))
                .isEqualTo("401 {\"error\":{\"code\":\"authentication_error\",\"message\":\"authentication_error\","
                        + "\"details\":\"NOT_FOUND\"}}");
    }

    @Test
    void aKeyThatMayNotReadIsRefused() throws IOException {
        Trader writer = venue.trader(alice.userId, null, Scope.WRITE);

        assertThat(get(WebSocketApi.PATH, signed(writer.signer))).startsWith("403 {\"error\":{\"code\":\"forbidden\"");
    }

    @Test
    void whatIsNoHandshakeOrElsewhereIsNotUpgraded() throws IOException {
        Map<String, String> plain = signed(alice.signer);
        plain.remove("Upgrade");
        plain.remove("Connection");

        assertThat(get(WebSocketApi.PATH, plain)).isEqualTo("400 Bad Request");
        assertThat(get(WebSocketApi.PATH + "/more", signed(alice.signer))).isEqualTo("404 404 page not found");
    }

    @Test
    void aUserHasOnlySoManyConnectionsAtATime() throws IOException {
        RawSocket first = alice.raw();
        alice.raw().subscribe("trade");
        assertThat(get(WebSocketApi.PATH, signed(alice.signer))).isEqualTo("429 {\"error\":\"too many requests\"}");
        venue.trader().raw().subscribe("trade");

        first.close();
        Venue.await("the end of a connection", () -> venue.api.connections().size() == 2);
        assertThat(get(WebSocketApi.PATH, signed(alice.signer))).isEqualTo("101 ");
    }

    @Test
    void messagesAreCompressedForThoseWhoOfferIt() throws IOException {
        Map<String, String> headers = signed(alice.signer);
        headers.put("Sec-WebSocket-Extensions", "permessage-deflate");
        URI uri = URI.create(venue.url());
        StringBuilder request = new StringBuilder("GET " + WebSocketApi.PATH + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            String answer = "";
            while (!answer.contains("\r\n\r\n")) {
                answer += (char) socket.getInputStream().read();
            }
            assertThat(answer).contains("Sec-WebSocket-Extensions: permessage-deflate");
        }
    }

    @Test
    void handshakesAreRefusedOnRequest() throws IOException {
        venue.api.faults().addForHandshakes(Answer.text(503, "down"), 2);

        assertThat(get(WebSocketApi.PATH, signed(alice.signer))).isEqualTo("503 down");
        assertThat(get(WebSocketApi.PATH, upgrade())).isEqualTo("503 down");
        assertThat(get(WebSocketApi.PATH, signed(alice.signer))).isEqualTo("101 ");
    }
}
