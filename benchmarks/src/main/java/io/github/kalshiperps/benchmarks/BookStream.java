package io.github.kalshiperps.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * The frames of one market's book: a snapshot and deltas in the members, the order and the notation of the exchange.
 * Every delta is undone later, last one first, so that the frames can be read round and round and the book stays
 * consistent and does not grow.
 */
public enum BookStream {
    /** As on a calm market: small whole counts, changes near the best price, few digits that differ. */
    USUAL,
    /** The same with digits that no branch predictor can learn, and changes anywhere in the book. */
    RANDOM,
    /**
     * What the exchange has sent, from the file that the system property {@value #CAPTURE} names: a text frame per line,
     * of which the first snapshot and its market's deltas are taken. There is no such file in this project.
     */
    CAPTURED;

    static final String CAPTURE = "benchmarks.capture";

    List<String> frames() {
        return switch (this) {
            case USUAL -> MadeUpBook.usual().frames();
            case RANDOM -> MadeUpBook.random().frames();
            case CAPTURED -> CapturedBook.frames(Path.of(captureFile()));
        };
    }

    private static String captureFile() {
        String file = System.getProperty(CAPTURE);
        if (file == null) {
            throw new IllegalStateException("Expected a file of frames in the system property " + CAPTURE);
        }
        return file;
    }
}
