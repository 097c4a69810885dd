package io.github.kalshiperps.simulator.ws;

import io.github.kalshiperps.simulator.http.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** A client's connection, and what can go wrong with it as a whole. Safe for use by several threads. */
public final class ClientConnection {
    private static final String HEARTBEAT = "heartbeat";

    private final long number;
    private final Caller caller;
    private final Session session;
    private final Scheduler scheduler;
    private final Executor executor;
    private final Duration heartbeat;
    private final FrameListener listener;
    private final Outbox outbox;
    private volatile Scheduler.@Nullable Task nextHeartbeat;

    ClientConnection(
            long number,
            Caller caller,
            Session session,
            Scheduler scheduler,
            Executor executor,
            Duration heartbeat,
            FrameListener listener) {
        this.number = number;
        this.caller = caller;
        this.session = session;
        this.scheduler = scheduler;
        this.executor = executor;
        this.heartbeat = heartbeat;
        this.listener = listener;
        this.outbox = new Outbox(this::send, executor);
    }

    /** {@return its number: the first connection that was made is 1} */
    public long number() {
        return number;
    }

    /** {@return the account that it belongs to} */
    public String userId() {
        return caller.userId();
    }

    /** Cuts it, without a word to the client. */
    public void drop() {
        outbox.close();
        // By another thread: this one may hold the exchange's lock, and its end has to be told to the exchange.
        executor.execute(session::disconnect);
    }

    /**
     * Closes it, by the rules. What the client has not been sent yet is lost.
     *
     * @param code the code of the close frame, such as 1001
     * @param reason its text
     */
    public void close(int code, String reason) {
        outbox.close();
        executor.execute(() -> session.close(code, reason, Callback.NOOP));
    }

    /** Says nothing from now on, not even in answer to a ping. Messages wait; commands are carried out. */
    public void silence() {
        outbox.silence();
    }

    /** Says what has been waiting since {@link #silence}, and goes on. */
    public void speak() {
        outbox.speak();
    }

    /**
     * Sends something that the exchange did not mean to send, behind what waits.
     *
     * @param text the text frame, to the letter
     */
    public void send(String text) {
        outbox.add(new Outbox.Outgoing(null, () -> text, true));
    }

    /** {@return number and user} */
    @Override
    public String toString() {
        return "connection " + number + " of " + caller.userId();
    }

    Caller caller() {
        return caller;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Tells the listener of a command. */
    void received(String text) {
        listener.onFrame(new FrameListener.TextFrame(number, true, text, false));
    }

    /** Runs something later, in real time, on a thread of the server. */
    void later(Duration delay, Runnable task) {
        scheduler.schedule(() -> executor.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    void beginHeartbeat() {
        if (!heartbeat.isZero()) {
            nextHeartbeat = scheduler.schedule(this::beat, heartbeat.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void beat() {
        if (!session.isOpen()) {
            return;
        }
        if (outbox.isSilent()) {
            beginHeartbeat();
        } else {
            // The next one is due after this one has left, so that a client that reads nothing has one waiting at most.
            session.sendPing(
                    ByteBuffer.wrap(HEARTBEAT.getBytes(StandardCharsets.UTF_8)),
                    Callback.from(this::beginHeartbeat, failure -> {}));
        }
    }

    void pong(ByteBuffer payload) {
        if (!outbox.isSilent()) {
            session.sendPong(payload, Callback.NOOP);
        }
    }

    void ended() {
        outbox.close();
        Scheduler.Task task = nextHeartbeat;
        if (task != null) {
            task.cancel();
        }
    }

    private void send(Outbox.Outgoing message, Runnable done) {
        String text = message.text().get();
        listener.onFrame(new FrameListener.TextFrame(number, false, text, message.spoilt()));
        session.sendText(text, Callback.from(done, failure -> {
            outbox.close();
            done.run();
        }));
    }
}
