package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.conformance.Wire.ArrayValue;
import io.github.kalshiperps.conformance.Wire.BooleanValue;
import io.github.kalshiperps.conformance.Wire.Member;
import io.github.kalshiperps.conformance.Wire.NullValue;
import io.github.kalshiperps.conformance.Wire.NumberValue;
import io.github.kalshiperps.conformance.Wire.ObjectValue;
import io.github.kalshiperps.conformance.Wire.StringValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"1.10", "-0", "0", "1e-7", "1E+400", "-0.0009593552948286", "123456789012345678901234567890"})
    void numbersAreTheirText(String number) throws NotJsonException {
        assertThat(WireReader.read(number)).isEqualTo(new NumberValue(number));
    }

    @Test
    void objectsKeepTheirOrderAndTheirDuplicates() throws NotJsonException {
        assertThat(WireReader.read("{\"b\": 1, \"a\": [true, null], \"b\": \"x\"}"))
                .isEqualTo(new ObjectValue(List.of(
                        new Member("b", new NumberValue("1")),
                        new Member("a", new ArrayValue(List.of(new BooleanValue(true), new NullValue()))),
                        new Member("b", new StringValue("x")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html> | not JSON: Unexpected character ('<' (code 60)): expected a valid value (line 1, column 1)",
                "{\"a\": | not JSON: Unexpected end-of-input within/between Object entries (line 1, column 6)",
                "[1 | not JSON: Unexpected end-of-input: expected close marker for Array (line 1, column 3)",
                "{} {} | not JSON: There is something behind the value (line 1, column 5)",
                "'   ' | not JSON: There is no value (line 1, column 4)"
            })
    void anythingElseIsRefusedWithTheReasonAndThePlace(String text, String message) {
        assertThatThrownBy(() -> WireReader.read(text))
                .isInstanceOf(NotJsonException.class)
                .hasMessage(message);
    }
}
