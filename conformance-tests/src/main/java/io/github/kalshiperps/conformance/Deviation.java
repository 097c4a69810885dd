package io.github.kalshiperps.conformance;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All findings of one kind at one folded path: what somebody looks at in one go.
 *
 * @param kind what kind of deviation
 * @param path where, folded
 * @param findings in the order of the report, one at least
 * @param isNew whether an earlier report lacks any of them that nobody decided to live with
 * @param since the first day on which any of them was seen; null when nothing says it
 */
record Deviation(
        Kind kind,
        String path,
        List<Finding> findings,
        boolean isNew,
        @Nullable LocalDate since) {
    /** Whether somebody decided to live with all of it. */
    boolean isKnown() {
        return findings.stream().allMatch(finding -> finding.known() != null);
    }

    /** How often it occurs, in all captures. */
    int count() {
        return findings.stream().mapToInt(Finding::count).sum();
    }

    /** The operations, types and commands, as a reader names them. */
    List<String> names() {
        return findings.stream()
                .map(finding -> finding.source().words())
                .distinct()
                .sorted()
                .toList();
    }

    /** The reasons of what is known, each once. */
    List<KnownDrift> reasons() {
        return findings.stream()
                .flatMap(finding -> Stream.ofNullable(finding.known()))
                .distinct()
                .toList();
    }
}
