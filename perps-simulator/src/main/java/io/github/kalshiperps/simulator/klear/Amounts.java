package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.function.Function;

/** Dollars with many decimals become centicents here and nowhere else. Without state. */
final class Amounts {
    private Amounts() {}

    /** The nearest centicent; halves go to the even one, so that neither side wins in the long run. */
    static Centicents nearest(BigDecimal dollars) {
        return round(dollars, RoundingMode.HALF_EVEN);
    }

    /** A requirement is never rounded down. */
    static Centicents ceiling(BigDecimal dollars) {
        return round(dollars, RoundingMode.CEILING);
    }

    private static Centicents round(BigDecimal dollars, RoundingMode mode) {
        return Centicents.of(FixedPointDollars.of(dollars).round(4, mode));
    }

    static BigDecimal dollars(Centicents amount) {
        return amount.toDollars().toBigDecimal();
    }

    static <T> Centicents sum(Collection<T> items, Function<T, Centicents> amount) {
        Centicents sum = Centicents.ZERO;
        for (T item : items) {
            sum = sum.plus(amount.apply(item));
        }
        return sum;
    }
}
