package io.github.kalshiperps.conformance;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

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
 * @param evidence what stands there
 * @param known why it is lived with; null when nobody decided that
 */
record Finding(
        Source source,
        Kind kind,
        String path,
        int count,
        String expected,
        String example,
        String firstAt,
        Evidence evidence,
        @Nullable Known known) {
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
        return new Finding(source, kind, path, count + 1, expected, example, firstAt, evidence, known);
    }

    /** The same finding, which somebody decided to live with. */
    Finding knownAs(Known reason) {
        return new Finding(source, kind, path, count, expected, example, firstAt, evidence, reason);
    }

    /** What stays the same from one run to the next. */
    Disagreement disagreement() {
        return new Disagreement(kind.name(), path, source.sort(), source.name());
    }
}
