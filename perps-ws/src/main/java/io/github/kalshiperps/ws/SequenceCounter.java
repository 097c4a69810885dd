package io.github.kalshiperps.ws;

/** For one thread at a time: counts the messages of one subscription id, which the exchange numbers from 1. */
final class SequenceCounter {
    /** What a number says. */
    enum Step {
        NEXT,
        GAP,
        REPEATED
    }

    private long last;

    /** Counts a message; after a gap {@link #last()} is already that of the message. */
    Step count(long sequence) {
        if (sequence <= last) {
            return Step.REPEATED;
        }
        boolean next = sequence == last + 1;
        last = sequence;
        return next ? Step.NEXT : Step.GAP;
    }

    long last() {
        return last;
    }
}
