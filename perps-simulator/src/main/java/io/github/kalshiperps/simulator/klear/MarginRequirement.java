package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.Centicents;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The maintenance margin of a portfolio and the parts that it is made of. Immutable.
 *
 * <p>The rules: in each set of markets that are margined jointly, the base margin is the greater of two losses, one read from
 * the scenarios of the past and one from the anti-procyclical and the stress scenarios. Losses of funding scenarios and the
 * cost of liquidation come on top. Every part is rounded up to a centicent.
 */
record MarginRequirement(
        Centicents base, Centicents hvar, Centicents apc, Centicents fundingAddon, Centicents liquidationAddon) {

    static final MarginRequirement NONE =
            new MarginRequirement(Centicents.ZERO, Centicents.ZERO, Centicents.ZERO, Centicents.ZERO, Centicents.ZERO);

    Centicents total() {
        return base.plus(fundingAddon).plus(liquidationAddon);
    }

    /**
     * Computes it.
     *
     * @param jointly whether all markets are one set; otherwise each is its own
     * @throws IllegalArgumentException if the calibration lacks a market
     */
    static MarginRequirement of(Collection<Exposure> portfolio, boolean jointly, Calibration calibration) {
        MarginRequirement sum = NONE;
        for (List<Exposure> set : sets(portfolio, jointly)) {
            sum = sum.plus(ofSet(set, calibration));
        }
        return sum;
    }

    private static Collection<List<Exposure>> sets(Collection<Exposure> portfolio, boolean jointly) {
        if (jointly) {
            return portfolio.isEmpty() ? List.of() : List.of(List.copyOf(portfolio));
        }
        Map<String, List<Exposure>> byMarket = new TreeMap<>();
        portfolio.forEach(exposure -> byMarket.computeIfAbsent(exposure.ticker(), ticker -> new ArrayList<>())
                .add(exposure));
        return byMarket.values();
    }

    private static MarginRequirement ofSet(List<Exposure> set, Calibration calibration) {
        Centicents hvar = loss(calibration.hvar().profits(set), Calibration.BASE_TAIL);
        List<BigDecimal> stressed = calibration.apc().profits(set);
        stressed.addAll(calibration.aug().profits(set));
        Centicents apc = loss(stressed, Calibration.BASE_TAIL);
        BigDecimal liquidation = set.stream().map(Liquidation.STANDARD::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new MarginRequirement(
                hvar.compareTo(apc) >= 0 ? hvar : apc,
                hvar,
                apc,
                loss(calibration.funding().profits(set), Calibration.FUNDING_TAIL),
                Amounts.ceiling(liquidation));
    }

    /** The loss at the percentile; none where even that scenario brings a profit. */
    private static Centicents loss(List<BigDecimal> profits, BigDecimal tail) {
        List<BigDecimal> sorted = new ArrayList<>(profits);
        Collections.sort(sorted);
        int index = tail.multiply(BigDecimal.valueOf(sorted.size()))
                .setScale(0, RoundingMode.FLOOR)
                .intValueExact();
        return Amounts.ceiling(sorted.get(index).negate().max(BigDecimal.ZERO));
    }

    private MarginRequirement plus(MarginRequirement other) {
        return new MarginRequirement(
                base.plus(other.base),
                hvar.plus(other.hvar),
                apc.plus(other.apc),
                fundingAddon.plus(other.fundingAddon),
                liquidationAddon.plus(other.liquidationAddon));
    }
}
