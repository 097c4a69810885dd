package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.conformance.Report.Period;
import io.github.kalshiperps.conformance.Report.Uncompared;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a report as JSON, for programs. The same run gives the same bytes. */
final class JsonReport {
    /** Of the form of the JSON; grows when a program that reads it would break. */
    static final int SCHEMA = 2;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonReport() {}

    static String of(Report report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("generated_by", "perps conformance");
        root.put("api", report.contract().api().id());
        contract(report.contract(), root.putObject("contract"));
        ArrayNode contracts = root.putArray("contracts");
        for (ContractFile contract : report.contracts()) {
            contract(contract, contracts.addObject().put("api", contract.api().id()));
        }
        root.put("corpus", report.corpus());
        summary(report, root.putObject("summary"));
        if (report.changes() != null) {
            since(report.changes(), report, root.putObject("since"));
        }
        findings(report, root.putArray("findings"));
        unlisted(report.unlisted(), root.putArray("unlisted_findings"));
        newRequirements(report.newRequirements(), root.putArray("newer_than_captures"));
        uncompared(report.broken(), root.putArray("broken"));
        uncompared(report.brokenFrames(), root.putArray("broken_frames"));
        uncompared(report.skipped(), root.putArray("skipped"));
        ArrayNode unmatched = root.putArray("unmatched_overlay_entries");
        report.contracts().forEach(contract -> texts(contract.unmatched(), unmatched));
        ObjectNode coverage = root.putObject("coverage");
        report.coverage().forEach(part -> coverage(part, coverage));
        return print(root);
    }

    /** The lines and spaces of our own choice: Jackson's depend on the machine. */
    private static String print(ObjectNode root) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Spacing.AFTER)
                        .withArrayEmptySeparator("")
                        .withObjectEmptySeparator(""))
                .withObjectIndenter(lines)
                .withArrayIndenter(lines);
        try {
            return MAPPER.writer(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError("A tree in memory can be written", e);
        }
    }

    private static void contract(ContractFile contract, ObjectNode node) {
        node.put("file", contract.file())
                .put("info.version", contract.version())
                .put("sha256", contract.sha256());
    }

    private static void summary(Report report, ObjectNode summary) {
        summary.put("captures", report.captures())
                .put("compared", report.compared())
                .put("frames", report.frames())
                .put(
                        "round_trips",
                        report.coverage().stream()
                                .mapToInt(Coverage::roundTrips)
                                .sum())
                .put("broken", Report.total(report.broken()))
                .put("broken_frames", Report.total(report.brokenFrames()))
                .put("skipped", Report.total(report.skipped()))
                .put("findings", report.total())
                .put("disagreements", disagreements(report.findings()).size())
                .put("known", report.total() - report.openTotal());
        Period recorded = report.recorded();
        if (recorded != null) {
            summary.putObject("recorded")
                    .put("from", recorded.from().toString())
                    .put("to", recorded.to().toString());
        }
        ObjectNode environments = summary.putObject("environments");
        report.environments().forEach(environments::put);
        ObjectNode byKind = summary.putObject("by_kind");
        report.byKind().forEach((kind, count) -> byKind.put(kind.name(), count));
    }

    private static void findings(Report report, ArrayNode array) {
        Map<Disagreement, LocalDate> firstSeen = report.firstSeen();
        for (Finding finding : report.findings()) {
            Source source = finding.source();
            Disagreement disagreement = finding.disagreement();
            ObjectNode node = array.addObject()
                    .put("id", disagreement.id())
                    .put("kind", finding.kind().name())
                    .put("path", finding.path())
                    .put(source.sort().noun(), source.name())
                    .put("capture", source.capture());
            line(source.line(), node);
            text("rule", finding.rule(), node);
            node.put("count", finding.count());
            if (report.changes() != null) {
                node.put("state", report.isNew(finding) ? "new" : "unchanged");
            }
            date("first_seen", firstSeen.get(disagreement), node);
            KnownDrift known = finding.known();
            if (known != null) {
                ObjectNode reason =
                        node.putObject("known").put("reason", known.reason()).put("evidence", known.evidence());
                date("first_seen", known.firstSeen(), reason);
                date("expires", known.expires(), reason);
            }
            evidence(finding, node);
            node.put("action", finding.kind().action());
        }
    }

    private static void evidence(Finding finding, ObjectNode node) {
        Evidence evidence = finding.evidence();
        ObjectNode contract = node.putObject("contract").put("expected", finding.expected());
        text("pointer", evidence.contract().pointer(), contract);
        text("schema", evidence.contract().schema(), contract);
        ObjectNode wire =
                node.putObject("wire").put("example", finding.example()).put("at", finding.firstAt());
        if (!evidence.wire().lines().isEmpty()) {
            wire.put("container", evidence.wire().container());
            texts(evidence.wire().lines(), wire.putArray("excerpt"));
            evidence.wire().marks().forEach(wire.putArray("marks")::add);
        }
        ObjectNode model = node.putObject("model");
        text("accessor", evidence.model().accessor(), model);
        text("behaviour", evidence.model().behaviour(), model);
    }

    private static void since(Changes changes, Report report, ObjectNode node) {
        node.put("new", disagreements(report.fresh()).size());
        node.put(
                "unchanged",
                disagreements(report.findings()).stream()
                        .filter(changes.before()::contains)
                        .count());
        past(changes.gone(), node.putArray("gone"));
        past(changes.notLookedAt(), node.putArray("not_looked_at"));
    }

    private static Set<Disagreement> disagreements(List<Finding> findings) {
        return findings.stream().map(Finding::disagreement).collect(Collectors.toSet());
    }

    private static void past(List<Changes.Past> past, ArrayNode array) {
        for (Changes.Past each : past) {
            Disagreement disagreement = each.disagreement();
            ObjectNode node = array.addObject()
                    .put("id", disagreement.id())
                    .put("kind", disagreement.kind())
                    .put("path", disagreement.path())
                    .put(disagreement.sort().noun(), disagreement.name());
            text("rule", disagreement.rule(), node);
            date("first_seen", each.before().firstSeen(), node);
            node.putObject("contract").put("expected", each.before().expected());
            node.putObject("wire").put("example", each.before().example());
        }
    }

    private static void text(String name, String text, ObjectNode node) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }

    private static void date(String name, @Nullable LocalDate date, ObjectNode node) {
        if (date != null) {
            node.put(name, date.toString());
        }
    }

    private static void unlisted(List<Unlisted> unlisted, ArrayNode array) {
        for (Unlisted more : unlisted) {
            array.addObject()
                    .put(more.sort().noun(), more.name())
                    .put("kind", more.kind().name())
                    .put("path", more.path())
                    .put("captures", more.captures())
                    .put("count", more.count());
        }
    }

    private static void newRequirements(List<NewRequirement> requirements, ArrayNode array) {
        for (NewRequirement requirement : requirements) {
            array.addObject()
                    .put(requirement.sort().noun(), requirement.name())
                    .put("path", requirement.path())
                    .put("expected", requirement.expected())
                    .put("captures", requirement.captures())
                    .put("count", requirement.count())
                    .put("capture", requirement.capture());
        }
    }

    private static void uncompared(List<Uncompared> captures, ArrayNode array) {
        for (Uncompared capture : captures) {
            ObjectNode node = array.addObject().put("capture", capture.capture());
            line(capture.line(), node);
            node.put("reason", capture.reason());
            if (capture.more() > 0) {
                node.put("more", capture.more());
            }
        }
    }

    private static void line(int line, ObjectNode node) {
        if (line > 0) {
            node.put("line", line);
        }
    }

    private static void coverage(Coverage coverage, ObjectNode node) {
        for (Tally tally : coverage.tallies()) {
            Documented documented = tally.documented();
            ObjectNode counted = node.putObject(documented.nouns());
            counted.put("total", tally.counts().size());
            counted.put("covered", tally.covered().size());
            counted.put("total_" + documented.marks(), tally.marks());
            counted.put("covered_" + documented.marks(), tally.marksCovered());
            ArrayNode list = counted.putArray("list");
            tally.covered().forEach((name, marks) -> {
                ObjectNode entry = list.addObject().put(documented.noun(), name);
                ObjectNode counts = entry.putObject(documented.marks());
                marks.forEach((mark, shown) -> shown(shown, counts.putObject(mark)));
                texts(tally.marksNotCovered(name), entry.putArray("not_covered"));
            });
            texts(tally.notCovered(), counted.putArray("not_covered"));
        }
        ObjectNode schemas = node.putObject(
                switch (coverage.transport()) {
                    case HTTP -> "schemas";
                    case WEBSOCKET -> "message_schemas";
                });
        schemas.put("total", coverage.schemas().size());
        schemas.put("seen", coverage.seen().size());
        ArrayNode list = schemas.putArray("list");
        coverage.shown().schemas().forEach((name, shown) -> {
            if (shown.count() > 0) {
                shown(shown, list.addObject().put("schema", name));
            }
        });
        texts(coverage.notSeen(), schemas.putArray("not_seen"));
        ArrayNode objects = schemas.putArray("objects");
        coverage.shown().objects().forEach((name, object) -> {
            ObjectNode entry = objects.addObject()
                    .put("object", name)
                    .put("seen", object.shown().count());
            ArrayNode members = entry.putArray("members");
            object.members().forEach((member, sent) -> {
                ObjectNode counted = members.addObject()
                        .put("member", member)
                        .put("required", sent.isRequired())
                        .put("seen", sent.sent().count())
                        .put("null", sent.nulls().count());
                text("capture", sent.sent().capture(), counted);
            });
        });
    }

    private static void shown(Shown shown, ObjectNode node) {
        node.put("seen", shown.count()).put("capture", shown.capture());
    }

    private static void texts(Collection<String> texts, ArrayNode array) {
        texts.forEach(array::add);
    }
}
