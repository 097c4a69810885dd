package io.github.kalshiperps.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What handlers of other protocols can count on. */
class SimulatorServerTest {
    @Test
    @Timeout(60)
    void aMountedHandlerCanUpgradeToWebSocket() throws Exception {
        try (SimulatorServer server = new SimulatorServer(0)) {
            ServerWebSocketContainer webSockets = ServerWebSocketContainer.ensure(server.jetty());
            server.mount("/trade-api/ws/v2/margin", new Handler.Abstract() {
                @Override
                public boolean handle(Request request, Response response, Callback callback) {
                    String path = request.getHttpURI().getPath();
                    return webSockets.upgrade((upgrade, answer, done) -> new Echo(path), request, response, callback);
                }
            });
            server.start();
            CompletableFuture<String> heard = new CompletableFuture<>();

            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(server.url("ws", "/trade-api/ws/v2/margin")), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                            heard.complete(data.toString());
                            return CompletableFuture.completedStage(null);
                        }
                    })
                    .get(30, TimeUnit.SECONDS);
            socket.sendText("hello", true).get(30, TimeUnit.SECONDS);

            assertThat(heard.get(30, TimeUnit.SECONDS)).isEqualTo("/trade-api/ws/v2/margin hello");
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith(SimulatorServer.THREAD_NAME));
    }

    /** Public, because Jetty looks its methods up. */
    public static final class Echo extends Session.Listener.AbstractAutoDemanding {
        private final String path;

        Echo(String path) {
            this.path = path;
        }

        @Override
        public void onWebSocketText(String message) {
            getSession().sendText(path + " " + message, org.eclipse.jetty.websocket.api.Callback.NOOP);
        }
    }
}
