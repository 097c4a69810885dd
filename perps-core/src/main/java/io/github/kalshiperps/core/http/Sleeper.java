package io.github.kalshiperps.core.http;

import java.time.Duration;

/** Lets time pass, so that tests need not. Used by several threads at once. */
@FunctionalInterface
public interface Sleeper {
    /**
     * Returns when the time is over.
     *
     * @param time how long, not negative
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void sleep(Duration time) throws InterruptedException;

    /**
     * Puts the calling thread to sleep.
     *
     * @return the sleeper
     */
    static Sleeper system() {
        return time -> Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
    }
}
