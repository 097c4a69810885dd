package io.github.kalshiperps.ws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Safe for use by several threads: what a session reported, for tests to wait for. */
final class EventLog implements Consumer<SessionEvent> {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<SessionEvent> events = new ArrayList<>();
    private int read;

    @Override
    public synchronized void accept(SessionEvent event) {
        events.add(event);
        notifyAll();
    }

    /** The next event of that kind that was not waited for yet; those before it are passed over. */
    synchronized SessionEvent await(SessionEvent.Kind kind) {
        long deadline = System.nanoTime() + SOON.toNanos();
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

    /** The first event of all that fulfils a condition; those that were waited for already count too, and nothing is passed over. */
    SessionEvent find(String what, Predicate<SessionEvent> condition) {
        return find(0, what, condition);
    }

    /** The same, but only among the events after so many. */
    synchronized SessionEvent find(int after, String what, Predicate<SessionEvent> condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        int checked = after;
        while (true) {
            while (checked < events.size()) {
                SessionEvent event = events.get(checked++);
                if (condition.test(event)) {
                    return event;
                }
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("No " + what + " came; there were " + from(Math.max(0, events.size() - 50)));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
    }

    synchronized int size() {
        return events.size();
    }

    /** The events after so many. */
    synchronized List<SessionEvent> from(int after) {
        return List.copyOf(events.subList(after, events.size()));
    }

    synchronized List<SessionEvent> all(SessionEvent.Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    synchronized List<SessionEvent> all() {
        return List.copyOf(events);
    }
}
