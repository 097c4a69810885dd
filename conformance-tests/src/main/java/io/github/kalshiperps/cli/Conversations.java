package io.github.kalshiperps.cli;

import io.github.kalshiperps.conformance.RecordedConnection;
import io.github.kalshiperps.conformance.Recording;
import io.github.kalshiperps.simulator.http.TrafficListener;
import io.github.kalshiperps.simulator.klear.KlearApi;
import io.github.kalshiperps.simulator.ws.FrameListener;
import io.github.kalshiperps.simulator.ws.WebSocketApi;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Records what passes between clients and a simulator, each API in a recording of its own. Safe for use by several threads. */
final class Conversations implements TrafficListener, FrameListener {
    private final Recording exchange;
    private final Recording klear;
    private final Map<Long, RecordedConnection> connections = new ConcurrentHashMap<>();

    Conversations(Recording exchange, Recording klear) {
        this.exchange = exchange;
        this.klear = klear;
    }

    @Override
    public void onTraffic(Traffic traffic) {
        Recording recording = traffic.path().startsWith(KlearApi.BASE_PATH) ? klear : exchange;
        recording.answer(
                traffic.method(),
                traffic.query() == null ? traffic.path() : traffic.path() + "?" + traffic.query(),
                traffic.requestBody().isEmpty() ? null : traffic.requestBody(),
                traffic.answer().status(),
                traffic.answer().body());
    }

    @Override
    public void onFrame(TextFrame frame) {
        RecordedConnection connection =
                connections.computeIfAbsent(frame.connection(), number -> exchange.connection(WebSocketApi.PATH));
        if (frame.fromClient()) {
            connection.command(frame.text());
        } else {
            connection.frame(frame.text());
        }
    }
}
