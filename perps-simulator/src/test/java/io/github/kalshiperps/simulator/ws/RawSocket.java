package io.github.kalshiperps.simulator.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.github.kalshiperps.core.auth.AccessHeaders;
import io.github.kalshiperps.core.auth.RequestSigner;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that knows nothing of the protocol: it sends text and shows what comes. For one thread. */
final class RawSocket implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final WebSocket socket;
    private final Inbox inbox;

    /** What came: text frames, and {@code ping:…}, {@code close:…}, {@code lost:…}. */
    private static final class Inbox implements WebSocket.Listener {
        final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket webSocket) {
            // Nothing is read before it is asked for.
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(text.toString());
                text.setLength(0);
            } else {
                webSocket.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
            frames.add("ping:" + StandardCharsets.UTF_8.decode(message));
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
            frames.add("pong:" + StandardCharsets.UTF_8.decode(message));
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            frames.add("close:" + statusCode + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            frames.add("lost:" + error.getClass().getSimpleName());
        }
    }

    private RawSocket(WebSocket socket, Inbox inbox) {
        this.socket = socket;
        this.inbox = inbox;
    }

    static RawSocket open(String url, RequestSigner signer, Instant now) {
        String timestamp = Long.toString(now.toEpochMilli());
        byte[] signed = (timestamp + "GET" + WebSocketApi.PATH).getBytes(StandardCharsets.UTF_8);
        Inbox inbox = new Inbox();
        try {
            WebSocket socket = CLIENT.newWebSocketBuilder()
                    .header(AccessHeaders.KEY, signer.keyId())
                    .header(AccessHeaders.TIMESTAMP, timestamp)
                    .header(AccessHeaders.SIGNATURE, Base64.getEncoder().encodeToString(signer.sign(signed)))
                    .buildAsync(URI.create(url), inbox)
                    .get(Venue.SOON.toSeconds(), TimeUnit.SECONDS);
            return new RawSocket(socket, inbox);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError("not connected", e);
        }
    }

    /** Sends a text frame. */
    void send(String text) {
        await(socket.sendText(text, true));
    }

    void sendBytes(byte[] bytes) {
        await(socket.sendBinary(ByteBuffer.wrap(bytes), true));
    }

    void ping(String payload) {
        await(socket.sendPing(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8))));
    }

    private static void await(CompletableFuture<WebSocket> sent) {
        try {
            sent.get(Venue.SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError("not sent", e);
        }
    }

    /** The next frame, to the letter. */
    String frame() {
        socket.request(1);
        try {
            String frame = inbox.frames.poll(Venue.SOON.toMillis(), TimeUnit.MILLISECONDS);
            return Objects.requireNonNull(frame, "nothing came");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next message, whatever it is. */
    Message next() {
        return Message.of(frame());
    }

    /** The next message, which must be of that type. */
    Message next(String type) {
        Message message = next();
        assertThat(message.type()).as(message.text()).isEqualTo(type);
        return message;
    }

    /** The next message, which must be an error with that code. */
    Message error(int code) {
        Message message = next("error");
        assertThat(message.msg().get("code")).as(message.text()).isEqualTo((long) code);
        return message;
    }

    /** Everything that has been sent up to now: asks a question and takes what comes before the answer. */
    List<Message> sofar() {
        send("{\"id\":999999,\"cmd\":\"list_subscriptions\"}");
        List<Message> messages = new ArrayList<>();
        while (true) {
            Message message = next();
            if (message.id() == 999_999) {
                return messages;
            }
            messages.add(message);
        }
    }

    /** Subscribes a channel with a new command, and takes the confirmation: its number. */
    long subscribe(String channel, String... markets) {
        send(subscription(1, List.of(channel), List.of(markets), ""));
        Message confirmed = next("subscribed");
        assertThat(confirmed.msg().get("channel")).isEqualTo(channel);
        return (long) Objects.requireNonNull(confirmed.msg().get("sid"));
    }

    static String subscription(long id, List<String> channels, List<String> markets, String more) {
        return "{\"id\":%d,\"cmd\":\"subscribe\",\"params\":{\"channels\":%s%s%s}}"
                .formatted(
                        id, quoted(channels), markets.isEmpty() ? "" : ",\"market_tickers\":" + quoted(markets), more);
    }

    static String update(long id, long sid, String action, String... markets) {
        return "{\"id\":%d,\"cmd\":\"update_subscription\",\"params\":{\"sids\":[%d],\"action\":\"%s\"%s}}"
                .formatted(
                        id, sid, action, markets.length == 0 ? "" : ",\"market_tickers\":" + quoted(List.of(markets)));
    }

    static String unsubscription(long id, long... sids) {
        StringBuilder list = new StringBuilder();
        for (long sid : sids) {
            list.append(list.isEmpty() ? "" : ",").append(sid);
        }
        return "{\"id\":%d,\"cmd\":\"unsubscribe\",\"params\":{\"sids\":[%s]}}".formatted(id, list);
    }

    private static String quoted(List<String> texts) {
        return "[\"" + String.join("\",\"", texts) + "\"]";
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** A message as JSON: whole numbers as {@code Long}, others as {@code BigDecimal}. Immutable. */
    record Message(String text, Map<String, @Nullable Object> json) {
        static Message of(String text) {
            try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
                return new Message(text, object(reader));
            } catch (IOException | RuntimeException e) {
                throw new AssertionError("not a message: " + text, e);
            }
        }

        String type() {
            return String.valueOf(json.get("type"));
        }

        /** The number of the command that it answers; -1 for none. */
        long id() {
            return json.get("id") instanceof Long id ? id : -1;
        }

        /** The number of the subscription; -1 for none. */
        long sid() {
            return json.get("sid") instanceof Long sid ? sid : -1;
        }

        /** The number in the sequence; -1 for none. */
        long seq() {
            return json.get("seq") instanceof Long seq ? seq : -1;
        }

        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> msg() {
            return (Map<String, @Nullable Object>) Objects.requireNonNull(json.get("msg"), text);
        }

        private static Map<String, @Nullable Object> object(JsonReader reader) throws IOException {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            reader.beginObject();
            while (reader.hasNext()) {
                members.put(reader.nextName(), value(reader));
            }
            reader.endObject();
            return members;
        }

        private static @Nullable Object value(JsonReader reader) throws IOException {
            return switch (reader.peek()) {
                case BEGIN_OBJECT -> object(reader);
                case BEGIN_ARRAY -> {
                    List<@Nullable Object> items = new ArrayList<>();
                    reader.beginArray();
                    while (reader.hasNext()) {
                        items.add(value(reader));
                    }
                    reader.endArray();
                    yield items;
                }
                case NUMBER -> number(reader.nextString());
                case BOOLEAN -> reader.nextBoolean();
                case NULL -> reader.nextNull();
                default -> reader.nextString();
            };
        }

        private static Object number(String digits) {
            return digits.matches("-?\\d{1,18}") ? (Object) Long.valueOf(digits) : new BigDecimal(digits);
        }
    }
}
