package io.github.kalshiperps.simulator.ws;

import io.github.kalshiperps.simulator.engine.Exchange;
import io.github.kalshiperps.simulator.http.Answer;
import io.github.kalshiperps.simulator.http.ApiHandler;
import io.github.kalshiperps.simulator.http.Caller;
import io.github.kalshiperps.simulator.http.HttpRefusal;
import io.github.kalshiperps.simulator.http.Scope;
import io.github.kalshiperps.simulator.http.SimulatorServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;

/** The WebSocket API: checks handshakes and holds the connections. Safe for use by several threads. */
public final class WebSocketApi {
    /** The path that clients connect to and sign. */
    public static final String PATH = "/trade-api/ws/v2/margin";

    /** As much as the exchange takes. */
    private static final long MAX_MESSAGE_BYTES = 64L << 20;

    private final Exchange exchange;
    private final ApiHandler.Authenticator authenticator;
    private final WebSocketSettings settings;
    private final FrameListener listener;
    private final WebSocketFaults faults = new WebSocketFaults();
    private final AtomicLong handshakes = new AtomicLong();
    private final Map<Long, Endpoint> endpoints = new ConcurrentSkipListMap<>();

    /**
     * Nobody is connected yet.
     *
     * @param exchange what is told
     * @param authenticator finds out who connects
     * @param settings what the exchange decides for itself
     * @param listener hears of every text frame
     */
    public WebSocketApi(
            Exchange exchange,
            ApiHandler.Authenticator authenticator,
            WebSocketSettings settings,
            FrameListener listener) {
        this.exchange = exchange;
        this.authenticator = authenticator;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Mounts it.
     *
     * @param server the server, which is not started yet
     */
    public void mountOn(SimulatorServer server) {
        ServerWebSocketContainer container = ServerWebSocketContainer.ensure(server.jetty());
        container.setIdleTimeout(Duration.ZERO);
        container.setMaxTextMessageSize(MAX_MESSAGE_BYTES);
        container.setMaxFrameSize(MAX_MESSAGE_BYTES);
        server.mount(PATH, new Handshakes(container));
    }

    /**
     * How to misbehave.
     *
     * @return the faults, none at first
     */
    public WebSocketFaults faults() {
        return faults;
    }

    /**
     * Who is connected now.
     *
     * @return the connections, oldest first
     */
    public List<ClientConnection> connections() {
        return endpoints.values().stream()
                .map(Endpoint::connection)
                .filter(connection -> connection != null)
                .toList();
    }

    private long connectionsOf(String userId) {
        return endpoints.values().stream()
                .filter(endpoint -> endpoint.caller.userId().equals(userId))
                .count();
    }

    /** The HTTP side of a connection. */
    private final class Handshakes extends Handler.Abstract {
        private final ServerWebSocketContainer container;

        Handshakes(ServerWebSocketContainer container) {
            this.container = container;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (!request.getHttpURI().getPath().equals(PATH)) {
                return false;
            }
            long number = handshakes.incrementAndGet();
            try {
                Caller caller = checked(request, number);
                if (!upgraded(number, caller, request, response, callback)) {
                    throw new HttpRefusal(Answer.text(400, "Bad Request"));
                }
            } catch (HttpRefusal refusal) {
                write(refusal.answer(), response, callback);
            }
            return true;
        }

        private boolean upgraded(long number, Caller caller, Request request, Response response, Callback callback) {
            boolean upgraded = false;
            try {
                upgraded = container.upgrade(
                        (upgradeRequest, upgradeResponse, upgradeCallback) -> {
                            if (!settings.compression()) {
                                upgradeResponse.setExtensions(List.of());
                            }
                            return new Endpoint(
                                    number,
                                    caller,
                                    getServer().getScheduler(),
                                    getServer().getThreadPool());
                        },
                        request,
                        response,
                        callback);
                return upgraded;
            } finally {
                if (!upgraded) {
                    endpoints.remove(number);
                }
            }
        }

        private Caller checked(Request request, long number) {
            Answer fault = faults.nextHandshake(number);
            if (fault != null) {
                throw new HttpRefusal(fault);
            }
            Caller caller = authenticator.authenticate(
                    request.getMethod(),
                    request.getHttpURI().getPath(),
                    name -> request.getHeaders().get(name));
            if (!caller.scopes().contains(Scope.READ)) {
                throw new HttpRefusal(
                        Answer.wrapped(403, "forbidden", "forbidden", "the API key lacks the scope " + Scope.READ));
            }
            if (connectionsOf(caller.userId()) >= settings.connectionsPerUser()) {
                throw new HttpRefusal(Answer.tooManyRequests());
            }
            return caller;
        }

        private static void write(Answer answer, Response response, Callback callback) {
            response.setStatus(answer.status());
            if (answer.contentType() != null) {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
            }
            response.write(true, ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)), callback);
        }
    }

    /** One connection, called by Jetty: one frame at a time, the next when it is asked for. */
    public final class Endpoint implements Session.Listener {
        private final long number;
        private final Caller caller;
        private final Scheduler scheduler;
        private final Executor executor;
        private volatile @Nullable Open open;

        /** What there is while the connection is open. */
        private record Open(Session session, ClientConnection connection, Subscriber subscriber) {}

        private Endpoint(long number, Caller caller, Scheduler scheduler, Executor executor) {
            this.number = number;
            this.caller = caller;
            this.scheduler = scheduler;
            this.executor = executor;
            endpoints.put(number, this);
        }

        private @Nullable ClientConnection connection() {
            Open present = open;
            return present == null ? null : present.connection;
        }

        @Override
        public void onWebSocketOpen(Session session) {
            ClientConnection connection =
                    new ClientConnection(number, caller, session, scheduler, executor, settings.heartbeat(), listener);
            Subscriber subscriber = new Subscriber(exchange, connection, settings, faults);
            open = new Open(session, connection, subscriber);
            exchange.addListener(subscriber);
            connection.beginHeartbeat();
            session.demand();
        }

        @Override
        public void onWebSocketText(String text) {
            Open present = open;
            if (present != null) {
                present.connection.received(text);
                present.subscriber.command(text);
                // The next command when this one's answers are on their way: one who only writes shall have to wait.
                present.connection.outbox().whenRoom(present.session::demand);
            }
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, org.eclipse.jetty.websocket.api.Callback callback) {
            callback.succeed();
            Open present = open;
            if (present != null) {
                present.subscriber.command("");
                present.connection.outbox().whenRoom(present.session::demand);
            }
        }

        @Override
        public void onWebSocketPing(ByteBuffer payload) {
            Open present = open;
            if (present != null) {
                present.connection.pong(payload);
                present.session.demand();
            }
        }

        @Override
        public void onWebSocketPong(ByteBuffer payload) {
            Open present = open;
            if (present != null) {
                present.session.demand();
            }
        }

        @Override
        public void onWebSocketClose(int statusCode, String reason, org.eclipse.jetty.websocket.api.Callback callback) {
            callback.succeed();
            ended();
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            ended();
        }

        private void ended() {
            endpoints.remove(number);
            Open present = open;
            open = null;
            if (present != null) {
                present.connection.ended();
                present.subscriber.ended();
            }
        }
    }
}
