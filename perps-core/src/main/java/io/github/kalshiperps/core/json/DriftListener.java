package io.github.kalshiperps.core.json;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of every deviation of received messages from the contract. Called on the thread that reads the message, so it
 * must be quick, must not block and must be safe for use by several threads. An exception from it is logged.
 */
@FunctionalInterface
public interface DriftListener {
    /**
     * Called once per deviation.
     *
     * @param drift what deviates and where
     */
    void onDrift(Drift drift);

    /**
     * A listener that does nothing.
     *
     * @return the listener
     */
    static DriftListener ignoring() {
        return drift -> {};
    }

    /**
     * A listener that logs each deviation at debug level through SLF4J, under this interface's name. Paths and kinds
     * only: values may be private.
     *
     * @return the listener
     */
    static DriftListener logging() {
        Logger log = LoggerFactory.getLogger(DriftListener.class);
        return drift -> log.debug("{} at {}", drift.kind(), drift.path());
    }
}
