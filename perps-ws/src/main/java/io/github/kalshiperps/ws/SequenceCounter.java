package io.github.kalshiperps.ws;

/** For one thread at a time: counts the messages of one subscription id, which the exchange numbers from 1. */
final class SequenceCounter {
    /** What a number says. */
    enum Step {
        NEXT,
        GAP,
        REPEATED,
        /** The numbers go on from a lower one, as they do when one of them was wrong. */
        SET_BACK
    }

    /** So many numbers in a row are no repetition any more. */
    private static final int SERIES = 10;

    private long last;
    private long lastRepeated;
    private int series;

    /** Counts a message; after anything but a repetition {@link #last()} is that of the message. */
    Step count(long sequence) {
        if (sequence <= last) {
            series = series > 0 && sequence == lastRepeated + 1 ? series + 1 : 1;
            lastRepeated = sequence;
            if (series < SERIES) {
                return Step.REPEATED;
            }
            last = sequence;
            series = 0;
            return Step.SET_BACK;
        }
        boolean next = sequence == last + 1;
        last = sequence;
        series = 0;
        return next ? Step.NEXT : Step.GAP;
    }

    long last() {
        return last;
    }
}
