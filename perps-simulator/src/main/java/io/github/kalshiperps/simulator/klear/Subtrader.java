package io.github.kalshiperps.simulator.klear;

import java.util.SortedMap;
import java.util.TreeMap;

/** A subtrader and what it holds. Not safe for use by several threads: the ledger's lock guards it. */
final class Subtrader {
    private final String id;
    private final SortedMap<String, Holding> holdings = new TreeMap<>();
    private boolean initialMarginCap;

    Subtrader(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** By market ticker. */
    SortedMap<String, Holding> holdings() {
        return holdings;
    }

    boolean hasInitialMarginCap() {
        return initialMarginCap;
    }

    void initialMarginCap(boolean set) {
        this.initialMarginCap = set;
    }
}
