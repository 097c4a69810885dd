package io.github.kalshiperps.conformance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The outcome of a run.
 *
 * @param corpus the directory of the captures, as it was given
 * @param compared how many captures were compared
 * @param environments how many of them come from where, sorted
 * @param frames how many frames were compared
 * @param findings what deviates, sorted by kind, path and capture
 * @param unlisted what deviates as well, in more captures than are listed
 * @param broken the captures that could not be compared
 * @param brokenFrames the frames that could not be compared, of which the capture counts as compared if another one could
 * @param skipped the captures that were not asked for
 * @param coverage for each contract, the one that was asked for first, how much of it the captures show
 */
record Report(
        String corpus,
        int compared,
        Map<String, Integer> environments,
        int frames,
        List<Finding> findings,
        List<Unlisted> unlisted,
        List<Uncompared> broken,
        List<Uncompared> brokenFrames,
        List<Uncompared> skipped,
        List<Coverage> coverage) {

    /**
     * A capture, or a frame of one, that was not compared.
     *
     * @param capture the capture's name
     * @param line the line of the frame; 0 for a capture
     * @param reason why
     * @param more how many more were left out for this reason and are not listed
     */
    record Uncompared(String capture, int line, String reason, int more) {
        Uncompared(String capture, int line, String reason) {
            this(capture, line, reason, 0);
        }

        static Uncompared capture(String capture, String reason) {
            return new Uncompared(capture, 0, reason);
        }
    }

    /** The contract of the API that was asked for. */
    ContractFile contract() {
        return coverage.get(0).contract();
    }

    List<ContractFile> contracts() {
        return coverage.stream().map(Coverage::contract).toList();
    }

    String title() {
        return contracts().stream().map(contract -> contract.api().title()).collect(Collectors.joining(" and "));
    }

    int captures() {
        return compared + total(broken) + total(skipped);
    }

    /** How many are meant, with those that are not listed. */
    static int total(List<Uncompared> uncompared) {
        return uncompared.stream().mapToInt(listed -> 1 + listed.more()).sum();
    }

    /** How many findings there are, with those that are not listed. */
    int total() {
        return findings.size() + unlisted.stream().mapToInt(Unlisted::captures).sum();
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
        unlisted.forEach(more -> byKind.merge(more.kind(), more.captures(), Integer::sum));
        return byKind;
    }
}
