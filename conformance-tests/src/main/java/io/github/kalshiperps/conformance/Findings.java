package io.github.kalshiperps.conformance;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers findings. Occurrences of one kind, and of one rule, at one folded path, in messages of one name, are one finding of a
 * capture.
 */
final class Findings {
    private final Map<Key, Finding> findings = new LinkedHashMap<>();
    private final Map<Disagreement, LocalDate> firstSeen = new HashMap<>();
    private @Nullable Subject subject;
    private @Nullable LocalDate day;

    /** Says on which day the next messages were recorded; null when nobody knows. */
    void on(@Nullable LocalDate recorded) {
        day = recorded;
    }

    /** Says which message the next findings are about. */
    void about(Subject next) {
        subject = next;
    }

    void add(Source source, Kind kind, Place place, String expected, String example) {
        add(source, kind, place, expected, example, "");
    }

    /** Adds that a rule is broken. */
    void add(Source source, Rule rule, Place place, String example) {
        add(source, Kind.SEMANTIC, place, rule + ": " + rule.words(), example, rule.toString());
    }

    private void add(Source source, Kind kind, Place place, String expected, String example, String rule) {
        add(new Finding(
                source,
                kind,
                place.folded(),
                1,
                expected,
                example,
                place.exact(),
                rule,
                subject == null ? Evidence.NONE : subject.at(place),
                null));
    }

    void add(Finding next) {
        Source source = next.source();
        Finding finding = findings.merge(
                new Key(source.capture(), source.sort(), source.name(), next.kind(), next.path(), next.rule()),
                next,
                (first, again) -> first.again());
        if (day != null) {
            firstSeen.merge(finding.disagreement(), day, (one, other) -> one.isBefore(other) ? one : other);
        }
    }

    /** The first day on which each was recorded, of those where a capture says it. */
    Map<Disagreement, LocalDate> firstSeen() {
        return firstSeen;
    }

    Collection<Finding> all() {
        return findings.values();
    }

    private record Key(String capture, Source.Sort sort, String name, Kind kind, String path, String rule) {}
}
