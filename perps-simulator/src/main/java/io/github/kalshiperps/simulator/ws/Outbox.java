package io.github.kalshiperps.simulator.ws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one client to read them. Safe for use by several threads; nobody ever waits in it. Messages are put
 * into words when their turn comes, and not on the thread that adds them.
 */
final class Outbox {
    /** So many frames are under way at a time: enough that the network never runs dry. */
    private static final int FRAMES_UNDER_WAY = 64;

    /** A client with that many unread answers is not listened to before it has read some. */
    private static final int MOST_ANSWERS = 64;

    /** Where messages go. */
    interface Sink {
        /**
         * Sends a text frame.
         *
         * @param message the message
         * @param done is run once the frame has left this program, or never will
         */
        void send(Outgoing message, Runnable done);
    }

    /**
     * A message.
     *
     * @param subscription the subscription whose limit it counts against; null for an answer
     * @param text its words
     * @param spoilt whether it is not what the exchange meant
     */
    record Outgoing(@Nullable Subscription subscription, Supplier<String> text, boolean spoilt) {}

    private final Sink sink;
    private final Executor executor;
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private @Nullable Runnable whenRoom;
    private int underWay;
    private int answers;
    private boolean sending;
    private boolean silent;
    private boolean closed;

    Outbox(Sink sink, Executor executor) {
        this.sink = sink;
        this.executor = executor;
    }

    void add(Outgoing message) {
        synchronized (this) {
            if (closed) {
                return;
            }
            if (message.subscription == null) {
                answers++;
            } else {
                message.subscription.unread().incrementAndGet();
            }
            waiting.add(message);
        }
        proceed();
    }

    /** Sends nothing until {@link #speak}. */
    synchronized void silence() {
        silent = true;
    }

    void speak() {
        synchronized (this) {
            silent = false;
        }
        proceed();
    }

    synchronized boolean isSilent() {
        return silent;
    }

    /** Drops what waits. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        whenRoom = null;
    }

    /** Runs something as soon as not too many answers wait, now or on another thread. */
    void whenRoom(Runnable action) {
        synchronized (this) {
            if (closed) {
                return;
            }
            if (answers >= MOST_ANSWERS) {
                whenRoom = action;
                return;
            }
        }
        action.run();
    }

    private void proceed() {
        synchronized (this) {
            if (sending || !mayGo()) {
                return;
            }
            sending = true;
        }
        execute(this::send);
    }

    private void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            close(); // the server is stopping; whoever added the message must not notice
        }
    }

    private boolean mayGo() {
        return !closed && !silent && underWay < FRAMES_UNDER_WAY && !waiting.isEmpty();
    }

    /** One thread at a time, so that messages leave in order. */
    private void send() {
        List<Outgoing> next = new ArrayList<>(FRAMES_UNDER_WAY);
        while (true) {
            synchronized (this) {
                if (!mayGo()) {
                    sending = false;
                    return;
                }
                while (mayGo()) {
                    underWay++;
                    next.add(waiting.remove());
                }
            }
            for (Outgoing message : next) {
                sink.send(message, () -> done(message));
            }
            next.clear();
        }
    }

    private void done(Outgoing message) {
        Runnable room = null;
        synchronized (this) {
            underWay--;
            if (message.subscription == null) {
                answers--;
                if (answers < MOST_ANSWERS) {
                    room = whenRoom;
                    whenRoom = null;
                }
            } else {
                message.subscription.unread().decrementAndGet();
            }
        }
        if (room != null) {
            execute(room);
        }
        proceed();
    }
}
