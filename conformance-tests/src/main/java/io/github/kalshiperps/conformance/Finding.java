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
 * @param rule the name of the rule that is broken; empty for every kind but {@link Kind#SEMANTIC}
 * @param evidence what stands there
 * @param known the entry of the known drift that explains it; null when it is not known
 */
record Finding(
        Source source,
        Kind kind,
        String path,
        int count,
        String expected,
        String example,
        String firstAt,
        String rule,
        Evidence evidence,
        @Nullable KnownDrift known) {
    /** The order of a report. */
    static final Comparator<Finding> ORDER = Comparator.comparing(Finding::kind)
            .thenComparing(Finding::path)
            .thenComparing(Finding::capture)
            .thenComparing(finding -> finding.source().sort())
            .thenComparing(finding -> finding.source().name())
            .thenComparing(Finding::rule);

    /** A deviation that breaks no rule and that nobody explained yet. */
    Finding(Source source, Kind kind, String path, int count, String expected, String example, String firstAt) {
        this(source, kind, path, count, expected, example, firstAt, "", Evidence.NONE, null);
    }

    String capture() {
        return source.capture();
    }

    Finding again() {
        return new Finding(source, kind, path, count + 1, expected, example, firstAt, rule, evidence, known);
    }

    /** The same, explained. */
    Finding explainedBy(KnownDrift entry) {
        return new Finding(source, kind, path, count, expected, example, firstAt, rule, evidence, entry);
    }

    /** What stays the same from one run to the next. */
    Disagreement disagreement() {
        return new Disagreement(kind.name(), path, rule, source.sort(), source.name());
    }
}
