package io.github.kalshiperps.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CenticentsTest {
    private static final Centicents LEAST = Centicents.of(Long.MIN_VALUE);
    private static final Centicents MOST = Centicents.of(Long.MAX_VALUE);

    @Test
    void aDollarIsTenThousand() {
        assertThat(FixedPointDollars.of("1").toCenticents()).isEqualTo(Centicents.of(10_000));
        assertThat(Centicents.of(10_000).toDollars()).hasToString("1.0000");
    }

    @Test
    void printsDigitsOnly() {
        assertThat(Centicents.of(-1_234_567)).hasToString("-1234567");
        assertThat(Centicents.ZERO).hasToString("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.00005", "-1.23456", "922337203685477.5808", "-922337203685477.5809", "1000000000000000"})
    void refusesDollarsThatAreNoWholeCenticentsOrTooMany(String text) {
        FixedPointDollars dollars = FixedPointDollars.of(text);
        assertThatThrownBy(dollars::toCenticents)
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("Expected a whole number of centicents that fits in a long but was " + text + " dollars");
        assertThatThrownBy(() -> Centicents.of(dollars)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void takesTheSentinelOfEmptyBooks() {
        assertThat(FixedPointDollars.of("922337203685477.580700").toCenticents())
                .isEqualTo(MOST);
    }

    @Test
    void anOverflowNamesTheOperation() {
        assertThatThrownBy(() -> MOST.plus(Centicents.of(1)))
                .hasMessage("Centicents overflow a long: 9223372036854775807 plus 1");
        assertThatThrownBy(() -> LEAST.minus(Centicents.of(1)))
                .hasMessage("Centicents overflow a long: -9223372036854775808 minus 1");
        assertThatThrownBy(() -> MOST.times(2)).hasMessage("Centicents overflow a long: 9223372036854775807 times 2");
        assertThatThrownBy(LEAST::negate).hasMessage("Centicents overflow a long: negate -9223372036854775808");
        assertThatThrownBy(LEAST::abs).hasMessage("Centicents overflow a long: abs -9223372036854775808");
    }

    @Property
    void calculatesLikeBigIntegerOrOverflows(@ForAll long a, @ForAll long b) {
        Centicents x = Centicents.of(a);
        Centicents y = Centicents.of(b);
        BigInteger bigA = BigInteger.valueOf(a);
        BigInteger bigB = BigInteger.valueOf(b);
        assertSame(() -> x.plus(y), bigA.add(bigB));
        assertSame(() -> x.minus(y), bigA.subtract(bigB));
        assertSame(() -> x.times(b), bigA.multiply(bigB));
        assertSame(x::negate, bigA.negate());
        assertSame(x::abs, bigA.abs());
    }

    /** Products of two random longs nearly always overflow. */
    @Property
    void multipliesSmallNumbersLikeBigInteger(@ForAll int a, @ForAll long b) {
        assertSame(() -> Centicents.of(a).times(b), BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
    }

    private static void assertSame(Supplier<Centicents> operation, BigInteger expected) {
        if (expected.bitLength() > 63) {
            assertThatThrownBy(operation::get).isInstanceOf(ArithmeticException.class);
        } else {
            assertThat(operation.get().value()).isEqualTo(expected.longValueExact());
        }
    }

    @Property
    void goesToDollarsAndBack(@ForAll long value) {
        FixedPointDollars dollars = Centicents.of(value).toDollars();
        assertThat(dollars.toBigDecimal()).isEqualTo(BigDecimal.valueOf(value, 4));
        assertThat(dollars.toCenticents()).isEqualTo(Centicents.of(value));
    }

    @Property
    void comparesByValue(@ForAll long a, @ForAll long b) {
        assertThat(Centicents.of(a).compareTo(Centicents.of(b))).isEqualTo(Long.compare(a, b));
        assertThat(Centicents.of(a).equals(Centicents.of(b))).isEqualTo(a == b);
        assertThat(Centicents.of(a)).isEqualTo(Centicents.of(a)).hasSameHashCodeAs(Centicents.of(a));
    }

    @Test
    void isNotEqualToDollarsNorToNull() {
        assertThat(Centicents.ZERO).isNotEqualTo(FixedPointDollars.ZERO).isNotEqualTo(null);
    }
}
