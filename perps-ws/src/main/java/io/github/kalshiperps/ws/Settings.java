package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.WebSocket;

/**
 * Immutable: what a session was told when it was built.
 *
 * @param client signs handshakes and sends pings
 * @param sockets what opens them: the client, or what the program put around it
 * @param ownsClient whether the client ends with the session
 */
record Settings(
        HttpUrl url,
        OkHttpClient client,
        WebSocket.Factory sockets,
        boolean ownsClient,
        JsonMapper mapper,
        Clock clock,
        Consumer<SessionEvent> listener,
        Duration reconnectDelay,
        Duration maxReconnectDelay,
        Duration commandTimeout,
        Duration snapshotTimeout,
        Duration staleAfter,
        Duration closeTimeout) {}
