package io.github.kalshiperps.ws;

import static io.github.kalshiperps.ws.SessionFixture.BTC;
import static io.github.kalshiperps.ws.SessionFixture.SOON;
import static io.github.kalshiperps.ws.SessionFixture.confirm;
import static io.github.kalshiperps.ws.SessionFixture.eventually;
import static io.github.kalshiperps.ws.SessionFixture.never;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.auth.AccessHeaders;
import io.github.kalshiperps.core.auth.RequestSigner;
import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.core.error.AuthenticationException;
import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.error.NotFoundException;
import io.github.kalshiperps.core.error.PermissionException;
import io.github.kalshiperps.core.error.SigningException;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.model.TradeMessage;
import io.github.kalshiperps.ws.server.Handshake;
import io.github.kalshiperps.ws.server.Peer;
import io.github.kalshiperps.ws.server.ScriptedServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HandshakeTest {
    private static final Pattern NEXT_TRY = Pattern.compile("next try in (\\d+) ms");

    private static final String BAD_SIGNATURE =
            "{\"error\":{\"code\":\"authentication_error\",\"message\":\"authentication_error\",\"details\":\"INCORRECT_API_KEY_SIGNATURE\"}}";

    private static final String NOT_ENABLED =
            "{\"error\":{\"code\":\"forbidden\",\"message\":\"user is not enabled for margin trading\"}}";

    /** Made once: that takes longer than all the tests. */
    private static final Keys RSA = Keys.rsa();

    @RegisterExtension
    final SessionFixture x = new SessionFixture();

    // --- what is signed

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "RSA"})
    void theHandshakeIsSignedOverTimestampMethodAndPath(String algorithm) {
        Keys keys = algorithm.equals("RSA") ? RSA : x.keys;
        Instant now = Instant.parse("2026-10-20T11:12:13.456Z");
        x.connect(x.builder().signer(keys.signer()).clock(Clock.fixed(now, ZoneOffset.UTC)));

        Handshake handshake = x.server.awaitHandshake(SOON);
        assertThat(handshake.method()).isEqualTo("GET");
        assertThat(handshake.target()).isEqualTo(ScriptedServer.PATH);
        assertThat(handshake.header(AccessHeaders.KEY)).isEqualTo(Keys.ID);
        assertThat(handshake.header(AccessHeaders.TIMESTAMP)).isEqualTo(Long.toString(now.toEpochMilli()));
        assertThat(keys.signed(handshake)).isTrue();
        assertThat(keys.signed(altered(handshake, "POST", handshake.headers())))
                .as("the method is signed")
                .isFalse();
        Map<String, List<String>> later = new HashMap<>(handshake.headers());
        later.put(AccessHeaders.TIMESTAMP.toLowerCase(Locale.ROOT), List.of(Long.toString(now.toEpochMilli() + 1)));
        assertThat(keys.signed(altered(handshake, "GET", later)))
                .as("the timestamp is signed")
                .isFalse();
        x.events.await(Kind.CONNECTED);
    }

    @Test
    void whatOpensSocketsCanBeWrappedAndSeesNoCredentials() {
        List<Request> opened = Collections.synchronizedList(new ArrayList<>());
        x.connect(x.builder().signer(RSA.signer()).openedBy(sockets -> (request, listener) -> {
            opened.add(request);
            return sockets.newWebSocket(request, listener);
        }));
        x.events.await(Kind.CONNECTED);
        x.peer().drop();
        x.server.awaitHandshake(SOON);
        assertThat(RSA.signed(x.server.awaitHandshake(SOON))).isTrue();

        assertThat(opened)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.headers().size()).isZero());
    }

    private static Handshake altered(Handshake handshake, String method, Map<String, List<String>> headers) {
        return new Handshake(method, handshake.target(), headers, handshake.at());
    }

    @Test
    void everyHandshakeIsSignedAfreshAtItsOwnTime() {
        x.server.refuseNext(1, 503, Map.of(), "");
        x.connect(x.builder().signer(RSA.signer()).clock(new SecondByCall()));

        Handshake refused = x.server.awaitHandshake(SOON);
        Handshake first = x.server.awaitHandshake(SOON);
        x.peer().drop();
        Handshake second = x.server.awaitHandshake(SOON);
        List<Handshake> all = List.of(refused, first, second);
        assertThat(all)
                .allSatisfy(handshake -> assertThat(RSA.signed(handshake)).isTrue());
        assertThat(all)
                .extracting(handshake -> Long.valueOf(handshake.header(AccessHeaders.TIMESTAMP)))
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(all)
                .extracting(handshake -> handshake.header(AccessHeaders.SIGNATURE))
                .doesNotHaveDuplicates();
    }

    @Test
    void aSignatureThatCouldNotBeMadeThisTimeIsMadeTheNextTime() {
        AtomicInteger calls = new AtomicInteger();
        x.connect(x.builder().signer(signer(() -> {
            if (calls.incrementAndGet() == 1) {
                throw new SigningException("the key service is busy", null);
            }
        })));

        assertThat(x.events.await(Kind.DISCONNECTED).text()).contains("the key service is busy");
        x.peer();
        assertThat(x.server.connections()).as("nothing goes out unsigned").isEqualTo(1);
    }

    @Test
    void aSignerThatFailsForGoodEndsTheSession() {
        PerpsWebSocket session = x.connect(x.builder().signer(signer(() -> {
            throw new IllegalStateException("no such slot");
        })));

        assertThat(session.done())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(SessionEndedException.class)
                .havingCause()
                .isInstanceOf(ConfigurationException.class);
        x.events.await(Kind.ENDED);
        assertThat(x.server.connections()).isZero();
    }

    private RequestSigner signer(Runnable before) {
        RequestSigner real = x.keys.signer();
        return new RequestSigner() {
            @Override
            public String keyId() {
                return real.keyId();
            }

            @Override
            public byte[] sign(byte[] message) {
                before.run();
                return real.sign(message);
            }
        };
    }

    // --- what is refused here, before the network

    @Test
    void withoutAKeyNothingIsSent() {
        PerpsWebSocket.Builder keyless = PerpsWebSocket.builder().url(x.server.url());
        assertThatThrownBy(keyless::connect)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("apiKey");
        assertThat(x.server.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wss://exchange.test/trade-api/ws/v2/margin",
                "ws://127.0.0.1.exchange.test/trade-api/ws/v2/margin",
                "wss://external-api-margin-ws.kalshi.com.exchange.test/trade-api/ws/v2/margin",
                "ws://external-api-margin-ws.kalshi.com/trade-api/ws/v2/margin"
            })
    void credentialsAreNotEvenMadeForAHostThatIsNotTrusted(String url) {
        AtomicInteger signatures = new AtomicInteger();
        PerpsWebSocket.Builder builder = x.builder().url(url).signer(signer(signatures::incrementAndGet));
        assertThatThrownBy(builder::connect)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Credentials must not go to");
        assertThat(signatures).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "127.0.0.1",
                "ws://127.0.0.1/?token=hunter2",
                "ws://me:hunter2@127.0.0.1/",
                "ws://127.0.0.1/#hunter2"
            })
    void anAddressWithWhatDoesNotBelongThereIsRefusedUnseen(String url) {
        assertThatThrownBy(() -> x.builder().url(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("hunter2");
    }

    // --- refusals that are final

    @Test
    void aHandshakeThatIsNotAuthenticatedIsFinal() {
        x.server.refuseNext(1, 401, Map.of(), BAD_SIGNATURE);
        PerpsWebSocket session = x.connect();

        expectFinal(session, AuthenticationException.class, 401, "authentication_error");
        assertThat(session.connected()).failsWithin(SOON);
        assertThat(x.events.await(Kind.ENDED).cause())
                .get()
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.details()).isEqualTo("INCORRECT_API_KEY_SIGNATURE"));
        expectNoFurtherConnection(1);
    }

    @Test
    void aHandshakeThatIsNotAllowedIsFinal() {
        x.server.refuseNext(1, 403, Map.of(), NOT_ENABLED);
        PerpsWebSocket session = x.connect();

        expectFinal(session, PermissionException.class, 403, "forbidden");
        x.events.await(Kind.ENDED);
        expectNoFurtherConnection(1);
    }

    @Test
    void aRefusalIsReadWhateverItsShape() {
        x.server.refuseNext(1, 401, Map.of("Content-Type", "text/html"), "<html><h1>Who are you?</h1></html>");
        PerpsWebSocket session = x.connect();
        assertThat(session.done())
                .failsWithin(SOON)
                .withThrowableThat()
                .withMessageContaining("401")
                .withMessageContaining("Who are you?");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusalIsFinalOnAReconnectToo(int status) {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 3);
        assertThat(trades.ready()).succeedsWithin(SOON);
        x.server.refuseNext(1, status, Map.of(), status == 401 ? BAD_SIGNATURE : NOT_ENABLED);
        peer.drop();

        expectFinal(
                session,
                status == 401 ? AuthenticationException.class : PermissionException.class,
                status,
                status == 401 ? "authentication_error" : "forbidden");
        x.events.await(Kind.ENDED);
        assertThat(session.connected()).as("it was connected once").isCompleted();
        assertThat(trades.done())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(() -> trades.next(SOON)).isInstanceOf(SessionEndedException.class);
        expectNoFurtherConnection(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectOfTheFirstHandshakeIsFinalAndNotFollowed(int status) {
        String elsewhere = "http://127.0.0.1:" + x.server.port() + "/elsewhere";
        x.server.refuseNext(1, status, Map.of("Location", elsewhere), "");
        PerpsWebSocket session = x.connect();

        assertThat(session.done())
                .failsWithin(SOON)
                .withThrowableThat()
                .withMessageContaining(Integer.toString(status));
        assertThat(x.server.awaitHandshake(SOON).target()).isEqualTo(ScriptedServer.PATH);
        expectNoFurtherConnection(1);
    }

    @Test
    void anAddressThatDoesNotExistIsFinalAtFirstAndRetriedOnceItWasThere() {
        x.server.refuseNext(1, 404, Map.of(), "404 page not found");
        PerpsWebSocket session = x.connect();
        assertThat(session.done())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .havingCause()
                .isInstanceOf(NotFoundException.class);
        expectNoFurtherConnection(1);

        PerpsWebSocket other = x.connect();
        Peer peer = x.peer();
        x.server.refuseNext(2, 404, Map.of(), "404 page not found");
        peer.drop();
        x.peer();
        assertThat(x.server.connections()).isEqualTo(5);
        assertThat(other.done()).isNotDone();
    }

    private void expectFinal(PerpsWebSocket session, Class<? extends ApiException> type, int status, String code) {
        assertThat(session.done())
                .failsWithin(SOON)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(SessionEndedException.class)
                .havingCause()
                .isInstanceOfSatisfying(type, e -> {
                    assertThat(e.status()).isEqualTo(status);
                    assertThat(e.code()).isEqualTo(code);
                });
        assertThat(session.state()).isEqualTo(PerpsWebSocket.State.ENDED);
        assertThatThrownBy(() -> session.books(BTC))
                .isInstanceOf(SessionEndedException.class)
                .hasCauseInstanceOf(type);
    }

    /** Many times what the fixture's sessions wait before a second try. */
    private void expectNoFurtherConnection(int connections) {
        never("another connection", Duration.ofMillis(100), () -> x.server.connections() > connections);
        assertThat(x.server.connections()).isEqualTo(connections);
    }

    // --- failures that pass

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 408, 425, 429})
    void aRefusalThatMayPassIsRetried(int status) {
        x.server.refuseNext(1, status, Map.of(), "{\"error\":\"too many requests\"}");
        PerpsWebSocket session = x.connect();
        x.peer();
        assertThat(session.connected()).succeedsWithin(SOON);
        // Sent again by the HTTP client it would carry the old signature, and come without any wait.
        assertThat(x.events
                        .find("failure", event -> event.kind() == Kind.DISCONNECTED)
                        .text())
                .contains("could not connect: the handshake was refused", Integer.toString(status));
        Handshake refused = x.server.awaitHandshake(SOON);
        Handshake accepted = x.server.awaitHandshake(SOON);
        assertThat(x.keys.signed(accepted)).isTrue();
        assertThat(accepted.header("Sec-WebSocket-Key")).isNotEqualTo(refused.header("Sec-WebSocket-Key"));
    }

    @Test
    void aHandshakeThatBreaksIsRetried() {
        x.server.dropNext(1);
        x.server.acceptWronglyNext(1);
        x.server.ignoreNext(1);
        // How long the exchange may take to answer a handshake is a matter of the HTTP client.
        OkHttpClient impatient =
                new OkHttpClient.Builder().readTimeout(Duration.ofMillis(200)).build();
        PerpsWebSocket session = x.connect(x.builder().httpClient(impatient));
        Peer peer = x.peer();

        assertThat(session.connected()).succeedsWithin(SOON);
        assertThat(x.server.connections()).isEqualTo(4);
        x.sync(peer);
        assertThat(x.events.all(Kind.DISCONNECTED))
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.cause()).isPresent())
                .extracting(SessionEvent::text)
                .satisfies(texts -> assertThat(texts.get(1)).contains("Sec-WebSocket-Accept"));
        impatient.dispatcher().executorService().shutdown();
    }

    @Test
    void aPortThatNobodyListensOnIsRetried() {
        ScriptedServer gone = ScriptedServer.start();
        String url = gone.url();
        gone.close();
        PerpsWebSocket session = x.connect(x.builder().url(url));
        x.events.await(Kind.DISCONNECTED);
        x.events.await(Kind.DISCONNECTED);
        assertThat(session.connected()).isNotDone();
        assertThat(session.done()).isNotDone();
    }

    @Test
    void waitsGrowUpToTheirLimitAndStartOverAfterAConnectionThatLasted() {
        x.server.refuseNext(5, 503, Map.of(), "");
        x.connect(x.builder().reconnectDelay(Duration.ofMillis(20), Duration.ofMillis(80)));
        Peer peer = x.peer();
        x.sync(peer);

        List<Long> waits = announcedWaits();
        assertThat(waits).hasSize(5);
        assertThat(waits.get(0)).isBetween(10L, 20L);
        assertThat(waits.get(1)).isBetween(20L, 40L);
        assertThat(waits.subList(2, 5)).allSatisfy(wait -> assertThat(wait).isBetween(40L, 80L));
        List<Handshake> handshakes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            handshakes.add(x.server.awaitHandshake(SOON));
        }
        for (int i = 0; i < 5; i++) {
            assertThat(Duration.between(
                            handshakes.get(i).at(), handshakes.get(i + 1).at()))
                    .as("wait %d is kept", i)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(waits.get(i)));
        }

        Instant connected = Instant.now();
        eventually("100 ms have passed", () -> Instant.now().isAfter(connected.plusMillis(100)));
        peer.drop();
        x.sync(x.peer());
        assertThat(announcedWaits().get(5)).isBetween(10L, 20L);
    }

    @Test
    void aConnectionThatBreaksAtOnceDoesNotStartTheWaitsOver() {
        x.connect(x.builder().reconnectDelay(Duration.ofMillis(20), Duration.ofSeconds(30)));
        for (int i = 0; i < 4; i++) {
            x.peer().drop();
        }
        x.sync(x.peer());
        assertThat(announcedWaits().get(3)).isBetween(80L, 160L);
    }

    @Test
    void anAnswerThatSaysWhenToComeBackIsHeeded() {
        x.server.refuseNext(1, 429, Map.of("Retry-After", "1"), "{\"error\":\"too many requests\"}");
        PerpsWebSocket session = x.connect();
        Handshake first = x.server.awaitHandshake(SOON);
        Handshake second = x.server.awaitHandshake(SOON);
        assertThat(Duration.between(first.at(), second.at())).isGreaterThanOrEqualTo(Duration.ofMillis(990));
        x.sync(x.peer());
        assertThat(announcedWaits()).containsExactly(1000L);
        assertThat(session.connected()).succeedsWithin(SOON);
    }

    @Test
    void anAnswerWithAnAbsurdTimeToComeBackDoesNotBreakTheSession() {
        x.server.refuseNext(1, 429, Map.of("Retry-After", "99999999999999999999"), "");
        x.connect();
        x.peer();
    }

    private List<Long> announcedWaits() {
        List<Long> waits = new ArrayList<>();
        for (SessionEvent event : x.events.all(Kind.DISCONNECTED)) {
            Matcher matcher = NEXT_TRY.matcher(event.text());
            assertThat(matcher.find()).as(event.text()).isTrue();
            waits.add(Long.valueOf(matcher.group(1)));
        }
        return waits;
    }

    // --- secrets

    @Test
    void nothingSecretIsInEventsExceptionsAndDescriptions() throws Exception {
        x.server.refuseNext(1, 503, Map.of(), "busy");
        x.server.dropNext(1);
        x.server.acceptWronglyNext(1);
        PerpsWebSocket.Builder builder = x.builder();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(x.keys.pair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        PerpsWebSocket session = x.connect(builder.apiKey(Keys.ID, pem));
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        assertThat(trades.ready()).succeedsWithin(SOON);
        x.server.refuseNext(1, 401, Map.of(), BAD_SIGNATURE);
        peer.close(1011, "bye");
        x.events.await(Kind.ENDED);

        List<String> said =
                new ArrayList<>(List.of(session.toString(), session.uri().toString(), trades.toString()));
        for (SessionEvent event : x.events.all()) {
            said.add(event.toString());
            said.add(event.text());
            event.cause().ifPresent(cause -> addAll(cause, said));
        }
        assertThatThrownBy(() -> session.done().get(10, TimeUnit.SECONDS)).satisfies(why -> addAll(why, said));
        assertThatThrownBy(() -> trades.next(SOON)).satisfies(why -> addAll(why, said));
        assertThatThrownBy(() -> session.books(BTC)).satisfies(why -> addAll(why, said));

        List<String> secrets = new ArrayList<>();
        secrets.add(Keys.ID.substring(9)); // its beginning may be shown
        secrets.add(
                Base64.getEncoder().encodeToString(x.keys.pair().getPrivate().getEncoded()));
        secrets.add("BEGIN PRIVATE KEY");
        for (int i = 0; i < 5; i++) {
            secrets.add(x.server.awaitHandshake(SOON).header(AccessHeaders.SIGNATURE));
        }
        assertThat(said).hasSizeGreaterThan(15);
        assertThat(said).noneMatch(text -> secrets.stream().anyMatch(text::contains));
    }

    private static void addAll(Throwable why, List<String> said) {
        for (Throwable each = why; each != null; each = each.getCause()) {
            said.add(each.toString());
            if (each instanceof ApiException api) {
                said.add(api.rawBody());
            }
            for (Throwable other : each.getSuppressed()) {
                addAll(other, said);
            }
        }
    }

    /** Each time somebody looks, a second has passed. */
    private static final class SecondByCall extends Clock {
        private final AtomicLong seconds = new AtomicLong(1_792_000_000);

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(seconds.incrementAndGet());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
