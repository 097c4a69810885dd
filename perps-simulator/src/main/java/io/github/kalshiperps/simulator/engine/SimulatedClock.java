package io.github.kalshiperps.simulator.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The time of an exchange, which stands still until it is moved. Safe for use by several threads. What is due by then runs in
 * {@link #advance} or {@link #catchUp}, on the calling thread, in order of time, each at its own moment: the expiry of orders,
 * the windows of order groups, funding, the end of transfers, and what {@link #at} was given.
 *
 * <p>It can {@linkplain #follow follow} a real clock instead. It has no thread of its own then either: somebody has to call
 * {@link #catchUp}, which each call of the exchange does.
 */
public final class SimulatedClock extends Clock {
    private final ReentrantLock lock;
    private final ZoneId zone;
    private final Time time;

    /** What all views of one clock share; guarded by the lock. */
    private static final class Time {
        private Instant now;
        private long sequence;
        private final PriorityQueue<Due> due = new PriorityQueue<>();
        private boolean running;
        private @Nullable Clock followed;
        private Duration ahead = Duration.ZERO;

        Time(Instant now) {
            this.now = now;
        }
    }

    /** Two things due at one moment run in the order in which they were asked for. */
    private record Due(Instant time, long sequence, Runnable action) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int order = time.compareTo(other.time);
            return order != 0 ? order : Long.compare(sequence, other.sequence);
        }
    }

    /**
     * A clock that stands still.
     *
     * @param start its time
     */
    public SimulatedClock(Instant start) {
        this(new ReentrantLock(), ZoneOffset.UTC, new Time(start));
    }

    private SimulatedClock(ReentrantLock lock, ZoneId zone, Time time) {
        this.lock = lock;
        this.zone = zone;
        this.time = time;
    }

    /** {@return the time; that of the followed clock, if there is one, even where nobody caught up yet} */
    @Override
    public Instant instant() {
        lock.lock();
        try {
            return target();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** {@return the same clock in another zone: both move together} */
    @Override
    public Clock withZone(ZoneId other) {
        return new SimulatedClock(lock, other, time);
    }

    /**
     * Moves on, and runs what is due by then.
     *
     * @param by how far, zero or more
     * @throws IllegalArgumentException if it is negative
     * @throws IllegalStateException if what is due asks for it
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + by);
        }
        lock.lock();
        try {
            if (time.running) {
                throw new IllegalStateException("what is due cannot move the clock that runs it");
            }
            if (time.followed != null) {
                time.ahead = time.ahead.plus(by);
                catchUp();
            } else {
                runUntil(time.now.plus(by));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves on to a moment, and runs what is due by then.
     *
     * @param moment the moment, not before now
     * @throws IllegalArgumentException if it is before now
     * @throws IllegalStateException if what is due asks for it
     */
    public void advanceTo(Instant moment) {
        lock.lock();
        try {
            advance(Duration.between(target(), moment));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Goes on with another clock from now: as that moves, so does this, from its own present time.
     *
     * @param real the clock to follow, such as {@link Clock#systemUTC()}
     */
    public void follow(Clock real) {
        lock.lock();
        try {
            catchUp();
            time.followed = real;
            time.ahead = Duration.between(real.instant(), time.now);
        } finally {
            lock.unlock();
        }
    }

    /** Stands still again, at the present time. */
    public void stop() {
        lock.lock();
        try {
            catchUp();
            time.followed = null;
        } finally {
            lock.unlock();
        }
    }

    /** Runs what is due by now; there is nothing to do unless this clock follows another. */
    public void catchUp() {
        lock.lock();
        try {
            runUntil(target());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs something at a moment, under the lock of the exchange; if the moment has passed, with the next move. It must not move
     * this clock.
     *
     * @param moment when
     * @param action what to run
     */
    public void at(Instant moment, Runnable action) {
        Objects.requireNonNull(moment);
        Objects.requireNonNull(action);
        lock.lock();
        try {
            time.due.add(new Due(moment, time.sequence++, action));
        } finally {
            lock.unlock();
        }
    }

    /** {@return the lock that the exchange takes as well: two of them would wait for each other} */
    ReentrantLock lock() {
        return lock;
    }

    /** {@return the time up to which everything has run; what happens now happens at this time. Under the lock} */
    Instant now() {
        return time.now;
    }

    private Instant target() {
        Clock followed = time.followed;
        if (followed == null) {
            return time.now;
        }
        Instant there = followed.instant().plus(time.ahead);
        return there.isAfter(time.now) ? there : time.now; // a real clock may be set back
    }

    private void runUntil(Instant moment) {
        if (time.running) {
            return; // what is due is run by whoever runs this
        }
        time.running = true;
        try {
            Due next;
            while ((next = time.due.peek()) != null && !next.time.isAfter(moment)) {
                time.due.remove();
                if (next.time.isAfter(time.now)) {
                    time.now = next.time;
                }
                next.action.run();
            }
            if (moment.isAfter(time.now)) {
                time.now = moment;
            }
        } finally {
            time.running = false;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SimulatedClock that && time == that.time && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(time) ^ zone.hashCode();
    }

    @Override
    public String toString() {
        return "SimulatedClock[" + instant() + "]";
    }
}
