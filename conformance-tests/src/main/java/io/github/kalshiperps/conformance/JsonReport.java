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
        root.putObject("contract")
                .put("file", report.contract().file())
                .put("info.version", report.contract().version())
                .put("sha256", report.contract().sha256());
        root.put("corpus", report.corpus());
        summary(report, root.putObject("summary"));
        findings(report.findings(), root.putArray("findings"));
        uncompared(report.broken(), root.putArray("broken"));
        uncompared(report.skipped(), root.putArray("skipped"));
        texts(report.contract().unmatched(), root.putArray("unmatched_overlay_entries"));
        coverage(report.coverage(), root.putObject("coverage"));
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

    private static void summary(Report report, ObjectNode summary) {
        summary.put("captures", report.captures())
                .put("compared", report.compared())
                .put("round_trips", report.roundTrips())
                .put("broken", report.broken().size())
                .put("skipped", report.skipped().size())
                .put("findings", report.findings().size());
        ObjectNode environments = summary.putObject("environments");
        report.environments().forEach(environments::put);
        ObjectNode byKind = summary.putObject("by_kind");
        report.byKind().forEach((kind, count) -> byKind.put(kind.name(), count));
    }

    private static void findings(List<Finding> findings, ArrayNode array) {
        for (Finding finding : findings) {
            array.addObject()
                    .put("capture", finding.capture())
                    .put("operation", finding.operation())
                    .put("kind", finding.kind().name())
                    .put("path", finding.path())
                    .put("count", finding.count())
                    .put("expected", finding.expected())
                    .put("example", finding.example())
                    .put("first_at", finding.firstAt());
        }
    }

    private static void uncompared(List<Uncompared> captures, ArrayNode array) {
        for (Uncompared capture : captures) {
            array.addObject().put("capture", capture.capture()).put("reason", capture.reason());
        }
    }

    private static void coverage(Coverage coverage, ObjectNode node) {
        ObjectNode operations = node.putObject("operations");
        operations.put("total", coverage.operations().size());
        operations.put("covered", coverage.covered().size());
        ArrayNode list = operations.putArray("list");
        coverage.covered().forEach((operation, statuses) -> {
            ObjectNode counts = list.addObject().put("operation", operation).putObject("statuses");
            statuses.forEach((status, count) -> counts.put(String.valueOf(status), count));
        });
        texts(coverage.notCovered(), operations.putArray("not_covered"));
        ObjectNode schemas = node.putObject("schemas");
        schemas.put("total", coverage.schemas().size());
        schemas.put("seen", coverage.seen().size());
        texts(coverage.notSeen(), schemas.putArray("not_seen"));
    }

    private static void texts(Collection<String> texts, ArrayNode array) {
        texts.forEach(array::add);
    }
}
