package io.github.kalshiperps.conformance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a run.
 *
 * @param corpus the directory of the captures, as it was given
 * @param compared how many captures were compared
 * @param environments how many of them come from where, sorted
 * @param frames how many frames were compared
 * @param findings what deviates, sorted by kind, path and capture
 * @param unlisted what deviates as well, in more captures than are listed
 * @param newRequirements what captures lack because it is newer than they are, sorted by path
 * @param broken the captures that could not be compared
 * @param brokenFrames the frames that could not be compared, of which the capture counts as compared if another one could
 * @param skipped the captures that were not asked for
 * @param coverage for each contract, the one that was asked for first, how much of it the captures show
 * @param recorded when the captures were, those that say it; null when none does
 * @param seenFirst the first day on which each disagreement was recorded, of those where a capture of this run says it; UTC
 * @param changes since an earlier report; null when there is none to compare with
 */
record Report(
        String corpus,
        int compared,
        Map<String, Integer> environments,
        int frames,
        List<Finding> findings,
        List<Unlisted> unlisted,
        List<NewRequirement> newRequirements,
        List<Uncompared> broken,
        List<Uncompared> brokenFrames,
        List<Uncompared> skipped,
        List<Coverage> coverage,
        @Nullable Period recorded,
        Map<Disagreement, LocalDate> seenFirst,
        @Nullable Changes changes) {

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

    /** The same report beside an earlier one. */
    Report since(EarlierReport earlier) {
        return new Report(
                corpus,
                compared,
                environments,
                frames,
                findings,
                unlisted,
                newRequirements,
                broken,
                brokenFrames,
                skipped,
                coverage,
                recorded,
                seenFirst,
                Changes.of(earlier, this));
    }

    /** The findings that nobody decided to live with. */
    List<Finding> open() {
        return findings.stream().filter(finding -> finding.known() == null).toList();
    }

    /** How many of all findings nobody decided to live with. Those that are not listed are as the listed ones of their place. */
    int openTotal() {
        Set<List<Object>> open = messages(open());
        Set<List<Object>> listed = messages(findings);
        return open().size()
                + unlisted.stream()
                        .filter(more -> {
                            List<Object> place = List.of(more.kind(), more.path(), more.sort(), more.name());
                            return open.contains(place) || !listed.contains(place);
                        })
                        .mapToInt(Unlisted::captures)
                        .sum();
    }

    /** What findings that are not listed share with those that are: kind, path and message. */
    private static Set<List<Object>> messages(List<Finding> findings) {
        return findings.stream()
                .map(finding -> List.<Object>of(
                        finding.kind(),
                        finding.path(),
                        finding.source().sort(),
                        finding.source().name()))
                .collect(Collectors.toSet());
    }

    /** What is new and not known: what somebody has to look at. Nothing without an earlier report. */
    List<Finding> fresh() {
        return open().stream().filter(this::isNew).toList();
    }

    /** Whether the earlier report did not have it, known or not. */
    boolean isNew(Finding finding) {
        return changes != null && !changes.before().contains(finding.disagreement());
    }

    /** By disagreement, the day on which it was seen first, of those where any capture or the earlier report says it. */
    Map<Disagreement, LocalDate> firstSeen() {
        Map<Disagreement, LocalDate> firstSeen = new HashMap<>(seenFirst);
        for (Finding finding : findings) {
            Disagreement disagreement = finding.disagreement();
            LocalDate known = finding.known() == null ? null : finding.known().firstSeen();
            LocalDate before = changes == null ? null : changes.firstSeen().get(disagreement);
            Stream.of(Optional.ofNullable(known), Optional.ofNullable(before))
                    .flatMap(Optional::stream)
                    .forEach(seen ->
                            firstSeen.merge(disagreement, seen, (one, other) -> one.isBefore(other) ? one : other));
        }
        return firstSeen;
    }

    /**
     * From one day to another, both included.
     *
     * @param from the first day
     * @param to the last day
     */
    record Period(LocalDate from, LocalDate to) {
        /** A period with one more moment, which may be unknown. */
        static @Nullable Period with(@Nullable Period period, @Nullable Instant moment) {
            if (moment == null) {
                return period;
            }
            LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
            if (period == null) {
                return new Period(day, day);
            }
            return new Period(day.isBefore(period.from) ? day : period.from, day.isAfter(period.to) ? day : period.to);
        }

        @Override
        public String toString() {
            return from.equals(to) ? from.toString() : from + " to " + to;
        }
    }

    /** The findings by kind and path, in their order. */
    List<Deviation> deviations() {
        Map<Disagreement, LocalDate> firstSeen = firstSeen();
        return places().stream()
                .map(place -> new Deviation(
                        place.get(0).kind(),
                        place.get(0).path(),
                        place,
                        place.stream().anyMatch(finding -> finding.known() == null && isNew(finding)),
                        place.stream()
                                .flatMap(finding -> Stream.ofNullable(firstSeen.get(finding.disagreement())))
                                .min(Comparator.naturalOrder())
                                .orElse(null)))
                .toList();
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
