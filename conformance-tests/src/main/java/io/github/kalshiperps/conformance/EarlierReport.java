package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code report.json} of an earlier run. Those of form 1 are read as well; they do not say since when.
 *
 * @param api the id of the API that was asked for
 * @param disagreements what was found then, or before and not looked at since
 */
record EarlierReport(String api, Map<Disagreement, Before> disagreements) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What an earlier report says of a disagreement.
     *
     * @param firstSeen when it was seen first; null when the report does not say
     * @param expected what was expected then
     * @param example what was found then
     */
    record Before(@Nullable LocalDate firstSeen, String expected, String example) {}

    /**
     * Reads a report.
     *
     * @throws ConformanceException if the file is none
     */
    static EarlierReport read(Path file) {
        JsonNode report;
        try {
            report = JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new ConformanceException(
                    "the earlier report " + file + " is no report: "
                            + NotJsonException.of(e).getMessage(),
                    e);
        } catch (IOException e) {
            throw new ConformanceException("the earlier report " + file + " cannot be read: " + e, e);
        }
        try {
            return of(report);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ConformanceException("the earlier report " + file + " is no report: " + e.getMessage(), e);
        }
    }

    private static EarlierReport of(JsonNode report) {
        int schema = report.path("schema").asInt();
        if (schema < 1 || schema > JsonReport.SCHEMA) {
            throw new IllegalArgumentException("'schema' is "
                    + (report.has("schema") ? report.path("schema") : "missing") + ", and this version reads 1 to "
                    + JsonReport.SCHEMA);
        }
        if (!report.path("findings").isArray()) {
            throw new IllegalArgumentException("'findings' is no list");
        }
        Map<Disagreement, Before> disagreements = new LinkedHashMap<>();
        report.path("findings").forEach(finding -> add(finding, disagreements));
        // Nobody looked, so nobody knows that it is gone.
        report.path("since").path("not_looked_at").forEach(finding -> add(finding, disagreements));
        return new EarlierReport(text(report, "api"), disagreements);
    }

    private static void add(JsonNode finding, Map<Disagreement, Before> disagreements) {
        Source.Sort sort = null;
        for (Source.Sort candidate : Source.Sort.values()) {
            if (finding.path(candidate.noun()).isTextual()) {
                sort = candidate;
            }
        }
        if (sort == null) {
            throw new IllegalArgumentException(
                    "a finding has no operation, type or command: " + Excerpt.of(finding.toString()));
        }
        JsonNode firstSeen = finding.path("first_seen");
        disagreements.putIfAbsent(
                new Disagreement(
                        text(finding, "kind"),
                        text(finding, "path"),
                        finding.path("rule").asText(),
                        sort,
                        finding.path(sort.noun()).asText()),
                new Before(
                        firstSeen.isTextual() ? LocalDate.parse(firstSeen.asText()) : null,
                        finding.path("contract")
                                .path("expected")
                                .asText(finding.path("expected").asText()),
                        finding.path("wire")
                                .path("example")
                                .asText(finding.path("example").asText())));
    }

    private static String text(JsonNode node, String member) {
        if (!node.path(member).isTextual()) {
            throw new IllegalArgumentException("'" + member + "' is " + (node.has(member) ? "no text" : "missing")
                    + " in " + Excerpt.of(node.toString()));
        }
        return node.path(member).asText();
    }
}
