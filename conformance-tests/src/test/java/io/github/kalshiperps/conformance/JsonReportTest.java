package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Schema SCHEMA = schema();

    @TempDir
    Path directory;

    private static Schema schema() {
        try (InputStream schema = Objects.requireNonNull(JsonReport.class.getResourceAsStream("report.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportsKeepTheirSchema(Bindings bindings) {
        assertThat(errors(JsonReport.of(Authored.compare(bindings)))).isEmpty();
    }

    @Test
    void aReportWithAllThatThereCanBeKeepsItsSchema() throws IOException {
        Path corpus = Files.createDirectory(directory.resolve("corpus"));
        Authored.message("markets__get")
                .with("\"tick_size\"", "\"x\"")
                .withMeta("\"recorded_at_epoch_ms\": null", "\"recorded_at_epoch_ms\": 1790000000000")
                .in(corpus);
        Authored.message("markets__list").with("{", "<").in(corpus);
        Authored.message(Bindings.WS, "market_data").withLine(3, "{", "<").in(corpus);
        Authored.message(Bindings.WS, "drift__type_unknown").in(corpus);
        Authored.message(Bindings.WS, "drift__command_channel_unknown").in(corpus);
        Report report = Reports.since(
                Reports.knowing(
                        Authored.compare(corpus),
                        "$.market.x",
                        Reports.known("renamed", LocalDate.of(2026, 9, 1), LocalDate.of(2027, 1, 1))),
                Authored.compare(Bindings.REST),
                directory);

        JsonNode json = JSON.readTree(JsonReport.of(report));

        assertThat(errors(json.toString())).isEmpty();
        assertThat(json.path("broken")).isNotEmpty();
        assertThat(json.path("broken_frames")).isNotEmpty();
        assertThat(json.path("since").path("not_looked_at")).isNotEmpty();
        assertThat(json.path("summary").path("recorded").path("from").asText()).isEqualTo("2026-09-21");
        assertThat(json.path("summary").path("known").asInt()).isEqualTo(1);
        assertThat(json.path("findings")).anySatisfy(finding -> {
            assertThat(finding.path("state").asText()).isEqualTo("new");
            assertThat(finding.path("first_seen").asText()).isEqualTo("2026-09-01");
            assertThat(finding.path("known").toString())
                    .isEqualTo(
                            "{\"reason\":\"renamed\",\"evidence\":\"a capture\",\"first_seen\":\"2026-09-01\",\"expires\":\"2027-01-01\"}");
        });
    }

    @Test
    void whatIsNewerThanTheCapturesKeepsTheSchema() throws IOException {
        Report report = OlderContractTest.compare(
                Bindings.WS,
                Corpus.of(Authored.corpus(Bindings.WS)),
                OlderContractTest.requiring("marginTickerPayload", "venue_name")
                        .andThen(OlderContractTest.requiring("subscribeCommandPayload", "reason"))::apply,
                UnaryOperator.identity(),
                directory);
        String json = JsonReport.of(report);

        assertThat(errors(json)).isEmpty();
        assertThat(JSON.readTree(json).path("newer_than_captures")).hasSize(2);
        assertThat(errors(changed(
                        json,
                        changing -> ((ObjectNode)
                                        changing.path("newer_than_captures").get(0))
                                .remove("command"))))
                .isNotEmpty();
    }

    @Test
    void theSchemaHasTeeth() throws IOException {
        String good = JsonReport.of(Authored.compare(Bindings.REST));

        assertThat(errors(changed(good, report -> report.put("schema", 1)))).isNotEmpty();
        assertThat(errors(changed(good, report -> report.put("further", 1)))).isNotEmpty();
        assertThat(errors(changed(good, report -> report.remove("coverage")))).isNotEmpty();
        assertThat(errors(changed(good, report -> finding(report).remove("operation"))))
                .isNotEmpty();
        assertThat(errors(changed(good, report -> finding(report).put("line", 0))))
                .isNotEmpty();
        assertThat(errors(changed(good, report -> ((ObjectNode) finding(report).path("wire")).remove("at"))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyPointerLeadsIntoTheContract(Bindings bindings) throws IOException {
        Report report = Authored.compare(bindings);

        assertThat(report.findings()).isNotEmpty().allSatisfy(finding -> {
            String pointer = finding.evidence().contract().pointer();
            if (finding.kind() == Kind.UNDOCUMENTED_MESSAGE) {
                assertThat(pointer).isEmpty();
            } else {
                assertThat(pointer).startsWith("#/");
                assertThat(report.contract().document().at(pointer.substring(1)).isMissingNode())
                        .as(pointer)
                        .isFalse();
            }
        });
    }

    @Test
    void membersAreCountedWithTheirEvidence() throws IOException {
        Authored.message("markets__list")
                .with("\"asset_class\": \"Crypto\"", "\"asset_class\": null")
                .in(directory);

        JsonNode objects = JSON.readTree(JsonReport.of(Authored.compare(directory)))
                .path("coverage")
                .path("schemas")
                .path("objects");

        assertThat(member(objects, "MarginMarket", "ticker"))
                .isEqualTo(
                        "{\"member\":\"ticker\",\"required\":true,\"seen\":3,\"null\":0,\"capture\":\"markets__list\"}");
        assertThat(member(objects, "MarginMarket", "asset_class"))
                .isEqualTo(
                        "{\"member\":\"asset_class\",\"required\":false,\"seen\":1,\"null\":1,\"capture\":\"markets__list\"}");
        assertThat(member(objects, "MarginOrder", "order_id"))
                .isEqualTo("{\"member\":\"order_id\",\"required\":true,\"seen\":0,\"null\":0}");
    }

    private static String member(JsonNode objects, String object, String member) {
        for (JsonNode candidate : objects) {
            if (candidate.path("object").asText().equals(object)) {
                for (JsonNode each : candidate.path("members")) {
                    if (each.path("member").asText().equals(member)) {
                        return each.toString();
                    }
                }
            }
        }
        throw new AssertionError("no " + object + "." + member);
    }

    private static ObjectNode finding(ObjectNode report) {
        return (ObjectNode) report.path("findings").get(0);
    }

    private static String changed(String report, Consumer<ObjectNode> change) throws IOException {
        ObjectNode node = (ObjectNode) JSON.readTree(report);
        change.accept(node);
        return node.toString();
    }

    private static List<Error> errors(String report) {
        return SCHEMA.validate(
                report,
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
