package io.github.kalshiperps.conformance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The outcome of a run.
 *
 * @param contract what was compared with
 * @param corpus the directory of the captures, as it was given
 * @param compared how many captures were compared
 * @param environments how many of them come from where, sorted
 * @param roundTrips how many of them our models read and wrote, or failed to
 * @param findings what deviates, sorted by kind, path and capture
 * @param broken the captures that could not be compared
 * @param skipped the captures that this version does not compare
 * @param coverage how much of the contract the captures show
 */
record Report(
        ContractFile contract,
        String corpus,
        int compared,
        Map<String, Integer> environments,
        int roundTrips,
        List<Finding> findings,
        List<Uncompared> broken,
        List<Uncompared> skipped,
        Coverage coverage) {

    /**
     * A capture that was not compared.
     *
     * @param capture its name
     * @param reason why
     */
    record Uncompared(String capture, String reason) {}

    int captures() {
        return compared + broken.size() + skipped.size();
    }

    /** The findings by kind and path, in their order. */
    List<List<Finding>> places() {
        List<List<Finding>> places = new ArrayList<>();
        Finding last = null;
        for (Finding finding : findings) {
            if (last == null || finding.kind() != last.kind() || !finding.path().equals(last.path())) {
                places.add(new ArrayList<>());
            }
            places.get(places.size() - 1).add(finding);
            last = finding;
        }
        return places;
    }

    /** How many findings there are of each kind, with all kinds. */
    Map<Kind, Integer> byKind() {
        Map<Kind, Integer> byKind = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            byKind.put(kind, 0);
        }
        findings.forEach(finding -> byKind.merge(finding.kind(), 1, Integer::sum));
        return byKind;
    }
}
