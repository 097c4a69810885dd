package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
    private static final String DOCUMENT = """
            {"components": {"schemas": {
              "Text": {"type": "string"},
              "Absent": {"type": "object", "nullable": true, "properties": {"a": {"type": "string"}}},
              "Base": {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/components/schemas/Text"}}}
            }}}
            """;

    @Test
    void aReferenceBringsTheFactsOfItsTarget() throws NotJsonException {
        Schema schema = schema("{'$ref': '#/components/schemas/Text'}");

        assertThat(schema.type()).isEqualTo("string");
        assertThat(schema.names()).containsExactly("Text");
        assertThat(schema.allowsNull()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref': '#/components/schemas/Text', 'nullable': true}",
                "{'allOf': [{'$ref': '#/components/schemas/Text'}], 'nullable': true}",
                "{'$ref': '#/components/schemas/Absent'}",
                "{'allOf': [{'$ref': '#/components/schemas/Absent'}]}",
                "{'type': 'string', 'nullable': true}",
                "{}",
            })
    void nullIsAllowedWhereverTheContractSaysSo(String json) throws NotJsonException {
        assertThat(schema(json).allowsNull()).isTrue();
        assertThat(findings(json, "null")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref': '#/components/schemas/Absent', 'nullable': false}",
                "{'allOf': [{'$ref': '#/components/schemas/Text'}]}",
                "{'type': 'array'}"
            })
    void nullIsNotAllowedOtherwise(String json) throws NotJsonException {
        assertThat(findings(json, "null")).containsExactly("NULL_NOT_ALLOWED $");
    }

    @Test
    void thePartsOfAllOfAreOneObject() throws NotJsonException {
        String json =
                "{'allOf': [{'$ref': '#/components/schemas/Base'}, {'properties': {'b': {'type': 'integer'}}, 'required': ['b']}],"
                        + " 'properties': {'c': {'type': 'boolean'}}}";

        assertThat(schema(json).properties()).containsExactly("a", "b", "c");
        assertThat(schema(json).required()).containsExactly("a", "b");
        assertThat(findings(json, "{'a': 'x', 'b': 1, 'c': true}")).isEmpty();
        assertThat(findings(json, "{'c': 'x', 'd': 1}"))
                .containsExactly(
                        "WRONG_KIND $.c", "UNDOCUMENTED_MEMBER $.d", "MISSING_REQUIRED $.a", "MISSING_REQUIRED $.b");
    }

    @Test
    void factsBesideAReferenceApplyAsWell() throws NotJsonException {
        String json = "{'allOf': [{'$ref': '#/components/schemas/Text'}], 'maxLength': 2}";

        assertThat(findings(json, "'abc'")).containsExactly("FORMAT_BROKEN $");
    }

    @Test
    void keysOfAMapAreFolded() throws NotJsonException {
        String json = "{'type': 'object', 'additionalProperties': {'type': 'number'}}";

        assertThat(findings(json, "{'KXDEMOPERP1': 1.5, 'x.y': '2', '': null}"))
                .containsExactly("WRONG_KIND $.*", "NULL_NOT_ALLOWED $.*");
    }

    @Test
    void documentedMembersOfAMapKeepTheirNames() throws NotJsonException {
        String json =
                "{'type': 'object', 'properties': {'total': {'type': 'string'}}, 'additionalProperties': {'type': 'number'}}";

        assertThat(findings(json, "{'total': 1, 'other': 'x'}"))
                .containsExactly("WRONG_KIND $.total", "WRONG_KIND $.*");
    }

    @Test
    void anythingGoesWhereTheContractLeavesItOpen() throws NotJsonException {
        String json = "{'type': 'object', 'additionalProperties': true}";

        assertThat(findings(json, "{'a': null, 'b': [1, {'c': 'd'}], 'e': {}}")).isEmpty();
    }

    @Test
    void anObjectWithoutMembersAllowsNone() throws NotJsonException {
        assertThat(findings("{'type': 'object'}", "{}")).isEmpty();
        assertThat(findings("{'type': 'object'}", "{'a': 1}")).containsExactly("UNDOCUMENTED_MEMBER $.a");
        assertThat(findings("{'type': 'object', 'additionalProperties': false}", "{'a': 1}"))
                .containsExactly("UNDOCUMENTED_MEMBER $.a");
    }

    @Test
    void aPriceLevelIsTwoDecimals() throws NotJsonException {
        String json =
                "{'type': 'array', 'minItems': 2, 'maxItems': 2, 'items': {'type': 'string'}, 'x-kalshi-type': 'price-level'}";

        assertThat(findings(json, "['0.1500', '100']")).isEmpty();
        assertThat(findings(json, "['0.1500']")).containsExactly("FORMAT_BROKEN $");
        assertThat(findings(json, "['0.1500', 'x']")).containsExactly("FORMAT_BROKEN $[]");
        assertThat(findings(json, "['0.1500', 100]")).containsExactly("WRONG_KIND $[]");
    }

    @ParameterizedTest
    @CsvSource({"oneOf", "anyOf", "not"})
    void whatIsNotUnderstoodIsRefusedInsteadOfPassedOver(String word) {
        assertThatThrownBy(() -> schema("{'" + word + "': [{'type': 'string'}]}"))
                .isInstanceOf(ConformanceException.class)
                .hasMessageContaining("'" + word + "'");
    }

    @Test
    void anUnknownTypeIsRefused() {
        assertThatThrownBy(() -> schema("{'type': 'text'}"))
                .isInstanceOf(ConformanceException.class)
                .hasMessageContaining("'type'");
    }

    private static Schema schema(String json) {
        try {
            ObjectMapper mapper = new ObjectMapper();
            return Schema.of((ObjectNode) mapper.readTree(DOCUMENT), mapper.readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> findings(String schema, String wire) throws NotJsonException {
        Findings findings = new Findings();
        new Comparison(findings, new NewRequirements(), Source.operation("capture", "operation"), OtherContracts.NONE)
                .compare(WireReader.read(wire.replace('\'', '"')), schema(schema), OtherSchemas.NONE, Place.ROOT);
        return findings.all().stream()
                .map(finding -> finding.kind() + " " + finding.path())
                .toList();
    }
}
