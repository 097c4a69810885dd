package io.github.kalshiperps.simulator.http;

import java.util.Locale;

/** How many requests an account may send: its budgets of tokens per second. Immutable. */
public enum UsageTier {
    /** What every account starts with. */
    BASIC(400, 100, 1),
    /** The next one. */
    ADVANCED(600, 300, 2),
    /** A tier that trading volume earns. */
    PREMIER(1_000, 1_000, 2),
    /** A tier that trading volume earns. */
    PARAGON(2_000, 2_000, 2),
    /** The highest. */
    PRIME(4_000, 4_000, 2);

    private final int readPerSecond;
    private final int writePerSecond;
    private final int writeSeconds;

    UsageTier(int readPerSecond, int writePerSecond, int writeSeconds) {
        this.readPerSecond = readPerSecond;
        this.writePerSecond = writePerSecond;
        this.writeSeconds = writeSeconds;
    }

    /**
     * Tokens for reads that flow back each second.
     *
     * @return the number of tokens
     */
    public int readPerSecond() {
        return readPerSecond;
    }

    /**
     * Most tokens for reads.
     *
     * @return the number of tokens
     */
    public int readCapacity() {
        return readPerSecond;
    }

    /**
     * Tokens for writes that flow back each second.
     *
     * @return the number of tokens
     */
    public int writePerSecond() {
        return writePerSecond;
    }

    /**
     * Most tokens for writes.
     *
     * @return the number of tokens
     */
    public int writeCapacity() {
        return writePerSecond * writeSeconds;
    }

    /** The name that the exchange has for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
