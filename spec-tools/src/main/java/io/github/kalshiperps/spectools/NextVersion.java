package io.github.kalshiperps.spectools;

import io.github.kalshiperps.spectools.contract.SpecException;
import io.github.kalshiperps.spectools.diff.ContractDiff;
import io.github.kalshiperps.spectools.diff.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which version a comparison deserves: major when it is breaking, minor when it is additive, else patch. Before 1.0.0 nothing is
 * promised yet, and what breaks is a minor release as well, as semantic versioning has it.
 */
public final class NextVersion {
    private static final Pattern VERSION = Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})");

    private final Optional<Matcher> now;

    private NextVersion(Optional<Matcher> now) {
        this.now = now;
    }

    /**
     * Suggests versions behind another.
     *
     * @param now the version of the last release, or nothing to say only which part counts up
     * @return what suggests
     * @throws SpecException if it is no such version
     */
    public static NextVersion after(Optional<String> now) {
        return new NextVersion(now.map(version -> {
            Matcher matcher = VERSION.matcher(version);
            if (!matcher.matches()) {
                throw new SpecException("--version-now: expected a version such as 1.2.3 but was '" + version + "'");
            }
            return matcher;
        }));
    }

    /**
     * The version that several comparisons together deserve.
     *
     * @param diffs what changed in each API
     * @return the version or only its part, and why
     */
    public String of(List<ContractDiff> diffs) {
        return diffs.stream()
                .filter(diff -> !diff.changes().isEmpty())
                .min(Comparator.comparing(ContractDiff::verdict))
                .map(this::of)
                .orElse("none, nothing changed");
    }

    String of(ContractDiff diff) {
        if (diff.changes().isEmpty()) {
            return "none, nothing changed";
        }
        return of(diff.verdict());
    }

    /**
     * The version that a verdict deserves.
     *
     * @param verdict the worst there is
     * @return the version or only its part, and why
     */
    public String of(Verdict verdict) {
        return now.map(version -> after(version, verdict)).orElse(verdict.release());
    }

    private static String after(Matcher version, Verdict verdict) {
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        int patch = Integer.parseInt(version.group(3));
        return switch (verdict) {
            case BREAKING -> major == 0 ? "0." + (minor + 1) + ".0 (minor)" : (major + 1) + ".0.0 (major)";
            case ADDITIVE -> major + "." + (minor + 1) + ".0 (minor)";
            case DOCUMENTATION -> major + "." + minor + "." + (patch + 1) + " (patch)";
        };
    }
}
