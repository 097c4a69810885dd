package io.github.kalshiperps.simulator.ws;

import io.github.kalshiperps.ws.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a session reported, for tests to wait for. Safe for use by several threads. */
final class EventLog implements Consumer<SessionEvent> {
    private final List<SessionEvent> events = new ArrayList<>();
    private int read;

    @Override
    public synchronized void accept(SessionEvent event) {
        events.add(event);
        notifyAll();
    }

    /** The next event of that kind that was not waited for yet; those before it are passed over. */
    synchronized SessionEvent await(SessionEvent.Kind kind) {
        long deadline = System.nanoTime() + Venue.SOON.toNanos();
        while (true) {
            while (read < events.size()) {
                SessionEvent event = events.get(read++);
                if (event.kind() == kind) {
                    return event;
                }
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("No " + kind + " came; there were " + events);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + kind, e);
            }
        }
    }

    synchronized List<SessionEvent> all(SessionEvent.Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    synchronized List<SessionEvent> all() {
        return List.copyOf(events);
    }
}
