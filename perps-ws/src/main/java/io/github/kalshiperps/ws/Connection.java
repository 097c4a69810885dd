package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.error.DecodeException;
import io.github.kalshiperps.core.json.Drift;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.core.json.RawJson;
import io.github.kalshiperps.ws.model.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Called by its one reader thread: one socket of a session, from the handshake to its end. Decodes what comes and tells the session,
 * which decides everything else.
 */
final class Connection extends WebSocketListener {
    private static final int NORMAL = 1000;

    private final Session session;
    private final JsonMapper mapper;
    private final List<Drift> drifts = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long heardNanos = System.nanoTime();
    private volatile @Nullable WebSocket socket;

    Connection(Session session, JsonMapper mapper) {
        this.session = session;
        this.mapper = mapper.driftListener(drifts::add);
    }

    // --- of the session, under its lock ---

    void open(WebSocket.Factory sockets, Request request) {
        socket = sockets.newWebSocket(request, this);
    }

    /** {@return whether the text was taken; if not, the connection is finished} */
    boolean send(String text) {
        WebSocket present = socket;
        return present != null && present.send(text);
    }

    /** Begins the closing handshake. */
    void close() {
        WebSocket present = socket;
        if (present == null || !present.close(NORMAL, null)) {
            over.countDown(); // nothing to wait for
        }
    }

    void cancel() {
        WebSocket present = socket;
        if (present != null) {
            present.cancel();
        }
    }

    // --- of everybody ---

    /** {@return when the last frame with a message came, or the connection was made; compares with System.nanoTime()} */
    long heardNanos() {
        return heardNanos;
    }

    boolean awaitEnd(Duration timeout) throws InterruptedException {
        return over.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    // --- of OkHttp, on the reader thread ---

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
        heardNanos = System.nanoTime();
        session.opened(this);
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
        heardNanos = System.nanoTime();
        drifts.clear();
        ServerMessage message;
        try {
            message = mapper.read(ServerMessage.class, text);
            if (message instanceof ServerMessage.Unrecognized unrecognized) {
                RawJson.of(unrecognized.json().json()); // what is only kept has not been looked into
            }
        } catch (DecodeException | IllegalArgumentException e) {
            session.malformed(this, text, "The frame is no message: " + e.getMessage(), e);
            return;
        } catch (RuntimeException e) {
            session.malformed(this, text, "The frame could not be read", e);
            return;
        }
        session.received(this, message, drifts, heardNanos);
    }

    @Override
    public void onMessage(WebSocket webSocket, ByteString bytes) {
        heardNanos = System.nanoTime();
        session.malformed(this, bytes.hex(), "A binary frame of " + bytes.size() + " bytes; messages are text", null);
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
        webSocket.close(NORMAL, null);
        session.lost(this, Loss.closed(code, reason));
    }

    @Override
    public void onClosed(WebSocket webSocket, int code, String reason) {
        session.lost(this, Loss.closed(code, reason));
        over.countDown();
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable why, @Nullable Response response) {
        session.lost(this, response == null ? Loss.failed(why) : session.refused(response, why));
        over.countDown();
    }
}
