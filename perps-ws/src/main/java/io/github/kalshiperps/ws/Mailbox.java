package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.error.KalshiException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Put into by the session's threads, taken from by one consumer at a time: what a subscription has received and its consumer has not taken
 * yet. Putting never blocks.
 *
 * @param <M> what the consumer takes
 */
final class Mailbox<M> {
    /** How full a mailbox is after something was put into it. */
    enum Fill {
        FINE,
        /** Half full, for the first time since it was below a quarter. */
        HALF,
        /** Full: what was put was not kept. */
        FULL
    }

    private final int capacity;
    private final boolean conflating;
    private final Intake<M> intake;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Object> items = new ArrayDeque<>();
    private final Map<String, Object> newest = new LinkedHashMap<>();
    private boolean told;
    private boolean ended;
    private @Nullable KalshiException failure;
    private @Nullable Runnable wakeUp;

    /** The consumer's alone. */
    private final ArrayDeque<M> taken = new ArrayDeque<>();

    Mailbox(int capacity, boolean conflating, Intake<M> intake) {
        this.capacity = capacity;
        this.conflating = conflating;
        this.intake = intake;
    }

    /** What to call, on the putting thread, when there is something to take; it must not block. */
    void onChange(Runnable task) {
        locked(() -> wakeUp = task);
        task.run();
    }

    /**
     * Puts a message.
     *
     * @param market where a conflating mailbox keeps only the newest message per market; null if it cannot be read
     */
    Fill put(Object message, @Nullable String market) {
        lock.lock();
        try {
            if (ended) {
                return Fill.FINE; // the consumer wants no more
            }
            int size = items.size() + newest.size();
            if (conflating && market != null && newest.containsKey(market)) {
                newest.put(market, message); // keeps its turn
                return Fill.FINE;
            }
            if (conflating && market != null) {
                newest.put(market, message); // as many as there are markets, whatever the capacity
            } else if (size >= capacity) {
                return Fill.FULL;
            } else {
                items.add(message);
            }
            signal();
            if (!told && size + 1 >= (capacity + 1) / 2) {
                told = true;
                return Fill.HALF;
            }
            return Fill.FINE;
        } finally {
            lock.unlock();
        }
    }

    /** Puts something that is no message and always has room. */
    void mark(Object item) {
        locked(() -> {
            if (!ended) {
                items.add(item);
                signal();
            }
        });
    }

    /** Nothing more will come. What is there can still be taken. */
    void end(@Nullable KalshiException why) {
        locked(() -> {
            if (!ended) {
                ended = true;
                failure = why;
                signal();
            }
        });
    }

    private void signal() {
        changed.signalAll();
        if (wakeUp != null) {
            wakeUp.run();
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** The next message; null if there is none now. The intake, which may run a program's code, runs outside the lock. */
    @Nullable
    M poll() {
        while (taken.isEmpty()) {
            Object item = next();
            if (item == null) {
                return null;
            }
            intake.take(item, taken::add);
        }
        return taken.poll();
    }

    /** The same, waiting for one. */
    @Nullable
    M poll(long nanos) throws InterruptedException {
        long left = nanos;
        while (true) {
            M message = poll();
            if (message != null) {
                return message;
            }
            lock.lockInterruptibly();
            try {
                while (items.isEmpty() && newest.isEmpty()) {
                    if (ended || left <= 0) {
                        return null;
                    }
                    left = changed.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private @Nullable Object next() {
        lock.lock();
        try {
            Object item = items.poll();
            if (item == null && !newest.isEmpty()) {
                Iterator<Object> oldest = newest.values().iterator();
                item = oldest.next();
                oldest.remove();
            }
            if (items.size() + newest.size() < capacity / 4) {
                told = false;
            }
            return item;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing is left and nothing will come. For the consumer. */
    boolean isExhausted() {
        lock.lock();
        try {
            return ended && items.isEmpty() && newest.isEmpty() && taken.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a call of {@link #poll()} may bring something. For the consumer. */
    boolean hasSome() {
        lock.lock();
        try {
            return !items.isEmpty() || !newest.isEmpty() || !taken.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** How many messages wait. */
    int size() {
        lock.lock();
        try {
            return items.size() + newest.size();
        } finally {
            lock.unlock();
        }
    }

    /** Why nothing more will come; null if it was closed, or goes on. */
    @Nullable
    KalshiException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }
}
