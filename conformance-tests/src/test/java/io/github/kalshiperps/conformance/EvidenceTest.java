package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.conformance.Step.Index;
import io.github.kalshiperps.conformance.Step.Name;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {
    @TempDir
    Path directory;

    @Test
    void aWayGoesThroughNamesWithDotsAndBrackets() throws NotJsonException {
        Wire message = WireReader.read("{\"a.b\":{\"c[0]\":[{\"a\":1}]},\"a\":{\"b\":2}}");

        assertThat(Step.to(".a.b.c[0][0].a", message))
                .containsExactly(new Name("a.b"), new Name("c[0]"), new Index(0), new Name("a"));
        assertThat(Step.to(".missing[2].x", message)).containsExactly(new Name("missing"), new Index(2), new Name("x"));
        assertThat(Step.to("", message)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7}|.e|$|{,\"a\":1,… 1 more,\"c\":3,\"d\":4,>\"e\":5,\"f\":6,\"g\":7,}",
                "{\"a\":1,\"a\":2,\"b\":3}|.a|$|{,>\"a\":1,>\"a\":2,\"b\":3,}",
                "{\"a\":1,\"b\":2,\"c\":3,\"d\":4}|.x|$|{,\"a\":1,\"b\":2,\"c\":3,… 1 more,>(no \"x\"),}",
                "{}|.x|$|{,>(no \"x\"),}",
                "{\"a\":[1,2,3,4,5,6]}|.a[5]|$.a|[,1,… 2 more,4,5,>6,]",
                "{\"a\":{\"b\":null}}|.a.b.c|$.a|{,>\"b\":null,}",
                "[1,2]||$|[,1,2,]",
                "7||$|>7",
            })
    void anExcerptShowsThePlaceAndItsNeighbours(String json, String path, String container, String lines)
            throws NotJsonException {
        Wire message = WireReader.read(json);

        WireExcerpt excerpt = WireExcerpt.of(message, "$", Step.to(path == null ? "" : path, message));

        StringBuilder told = new StringBuilder();
        for (int i = 0; i < excerpt.lines().size(); i++) {
            told.append(i == 0 ? "" : ",")
                    .append(excerpt.marks().contains(i) ? ">" : "")
                    .append(excerpt.lines().get(i).strip());
        }
        assertThat(told).hasToString(lines);
        assertThat(excerpt.container()).isEqualTo(container);
    }

    @ParameterizedTest
    @CsvSource({
        "'', #/paths/x/schema, A",
        ".b, #/components/schemas/A/properties/b, ''",
        ".b[1], #/components/schemas/A/properties/b/items, B",
        ".b[1].c~d, #/components/schemas/B/allOf/0/properties/c~0d, C",
        ".b[1].e, #/components/schemas/B/allOf/1/properties/e, ''",
        ".map.anything, #/components/schemas/A/properties/map/additionalProperties, C",
        ".unknown, #/components/schemas/A, A",
        ".b[1].unknown.x, #/components/schemas/B, B",
        ".b.x, #/components/schemas/A/properties/b, ''",
    })
    void theContractIsPointedAt(String path, String pointer, String schema) throws JsonProcessingException {
        ObjectNode contract = (ObjectNode) new ObjectMapper().readTree("""
                {"paths": {"x": {"schema": {"$ref": "#/components/schemas/A"}}},
                 "components": {"schemas": {
                   "A": {"properties": {
                     "b": {"type": "array", "items": {"$ref": "#/components/schemas/B"}},
                     "map": {"additionalProperties": {"$ref": "#/components/schemas/C"}}}},
                   "B": {"allOf": [
                     {"properties": {"c~d": {"$ref": "#/components/schemas/C"}}},
                     {"properties": {"e": {"type": "string"}}}]},
                   "C": {"type": "string"}}}}""");

        assertThat(ContractPlace.of(contract, "/paths/x/schema", Step.to(path, new Wire.NullValue())))
                .isEqualTo(new ContractPlace(pointer, schema));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"tick_size\": \"0.0005\"|\"tick_size\": \"\"|$.market.tick_size|MarginMarket.tickSize()|returns null",
                "\"ticker\": \"KXDEMOPERP1\",||$.market.ticker|MarginMarket.ticker()|throws MissingMemberException: The required"
                        + " member was not sent at $.market.ticker",
                "\"status\": \"active\"|\"status\": \"no_such_status\"|$.market.status"
                        + "|MarginMarket.status()|keeps \"no_such_status\"; known() says UNRECOGNIZED",
                "\"market\": {|\"market\": {\"x\": [1.50],|$.market.x|MarginMarket.unknownMembers().get(\"x\")|gives the raw JSON"
                        + " [1.50]; there is no typed accessor",
                "\"fractional_trading_enabled\": false|\"fractional_trading_enabled\": \"no\"|$.market.fractional_trading_enabled"
                        + "|MarginMarket.fractionalTradingEnabled()|throws MissingMemberException: ",
            })
    void theModelIsTriedOutOnTheMessage(String from, String to, String path, String accessor, String behaviour)
            throws IOException {
        Authored.message("markets__get").with(from, to == null ? "" : to).in(directory);

        assertThat(Authored.compare(directory).findings()).anySatisfy(finding -> {
            assertThat(finding.path()).isEqualTo(path);
            assertThat(finding.evidence().model().accessor()).isEqualTo(accessor);
            assertThat(finding.evidence().model().behaviour()).startsWith(behaviour);
        });
    }

    @Test
    void levelsOfABookHaveAccessorsToo() throws IOException {
        Authored.message(Bindings.WS, "market_data")
                .withLine(2, "\"12.3475\"", "\"\"")
                .in(directory);

        List<Finding> findings = Authored.compare(Bindings.WS, directory).findings();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.evidence().model().accessor()).isEqualTo("OrderbookSnapshot.ask()");
            assertThat(finding.evidence().wire().container()).isEqualTo("$.msg.ask[1]");
        });
    }

    @Test
    void anErrorIsToldByItsException() throws IOException {
        Authored.message("error__wrapped").in(directory);

        assertThat(Authored.compare(directory).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence().model())
                        .isEqualTo(new ModelPlace(
                                "NotFoundException",
                                "is thrown, with code() \"not_found\" and serverMessage() \"not found\"")));
    }

    @Test
    void aMessageThatNobodyCanReadSaysSo() throws IOException {
        Authored.message("markets__list")
                .with("\"markets\": [", "\"markets\": [7,")
                .in(directory);

        assertThat(Authored.compare(directory).findings())
                .filteredOn(finding -> finding.kind() == Kind.WRONG_KIND)
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.evidence().model().behaviour()).isNotEmpty());
    }
}
