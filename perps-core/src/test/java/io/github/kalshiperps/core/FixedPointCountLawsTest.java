package io.github.kalshiperps.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;

class FixedPointCountLawsTest extends FixedPointLaws<FixedPointCount> {
    @Override
    FixedPointCount of(String text) {
        return FixedPointCount.of(text);
    }

    @Override
    FixedPointCount of(BigDecimal number) {
        return FixedPointCount.of(number);
    }

    @Override
    BigDecimal number(FixedPointCount value) {
        return value.toBigDecimal();
    }

    @Override
    int scale(FixedPointCount value) {
        return value.scale();
    }

    @Override
    FixedPointCount plus(FixedPointCount a, FixedPointCount b) {
        return a.plus(b);
    }

    @Override
    FixedPointCount minus(FixedPointCount a, FixedPointCount b) {
        return a.minus(b);
    }

    @Override
    FixedPointCount negate(FixedPointCount a) {
        return a.negate();
    }

    @Override
    FixedPointCount abs(FixedPointCount a) {
        return a.abs();
    }

    @Override
    FixedPointCount min(FixedPointCount a, FixedPointCount b) {
        return a.min(b);
    }

    @Override
    FixedPointCount max(FixedPointCount a, FixedPointCount b) {
        return a.max(b);
    }

    @Override
    FixedPointCount withDecimals(FixedPointCount a, int min, int max) {
        return a.withDecimals(min, max);
    }

    @Override
    FixedPointCount round(FixedPointCount a, int decimals, RoundingMode mode) {
        return a.round(decimals, mode);
    }

    @Override
    int signum(FixedPointCount a) {
        assertThat(a.isNegative()).isEqualTo(a.signum() < 0);
        assertThat(a.isZero()).isEqualTo(a.signum() == 0);
        assertThat(a.isPositive()).isEqualTo(a.signum() > 0);
        return a.signum();
    }
}
