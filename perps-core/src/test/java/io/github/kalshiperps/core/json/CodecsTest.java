package io.github.kalshiperps.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecsTest {
    @Test
    void numbersKeepEveryDigitOfTheWire() throws IOException {
        BigDecimal rate = read(Codecs.NUMBER, "-0.0009593552948286");

        assertThat(rate).isEqualTo(new BigDecimal("-0.0009593552948286"));
        assertThat(write(Codecs.NUMBER, rate)).isEqualTo("-0.0009593552948286");
        assertThat(read(Codecs.NUMBER, "12345678901234567890.12345678901234567890"))
                .isEqualTo(new BigDecimal("12345678901234567890.12345678901234567890"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "-0.00", "1.50", "-3.0368", "999999999999999999", "1e-5", "-1.20E+2"})
    void numbersAreThoseOfBigDecimalWithTheirScale(String text) throws IOException {
        assertThat(read(Codecs.NUMBER, text)).isEqualTo(new BigDecimal(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 19, 64, 65, 400})
    void numbersMayBeLong(int length) throws IOException {
        String text = "0." + "7".repeat(length - 2);

        assertThat(read(Codecs.NUMBER, text)).isEqualTo(new BigDecimal(text));
    }

    @Test
    void smallNumbersAreWrittenPlain() throws IOException {
        assertThat(write(Codecs.NUMBER, new BigDecimal("1E-9"))).isEqualTo("0.000000001");
    }

    @Test
    void aNumberWithAnAbsurdExponentIsRefusedInsteadOfWrittenOut() {
        assertThatThrownBy(() -> read(Codecs.NUMBER, "1e999999999")).isInstanceOf(JsonDataException.class);
    }

    @Test
    void aStringIsNoNumberAndANumberNoString() {
        assertThatThrownBy(() -> read(Codecs.NUMBER, "\"1\"")).hasMessage("Expected a number but was STRING at path $");
        assertThatThrownBy(() -> read(Codecs.DOLLARS, "1.25"))
                .hasMessage("Expected US dollars as a decimal in a string but was NUMBER at path $");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "9223372036854775808", "-9223372036854775809"})
    void whatIsNoInteger64IsRefused(String text) {
        assertThatThrownBy(() -> read(Codecs.INT64, text)).isInstanceOf(JsonDataException.class);
    }

    @Test
    void integersReachTheirBounds() throws IOException {
        assertThat(read(Codecs.INT64, "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(read(Codecs.INT32, "-2147483648")).isEqualTo(Integer.MIN_VALUE);
        assertThatThrownBy(() -> read(Codecs.INT32, "2147483648")).isInstanceOf(JsonDataException.class);
    }

    @Test
    void epochMillisAndSecondsAreInstants() throws IOException {
        assertThat(read(Codecs.EPOCH_MILLIS, "1781259097787")).isEqualTo(Instant.ofEpochMilli(1781259097787L));
        assertThat(read(Codecs.EPOCH_SECONDS, "1781259097")).isEqualTo(Instant.ofEpochSecond(1781259097));
        assertThat(write(Codecs.EPOCH_MILLIS, Instant.ofEpochMilli(1781259097787L)))
                .isEqualTo("1781259097787");
    }

    @Test
    void anInstantBetweenTwoSecondsIsNotRoundedIntoUnixSeconds() {
        assertThatThrownBy(() -> write(Codecs.EPOCH_SECONDS, Instant.ofEpochMilli(1500)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("1970-01-01T00:00:01.500Z is not a whole number of seconds");
        assertThatThrownBy(() -> write(Codecs.EPOCH_MILLIS, Instant.ofEpochSecond(1, 1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void secondsOutsideOfWhatInstantsHoldAreRefused() {
        assertThatThrownBy(() -> read(Codecs.EPOCH_SECONDS, "9223372036854775807"))
                .isInstanceOf(JsonDataException.class)
                .hasMessageContaining("Expected Unix seconds");
    }

    @Test
    void centicentsAndDatesAreRead() throws IOException {
        assertThat(read(Codecs.CENTICENTS, "12500")).isEqualTo(Centicents.of(12_500));
        assertThat(read(Codecs.DATE, "\"2026-06-12\"")).isEqualTo(LocalDate.of(2026, 6, 12));
    }

    @Test
    void aPriceLevelIsATupleOfPriceAndCount() throws IOException {
        assertThat(read(Codecs.PRICE_LEVEL, "[\"0.1500\",\"100.00\"]")).isEqualTo(PriceLevel.of("0.15", "100"));
        assertThat(write(Codecs.PRICE_LEVEL, PriceLevel.of("0.1500", "100.00"))).isEqualTo("[\"0.1500\",\"100.00\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"0.15\"]", "[\"0.15\",\"1\",\"2\"]", "[0.15,1]", "{}", "[\"0.15\",null]"})
    void anyOtherShapeOfAPriceLevelIsRefused(String json) {
        assertThatThrownBy(() -> read(Codecs.PRICE_LEVEL, json)).isInstanceOf(JsonDataException.class);
    }

    @Test
    void aBrokenElementOfAListFailsWithItsPath() {
        JsonAdapter<List<FixedPointDollars>> list = Codecs.list(Codecs.DOLLARS);

        assertThatThrownBy(() -> read(list, "[\"1.00\",\"x\"]"))
                .hasMessage("Expected US dollars as a decimal in a string but was 'x' at path $[1]");
        assertThatThrownBy(() -> read(list, "[\"1.00\",null]")).hasMessageContaining("at path $[1]");
    }

    @Test
    void mapsKeepTheOrderOfTheWire() throws IOException {
        Map<String, BigDecimal> map = read(Codecs.map(Codecs.NUMBER), "{\"1000\":3.0166,\"100\":2,\"10\":1}");

        assertThat(map.keySet()).containsExactly("1000", "100", "10");
        assertThat(write(Codecs.map(Codecs.NUMBER), map)).isEqualTo("{\"1000\":3.0166,\"100\":2,\"10\":1}");
        assertThatThrownBy(() -> map.put("1", BigDecimal.ONE)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void rawJsonIsKeptToTheLetter() throws IOException {
        String json = "{\"b\" : [1.0, 1e5, -0],\"a\":{\"x\":null},\"b\":true}";

        assertThat(read(Codecs.RAW, json).json()).isEqualTo(json);
        assertThat(write(Codecs.RAW, RawJson.of(json))).isEqualTo(json);
        assertThatThrownBy(() -> RawJson.of("{} {}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RawJson.of("{")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RawJson.of("[".repeat(1_000) + "]".repeat(1_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Nesting too deep");
    }

    private static <T> T read(JsonAdapter<T> adapter, String json) throws IOException {
        T value = adapter.fromJson(JsonReader.of(new Buffer().writeUtf8(json)));
        assertThat(value).isNotNull();
        return value;
    }

    private static <T> String write(JsonAdapter<T> adapter, T value) throws IOException {
        Buffer buffer = new Buffer();
        adapter.toJson(JsonWriter.of(buffer), value);
        return buffer.readUtf8();
    }
}
