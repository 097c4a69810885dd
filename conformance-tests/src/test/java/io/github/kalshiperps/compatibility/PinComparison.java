package io.github.kalshiperps.compatibility;

import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.diff.Change;
import io.github.kalshiperps.spectools.diff.ContractDiff;
import io.github.kalshiperps.spectools.diff.Edition;
import io.github.kalshiperps.spectools.diff.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Two pins of an API: what {@code perps spec diff} says of the edit between them, and what japicmp says of the jars.
 *
 * @param diff the edit
 * @param found what japicmp calls incompatible
 */
record PinComparison(ContractDiff diff, List<String> found) {
    /**
     * What an edit is.
     *
     * @param before the folder of all specs, as they were
     * @param now the folder of all specs, as they are
     */
    static ContractDiff diff(Api api, Path before, Path now) {
        return ContractDiff.between(edition(api, before), edition(api, now));
    }

    private static Edition edition(Api api, Path specs) {
        Path types = ClientModule.of(api).specs(specs).resolve("types.overlay.yaml");
        return Edition.read(api, specs.resolve(api.file()), Optional.of(types));
    }

    /** What breaks callers, by the verdict. */
    List<Change> breaking() {
        return diff.changes().stream()
                .filter(change -> change.callers() == Verdict.BREAKING)
                .toList();
    }

    /**
     * Whether japicmp finds something although the verdict is that no caller is broken. The other way round is no contradiction:
     * a verdict can be about what something does, which no signature shows.
     */
    boolean isContradiction() {
        return breaking().isEmpty() && !found.isEmpty();
    }

    /** A line about both, and what each has against the edit. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%s: perps spec diff has %d changes, %d that break callers; japicmp finds %d incompatibilities%n",
                diff.after().api().id(), diff.changes().size(), breaking().size(), found.size()));
        breaking()
                .forEach(change -> text.append(String.format(
                        "  spec diff: %s %s %s%n", change.name(), change.kind().word(), change.aspect())));
        found.forEach(line -> text.append(String.format("  japicmp: %s%n", line)));
        return text.toString();
    }
}
