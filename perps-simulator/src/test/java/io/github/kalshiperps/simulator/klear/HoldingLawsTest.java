package io.github.kalshiperps.simulator.klear;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Amounts are rounded at every settlement, and yet all settlements together are as good as one. */
class HoldingLawsTest {
    private static final BigDecimal HALF_A_CENTICENT = new BigDecimal("0.00005");

    /** A trade, and then perhaps a settlement at a price. */
    private record Step(BigDecimal quantity, BigDecimal price, boolean settles) {}

    @Property
    void theRoundedProfitsOfAllSessionsAreTheExactOneRoundedOnce(@ForAll("steps") List<Step> steps) {
        Holding holding = new Holding();
        BigDecimal quantity = BigDecimal.ZERO;
        BigDecimal cash = BigDecimal.ZERO;
        Centicents settled = Centicents.ZERO;
        for (Step step : steps) {
            if (step.quantity().signum() != 0) {
                holding.trade(step.quantity(), step.price(), Centicents.ZERO);
                quantity = quantity.add(step.quantity());
                cash = cash.subtract(step.quantity().multiply(step.price()));
            }
            if (step.settles()) {
                settled = settled.plus(holding.variation(step.price()));
                holding.settle(step.price());
            }
            BigDecimal exact = cash.add(quantity.multiply(step.price()));
            assertThat(Amounts.dollars(settled.plus(holding.variation(step.price())))
                            .subtract(exact)
                            .abs())
                    .isLessThanOrEqualTo(HALF_A_CENTICENT);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.longs().between(-1_000, 1_000).map(value -> BigDecimal.valueOf(value, 2)),
                        Arbitraries.longs().between(1, 100_000).map(value -> BigDecimal.valueOf(value, 4)),
                        Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Example
    void theAverageIsThatOfWhatIsStillHeld() {
        Holding holding = new Holding();
        trade(holding, "10", "6.00");
        trade(holding, "30", "7.00");
        assertThat(holding.averagePrice()).isEqualTo(FixedPointDollars.of("6.75"));
        trade(holding, "-20", "9.00");
        assertThat(holding.averagePrice()).isEqualTo(FixedPointDollars.of("6.75"));
        trade(holding, "-25", "9.50");
        assertThat(holding.averagePrice()).isEqualTo(FixedPointDollars.of("9.50"));
        trade(holding, "-5", "10.50");
        assertThat(holding.averagePrice()).isEqualTo(FixedPointDollars.of("10.00"));
        holding.settle(new BigDecimal("8.00"));
        assertThat(holding.averagePrice()).isEqualTo(FixedPointDollars.of("8.00"));
    }

    private static void trade(Holding holding, String quantity, String price) {
        holding.trade(new BigDecimal(quantity), new BigDecimal(price), Centicents.ZERO);
    }
}
