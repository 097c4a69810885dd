package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "0.00", "-12.3400", "007", "9223372036854775807", "0.000000000000000001"})
    void plainDecimalsAreDollarsAndCounts(String text) throws Exception {
        assertThat(broken("{'type': 'string', 'x-kalshi-type': 'dollars'}", "'" + text + "'"))
                .isNull();
        assertThat(broken("{'type': 'string', 'x-kalshi-type': 'count'}", "'" + text + "'"))
                .isNull();
        assertThat(broken("{'type': 'string', 'x-kalshi-type': 'decimal'}", "'" + text + "'"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1.", ".5", "+1", "1e3", "1,000.00", "NaN", "12.34 ", "٣", "--1", "0x1"})
    void anythingElseIsNot(String text) throws Exception {
        assertThat(broken("{'type': 'string', 'x-kalshi-type': 'dollars'}", "'" + text + "'"))
                .isEqualTo("plain decimal in a string");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-06-12T04:02:39Z",
                "2026-06-12T04:02:39.5Z",
                "2026-06-12T04:02:39.123456789012Z",
                "2026-06-12T04:02:39+05:30",
                "2026-06-12t04:02:39z",
                "2024-02-29T23:59:59-00:00"
            })
    void rfc3339(String text) throws Exception {
        assertThat(broken("{'type': 'string', 'format': 'date-time'}", "'" + text + "'"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-06-12",
                "2026-06-12T04:02Z",
                "2026-06-12T04:02:39",
                "2026-06-12 04:02:39Z",
                "2026-02-30T04:02:39Z",
                "2026-06-12T24:02:39Z",
                "2026-06-12T04:02:39+0530",
                "2026-06-12T04:02:39.Z",
                "1781268266321"
            })
    void notRfc3339(String text) throws Exception {
        assertThat(broken("{'type': 'string', 'format': 'date-time'}", "'" + text + "'"))
                .isEqualTo("RFC 3339 date-time");
    }

    @ParameterizedTest
    @CsvSource({"2026-06-12, true", "2024-02-29, true", "2026-02-29, false", "2026-6-12, false", "12.06.2026, false"})
    void dates(String text, boolean good) throws Exception {
        assertThat(broken("{'type': 'string', 'format': 'date'}", "'" + text + "'") == null)
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000-0000-4000-8000-0000000000a1, true",
        "00000000-0000-4000-8000-0000000000A1, true",
        "00000000000040008000000000000000, false",
        "0-0-4-8-1, false",
        "g0000000-0000-4000-8000-000000000000, false"
    })
    void uuids(String text, boolean good) throws Exception {
        assertThat(broken("{'type': 'string', 'format': 'uuid'}", "'" + text + "'") == null)
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "{'type': 'string'; 'pattern': '^[a-z]+$'} | 'abc' | ",
                "{'type': 'string'; 'pattern': '^[a-z]+$'} | 'abC' | text of the pattern ^[a-z]+$",
                "{'type': 'string'; 'minLength': 2; 'maxLength': 3} | 'ab' | ",
                "{'type': 'string'; 'minLength': 2; 'maxLength': 3} | 'a' | at least 2 characters",
                "{'type': 'string'; 'minLength': 2; 'maxLength': 3} | '😀😀😀' | ",
                "{'type': 'string'; 'minLength': 2; 'maxLength': 3} | 'abcd' | at most 3 characters",
                "{'type': 'array'; 'minItems': 1; 'maxItems': 2} | [1] | ",
                "{'type': 'array'; 'minItems': 1; 'maxItems': 2} | [] | at least 1 elements",
                "{'type': 'array'; 'minItems': 1; 'maxItems': 2} | [1,2,3] | at most 2 elements",
                "{'type': 'integer'; 'minimum': 0; 'maximum': 63} | 63 | ",
                "{'type': 'integer'; 'minimum': 0; 'maximum': 63} | -1 | at least 0",
                "{'type': 'integer'; 'minimum': 0; 'maximum': 63} | 64 | at most 63",
                "{'type': 'number'; 'maximum': 0.1} | 0.10000000000000000001 | at most 0.1",
                "{'type': 'number'; 'maximum': 0.1} | 1.0e-1 | ",
                "{'type': 'number'} | 1e99999999999 | a number with an exponent of at most 32 bits",
                "{'type': 'integer'; 'format': 'int32'} | 2147483647 | ",
                "{'type': 'integer'; 'format': 'int32'} | 2147483648 | int32",
                "{'type': 'integer'; 'format': 'int64'} | -9223372036854775808 | ",
                "{'type': 'integer'; 'format': 'int64'} | 9223372036854775808 | int64",
                "{'type': 'integer'} | 9223372036854775808 | ",
            },
            delimiter = '|')
    void limits(String schema, String wire, @Nullable String expected) throws Exception {
        assertThat(broken(schema.replace(';', ','), wire)).isEqualTo(expected);
    }

    private static @Nullable String broken(String schema, String wire)
            throws JsonProcessingException, NotJsonException {
        ObjectNode document = JSON.createObjectNode();
        return Bounds.broken(
                WireReader.read(wire.replace('\'', '"')),
                Schema.of(document, JSON.readTree(schema.replace('\'', '"'))));
    }
}
