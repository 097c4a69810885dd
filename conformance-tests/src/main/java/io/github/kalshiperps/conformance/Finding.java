package io.github.kalshiperps.conformance;

import java.util.Comparator;

/**
 * One deviation in one capture.
 *
 * @param source the message in which it was found the first time
 * @param kind what kind of deviation
 * @param path where, folded
 * @param count how often it occurs there in messages of this name within the capture
 * @param expected what was expected, in words
 * @param example what was found the first time, shortened
 * @param firstAt where it was found the first time, exactly
 */
record Finding(Source source, Kind kind, String path, int count, String expected, String example, String firstAt) {
    /** The order of a report. */
    static final Comparator<Finding> ORDER = Comparator.comparing(Finding::kind)
            .thenComparing(Finding::path)
            .thenComparing(Finding::capture)
            .thenComparing(finding -> finding.source().sort())
            .thenComparing(finding -> finding.source().name());

    String capture() {
        return source.capture();
    }

    Finding again() {
        return new Finding(source, kind, path, count + 1, expected, example, firstAt);
    }
}
