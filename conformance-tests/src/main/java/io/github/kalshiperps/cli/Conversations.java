package io.github.kalshiperps.cli;

import io.github.kalshiperps.conformance.Recording;
import io.github.kalshiperps.simulator.http.TrafficListener;
import io.github.kalshiperps.simulator.klear.KlearApi;
import io.github.kalshiperps.simulator.ws.FrameListener;
import io.github.kalshiperps.simulator.ws.WebSocketApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what passes between clients and a simulator. Safe for use by several threads. */
final class Conversations implements TrafficListener, FrameListener {
    private final List<Traffic> answers = new ArrayList<>();
    private final Map<Long, List<TextFrame>> connections = new TreeMap<>();

    @Override
    public synchronized void onTraffic(Traffic traffic) {
        answers.add(traffic);
    }

    @Override
    public synchronized void onFrame(TextFrame frame) {
        connections
                .computeIfAbsent(frame.connection(), number -> new ArrayList<>())
                .add(frame);
    }

    /** Writes everything so far. */
    synchronized void write(Recording exchange, Recording klear) throws IOException {
        for (Traffic traffic : answers) {
            Recording recording = traffic.path().startsWith(KlearApi.BASE_PATH) ? klear : exchange;
            recording.answer(
                    traffic.method(),
                    traffic.query() == null ? traffic.path() : traffic.path() + "?" + traffic.query(),
                    traffic.requestBody().isEmpty() ? null : traffic.requestBody(),
                    traffic.answer().status(),
                    traffic.answer().body());
        }
        for (List<TextFrame> frames : connections.values()) {
            exchange.connection(WebSocketApi.PATH, texts(frames, true), texts(frames, false));
        }
    }

    private static List<String> texts(List<TextFrame> frames, boolean fromClient) {
        return frames.stream()
                .filter(frame -> frame.fromClient() == fromClient)
                .map(TextFrame::text)
                .toList();
    }
}
