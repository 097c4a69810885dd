package io.github.kalshiperps.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointDollarsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.56",
                "0.5600",
                "0.000100",
                "-3.1200",
                "1000000",
                "3245141294.960300",
                "922337203685477.580700", // what candles of an empty book say: the largest long, in dollars
                "9223372036854775807",
                "99999999999999999.9", // the last that fits in 18 digits, and the first that does not
                "99999999999999999.99",
                "0.0000000001" // BigDecimal.toString would say 1E-10
            })
    void keepsTheTextOfTheWire(String text) {
        assertThat(FixedPointDollars.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"-0.00, 0.00", "-0, 0", "007.50, 7.50", "00, 0", "0000000000000000000001.5, 1.5"})
    void dropsTheSignOfZeroAndLeadingZeros(String text, String printed) {
        assertThat(FixedPointDollars.of(text)).hasToString(printed);
    }

    @Test
    void negativeZeroIsZero() {
        FixedPointDollars zero = FixedPointDollars.of("-0.00");
        assertThat(zero).isEqualTo(FixedPointDollars.ZERO).hasSameHashCodeAs(FixedPointDollars.ZERO);
        assertThat(zero.isZero()).isTrue();
        assertThat(zero.isNegative()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "-.",
                ".5",
                "-.5",
                "5.",
                "1..2",
                "1.2.3",
                "--1",
                "1-",
                "+1",
                "1e2",
                "1E-2",
                " 1",
                "1 ",
                "1\n",
                "1,000.00",
                "1_000",
                "$1",
                "0x10",
                "NaN",
                "Infinity",
                "null",
                "1.5d",
                "\u0661\u0662",
                "\uff11"
            })
    void refusesAnythingButPlainDecimals(String text) {
        assertThatThrownBy(() -> FixedPointDollars.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "FixedPointDollars: expected a plain decimal such as \"0.5600\" (at most 64 characters) but was \""
                                + text + "\"");
    }

    @Test
    void readsUpTo64CharactersAndNoMore() {
        String longest = "-" + "7".repeat(31) + "." + "3".repeat(31);
        assertThat(FixedPointDollars.of(longest)).hasToString(longest);
        assertThatThrownBy(() -> FixedPointDollars.of(longest + "0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quotesNoMoreThan40CharactersOfWhatItRefuses() {
        assertThatThrownBy(() -> FixedPointDollars.of("9".repeat(1_000_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("but was \"" + "9".repeat(40) + "\"... (1000000 characters)");
        assertThatThrownBy(() -> FixedPointDollars.of("x".repeat(40)))
                .hasMessageEndingWith("but was \"" + "x".repeat(40) + "\"");
    }

    @Test
    void takesBigDecimalsWithoutTheirExponent() {
        assertThat(FixedPointDollars.of(new BigDecimal("1.50"))).hasToString("1.50");
        assertThat(FixedPointDollars.of(new BigDecimal("12E+2"))).hasToString("1200");
        assertThat(FixedPointDollars.of(new BigDecimal("1E-7"))).hasToString("0.0000001");
    }

    @Test
    void refusesExponentsThatWouldFillTheMemory() {
        for (String number : new String[] {"1E+1000000000", "1E-1000000000", "1E+1001", "1E-1001"}) {
            BigDecimal hostile = new BigDecimal(number);
            assertThatThrownBy(() -> FixedPointDollars.of(hostile))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("FixedPointDollars: expected a scale from -1000 to 1000 but was \"" + number + "\"");
            assertThatThrownBy(() -> FixedPointDollars.of("1.00").times(hostile))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void equalsByNumber() {
        assertThat(FixedPointDollars.of("1.0"))
                .isEqualTo(FixedPointDollars.of("1.00"))
                .isNotEqualTo(FixedPointDollars.of("1.01"))
                .isNotEqualTo(FixedPointCount.of("1.0"))
                .isNotEqualTo(new BigDecimal("1.0"))
                .isNotEqualTo(null);
        assertThat(FixedPointDollars.of("100")).hasSameHashCodeAs(FixedPointDollars.of("100.00"));
    }

    @Test
    void minAndMaxOfEqualAmountsAreTheFirst() {
        FixedPointDollars a = FixedPointDollars.of("1.0");
        FixedPointDollars b = FixedPointDollars.of("1.00");
        assertThat(a.min(b)).isSameAs(a);
        assertThat(a.max(b)).isSameAs(a);
    }

    @Test
    void aPriceTimesACountIsAnAmount() {
        assertThat(FixedPointDollars.of("0.5600").times(FixedPointCount.of("10.00")))
                .hasToString("5.600000");
    }

    @Test
    void aRateIsNotRounded() {
        assertThat(FixedPointDollars.of("100.00").times(new BigDecimal("-0.0009593552948286")))
                .hasToString("-0.095935529482860000");
        assertThat(FixedPointDollars.of("0.56").times(new BigDecimal("1E+2"))).hasToString("56.00");
    }

    @Test
    void anAmountDividedByACountIsAnAmountPerContract() {
        assertThat(FixedPointDollars.of("10.00").dividedBy(FixedPointCount.of("3.00"), 4, RoundingMode.HALF_EVEN))
                .hasToString("3.3333");
    }

    @Test
    void divisionByZeroSaysWhatWasDivided() {
        FixedPointDollars dollars = FixedPointDollars.of("10.00");
        assertThatThrownBy(() -> dollars.dividedBy(FixedPointCount.of("0.00"), 4, RoundingMode.HALF_EVEN))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("10.00 divided by zero");
        assertThatThrownBy(() -> dollars.ratioTo(FixedPointDollars.ZERO, 4, RoundingMode.HALF_EVEN))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("10.00 divided by zero");
    }

    @ParameterizedTest
    @CsvSource({
        "0.56, 0.56", // in the range already: as it is
        "0.5600, 0.5600",
        "1, 1.00", // too few: zeros added
        "1.5, 1.50",
        "0.560000, 0.5600", // too many: zeros dropped, not further than asked
        "-0.120000, -0.1200",
        "0.000000, 0.0000"
    })
    void withDecimalsAddsOrDropsZeros(String text, String printed) {
        assertThat(FixedPointDollars.of(text).withDecimals(2, 4)).hasToString(printed);
    }

    @Test
    void withDecimalsNeverRounds() {
        assertThatThrownBy(() -> FixedPointDollars.of("-0.560001").withDecimals(2, 4))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("-0.560001 has more than 4 decimals; round it first if that is meant");
    }

    @Test
    void roundsOnlyAsAsked() {
        FixedPointDollars dollars = FixedPointDollars.of("0.560050");
        assertThat(dollars.round(4, RoundingMode.HALF_EVEN)).hasToString("0.5600");
        assertThat(dollars.round(4, RoundingMode.UP)).hasToString("0.5601");
        assertThat(FixedPointDollars.of("1").round(2, RoundingMode.UNNECESSARY)).hasToString("1.00");
        assertThatThrownBy(() -> dollars.round(4, RoundingMode.UNNECESSARY)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void refusesNumbersOfDecimalsThatMakeNoSense() {
        FixedPointDollars dollars = FixedPointDollars.of("10");
        assertThatThrownBy(() -> dollars.withDecimals(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dollars.withDecimals(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dollars.round(-1, RoundingMode.DOWN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dollars.dividedBy(FixedPointCount.of(3), -1, RoundingMode.DOWN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dollars.ratioTo(dollars, -1, RoundingMode.DOWN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
