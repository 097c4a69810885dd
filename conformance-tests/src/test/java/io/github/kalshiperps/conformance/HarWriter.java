package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Writes what passes as an HTTP Archive 1.2, as browsers do. */
final class HarWriter implements Interceptor {
    private final ObjectMapper json = new ObjectMapper();
    private final ObjectNode har = json.createObjectNode();
    private final ArrayNode entries;

    HarWriter() {
        ObjectNode log = har.putObject("log").put("version", "1.2");
        log.putObject("creator").put("name", "a test").put("version", "1");
        log.putArray("pages");
        entries = log.putArray("entries");
    }

    /** An entry as Chrome lays it out: its own members first. */
    synchronized ObjectNode entry(String method, String url) {
        ObjectNode entry = entries.addObject().put("_resourceType", "fetch");
        entry.putObject("cache");
        ObjectNode request = entry.putObject("request").put("method", method).put("url", url);
        request.putArray("headers");
        request.put("headersSize", -1).put("bodySize", 0);
        ObjectNode response = entry.putObject("response").put("status", 200);
        response.putArray("headers");
        response.putObject("content").put("mimeType", "application/json");
        return entry.put("startedDateTime", Instant.now().toString()).put("time", 1.5);
    }

    int size() {
        return entries.size();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Response response = chain.proceed(request);
        byte[] body = response.peekBody(Long.MAX_VALUE).bytes();
        ObjectNode entry = entry(request.method(), request.url().toString());
        headers(request.headers(), (ObjectNode) entry.path("request"));
        if (request.body() != null) {
            Buffer sent = new Buffer();
            request.body().writeTo(sent);
            ((ObjectNode) entry.path("request")).putObject("postData").put("text", sent.readUtf8());
        }
        ObjectNode answer = (ObjectNode) entry.path("response");
        answer.put("status", response.code());
        headers(response.headers(), answer);
        ObjectNode content = (ObjectNode) answer.path("content");
        content.put("size", body.length);
        if (body.length > 0 && size() % 2 == 0) {
            content.put("text", Base64.getEncoder().encodeToString(body)).put("encoding", "base64");
        } else if (body.length > 0) {
            content.put("text", new String(body, StandardCharsets.UTF_8));
        }
        return response;
    }

    private static void headers(Headers headers, ObjectNode message) {
        ArrayNode list = message.putArray("headers");
        headers.forEach(
                header -> list.addObject().put("name", header.getFirst()).put("value", header.getSecond()));
    }

    /** Writes the messages of sockets, too. */
    WebSocket.Factory webSockets(WebSocket.Factory sockets) {
        return (request, listener) -> {
            ObjectNode entry = entry("GET", request.url().toString().replaceFirst("^http", "ws"));
            entry.put("_resourceType", "websocket");
            ArrayNode messages = entry.putArray("_webSocketMessages");
            WebSocket socket = sockets.newWebSocket(request, new WebSocketListener() {
                @Override
                public void onOpen(WebSocket webSocket, Response response) {
                    headers(response.request().headers(), (ObjectNode) entry.path("request"));
                    ((ObjectNode) entry.path("response")).put("status", 101);
                    listener.onOpen(sending(webSocket, messages), response);
                }

                @Override
                public void onMessage(WebSocket webSocket, String text) {
                    message("receive", text, messages);
                    listener.onMessage(sending(webSocket, messages), text);
                }

                @Override
                public void onClosing(WebSocket webSocket, int code, String reason) {
                    listener.onClosing(webSocket, code, reason);
                }

                @Override
                public void onClosed(WebSocket webSocket, int code, String reason) {
                    listener.onClosed(webSocket, code, reason);
                }

                @Override
                public void onFailure(WebSocket webSocket, Throwable t, @Nullable Response response) {
                    listener.onFailure(webSocket, t, response);
                }
            });
            return sending(socket, messages);
        };
    }

    private static void message(String type, String text, ArrayNode messages) {
        synchronized (messages) {
            messages.addObject()
                    .put("type", type)
                    .put("time", 1.25)
                    .put("opcode", 1)
                    .put("data", text);
        }
    }

    private static WebSocket sending(WebSocket socket, ArrayNode messages) {
        return new WebSocket() {
            @Override
            public boolean send(String text) {
                message("send", text, messages);
                return socket.send(text);
            }

            @Override
            public boolean send(ByteString bytes) {
                return socket.send(bytes);
            }

            @Override
            public Request request() {
                return socket.request();
            }

            @Override
            public long queueSize() {
                return socket.queueSize();
            }

            @Override
            public boolean close(int code, @Nullable String reason) {
                return socket.close(code, reason);
            }

            @Override
            public void cancel() {
                socket.cancel();
            }
        };
    }

    Path write(Path file) throws IOException {
        return Files.writeString(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(har));
    }
}
