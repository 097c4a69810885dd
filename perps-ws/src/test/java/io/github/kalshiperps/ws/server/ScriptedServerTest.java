package io.github.kalshiperps.ws.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against OkHttp, which keeps to the rules, and against a client that sees every frame and breaks them. */
@Timeout(30)
class ScriptedServerTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(60);

    private final ScriptedServer server = ScriptedServer.start();
    private final OkHttpClient okHttp =
            new OkHttpClient.Builder().followRedirects(false).build();
    private final Heard heard = new Heard();

    @AfterEach
    void close() {
        server.close();
        okHttp.dispatcher().executorService().shutdown();
        okHttp.connectionPool().evictAll();
    }

    // --- handshakes

    @Test
    void aHandshakeIsKeptAsItWasSent() {
        Request request = new Request.Builder()
                .url(server.url() + "?a=1")
                .header("KALSHI-ACCESS-KEY", "some key")
                .build();
        okHttp.newWebSocket(request, heard);

        Handshake handshake = server.awaitPeer(SOON).handshake();
        assertThat(handshake.method()).isEqualTo("GET");
        assertThat(handshake.target()).isEqualTo("/trade-api/ws/v2/margin?a=1");
        assertThat(handshake.header("Kalshi-Access-Key")).isEqualTo("some key");
        assertThat(handshake.hasHeader("KALSHI-ACCESS-SIGNATURE")).isFalse();
        assertThat(server.awaitHandshake(SOON)).isSameAs(handshake);
        assertThatThrownBy(() -> handshake.header("KALSHI-ACCESS-SIGNATURE"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("0 headers KALSHI-ACCESS-SIGNATURE");
    }

    @Test
    void refusalsComeInTheOrderOfThePlanAndThenEverybodyIsWelcome() throws Exception {
        server.refuseNext(1, 401, Map.of("Content-Type", "application/json"), "{\"code\":\"authentication_error\"}");
        server.refuseNext(2, 429, Map.of("Retry-After", "7"), "");
        server.refuseNext(1, 301, Map.of("Location", "/elsewhere"), "");

        open();
        assertThat(heard.next()).isEqualTo("refused 401 {\"code\":\"authentication_error\"}");
        open();
        assertThat(heard.next()).isEqualTo("refused 429 retry after 7 ");
        open();
        assertThat(heard.next()).isEqualTo("refused 429 retry after 7 ");
        open();
        assertThat(heard.next()).isEqualTo("refused 301 ");
        open();
        assertThat(heard.next()).isEqualTo("open");
        assertThat(server.connections()).isEqualTo(5);
    }

    @Test
    void aHandshakeCanStayUnanswered() throws Exception {
        server.ignoreNext(1);
        try (RawClient client = RawClient.connect(server.port())) {
            client.sendHandshake();
            server.awaitHandshake(SOON);
            assertThat(client.hears(SHORT)).isFalse();
        }
        assertThatThrownBy(() -> server.awaitPeer(SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nobody connected")
                .hasMessageContaining("Ignore")
                .hasMessageContaining("60 ms");
    }

    @Test
    void aHandshakeCanBeReset() throws Exception {
        server.dropNext(1);
        try (RawClient client = RawClient.connect(server.port())) {
            client.sendHandshake();
            assertThatThrownBy(client::readHead).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aHandshakeCanBeAcceptedWithTheWrongKey() throws Exception {
        server.acceptWronglyNext(1);
        open();
        assertThat(heard.next()).startsWith("failed").contains("Sec-WebSocket-Accept");
    }

    @Test
    void whatIsNoHandshakeIsABadRequest() throws Exception {
        try (RawClient client = RawClient.connect(server.port())) {
            client.sendBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 400 ");
        }
    }

    // --- messages of the client

    @Test
    void aCommandIsTextAndJson() {
        WebSocket client = open();
        client.send("{\"id\":3,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"trade\"],\"x\":1.50}}");

        Peer peer = server.awaitPeer(SOON);
        Command command = peer.awaitCommand(SOON);
        assertThat(command.text()).startsWith("{\"id\":3,");
        assertThat(command.json()).containsEntry("id", 3L).containsEntry("cmd", "subscribe");
        assertThat(command.id()).isEqualTo(3);
        assertThat(command.cmd()).isEqualTo("subscribe");
        assertThat(command.params("channels")).containsExactly("trade");
        assertThat(command.params()).containsEntry("x", new BigDecimal("1.50"));
        assertThat(peer.pollCommand()).isEmpty();
    }

    @Test
    void waitingForACommandFailsWithWhatHappened() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            Peer peer = server.awaitPeer(SOON);
            assertThatThrownBy(() -> peer.awaitCommand(SHORT))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("no command from the client within 60 ms");

            client.send("hello");
            assertThatThrownBy(() -> peer.awaitCommand(SOON))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("not a JSON object: hello");

            client.hangUp();
            assertThatThrownBy(() -> peer.awaitCommand(SOON))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("no command from the client; the connection has ended with 1006");
        }
    }

    @Test
    void messagesOfAnyLengthArriveBothWays() throws Exception {
        WebSocket client = open();
        Peer peer = server.awaitPeer(SOON);
        assertThat(heard.next()).isEqualTo("open");
        for (int length : new int[] {0, 125, 126, 127, 65_535, 65_536, 1_000_000}) {
            String text = "x".repeat(length);
            client.send("{\"a\":\"" + text + "\"}");
            assertThat(peer.awaitCommand(SOON).json()).containsEntry("a", text);
            peer.send(text);
            assertThat(heard.next()).isEqualTo("text " + text);
        }
    }

    @Test
    void fragmentsOfTheClientBecomeOneMessageAlsoWithAPingBetweenThem() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            byte[] utf8 = "{\"a\":\"€\"}".getBytes(StandardCharsets.UTF_8);
            Peer peer = server.awaitPeer(SOON);
            client.send(false, 1, slice(utf8, 0, 7));
            client.send(true, 9, new byte[] {42});
            client.send(false, 0, slice(utf8, 7, 7));
            client.send(true, 0, slice(utf8, 7, utf8.length));

            assertThat(peer.awaitCommand(SOON).json()).containsEntry("a", "€");
            assertThat(peer.pingsSeen()).isEqualTo(1);
            Frame pong = client.next();
            assertThat(pong.opcode()).isEqualTo(10);
            assertThat(pong.payload()).containsExactly(42);
        }
    }

    @Test
    void aClientThatBreaksTheProtocolIsClosedAndNamed() throws Exception {
        assertViolation(1002, "fragment out of order", client -> client.send(true, 0, new byte[] {1}));
        assertViolation(1002, "unknown opcode 3", client -> client.send(true, 3, new byte[] {1}));
        assertViolation(1003, "binary", client -> client.send(true, 2, new byte[] {1}));
        assertViolation(1007, "UTF-8", client -> client.send(true, 1, new byte[] {(byte) 0xff}));
        assertViolation(1002, "control frame", client -> client.send(false, 9, new byte[] {1}));
        assertViolation(1002, "without a mask", client -> client.sendBytes("\u0001\u0001x"));
    }

    // --- messages to the client

    @Test
    void aMessageCanBeCutAnywhere() throws Exception {
        String text = "{\"a\":\"Größe €\"}";
        open();
        try (RawClient client = RawClient.open(server.port())) {
            for (Peer peer : List.of(server.awaitPeer(SOON), server.awaitPeer(SOON))) {
                peer.sendFragmented(text, 5);
                peer.sendFragmentedWithPings(text, 40);
                peer.sendCutAt(text, 1, 1, 11);
            }
            assertThat(heard.next()).isEqualTo("open");
            for (int i = 0; i < 3; i++) {
                assertThat(heard.next()).isEqualTo("text " + text);
            }

            List<Frame> frames = IntStream.range(0, 5 + 79 + 4)
                    .mapToObj(i -> {
                        try {
                            return client.next();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
            assertThat(frames.subList(0, 5)).extracting(Frame::opcode).containsExactly(1, 0, 0, 0, 0);
            assertThat(frames.subList(0, 5)).extracting(Frame::last).containsExactly(false, false, false, false, true);
            assertThat(frames.subList(5, 84)).filteredOn(f -> f.opcode() == 9).hasSize(39);
            assertThat(frames.subList(84, 88))
                    .extracting(frame -> frame.payload().length)
                    .containsExactly(1, 0, 10, text.getBytes(StandardCharsets.UTF_8).length - 11);
        }
    }

    @Test
    void bytesGoOutAsTheyAre() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            Peer peer = server.awaitPeer(SOON);
            peer.sendBytes(1, new byte[] {(byte) 0xc3, 0x28});
            peer.sendBytes(2, new byte[] {1, 2});
            peer.sendRaw(new byte[] {(byte) 0x83, 0});

            assertThat(client.next().payload()).containsExactly(0xc3, 0x28);
            assertThat(client.next().opcode()).isEqualTo(2);
            assertThat(client.next().opcode()).isEqualTo(3);
        }
    }

    @Test
    void queuedMessagesWaitForTheFlush() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            Peer peer = server.awaitPeer(SOON);
            byte[] utf8 = "[1][2]".getBytes(StandardCharsets.UTF_8);
            peer.write(utf8, 0, 3);
            peer.write(utf8, 3, 3);
            assertThat(client.hears(SHORT)).isFalse();

            peer.flush();
            assertThat(client.next().text()).isEqualTo("[1]");
            assertThat(client.next().text()).isEqualTo("[2]");
        }
    }

    // --- pings, silence

    @Test
    void pingsGoBothWaysAndAreCounted() throws Exception {
        open();
        Peer peer = server.awaitPeer(SOON);
        peer.ping("heartbeat");
        peer.ping("");
        peer.awaitPongs(2, SOON);
        assertThat(peer.lastPong()).isEmpty();
        assertThatThrownBy(() -> peer.awaitPings(1, SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessage("0 of 1 pings came within 60 ms");
    }

    @Test
    void pongsCanBeSwitchedOff() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            Peer peer = server.awaitPeer(SOON);
            peer.autoPong(false);
            client.send(true, 9, new byte[] {1});
            peer.awaitPings(1, SOON);
            peer.autoPong(true);
            client.send(true, 9, new byte[] {2});

            assertThat(client.next().payload()).containsExactly(2);
            assertThat(peer.pingsSeen()).isEqualTo(2);
        }
    }

    @Test
    void nothingIsTakenFromTheClientWhileReadingIsPaused() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            Peer peer = server.awaitPeer(SOON);
            peer.pauseReading();
            client.send("{\"id\":1}");
            client.send(true, 9, new byte[0]);
            assertThatThrownBy(() -> peer.awaitCommand(SHORT)).isInstanceOf(AssertionError.class);

            peer.resumeReading();
            assertThat(peer.awaitCommand(SOON).id()).isEqualTo(1);
            assertThat(client.next().opcode()).isEqualTo(10);
        }
    }

    @Test
    void aPongIsNotLostBehindAClientThatDoesNotRead() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            Peer peer = server.awaitPeer(SOON);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> peer.send("x".repeat(32 << 20)));
            client.send(true, 9, new byte[] {7});
            client.send("{\"id\":1}");

            // The command comes although the server's other thread waits for the client to read.
            assertThat(peer.awaitCommand(SOON).id()).isEqualTo(1);
            List<Integer> opcodes =
                    List.of(client.next().opcode(), client.next().opcode());
            assertThat(opcodes).containsExactlyInAnyOrder(1, 10);
            sending.get(5, TimeUnit.SECONDS);
        }
    }

    // --- ends

    @Test
    void theServerClosesWithACodeAndSeesTheAnswer() throws Exception {
        open();
        Peer peer = server.awaitPeer(SOON);
        peer.close(1001, "going away");

        assertThat(heard.next()).isEqualTo("open");
        assertThat(heard.next()).isEqualTo("closing 1001 going away");
        assertThat(peer.awaitClosed(SOON)).isEqualTo(1001);
        assertThat(peer.isOpen()).isFalse();
        assertThat(heard.next()).isEqualTo("closed 1001 going away");
    }

    @Test
    void aCloseOfTheClientIsAnswered() throws Exception {
        WebSocket client = open();
        Peer peer = server.awaitPeer(SOON);
        assertThat(heard.next()).isEqualTo("open");
        client.close(1000, "done");

        assertThat(peer.awaitClosed(SOON)).isEqualTo(1000);
        assertThat(heard.next()).isEqualTo("closing 1000 done");
        assertThat(heard.next()).isEqualTo("closed 1000 done");
        assertThatThrownBy(() -> peer.send("late"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the client has closed the connection");
    }

    @Test
    void aCloseOfTheClientCanStayUnanswered() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            Peer peer = server.awaitPeer(SOON);
            peer.answerClose(false);
            client.send(true, 8, new byte[] {0x03, (byte) 0xe8});

            assertThat(peer.awaitCloseFrame(SOON)).isEqualTo(1000);
            assertThat(client.hears(SHORT)).isFalse();
            assertThatThrownBy(() -> peer.awaitClosed(SHORT)).hasMessage("the connection is still open within 60 ms");
            client.hangUp();
            assertThat(peer.awaitClosed(SOON)).isEqualTo(1000);
        }
    }

    @Test
    void aCloseFrameNeedHaveNoCode() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            Peer peer = server.awaitPeer(SOON);
            client.send(true, 8, new byte[0]);
            assertThat(peer.awaitClosed(SOON)).isEqualTo(Peer.NO_CODE);
        }
    }

    @Test
    void aDropIsAResetAlsoWhileSendingIsBlocked() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            Peer peer = server.awaitPeer(SOON);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> peer.send("x".repeat(64 << 20)));
            assertThat(client.hears(SOON)).isTrue();
            peer.drop();

            assertThatThrownBy(() -> sending.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(UncheckedIOException.class);
            assertThat(peer.awaitClosed(SOON)).isEqualTo(Peer.NO_CLOSE_FRAME);
            assertThatThrownBy(client::next).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
    }

    @Test
    void theServerEndsWithAllItsThreads() throws Exception {
        try (RawClient idle = RawClient.connect(server.port());
                RawClient open = RawClient.open(server.port());
                RawClient paused = RawClient.open(server.port())) {
            server.awaitPeer(SOON);
            server.awaitPeer(SOON).pauseReading();
            paused.send("{}");
            open.send("{}");
            server.close();

            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("scripted-server-" + server.port()));
            assertThatThrownBy(() -> RawClient.connect(server.port())).isInstanceOf(IOException.class);
            assertThatThrownBy(idle::next).isInstanceOfAny(EOFException.class, SocketException.class);
        }
    }

    private interface Misdeed {
        void by(RawClient client) throws IOException;
    }

    private void assertViolation(int code, String what, Misdeed misdeed) throws IOException {
        try (RawClient client = RawClient.open(server.port())) {
            Peer peer = server.awaitPeer(SOON);
            misdeed.by(client);
            assertThat(client.next().closeCode()).isEqualTo(code);
            assertThatThrownBy(() -> peer.awaitCommand(SOON))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the client broke the protocol")
                    .hasMessageContaining(what);
        }
    }

    private WebSocket open() {
        return okHttp.newWebSocket(new Request.Builder().url(server.url()).build(), heard);
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** What OkHttp reports, one line per event. */
    private static final class Heard extends WebSocketListener {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            String event = events.poll(5, TimeUnit.SECONDS);
            return event == null ? "nothing" : event;
        }

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            events.add("open");
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            events.add("text " + text);
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            events.add("closing " + code + " " + reason);
            webSocket.close(code, null);
        }

        @Override
        public void onClosed(WebSocket webSocket, int code, String reason) {
            events.add("closed " + code + " " + reason);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable t, @Nullable Response response) {
            if (response == null || response.code() == 101) {
                events.add("failed " + t.getMessage());
                return;
            }
            try {
                String retryAfter = response.header("Retry-After");
                events.add("refused " + response.code() + (retryAfter == null ? "" : " retry after " + retryAfter) + " "
                        + response.body().string());
            } catch (IOException e) {
                events.add("refused " + response.code() + " without a body: " + e);
            }
        }
    }
}
