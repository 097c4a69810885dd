package io.github.kalshiperps.spectools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.spectools.diff.Change;
import io.github.kalshiperps.spectools.diff.ContractDiff;
import io.github.kalshiperps.spectools.diff.Edition;
import io.github.kalshiperps.spectools.diff.Verdict;
import java.util.List;

/** Comparisons for programs; the README of this module says what stands where. */
final class DiffJson {
    /** Counts up when something that is there changes its meaning or goes. */
    private static final int FORMAT = 1;

    private DiffJson() {}

    static ObjectNode of(List<ContractDiff> diffs) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT);
        Verdict verdict = diffs.stream()
                .map(ContractDiff::verdict)
                .min(Verdict::compareTo)
                .orElse(Verdict.DOCUMENTATION);
        boolean none = diffs.stream().allMatch(diff -> diff.changes().isEmpty());
        root.put("verdict", none ? "none" : verdict.word());
        root.put("release", none ? "none" : verdict.release());
        ArrayNode apis = root.putArray("apis");
        diffs.forEach(diff -> api(diff, apis.addObject()));
        return root;
    }

    private static void api(ContractDiff diff, ObjectNode api) {
        boolean none = diff.changes().isEmpty();
        api.put("api", diff.before().api().id());
        edition(diff.before(), api.putObject("before"));
        edition(diff.after(), api.putObject("after"));
        api.put("verdict", none ? "none" : diff.verdict().word());
        api.put("release", none ? "none" : diff.verdict().release());
        api.put("words_compared", diff.before().isWorded() && diff.after().isWorded());
        api.put("reworded", diff.reworded());
        ObjectNode counts = api.putObject("counts");
        diff.counts()
                .forEach((category, count) -> counts.putObject(category.word())
                        .put("added", count.added())
                        .put("removed", count.removed())
                        .put("changed", count.changed())
                        .put("renamed", count.renamed()));
        ObjectNode verdicts = api.putObject("verdicts");
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(verdict.word(), diff.count(verdict));
        }
        ArrayNode changes = api.putArray("changes");
        diff.changes().forEach(change -> change(change, changes.addObject()));
    }

    private static void edition(Edition edition, ObjectNode object) {
        object.put("document", edition.name());
        ObjectNode counts = object.putObject("counts");
        edition.counts().forEach(counts::put);
    }

    private static void change(Change change, ObjectNode object) {
        object.put("verdict", change.verdict().word());
        object.put("category", change.category().word());
        object.put("change", change.kind().word());
        object.put("name", change.name());
        object.put("aspect", change.aspect());
        object.put("pointer", change.pointer());
        object.put("before", change.before());
        object.put("after", change.after());
        object.put("guessed", change.guessed());
        ArrayNode uses = object.putArray("uses");
        change.uses()
                .forEach(use -> uses.addObject()
                        .put("operation", use.operation())
                        .put("direction", use.direction().word()));
        ObjectNode callers = object.putObject("callers");
        ObjectNode wire = object.putObject("wire");
        change.judgements()
                .forEach((side, judgement) -> (side.isOfCallers() ? callers : wire)
                        .putObject(side.word())
                        .put("verdict", judgement.verdict().word())
                        .put("reason", judgement.reason()));
    }
}
