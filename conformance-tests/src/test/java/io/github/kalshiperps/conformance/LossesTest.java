package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1.10 | 1.1",
                "1e-7 | 0.0000001",
                "100 | 1E+2",
                "-0.0 | 0",
                "1e99999999999 | 1e99999999999",
                "'a\\u0062' | 'ab'",
                "{'a': 1, 'b': 2} | {'b': 2, 'a': 1}",
                "{'a': [], 'b': {}} | {'a': [], 'b': {}}",
                "{'a': 1, 'a': 2} | {'a': 1, 'a': 2}",
                "{'a': 1, 'a': 2} | {'a': 2}",
                "[true, false, null] | [true, false, null]",
            })
    void sameToAReader(String sent, String back) throws Exception {
        assertThat(losses(sent, back)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'1.10' | '1.1' | $: '1.10' as sent, '1.1' after the round trip",
                "0.1 | 0.10000000000000001 | $: 0.1 as sent, 0.10000000000000001 after the round trip",
                "9007199254740993 | 9007199254740992 | $: 9007199254740993 as sent, 9007199254740992 after the round trip",
                "1e99999999999 | 1e99999999998 | $: 1e99999999999 as sent, 1e99999999998 after the round trip",
                "1 | '1' | $: 1 as sent, '1' after the round trip",
                "null | 0 | $: null as sent, 0 after the round trip",
                "{'a': null} | {} | $.a: null as sent, nothing after the round trip",
                "{} | {'a': null} | $.a: nothing as sent, null after the round trip",
                "{'a': 1, 'a': 2} | {'a': 3} | $.a: 2 members of this name as sent, none of them after the round trip",
                "{'a': 1, 'a': 1} | {} | $.a: 1 as sent, nothing after the round trip",
                "{'a': 1} | {'a': 1, 'a': 1} | $.a: 1 members of this name as sent, 2 of them after the round trip",
                "[1, 2] | [1] | $: 2 elements as sent, 1 elements after the round trip",
                "[[1], [2]] | [[1], [3]] | $[][]: 2 as sent, 3 after the round trip",
                "{'rates': {'KX': 1}} | {'rates': {'KX': 2}} | $.rates.*: 1 as sent, 2 after the round trip",
                "{'rates': {'KX': 1}} | {'rates': {}} | $.rates.*: 1 as sent, nothing after the round trip",
            })
    void lost(String sent, String back, String expected) throws Exception {
        assertThat(losses(sent, back)).isEqualTo(expected.replace('\'', '"'));
    }

    private static String losses(String sent, String back) throws Exception {
        Schema schema = Schema.of(
                JSON.createObjectNode(),
                JSON.readTree(
                        "{\"properties\": {\"rates\": {\"type\": \"object\", \"additionalProperties\": {\"type\": \"number\"}}}}"));
        Findings findings = new Findings();
        new Losses(findings, Source.operation("capture", "operation"))
                .find(WireReader.read(sent.replace('\'', '"')), WireReader.read(back.replace('\'', '"')), schema);
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings.all()) {
            assertThat(finding.kind()).isEqualTo(Kind.ROUND_TRIP_LOSS);
            text.append(finding.path() + ": " + finding.expected() + ", " + finding.example());
        }
        return text.toString();
    }
}
