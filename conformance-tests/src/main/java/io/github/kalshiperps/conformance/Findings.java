package io.github.kalshiperps.conformance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers findings. Occurrences of one kind, and of one rule, at one folded path, in messages of one name, are one finding of a
 * capture.
 */
final class Findings {
    /** Of one kind at one path, in messages of one name: how many captures are listed. The others are counted. */
    static final int LISTED = 20;

    /** How many places there are, before those that follow are one. */
    static final int PLACES = 5_000;

    private static final String ELSEWHERE = "$ (in one of many other places)";

    /** Those of the present capture. */
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

    private final List<Finding> listed = new ArrayList<>();
    private final Map<Group, Found> groups = new LinkedHashMap<>();

    /** Says that the next findings are about no one message and of no one day. */
    void aboutTheRun() {
        subject = null;
        day = null;
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
        findings.merge(
                new Key(source.capture(), source.sort(), source.name(), next.kind(), next.path(), next.rule()),
                next,
                (first, again) -> first.again());
    }

    /** The first day on which each was recorded, of those where a capture says it. */
    Map<Disagreement, LocalDate> firstSeen() {
        return firstSeen;
    }

    /** Says that the capture is over. However many there are, no more is kept than the report lists. */
    void settle() {
        for (Finding finding : findings.values()) {
            Group group = group(finding);
            if (day != null && !group.path().equals(ELSEWHERE)) {
                firstSeen.merge(finding.disagreement(), day, (one, other) -> one.isBefore(other) ? one : other);
            }
            Found found = groups.computeIfAbsent(group, first -> new Found());
            if (found.listed < LISTED) {
                found.listed++;
                listed.add(finding);
            } else {
                found.captures++;
                found.count += finding.count();
            }
        }
        findings.clear();
    }

    private Group group(Finding finding) {
        Source source = finding.source();
        Group group = new Group(finding.kind(), finding.path(), finding.rule(), source.sort(), source.name());
        return groups.size() < PLACES || groups.containsKey(group)
                ? group
                : new Group(finding.kind(), ELSEWHERE, "", source.sort(), "");
    }

    /** Those that the report lists. */
    Collection<Finding> all() {
        settle();
        return listed;
    }

    /** Those that it only counts. */
    List<Unlisted> unlisted() {
        settle();
        List<Unlisted> unlisted = new ArrayList<>();
        groups.forEach((group, found) -> {
            if (found.captures > 0) {
                unlisted.add(new Unlisted(
                        group.kind(), group.path(), group.sort(), group.name(), found.captures, found.count));
            }
        });
        return unlisted;
    }

    private record Group(Kind kind, String path, String rule, Source.Sort sort, String name) {}

    private static final class Found {
        int listed;
        int captures;
        int count;
    }

    private record Key(String capture, Source.Sort sort, String name, Kind kind, String path, String rule) {}
}
