package io.github.kalshiperps.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FixedPointDollarsLawsTest extends FixedPointLaws<FixedPointDollars> {
    @Override
    FixedPointDollars of(String text) {
        return FixedPointDollars.of(text);
    }

    @Override
    FixedPointDollars of(BigDecimal number) {
        return FixedPointDollars.of(number);
    }

    @Override
    BigDecimal number(FixedPointDollars value) {
        return value.toBigDecimal();
    }

    @Override
    int scale(FixedPointDollars value) {
        return value.scale();
    }

    @Override
    FixedPointDollars plus(FixedPointDollars a, FixedPointDollars b) {
        return a.plus(b);
    }

    @Override
    FixedPointDollars minus(FixedPointDollars a, FixedPointDollars b) {
        return a.minus(b);
    }

    @Override
    FixedPointDollars negate(FixedPointDollars a) {
        return a.negate();
    }

    @Override
    FixedPointDollars abs(FixedPointDollars a) {
        return a.abs();
    }

    @Override
    FixedPointDollars min(FixedPointDollars a, FixedPointDollars b) {
        return a.min(b);
    }

    @Override
    FixedPointDollars max(FixedPointDollars a, FixedPointDollars b) {
        return a.max(b);
    }

    @Override
    FixedPointDollars withDecimals(FixedPointDollars a, int min, int max) {
        return a.withDecimals(min, max);
    }

    @Override
    FixedPointDollars round(FixedPointDollars a, int decimals, RoundingMode mode) {
        return a.round(decimals, mode);
    }

    @Override
    int signum(FixedPointDollars a) {
        assertThat(a.isNegative()).isEqualTo(a.signum() < 0);
        assertThat(a.isZero()).isEqualTo(a.signum() == 0);
        assertThat(a.isPositive()).isEqualTo(a.signum() > 0);
        return a.signum();
    }

    @Property
    void multipliesLikeBigDecimal(@ForAll("any") String a, @ForAll("any") String b, @ForAll long factor) {
        FixedPointDollars dollars = FixedPointDollars.of(a);
        BigDecimal x = new BigDecimal(a);
        BigDecimal y = new BigDecimal(b);
        assertThat(dollars.times(FixedPointCount.of(b)).toBigDecimal()).isEqualTo(x.multiply(y));
        assertThat(FixedPointCount.of(b).times(dollars).toBigDecimal()).isEqualTo(x.multiply(y));
        assertThat(dollars.times(y).toBigDecimal()).isEqualTo(x.multiply(y));
        assertThat(dollars.times(factor).toBigDecimal()).isEqualTo(x.multiply(BigDecimal.valueOf(factor)));
    }

    @Property
    void timesDistributesOverPlus(@ForAll("any") String a, @ForAll("any") String b, @ForAll("any") String c) {
        FixedPointCount count = FixedPointCount.of(c);
        FixedPointDollars together =
                FixedPointDollars.of(a).plus(FixedPointDollars.of(b)).times(count);
        FixedPointDollars apart = FixedPointDollars.of(a)
                .times(count)
                .plus(FixedPointDollars.of(b).times(count));
        assertThat(together).isEqualTo(apart);
    }

    @Property
    void dividesLikeBigDecimal(
            @ForAll("any") String a,
            @ForAll("any") String b,
            @ForAll @IntRange(max = 42) int decimals,
            @ForAll RoundingMode mode) {
        FixedPointDollars dollars = FixedPointDollars.of(a);
        BigDecimal expected;
        try {
            expected = new BigDecimal(a).divide(new BigDecimal(b), decimals, mode);
        } catch (ArithmeticException e) { // by zero, or rounding was necessary after all
            assertThatThrownBy(() -> dollars.dividedBy(FixedPointCount.of(b), decimals, mode))
                    .isInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> dollars.ratioTo(FixedPointDollars.of(b), decimals, mode))
                    .isInstanceOf(ArithmeticException.class);
            return;
        }
        assertThat(dollars.dividedBy(FixedPointCount.of(b), decimals, mode).toBigDecimal())
                .isEqualTo(expected);
        assertThat(dollars.ratioTo(FixedPointDollars.of(b), decimals, mode)).isEqualTo(expected);
    }

    @Property
    void dividedByUndoesTimes(@ForAll("any") String a, @ForAll("any") String b) {
        FixedPointCount count = FixedPointCount.of(b);
        FixedPointDollars dollars = FixedPointDollars.of(a);
        if (!count.isZero()) {
            assertThat(dollars.times(count).dividedBy(count, dollars.scale(), RoundingMode.UNNECESSARY))
                    .hasToString(dollars.toString());
        }
    }

    @Property
    void centsAreHundredths(@ForAll long cents) {
        assertThat(FixedPointDollars.ofCents(cents).toBigDecimal()).isEqualTo(BigDecimal.valueOf(cents, 2));
    }
}
