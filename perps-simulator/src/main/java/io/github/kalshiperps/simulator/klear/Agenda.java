package io.github.kalshiperps.simulator.klear;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** What is going to happen, in order of time. Not safe for use by several threads: the ledger's lock guards it. */
final class Agenda {
    /** At one moment things happen in this order: funding is part of the settlement at the same time. */
    enum Kind {
        FUNDING,
        SETTLEMENT,
        PAYMENT,
        WITHDRAWAL,
        REPORTS
    }

    private record Entry(Instant at, Kind kind, long sequence, Consumer<Instant> task) {}

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(
            Comparator.comparing(Entry::at).thenComparing(Entry::kind).thenComparing(Entry::sequence));
    private long sequence;

    void add(Instant at, Kind kind, Consumer<Instant> task) {
        entries.add(new Entry(at, kind, sequence++, task));
    }

    /** Runs what is due; a task may add others, also such that are due. */
    void runUntil(Instant now) {
        for (Entry next = entries.peek(); next != null && !next.at().isAfter(now); next = entries.peek()) {
            entries.remove();
            next.task().accept(next.at());
        }
    }
}
