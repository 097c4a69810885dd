package io.github.kalshiperps.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Safe for use by several threads: opens WebSockets and records what goes over them. */
final class RecordingWebSockets implements WebSocket.Factory {
    private final Recording recording;
    private final WebSocket.Factory sockets;

    RecordingWebSockets(Recording recording, WebSocket.Factory sockets) {
        this.recording = recording;
        this.sockets = sockets;
    }

    @Override
    public WebSocket newWebSocket(Request request, WebSocketListener listener) {
        Tap tap = new Tap(listener);
        return tap.around(sockets.newWebSocket(request, tap));
    }

    /** Between the socket and the program, in both directions. */
    private final class Tap extends WebSocketListener {
        private final WebSocketListener program;
        private final List<String> sentBefore = new ArrayList<>();
        private @Nullable TappedSocket socket;
        private @Nullable RecordedConnection connection;

        Tap(WebSocketListener program) {
            this.program = program;
        }

        /** The one socket that the program knows, whoever hands it over first: the call or the first event. */
        synchronized TappedSocket around(WebSocket opened) {
            TappedSocket present = socket;
            if (present == null) {
                present = new TappedSocket(opened, this);
                socket = present;
            }
            return present;
        }

        synchronized void sent(String command) {
            RecordedConnection present = connection;
            if (present == null) {
                sentBefore.add(command);
            } else {
                present.command(command);
            }
        }

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            begin(response);
            program.onOpen(around(webSocket), response);
        }

        private synchronized void begin(Response response) {
            // That of the answer is the one that was signed.
            Map<String, List<String>> headers = response.request().headers().toMultimap();
            Credentials credentials = Credentials.of(headers);
            recording.learn(credentials.lasting());
            HttpUrl url = response.request().url();
            String query = url.encodedQuery();
            RecordedConnection begun = recording.connection(
                    recording.here(RecordingInterceptor.host(url).replaceFirst("^http", "ws")),
                    query == null ? url.encodedPath() : url.encodedPath() + "?" + query,
                    credentials.and(response.headers().toMultimap()));
            sentBefore.forEach(begun::command);
            sentBefore.clear();
            connection = begun;
        }

        private synchronized void received(String frame) {
            if (connection != null) {
                connection.frame(frame);
            }
        }

        private synchronized void end() {
            if (connection != null) {
                connection.close();
            }
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            received(text);
            program.onMessage(around(webSocket), text);
        }

        @Override
        public void onMessage(WebSocket webSocket, ByteString bytes) {
            // Messages are text; that one was not shows as a frame that is no JSON.
            received("a binary frame of " + bytes.size() + " bytes");
            program.onMessage(around(webSocket), bytes);
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            program.onClosing(around(webSocket), code, reason);
        }

        @Override
        public void onClosed(WebSocket webSocket, int code, String reason) {
            end();
            program.onClosed(around(webSocket), code, reason);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable t, @Nullable Response response) {
            end();
            program.onFailure(around(webSocket), t, response);
        }
    }

    /** What the program sends through. */
    private static final class TappedSocket implements WebSocket {
        private final WebSocket socket;
        private final Tap tap;

        TappedSocket(WebSocket socket, Tap tap) {
            this.socket = socket;
            this.tap = tap;
        }

        @Override
        public boolean send(String text) {
            // Before it goes out, so that it stands in the capture before its answer.
            tap.sent(text);
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
    }
}
