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
     */
    record Uncompared(String capture, int line, String reason) {
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

    /** The same report beside an earlier one. */
    Report since(EarlierReport earlier) {
        return new Report(
                corpus,
                compared,
                environments,
                frames,
                findings,
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
        return byKind;
    }
}
