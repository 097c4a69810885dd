package io.github.kalshiperps.conformance;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A deviation that was reviewed: a finding that it matches is explained.
 *
 * @param kind the kind of the finding
 * @param path its folded path, exactly
 * @param rule the rule that is broken; null for any, and for kinds without rules
 * @param sort what {@code name} is; null when the deviation is the same in messages of any name
 * @param name of the operation that answered, the {@code type} of the frame or the {@code cmd} of the command
 * @param reason why it is no news
 * @param evidence what it is known from
 * @param firstSeen when it was seen first
 * @param expires the last day on which it explains anything
 */
record KnownDrift(
        Kind kind,
        String path,
        @Nullable String rule,
        Source.@Nullable Sort sort,
        String name,
        String reason,
        String evidence,
        LocalDate firstSeen,
        LocalDate expires) {
    boolean matches(Finding finding) {
        return kind == finding.kind()
                && path.equals(finding.path())
                && (rule == null || rule.equals(finding.rule()))
                && (sort == null
                        || (sort == finding.source().sort()
                                && name.equals(finding.source().name())));
    }

    boolean isExpired(LocalDate today) {
        return today.isAfter(expires);
    }

    /** How a message names it. */
    String title() {
        return kind + " " + path
                + (rule == null ? "" : " " + rule)
                + (sort == null ? "" : " of " + sort.noun() + " " + name);
    }
}
