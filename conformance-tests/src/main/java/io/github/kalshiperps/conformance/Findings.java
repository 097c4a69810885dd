package io.github.kalshiperps.conformance;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers the findings of one capture. Occurrences of one kind at one folded path are one finding with a count. */
final class Findings {
    private final String capture;
    private final String operation;
    private final Map<Key, Finding> findings = new LinkedHashMap<>();

    Findings(String capture, String operation) {
        this.capture = capture;
        this.operation = operation;
    }

    void add(Kind kind, Place place, String expected, String example) {
        findings.merge(
                new Key(kind, place.folded()),
                new Finding(capture, operation, kind, place.folded(), 1, expected, example, place.exact()),
                (first, next) -> first.again());
    }

    Collection<Finding> all() {
        return findings.values();
    }

    private record Key(Kind kind, String path) {}
}
