package io.github.kalshiperps.simulator.ws;

/** A fault that was asked for. Safe for use by several threads. */
public interface FaultRule {
    /** {@return how often it has happened so far} */
    long hits();

    /** Takes it back. */
    void remove();
}
