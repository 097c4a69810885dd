package io.github.kalshiperps.conformance;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gathers findings. Occurrences of one kind, and of one rule, at one folded path, in messages of one name, are one finding of a
 * capture.
 */
final class Findings {
    private final Map<Key, Finding> findings = new LinkedHashMap<>();

    void add(Source source, Kind kind, Place place, String expected, String example) {
        add(new Finding(source, kind, place.folded(), 1, expected, example, place.exact()));
    }

    /** Adds that a rule is broken. */
    void add(Source source, Rule rule, Place place, String example) {
        add(new Finding(
                source,
                Kind.SEMANTIC,
                place.folded(),
                1,
                rule + ": " + rule.words(),
                example,
                place.exact(),
                rule.toString(),
                null));
    }

    void add(Finding finding) {
        Source source = finding.source();
        findings.merge(
                new Key(source.capture(), source.sort(), source.name(), finding.kind(), finding.path(), finding.rule()),
                finding,
                (first, next) -> first.again());
    }

    Collection<Finding> all() {
        return findings.values();
    }

    private record Key(String capture, Source.Sort sort, String name, Kind kind, String path, String rule) {}
}
