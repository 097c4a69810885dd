package io.github.kalshiperps.conformance;

import static io.github.kalshiperps.conformance.Markdown.code;
import static io.github.kalshiperps.conformance.Markdown.count;
import static io.github.kalshiperps.conformance.Markdown.row;

import io.github.kalshiperps.conformance.Report.Uncompared;
import io.github.kalshiperps.conformance.SchemaCoverage.ObjectSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a report as Markdown, for people who have to act on it. The same run gives the same bytes. */
final class MarkdownReport {
    /** How many captures or examples are named in one line; the JSON has more. */
    private static final int NAMED = 3;

    private static final int SHORT_HASH = 12;

    private final Report report;
    private final List<Deviation> places;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(Report report) {
        this.report = report;
        this.places = report.deviations();
    }

    static String of(Report report) {
        MarkdownReport markdown = new MarkdownReport(report);
        markdown.verdict();
        markdown.since();
        markdown.summary();
        markdown.findings();
        markdown.known();
        markdown.newRequirements();
        markdown.uncompared(
                "Broken captures", "They could not be compared and count for nothing above.", report.broken());
        markdown.uncompared(
                "Broken frames",
                "They could not be compared; the lines around them were. Lines are those of the capture's `.jsonl`.",
                report.brokenFrames());
        markdown.uncompared("Skipped captures", "They were not asked for.", report.skipped());
        markdown.coverage();
        markdown.overlays();
        return markdown.out.toString();
    }

    private void verdict() {
        List<String> sentences = new ArrayList<>();
        sentences.add("**" + Verdict.of(report) + "**");
        int losses = report.byKind().getOrDefault(Kind.ROUND_TRIP_LOSS, 0);
        sentences.add(
                losses == 0
                        ? "Our models read " + each(MarkdownReport::roundTrips, " and ")
                                + " and wrote them again without a loss."
                        : "**Our models lose or change what was sent: mend that first.**");
        sentences.add("Compared were " + report.compared() + " of " + count(report.captures(), "capture") + " in "
                + code(report.corpus()) + broken(report.broken()) + " with "
                + each(MarkdownReport::contract, " and ") + ".");
        if (report.frames() > 0 || !report.brokenFrames().isEmpty()) {
            sentences.add("That includes " + count(report.frames(), "frame") + " of WebSockets"
                    + broken(report.brokenFrames()) + ".");
        }
        int authored = report.environments().getOrDefault("authored", 0);
        if (authored > 0) {
            sentences.add("**Not recorded but authored: " + authored
                    + " of them.** These show what the report can tell, and" + " nothing about the exchange.");
        }
        int missing = report.newRequirements().size();
        if (missing > 0) {
            sentences.add(count(missing, "required member") + (missing == 1 ? " is" : " are")
                    + " newer than the captures, which lack " + (missing == 1 ? "it" : "them") + " (listed below).");
        }
        int unmatched = unmatched().size();
        if (unmatched > 0) {
            sentences.add(count(unmatched, "entry", "entries") + " of our overlays matched nothing in "
                    + (report.contracts().size() == 1 ? "it" : "them") + " (listed below).");
        }
        sentences.add("The captures show " + each(MarkdownReport::shown, ", ") + "; nothing here speaks for the rest.");
        line("# Conformance report: " + report.title());
        line("");
        line(String.join(" ", sentences));
    }

    private String each(Function<Coverage, String> words, String separator) {
        return report.coverage().stream().map(words).collect(Collectors.joining(separator));
    }

    private static String roundTrips(Coverage coverage) {
        return switch (coverage.transport()) {
            case HTTP -> count(coverage.roundTrips(), "answer") + " of success";
            case WEBSOCKET -> count(coverage.roundTrips(), "frame");
        };
    }

    private static String contract(Coverage coverage) {
        ContractFile contract = coverage.contract();
        return "the contract " + code(contract.file()) + " (version " + contract.version() + ", SHA-256 "
                + contract.sha256().substring(0, SHORT_HASH) + "…)";
    }

    private static String shown(Coverage coverage) {
        List<String> parts = new ArrayList<>();
        for (Tally tally : coverage.tallies()) {
            parts.add(tally.covered().size() + " of "
                    + count(tally.counts().size(), tally.documented().noun()));
        }
        return String.join(", ", parts) + " and " + coverage.seen().size() + " of "
                + count(coverage.schemas().size(), "schema") + " of "
                + coverage.transport().messages();
    }

    private static String broken(List<Uncompared> broken) {
        return broken.isEmpty() ? "" : " (**" + Report.total(broken) + " broken**, listed below)";
    }

    private void since() {
        Changes changes = report.changes();
        if (changes == null) {
            return;
        }
        heading("## Since the earlier report");
        List<Disagreement> fresh =
                report.fresh().stream().map(Finding::disagreement).distinct().toList();
        disagreements("New", fresh);
        disagreements(
                "Gone (compared again, and no longer found)",
                changes.gone().stream().map(Changes.Past::disagreement).toList());
        disagreements(
                "Not looked at (nothing of these operations and messages was captured this time)",
                changes.notLookedAt().stream().map(Changes.Past::disagreement).toList());
    }

    private void disagreements(String title, List<Disagreement> disagreements) {
        line("- " + title + ": " + (disagreements.isEmpty() ? "none" : disagreements.size()));
        disagreements.forEach(
                each -> line("  - " + each.kind() + " at " + code(each.path()) + " of " + code(each.name())));
    }

    private void summary() {
        heading("## Summary");
        line(row("Kind", "Places", "Findings", "Meaning", "What to do"));
        line("|---|--:|--:|---|---|");
        report.byKind().forEach((kind, findings) -> {
            long placesOfKind =
                    places.stream().filter(place -> place.kind() == kind).count();
            String name = findings == 0
                    ? kind.name()
                    : "[" + kind + "](#" + kind.name().toLowerCase(Locale.ROOT) + ")";
            line(row(name, "" + placesOfKind, "" + findings, kind.meaning(), kind.action()));
        });
        line("");
        line(
                "A place is a path where a kind occurs, with array indices folded to `[]` and keys of maps to `*`. A finding is"
                        + " one place in one capture, of frames for each `type` in it.");
    }

    private void findings() {
        List<Deviation> open = places.stream().filter(place -> !place.isKnown()).toList();
        if (open.isEmpty()) {
            return;
        }
        heading("## Findings");
        Kind kind = null;
        for (Deviation place : open) {
            if (place.kind() != kind) {
                kind = place.kind();
                heading("### " + kind);
            }
            heading("#### " + code(place.path()) + (place.isNew() ? " (new)" : ""));
            if (place.since() != null) {
                line("- First seen: " + place.since());
            }
            // Operations differ in what they document, of statuses most of all.
            group(place.findings(), Finding::expected).forEach((expected, findings) -> {
                line("- Expected: " + code(expected) + pointer(findings.get(0)));
                line("- Found: " + found(findings));
                line("- Model: " + model(findings.get(0)));
                group(findings, MarkdownReport::name).forEach((name, found) -> line("- " + name + ": " + where(found)));
                excerpt(findings.get(0).evidence().wire());
            });
        }
    }

    private static String pointer(Finding finding) {
        String pointer = finding.evidence().contract().pointer();
        return pointer.isEmpty() ? "" : ", says " + code(pointer);
    }

    private static String model(Finding finding) {
        ModelPlace model = finding.evidence().model();
        if (model.behaviour().isEmpty()) {
            return "has no say";
        }
        return (model.accessor().isEmpty() ? "" : code(model.accessor()) + " ") + code(model.behaviour());
    }

    private void excerpt(WireExcerpt wire) {
        if (wire.lines().isEmpty()) {
            return;
        }
        line("");
        for (int i = 0; i < wire.lines().size(); i++) {
            String text = wire.lines().get(i).replaceAll("\\s", " ");
            // An indented block of the list: nothing that was sent can end it.
            line("      " + (wire.marks().contains(i) ? ">" : " ") + " " + text);
        }
        line("");
    }

    private void known() {
        List<Deviation> known = places.stream().filter(Deviation::isKnown).toList();
        if (known.isEmpty()) {
            return;
        }
        heading("## Known");
        line("Somebody decided to live with these for a while.");
        line("");
        line(row("Kind", "Path", "Reason", "Look again"));
        line("|---|---|---|---|");
        known.forEach(place -> place.reasons()
                .forEach(reason -> line(
                        row(place.kind().name(), code(place.path()), reason.reason(), "after " + reason.expires()))));
    }

    private void newRequirements() {
        if (report.newRequirements().isEmpty()) {
            return;
        }
        heading("## Newer than the captures");
        line("The contract of the captures' time did not require these members. That they are missing is no finding.");
        line("");
        line(row("Path", "Of", "Expected", "Missing"));
        line("|---|---|---|---|");
        report.newRequirements()
                .forEach(each -> line(row(
                        code(each.path()),
                        code(each.name()),
                        code(each.expected()),
                        count(each.count(), "time") + " in " + count(each.captures(), "capture") + ", first in "
                                + code(each.capture()))));
    }

    private static Map<String, List<Finding>> group(List<Finding> findings, Function<Finding, String> by) {
        return findings.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    }

    private static String name(Finding finding) {
        Source source = finding.source();
        return source.sort() == Source.Sort.COMMAND ? "command " + code(source.name()) : code(source.name());
    }

    private static String found(List<Finding> findings) {
        Finding first = findings.get(0);
        String examples =
                someOf(findings.stream().map(Finding::example).distinct().toList(), 0, "; ");
        int line = first.source().line();
        return first.firstAt().equals(first.path()) && line == 0
                ? examples
                : examples + ", first at " + code(first.firstAt()) + (line == 0 ? "" : " in line " + line) + " of "
                        + code(first.capture());
    }

    private String where(List<Finding> findings) {
        List<Unlisted> unlisted = report.unlisted().stream()
                .filter(more -> more.continues(findings.get(0)))
                .toList();
        int captures = unlisted.stream().mapToInt(Unlisted::captures).sum();
        int total = findings.stream().mapToInt(Finding::count).sum()
                + unlisted.stream().mapToInt(Unlisted::count).sum();
        return count(total, "time") + " in " + count(findings.size() + captures, "capture") + ": "
                + someOf(findings.stream().map(Finding::capture).toList(), captures, ", ");
    }

    private static String someOf(List<String> texts, int more, String separator) {
        String some = texts.stream().limit(NAMED).map(Markdown::code).collect(Collectors.joining(separator));
        int unnamed = more + Math.max(0, texts.size() - NAMED);
        return unnamed == 0 ? some : some + " and " + String.format(Locale.ROOT, "%,d", unnamed) + " more";
    }

    private void uncompared(String title, String meaning, List<Uncompared> captures) {
        if (captures.isEmpty()) {
            return;
        }
        heading("## " + title);
        line(meaning);
        line("");
        boolean lines = captures.get(0).line() > 0;
        line(lines ? row("Capture", "Line", "Reason") : row("Capture", "Reason"));
        line(lines ? "|---|--:|---|" : "|---|---|");
        captures.forEach(capture -> line(
                lines
                        ? row(named(capture), "" + capture.line(), code(capture.reason()))
                        : row(named(capture), code(capture.reason()))));
    }

    private static String named(Uncompared capture) {
        return code(capture.capture())
                + (capture.more() == 0 ? "" : " and " + String.format(Locale.ROOT, "%,d", capture.more()) + " more");
    }

    private void coverage() {
        heading("## Coverage");
        for (Coverage coverage : report.coverage()) {
            if (report.coverage().size() > 1) {
                heading("### " + coverage.contract().api().title());
            }
            coverage(coverage);
        }
    }

    private void coverage(Coverage coverage) {
        for (Tally tally : coverage.tallies()) {
            Documented documented = tally.documented();
            names(capitalized(documented.nouns()) + " without a " + documented.unit(), tally.notCovered());
            if (documented == Documented.OPERATION) {
                names("Operations of which only errors were captured", onlyErrors(tally));
            }
        }
        names("Schemas of " + coverage.transport().messages() + " that no captured value has", coverage.notSeen());
        members(coverage.shown().objects());
        for (Tally tally : coverage.tallies()) {
            Documented documented = tally.documented();
            line("");
            line(row(capitalized(documented.noun()), capitalized(documented.unit()) + "s by " + documented.mark()));
            line("|---|---|");
            tally.covered()
                    .forEach((name, marks) -> line(row(
                            code(name),
                            marks.entrySet().stream()
                                    .map(entry -> entry.getKey() + " × "
                                            + entry.getValue().count())
                                    .collect(Collectors.joining(", ")))));
        }
    }

    private void members(Map<String, ObjectSchema> objects) {
        int all = objects.values().stream()
                .mapToInt(object -> object.members().size())
                .sum();
        int never = objects.values().stream()
                .mapToInt(object -> object.neverSent().size())
                .sum();
        line("- Members never seen: " + never + " of " + all
                + ". Of objects that were seen, these are missing (of the others, all):");
        objects.forEach((name, object) -> {
            if (object.shown().count() > 0 && !object.neverSent().isEmpty()) {
                line("  - " + code(name) + ": "
                        + object.neverSent().stream()
                                .map(member -> code(member) + (isRequired(object, member) ? " (required)" : ""))
                                .collect(Collectors.joining(", ")));
            }
        });
    }

    private static boolean isRequired(ObjectSchema object, String member) {
        return Objects.requireNonNull(object.members().get(member)).isRequired();
    }

    /** The operations of which no answer of success was captured. Statuses have three digits, so their texts are in order. */
    private static List<String> onlyErrors(Tally operations) {
        return operations.covered().entrySet().stream()
                .filter(operation -> operation.getValue().firstKey().compareTo("400") >= 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private List<String> unmatched() {
        return report.contracts().stream()
                .flatMap(contract -> contract.unmatched().stream())
                .toList();
    }

    private void overlays() {
        if (unmatched().isEmpty()) {
            return;
        }
        heading("## Overlay entries without a match");
        line(
                "Our overlays are written for the pinned contracts; these entries have nothing to apply to in what was compared.");
        line("");
        unmatched().forEach(entry -> line("- " + code(entry)));
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
