package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.EarlierReport.Before;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of what an earlier report found.
 *
 * @param before all that it found
 * @param firstSeen when, of those where it says so
 * @param gone what was looked at again and is no more
 * @param notLookedAt what no capture of this run could show: its operation or message was not captured
 */
record Changes(
        Set<Disagreement> before, Map<Disagreement, LocalDate> firstSeen, List<Past> gone, List<Past> notLookedAt) {
    /**
     * A disagreement that this run did not find.
     *
     * @param disagreement what it was
     * @param before what the earlier report says of it
     */
    record Past(Disagreement disagreement, Before before) {}

    static Changes of(EarlierReport earlier, Report now) {
        Set<Disagreement> found = new HashSet<>();
        now.findings().forEach(finding -> found.add(finding.disagreement()));
        Set<String> looked = looked(now);
        Map<Disagreement, LocalDate> firstSeen = new HashMap<>();
        List<Past> gone = new ArrayList<>();
        List<Past> notLookedAt = new ArrayList<>();
        earlier.disagreements().forEach((disagreement, before) -> {
            if (before.firstSeen() != null) {
                firstSeen.put(disagreement, before.firstSeen());
            }
            if (!found.contains(disagreement)) {
                (looked.contains(topic(disagreement)) ? gone : notLookedAt).add(new Past(disagreement, before));
            }
        });
        Comparator<Past> order = Comparator.comparing(
                        (Past past) -> past.disagreement().kind())
                .thenComparing(past -> past.disagreement().path())
                .thenComparing(past -> past.disagreement().name());
        gone.sort(order);
        notLookedAt.sort(order);
        return new Changes(Set.copyOf(earlier.disagreements().keySet()), firstSeen, gone, notLookedAt);
    }

    /** What this run compared, or found something in. */
    private static Set<String> looked(Report now) {
        Set<String> looked = new HashSet<>();
        now.findings().forEach(finding -> looked.add(topic(finding.disagreement())));
        for (Coverage coverage : now.coverage()) {
            for (Tally tally : coverage.tallies()) {
                tally.covered().forEach((name, marks) -> {
                    switch (tally.documented()) {
                        case OPERATION -> looked.add(topic(Source.Sort.OPERATION, name));
                        case MESSAGE -> marks.keySet().forEach(type -> looked.add(topic(Source.Sort.TYPE, type)));
                        case CHANNEL -> {}
                    }
                });
            }
        }
        return looked;
    }

    private static String topic(Disagreement disagreement) {
        return topic(disagreement.sort(), disagreement.name());
    }

    private static String topic(Source.Sort sort, String name) {
        return sort + " " + name;
    }
}
