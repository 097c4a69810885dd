package io.github.kalshiperps.ws;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Safe for use by several threads: runs a task on the delivery threads, never twice at the same time, and once more whenever it was woken
 * meanwhile. Several wake-ups before a run are one.
 */
final class Drain implements Runnable {
    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int AGAIN = 2;

    private final Executor executor;
    private final Runnable task;
    private final AtomicInteger state = new AtomicInteger(IDLE);

    Drain(Executor executor, Runnable task) {
        this.executor = executor;
        this.task = task;
    }

    void wake() {
        if (state.getAndUpdate(now -> now == IDLE ? RUNNING : AGAIN) == IDLE) {
            try {
                executor.execute(this);
            } catch (RejectedExecutionException e) {
                state.set(IDLE); // the session is closed and its consumers have had their time
            }
        }
    }

    @Override
    public void run() {
        boolean finished = false;
        try {
            do {
                state.set(RUNNING);
                task.run();
            } while (!state.compareAndSet(RUNNING, IDLE));
            finished = true;
        } finally {
            if (!finished) {
                state.set(IDLE); // it threw something that is not for us to keep
            }
            // A task stops at an interrupt. When it was the program's own, and not the end of the session, there may be
            // more to do.
            if (Thread.interrupted() || !finished) {
                wake();
            }
        }
    }
}
