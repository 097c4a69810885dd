package io.github.kalshiperps.ws;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Safe for use by several threads: logs a session's events and hands them to its listener, in order, on the delivery threads. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(PerpsWebSocket.class);
    private static final int CAPACITY = 65_536;

    private final Clock clock;
    private final Consumer<SessionEvent> listener;
    private final Mailbox<SessionEvent> mailbox =
            new Mailbox<>(CAPACITY, false, (item, consumer) -> consumer.accept((SessionEvent) item));
    private final AtomicLong dropped = new AtomicLong();

    Events(Clock clock, Consumer<SessionEvent> listener, Executor delivery) {
        this.clock = clock;
        this.listener = listener;
        mailbox.onChange(new Drain(delivery, this::deliver)::wake);
    }

    SessionEvent event(SessionEvent.Kind kind, String text) {
        return SessionEvent.of(kind, clock.instant(), text);
    }

    void emit(SessionEvent.Kind kind, String text) {
        emit(event(kind, text));
    }

    void emit(SessionEvent event) {
        if (mailbox.put(event, null) == Mailbox.Fill.FULL) {
            dropped.incrementAndGet();
        }
    }

    private void deliver() {
        SessionEvent event = mailbox.poll();
        while (event != null) {
            tell(event);
            long missed = dropped.getAndSet(0);
            if (missed > 0) {
                tell(event(SessionEvent.Kind.EVENTS_DROPPED, missed + " events came too fast for the listener"));
            }
            event = mailbox.poll();
        }
    }

    private void tell(SessionEvent event) {
        log(event);
        try {
            listener.accept(event);
        } catch (Throwable e) { // whatever it is, the next event must be told
            LOG.warn("The listener of events failed on {}", event.kind(), e);
        }
    }

    private static void log(SessionEvent event) {
        Throwable cause = event.cause().orElse(null);
        switch (event.kind()) {
            case CONNECTED, ENDED, SUBSCRIBED, GAP_HEALED, BACKFILLED -> LOG.info("{}", event, cause);
            case DRIFT, UNRECOGNIZED_MESSAGE -> LOG.debug("{}", event, cause);
            default -> LOG.warn("{}", event, cause);
        }
    }
}
