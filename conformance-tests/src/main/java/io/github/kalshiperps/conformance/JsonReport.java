package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.conformance.Report.Uncompared;
import java.util.Collection;
import java.util.List;

/** Writes a report as JSON, for programs. The same run gives the same bytes. */
final class JsonReport {
    /** Of the form of the JSON; grows when a program that reads it would break. */
    private static final int SCHEMA = 1;

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
        findings(report.findings(), root.putArray("findings"));
        unlisted(report.unlisted(), root.putArray("unlisted_findings"));
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
                .put("findings", report.total());
        ObjectNode environments = summary.putObject("environments");
        report.environments().forEach(environments::put);
        ObjectNode byKind = summary.putObject("by_kind");
        report.byKind().forEach((kind, count) -> byKind.put(kind.name(), count));
    }

    private static void findings(List<Finding> findings, ArrayNode array) {
        for (Finding finding : findings) {
            Source source = finding.source();
            ObjectNode node = array.addObject()
                    .put("capture", source.capture())
                    .put(source.sort().noun(), source.name());
            line(source.line(), node);
            node.put("kind", finding.kind().name())
                    .put("path", finding.path())
                    .put("count", finding.count())
                    .put("expected", finding.expected())
                    .put("example", finding.example())
                    .put("first_at", finding.firstAt());
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
            ArrayNode list = counted.putArray("list");
            tally.covered().forEach((name, marks) -> {
                ObjectNode counts =
                        list.addObject().put(documented.noun(), name).putObject(documented.marks());
                marks.forEach(counts::put);
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
        texts(coverage.notSeen(), schemas.putArray("not_seen"));
    }

    private static void texts(Collection<String> texts, ArrayNode array) {
        texts.forEach(array::add);
    }
}
