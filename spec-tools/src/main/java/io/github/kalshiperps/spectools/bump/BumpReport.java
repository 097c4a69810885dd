package io.github.kalshiperps.spectools.bump;

import io.github.kalshiperps.spectools.DiffText;
import io.github.kalshiperps.spectools.Pin;
import io.github.kalshiperps.spectools.SpecLock;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.diff.Category;
import io.github.kalshiperps.spectools.diff.Change;
import io.github.kalshiperps.spectools.diff.ContractDiff;
import io.github.kalshiperps.spectools.diff.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a bump found out, for whoever has to decide: {@code BUMP.md} and the text of the pull request.
 *
 * @param pins the new pins of the documents that were edited
 * @param before the lock as it was
 * @param diffs what differs, by API
 * @param nextVersion what it deserves
 * @param downgrades why the documents seem to be older ones
 * @param renamed places whose Java name would be another
 * @param stops why the generator cannot take the new contracts
 * @param wanted places that have no words yet
 * @param unmatched overlay entries that match nothing
 * @param nameless operations without names of ours
 * @param results what the steps found
 * @param skipped steps that did not run
 */
record BumpReport(
        Map<Api, Pin> pins,
        SpecLock before,
        List<ContractDiff> diffs,
        String nextVersion,
        List<String> downgrades,
        List<String> renamed,
        List<String> stops,
        List<String> wanted,
        List<String> unmatched,
        List<String> nameless,
        List<Step.Result> results,
        List<Step> skipped) {

    boolean isBreaking() {
        return !renamed.isEmpty() || diffs.stream().anyMatch(diff -> diff.count(Verdict.BREAKING) > 0);
    }

    /** Whether nothing is left for people but to agree. */
    boolean isComplete() {
        return todo().isEmpty();
    }

    /** With other results of the steps. */
    BumpReport after(List<Step.Result> newResults, List<Step> newSkipped) {
        return new BumpReport(
                pins,
                before,
                diffs,
                nextVersion,
                downgrades,
                renamed,
                stops,
                wanted,
                unmatched,
                nameless,
                newResults,
                newSkipped);
    }

    String titles() {
        return pins.keySet().stream().map(Api::title).collect(Collectors.joining(", "));
    }

    /** What the changelog should say; nothing when no caller sees a difference. */
    List<String> changelog() {
        return diffs.stream()
                .filter(diff -> !diff.changes().isEmpty())
                .map(diff -> String.format(
                        Locale.ROOT,
                        "%s: upstream document of %s, %s: %s.",
                        diff.after().api().title(),
                        upstream(diff.after().api()).retrieved(),
                        diff.verdict().word(),
                        DiffText.summary(diff)))
                .toList();
    }

    private List<String> todo() {
        List<String> todo = new ArrayList<>();
        if (isBreaking()) {
            todo.add("Breaking: decide whether and when to release it.");
        }
        downgrades.forEach(reason -> todo.add("Perhaps an older document: " + reason + "."));
        stops.forEach(reason -> todo.add("The generator stops: " + reason + "."));
        results.stream()
                .filter(result -> !result.passed())
                .forEach(result -> todo.add("Step failed: " + result.step().name() + "."));
        renamed.forEach(place -> todo.add("Renamed: " + place + "; `types.overlay.yaml` can keep the old name."));
        nameless.forEach(operation -> todo.add("Names wanted in `types.overlay.yaml`: " + operation + "."));
        newOperations()
                .forEach(operation -> todo.add("New operation: " + operation
                        + " wants a case of RecordedRequestTest, a handler of the simulator and a capture."));
        wanted.forEach(place -> todo.add("Words wanted: " + place + "."));
        // The longest list, where an edit takes much away.
        unmatched.forEach(entry -> todo.add("Overlay: " + entry + "."));
        skipped.forEach(step -> todo.add("Step not run: " + step.name() + "."));
        return todo;
    }

    private List<String> newOperations() {
        return diffs.stream()
                .flatMap(diff -> diff.changes().stream())
                .filter(change -> change.category() == Category.OPERATION && change.kind() == Change.Kind.ADDED)
                .map(Change::name)
                .toList();
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(isComplete() ? OpenBump.COMPLETE : OpenBump.OPEN).append("\n# Upstream edit: ");
        text.append(titles()).append("\n\n| document | retrieved | sha256 | before |\n|---|---|---|---|\n");
        pins.forEach((api, pin) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %s | `%.12s` | %s |%n",
                api.upstreamName(),
                upstream(api).retrieved(),
                upstream(api).sha256(),
                before.entry(api)
                        .map(entry -> "`" + entry.upstream().sha256().substring(0, 12) + "` of "
                                + entry.upstream().retrieved())
                        .orElse("nothing"))));
        text.append("\nVerdict: **")
                .append(verdict())
                .append("**. Version: ")
                .append(nextVersion)
                .append(".\n");
        text.append("\n## To do\n\n");
        List<String> todo = todo();
        text.append(
                todo.isEmpty()
                        ? "Nothing but to agree. This file is not to be committed.\n"
                        : todo.stream().map(line -> "- [ ] " + line + "\n").collect(Collectors.joining()));
        if (!todo.isEmpty()) {
            text.append(
                    "- [ ] Delete this file, which must not come to the branch main. While it is here, the build does not"
                            + " ask whether cases, simulator and captures of ours cover all of the contracts.\n");
        }
        text.append("\n## What changed, for callers and on the wire\n");
        diffs.forEach(diff -> fenced(text, diffText(diff)));
        text.append("\n## Steps\n\n");
        steps(text);
        return text.toString();
    }

    private void steps(StringBuilder text) {
        if (results.isEmpty()) {
            text.append("None was run.\n");
            return;
        }
        text.append("| step | result | time |\n|---|---|---|\n");
        results.forEach(result -> text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %d s |%n",
                result.step().name(),
                result.passed() ? "passed" : "failed with status " + result.exit(),
                result.took().toSeconds())));
        results.forEach(result -> {
            text.append("\nThe end of ").append(result.step().name()).append(":\n");
            fenced(text, result.output());
        });
    }

    private String verdict() {
        if (isBreaking()) {
            return Verdict.BREAKING.word();
        }
        return diffs.stream()
                .filter(diff -> !diff.changes().isEmpty())
                .map(ContractDiff::verdict)
                .min(Verdict::compareTo)
                .map(Verdict::word)
                .orElse("no fact changed");
    }

    private SpecLock.Upstream upstream(Api api) {
        Pin pin = pins.get(api);
        if (pin == null) {
            throw new IllegalArgumentException("no pin of " + api);
        }
        return pin.entry().upstream();
    }

    private static String diffText(ContractDiff diff) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        DiffText.write(diff, diff.changes().isEmpty() ? "none" : diff.verdict().release(), out);
        out.flush();
        return text.toString();
    }

    /** Longer than any fence within. */
    private static void fenced(StringBuilder text, String content) {
        String fence = "```";
        while (content.contains(fence)) {
            fence += "`";
        }
        text.append('\n')
                .append(fence)
                .append("text\n")
                .append(content.stripTrailing())
                .append('\n');
        text.append(fence).append('\n');
    }
}
