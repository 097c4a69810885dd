package io.github.kalshiperps.spectools;

import io.github.kalshiperps.spectools.diff.Change;
import io.github.kalshiperps.spectools.diff.ContractDiff;
import io.github.kalshiperps.spectools.diff.Use;
import io.github.kalshiperps.spectools.diff.Verdict;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A comparison for people: one line a change, the worst first. */
public final class DiffText {
    private DiffText() {}

    /**
     * Writes a comparison.
     *
     * @param diff the comparison
     * @param nextVersion which release it deserves
     * @param out where to
     */
    public static void write(ContractDiff diff, String nextVersion, PrintWriter out) {
        out.printf(
                "%s: %s -> %s%n",
                diff.before().api().title(), diff.before().name(), diff.after().name());
        out.printf("  was %s%n", Counts.inWords(diff.before().counts()));
        out.printf("  is  %s%n", Counts.inWords(diff.after().counts()));
        if (!diff.before().isWorded() || !diff.after().isWorded()) {
            out.printf("  words are not compared: a pin has none%n");
        }
        if (diff.changes().isEmpty()) {
            out.printf("  no difference%n");
        }
        for (Verdict verdict : Verdict.values()) {
            if (diff.count(verdict) > 0) {
                out.printf("%n  %s: %d%n", verdict.word(), diff.count(verdict));
                diff.changes().stream()
                        .filter(change -> change.verdict() == verdict)
                        .forEach(change -> out.printf("    %s%n", line(change)));
            }
        }
        out.printf("%n  summary: %s%n", summary(diff));
        out.printf("  next version: %s%n%n", nextVersion);
    }

    /** Verdict, what, where, why. */
    private static String line(Change change) {
        StringBuilder line = new StringBuilder(change.verdict().word());
        line.append("  ")
                .append(change.category().word())
                .append(' ')
                .append(change.kind().word());
        line.append("  ").append(change.name());
        if (!change.aspect().isEmpty() && !change.aspect().equals("name")) {
            line.append(' ').append(change.aspect());
        }
        if (change.before() != null || change.after() != null) {
            line.append(": ").append(values(change));
        }
        if (change.guessed()) {
            line.append(" (a guess)");
        }
        line.append("  at ").append(change.pointer());
        String uses = uses(change);
        if (!uses.isEmpty()) {
            line.append(" [").append(uses).append(']');
        }
        return line.append("  -- ").append(String.join("; ", change.reasons())).toString();
    }

    private static String values(Change change) {
        if (change.before() == null) {
            return String.valueOf(change.after());
        }
        return change.before() + (change.after() == null ? "" : " -> " + change.after());
    }

    /** Where it is used, in short; an operation is its own use. */
    private static String uses(Change change) {
        if (change.uses().stream().allMatch(use -> change.name().startsWith(use.operation()))) {
            return "";
        }
        return change.uses().stream().collect(Collectors.groupingBy(Use::direction)).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().size() == 1
                        ? entry.getKey().word() + " of "
                                + entry.getValue().get(0).operation()
                        : entry.getKey().word() + "s of " + entry.getValue().size() + " operations")
                .collect(Collectors.joining(", "));
    }

    /**
     * How many of what kind came, went and changed.
     *
     * @param diff the comparison
     * @return one line
     */
    public static String summary(ContractDiff diff) {
        String counts = diff.counts().entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%s +%d -%d ~%d%s",
                        entry.getKey().word(),
                        entry.getValue().added(),
                        entry.getValue().removed(),
                        entry.getValue().changed(),
                        entry.getValue().renamed() == 0
                                ? ""
                                : " (renamed " + entry.getValue().renamed() + ")"))
                .collect(Collectors.joining(", "));
        String words = diff.reworded() == 0 ? "" : (counts.isEmpty() ? "" : ", ") + "reworded " + diff.reworded();
        return counts.isEmpty() && words.isEmpty() ? "nothing" : counts + words;
    }
}
