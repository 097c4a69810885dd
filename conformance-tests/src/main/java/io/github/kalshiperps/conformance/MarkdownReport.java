package io.github.kalshiperps.conformance;

import static io.github.kalshiperps.conformance.Markdown.code;
import static io.github.kalshiperps.conformance.Markdown.count;
import static io.github.kalshiperps.conformance.Markdown.row;

import io.github.kalshiperps.conformance.Report.Uncompared;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a report as Markdown, for people who have to act on it. The same run gives the same bytes. */
final class MarkdownReport {
    /** How many captures or examples are named in one line; the JSON has them all. */
    private static final int NAMED = 3;

    private static final int SHORT_HASH = 12;

    private final Report report;
    private final List<List<Finding>> places;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(Report report) {
        this.report = report;
        this.places = report.places();
    }

    static String of(Report report) {
        MarkdownReport markdown = new MarkdownReport(report);
        markdown.verdict();
        markdown.summary();
        markdown.findings();
        markdown.uncompared(
                "Broken captures", "They could not be compared and count for nothing above.", report.broken());
        markdown.uncompared("Skipped captures", "This version does not compare them.", report.skipped());
        markdown.coverage();
        markdown.unmatched();
        return markdown.out.toString();
    }

    private void verdict() {
        ContractFile contract = report.contract();
        Coverage coverage = report.coverage();
        List<String> sentences = new ArrayList<>();
        sentences.add(outcome());
        int losses = report.byKind().getOrDefault(Kind.ROUND_TRIP_LOSS, 0);
        sentences.add(
                losses == 0
                        ? "Our models read " + count(report.roundTrips(), "answer")
                                + " of success and wrote them again without a loss."
                        : "**Our models lose or change what was sent: mend that first.**");
        sentences.add("Compared were " + report.compared() + " of " + count(report.captures(), "capture") + " in "
                + code(report.corpus())
                + (report.broken().isEmpty() ? "" : " (**" + report.broken().size() + " broken**, listed below)")
                + " with the contract " + code(contract.file()) + " (version " + contract.version() + ", SHA-256 "
                + contract.sha256().substring(0, SHORT_HASH) + "…).");
        int authored = report.environments().getOrDefault("authored", 0);
        if (authored > 0) {
            sentences.add("**Not recorded but authored: " + authored
                    + " of them.** These show what the report can tell, and" + " nothing about the exchange.");
        }
        if (!contract.unmatched().isEmpty()) {
            sentences.add(count(contract.unmatched().size(), "entry", "entries")
                    + " of our overlays matched nothing in it (listed below).");
        }
        sentences.add("The captures show " + coverage.covered().size() + " of "
                + count(coverage.operations().size(), "operation") + " and "
                + coverage.seen().size() + " of " + count(coverage.schemas().size(), "schema")
                + " of answers; nothing here speaks for the rest.");
        line("# Conformance report: " + contract.api().title());
        line("");
        line(String.join(" ", sentences));
    }

    private String outcome() {
        if (report.compared() == 0) {
            return "**Nothing was compared.**";
        }
        if (places.isEmpty()) {
            return "**Captures, contract and models agree.**";
        }
        return "**Captures, contract and models disagree in " + count(places.size(), "place") + "** ("
                + count(report.findings().size(), "finding") + ").";
    }

    private void summary() {
        heading("## Summary");
        line(row("Kind", "Places", "Findings", "Meaning", "What to do"));
        line("|---|--:|--:|---|---|");
        report.byKind().forEach((kind, findings) -> {
            long placesOfKind =
                    places.stream().filter(place -> place.get(0).kind() == kind).count();
            String name = findings == 0
                    ? kind.name()
                    : "[" + kind + "](#" + kind.name().toLowerCase(Locale.ROOT) + ")";
            line(row(name, "" + placesOfKind, "" + findings, kind.meaning(), kind.action()));
        });
        line("");
        line(
                "A place is a path where a kind occurs, with array indices folded to `[]` and keys of maps to `*`. A finding is"
                        + " one place in one capture.");
    }

    private void findings() {
        if (places.isEmpty()) {
            return;
        }
        heading("## Findings");
        Kind kind = null;
        for (List<Finding> place : places) {
            Finding first = place.get(0);
            if (first.kind() != kind) {
                kind = first.kind();
                heading("### " + kind);
            }
            heading("#### " + code(first.path()));
            // Operations differ in what they document, of statuses most of all.
            group(place, Finding::expected).forEach((expected, findings) -> {
                line("- Expected: " + code(expected));
                line("- Found: " + found(findings));
                group(findings, Finding::operation)
                        .forEach((operation, found) -> line("- " + code(operation) + ": " + where(found)));
            });
        }
    }

    private static Map<String, List<Finding>> group(List<Finding> findings, Function<Finding, String> by) {
        return findings.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    }

    private static String found(List<Finding> findings) {
        Finding first = findings.get(0);
        String examples =
                someOf(findings.stream().map(Finding::example).distinct().toList(), "; ");
        return first.firstAt().equals(first.path())
                ? examples
                : examples + ", first at " + code(first.firstAt()) + " of " + code(first.capture());
    }

    private static String where(List<Finding> findings) {
        int total = findings.stream().mapToInt(Finding::count).sum();
        return count(total, "time") + " in " + count(findings.size(), "capture") + ": "
                + someOf(findings.stream().map(Finding::capture).toList(), ", ");
    }

    private static String someOf(List<String> texts, String separator) {
        String some = texts.stream().limit(NAMED).map(Markdown::code).collect(Collectors.joining(separator));
        return texts.size() <= NAMED ? some : some + " and " + (texts.size() - NAMED) + " more";
    }

    private void uncompared(String title, String meaning, List<Uncompared> captures) {
        if (captures.isEmpty()) {
            return;
        }
        heading("## " + title);
        line(meaning);
        line("");
        line(row("Capture", "Reason"));
        line("|---|---|");
        captures.forEach(capture -> line(row(code(capture.capture()), code(capture.reason()))));
    }

    private void coverage() {
        Coverage coverage = report.coverage();
        heading("## Coverage");
        names("Operations without a capture", coverage.notCovered());
        names("Operations of which only errors were captured", coverage.onlyErrors());
        names("Schemas of answers that no captured value has", coverage.notSeen());
        line("");
        line(row("Operation", "Captures by status"));
        line("|---|---|");
        coverage.covered()
                .forEach((operation, statuses) -> line(row(
                        code(operation),
                        statuses.entrySet().stream()
                                .map(entry -> entry.getKey() + " × " + entry.getValue())
                                .collect(Collectors.joining(", ")))));
    }

    private void unmatched() {
        List<String> entries = report.contract().unmatched();
        if (entries.isEmpty()) {
            return;
        }
        heading("## Overlay entries without a match");
        line("Our overlays are written for the pinned contract; these entries have nothing to apply to in this one.");
        line("");
        entries.forEach(entry -> line("- " + code(entry)));
    }

    private void names(String title, Collection<String> names) {
        line("- " + title + ": "
                + (names.isEmpty()
                        ? "none"
                        : names.size() + ": "
                                + names.stream().map(Markdown::code).collect(Collectors.joining(", "))));
    }

    /** With an empty line on both sides. */
    private void heading(String text) {
        if (out.length() < 2 || out.charAt(out.length() - 2) != '\n') {
            line("");
        }
        line(text);
        line("");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
