package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {
    private static final String SCHEMA = """
            {"properties": {
              "markets": {"type": "array", "items": {"properties": {
                "tick_size": {"type": "string"},
                "leverage": {"type": "object", "additionalProperties": {"type": "number"}},
                "by_name": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}}}},
              "open": {"type": "object", "additionalProperties": true}}}
            """;

    @ParameterizedTest
    @CsvSource({
        "$, $",
        "$.markets, $.markets",
        "$.markets[3], $.markets[]",
        "$.markets[3].tick_size, $.markets[].tick_size",
        "$.markets[12].leverage.1000, $.markets[].leverage.*",
        "$.markets[0].by_name.KX[7], $.markets[].by_name.*[]",
        "$.open.anything, $.open.*",
        "$.unknown[1].x[2][3], $.unknown[].x[][]",
        "$[0][1], $[][]"
    })
    void aPathOfADecoderIsFoldedByTheContract(String exact, String folded) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Schema schema = Schema.of(json.createObjectNode(), json.readTree(SCHEMA));

        assertThat(Place.parse(exact, schema)).isEqualTo(new Place(exact, folded));
    }
}
