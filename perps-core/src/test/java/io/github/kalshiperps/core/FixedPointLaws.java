package io.github.kalshiperps.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for dollars and for counts alike. BigDecimal, read from the same text, is the oracle. */
abstract class FixedPointLaws<T extends Comparable<T>> {
    abstract T of(String text);

    abstract T of(BigDecimal number);

    abstract BigDecimal number(T value);

    abstract int scale(T value);

    abstract T plus(T a, T b);

    abstract T minus(T a, T b);

    abstract T negate(T a);

    abstract T abs(T a);

    abstract T min(T a, T b);

    abstract T max(T a, T b);

    abstract T withDecimals(T a, int min, int max);

    abstract T round(T a, int decimals, RoundingMode mode);

    abstract int signum(T a);

    @Provide
    final Arbitrary<String> any() {
        return PlainDecimals.any();
    }

    @Provide
    final Arbitrary<String> canonical() {
        return PlainDecimals.canonical();
    }

    @Provide
    final Arbitrary<String> noise() {
        return PlainDecimals.noise();
    }

    @Property
    void printsTheTextItWasReadFrom(@ForAll("canonical") String text) {
        assertThat(of(text)).hasToString(text);
    }

    @Property(tries = 5_000)
    void readsExactlyTheNumberOfTheTextWithItsScale(@ForAll("any") String text) {
        T value = of(text);
        assertThat(number(value)).isEqualTo(new BigDecimal(text));
        assertThat(scale(value)).isEqualTo(text.contains(".") ? text.length() - text.indexOf('.') - 1 : 0);
    }

    @Property(tries = 5_000)
    void readsTheGrammarAndNothingElse(@ForAll("noise") String text) {
        if (PlainDecimals.GRAMMAR.matcher(text).matches()) {
            assertThat(number(of(text))).isEqualTo(new BigDecimal(text));
        } else {
            assertThatThrownBy(() -> of(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Property
    void goesToBigDecimalAndBack(@ForAll("any") String text) {
        assertThat(number(of(new BigDecimal(text)))).isEqualTo(new BigDecimal(text));
    }

    @Property
    void printsPlainNotationWhateverTheExponent(
            @ForAll long unscaled, @ForAll @IntRange(min = -1000, max = 1000) int scale) {
        BigDecimal number = BigDecimal.valueOf(unscaled, scale);
        assertThat(of(number)).hasToString(number.toPlainString());
        assertThat(scale(of(number))).isEqualTo(Math.max(scale, 0));
    }

    @Property
    void calculatesLikeBigDecimal(@ForAll("any") String a, @ForAll("any") String b) {
        BigDecimal x = new BigDecimal(a);
        BigDecimal y = new BigDecimal(b);
        assertThat(number(plus(of(a), of(b)))).isEqualTo(x.add(y));
        assertThat(number(minus(of(a), of(b)))).isEqualTo(x.subtract(y));
        assertThat(number(negate(of(a)))).isEqualTo(x.negate());
        assertThat(number(abs(of(a)))).isEqualTo(x.abs());
        assertThat(number(min(of(a), of(b)))).isEqualTo(x.min(y));
        assertThat(number(max(of(a), of(b)))).isEqualTo(x.max(y));
        assertThat(signum(of(a))).isEqualTo(x.signum());
    }

    @Property
    void plusIsCommutativeAndAssociative(@ForAll("any") String a, @ForAll("any") String b, @ForAll("any") String c) {
        assertThat(plus(of(a), of(b))).isEqualTo(plus(of(b), of(a)));
        assertThat(plus(plus(of(a), of(b)), of(c))).isEqualTo(plus(of(a), plus(of(b), of(c))));
    }

    @Property
    void minusUndoesPlus(@ForAll("any") String a, @ForAll("any") String b) {
        assertThat(minus(plus(of(a), of(b)), of(b))).isEqualTo(of(a));
    }

    @Property
    void comparesByNumber(@ForAll("any") String a, @ForAll("any") String b) {
        int order = new BigDecimal(a).compareTo(new BigDecimal(b));
        assertThat(Integer.signum(of(a).compareTo(of(b)))).isEqualTo(order);
        assertThat(of(a).equals(of(b))).isEqualTo(order == 0);
    }

    @Property
    void zerosBehindTheLastDecimalDoNotCount(
            @ForAll("any") String text, @ForAll @IntRange(min = 1, max = 20) int zeros) {
        T shorter = of(text);
        T longer = of(text + (text.contains(".") ? "" : ".") + "0".repeat(zeros));
        assertThat(longer).isEqualTo(shorter).isEqualByComparingTo(shorter).hasSameHashCodeAs(shorter);
        assertThat(shorter).isEqualTo(longer);
    }

    @Property
    void withDecimalsKeepsTheNumberOrThrows(
            @ForAll("any") String text, @ForAll @IntRange(max = 42) int min, @ForAll @IntRange(max = 10) int more) {
        int max = min + more;
        T value = of(text);
        if (new BigDecimal(text).stripTrailingZeros().scale() > max) {
            assertThatThrownBy(() -> withDecimals(value, min, max))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining(value + " has more than " + max + " decimals");
        } else {
            T printed = withDecimals(value, min, max);
            assertThat(printed).isEqualTo(value);
            assertThat(scale(printed)).isBetween(min, max);
            if (scale(value) >= min && scale(value) <= max) {
                assertThat(printed).hasToString(value.toString());
            }
        }
    }

    @Property
    void roundsLikeBigDecimal(
            @ForAll("any") String text, @ForAll @IntRange(max = 42) int decimals, @ForAll RoundingMode mode) {
        if (mode == RoundingMode.UNNECESSARY
                && new BigDecimal(text).stripTrailingZeros().scale() > decimals) {
            assertThatThrownBy(() -> round(of(text), decimals, mode)).isInstanceOf(ArithmeticException.class);
        } else {
            assertThat(number(round(of(text), decimals, mode)))
                    .isEqualTo(new BigDecimal(text).setScale(decimals, mode));
        }
    }
}
