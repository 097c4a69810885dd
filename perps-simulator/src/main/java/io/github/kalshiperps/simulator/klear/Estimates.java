package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.klear.model.AssetClass;
import io.github.kalshiperps.klear.model.AssetClassFundingEstimate;
import io.github.kalshiperps.klear.model.AssetClassSettlementEstimate;
import io.github.kalshiperps.klear.model.FundingEstimate;
import io.github.kalshiperps.klear.model.GetFundingEstimateByAssetClassResponse;
import io.github.kalshiperps.klear.model.GetSettlementEstimateByAssetClassResponse;
import io.github.kalshiperps.klear.model.MarketFundingEstimate;
import io.github.kalshiperps.klear.model.MarketSettlementEstimate;
import io.github.kalshiperps.klear.model.SettlementEstimate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the next settlement and the next funding would come to if they were now. Without state. */
final class Estimates {
    /** The breakdowns of an asset class together show at most this many units. */
    static final int MOST_UNITS = 1_000;

    private static final int CENTICOUNT_DECIMALS = 2;

    /** What the next settlement would bring for one unit. Immutable. */
    private record Unit(
            MarginUnit.Key key,
            Centicents variation,
            Centicents fees,
            Centicents required,
            Centicents delta,
            SortedMap<String, MarketSettlementEstimate> markets) {
        SettlementEstimate estimate(@Nullable Map<String, MarketSettlementEstimate> positions) {
            return SettlementEstimate.builder()
                    .variationMarginCenticents(variation)
                    .totalFeesCenticents(fees)
                    .maintenanceMarginRequiredCenticents(required)
                    .maintenanceMarginDeltaCenticents(delta)
                    .totalAmountCenticents(variation.minus(fees).minus(delta))
                    .positions(positions)
                    .build();
        }

        boolean isIdle() {
            return markets.isEmpty() && required.value() == 0 && delta.value() == 0;
        }
    }

    /** Which units are shown, and how many are not. Immutable. */
    private record Shown<T>(
            SortedMap<String, T> subtraders, SortedMap<String, T> groups, long omittedSubtraders, long omittedGroups) {
        static <U, T> Shown<T> of(List<U> greatestFirst, Function<U, MarginUnit.Key> key, Function<U, T> estimate) {
            SortedMap<String, T> subtraders = new TreeMap<>();
            SortedMap<String, T> groups = new TreeMap<>();
            long omittedSubtraders = 0;
            long omittedGroups = 0;
            for (int i = 0; i < greatestFirst.size(); i++) {
                MarginUnit.Key unit = key.apply(greatestFirst.get(i));
                if (i < MOST_UNITS) {
                    (unit.isGroup() ? groups : subtraders).put(unit.id(), estimate.apply(greatestFirst.get(i)));
                } else if (unit.isGroup()) {
                    omittedGroups++;
                } else {
                    omittedSubtraders++;
                }
            }
            return new Shown<>(subtraders, groups, omittedSubtraders, omittedGroups);
        }
    }

    private Estimates() {}

    static GetSettlementEstimateByAssetClassResponse settlement(ClearingHouse house, Instant now) {
        List<Unit> units = new ArrayList<>();
        Calibration calibration = house.positions().calibration(SettlementCalendar.day(now));
        for (MarginUnit unit : house.units()) {
            Unit estimated = unit(house, unit, calibration);
            if (!estimated.isIdle()) {
                units.add(estimated);
            }
        }
        units.sort(Comparator.comparing(Unit::required).reversed().thenComparing(Unit::key));
        Map<String, AssetClassSettlementEstimate> estimates = new TreeMap<>();
        if (!units.isEmpty()) {
            Shown<SettlementEstimate> shown = Shown.of(units, Unit::key, unit -> unit.estimate(unit.markets()));
            estimates.put(
                    AssetClass.CRYPTO.value(),
                    AssetClassSettlementEstimate.builder()
                            .userBreakdown(sum(units).estimate(null))
                            .subtraderBreakdowns(shown.subtraders())
                            .groupBreakdowns(shown.groups())
                            .omittedSubtraderCount(shown.omittedSubtraders())
                            .omittedGroupCount(shown.omittedGroups())
                            .nextRuntime(SettlementCalendar.settlementAfter(now))
                            .build());
        }
        return GetSettlementEstimateByAssetClassResponse.builder()
                .settlementBalanceCenticents(house.balance(Account.AVAILABLE))
                .estimates(estimates)
                .build();
    }

    private static Unit sum(List<Unit> units) {
        return new Unit(
                new MarginUnit.Key("", false),
                Amounts.sum(units, Unit::variation),
                Amounts.sum(units, Unit::fees),
                Amounts.sum(units, Unit::required),
                Amounts.sum(units, Unit::delta),
                new TreeMap<>());
    }

    private static Unit unit(ClearingHouse house, MarginUnit unit, Calibration calibration) {
        Centicents required = house.requirement(unit, calibration).total();
        SortedMap<String, List<Holding>> byMarket = new TreeMap<>();
        for (Subtrader member : unit.members()) {
            member.holdings().forEach((ticker, holding) -> {
                if (holding.isSettled(house.positions().mark(ticker))) {
                    byMarket.computeIfAbsent(ticker, key -> new ArrayList<>()).add(holding);
                }
            });
        }
        SortedMap<String, MarketSettlementEstimate> markets = new TreeMap<>();
        Centicents variation = Centicents.ZERO;
        Centicents fees = Centicents.ZERO;
        for (Map.Entry<String, List<Holding>> entry : byMarket.entrySet()) {
            BigDecimal mark = house.positions().mark(entry.getKey());
            List<Holding> holdings = entry.getValue();
            Centicents ofMarket = Amounts.sum(holdings, holding -> holding.variation(mark));
            variation = variation.plus(ofMarket);
            fees = fees.plus(Amounts.sum(holdings, Holding::fees));
            BigDecimal quantity = quantity(holdings);
            markets.put(
                    entry.getKey(),
                    MarketSettlementEstimate.builder()
                            .quantityCenticount(centicounts(quantity))
                            .notionalValueCenticents(Amounts.nearest(quantity.multiply(mark)))
                            .variationMarginCenticents(ofMarket)
                            .sessionAvgPriceFp(averagePrice(holdings, quantity))
                            .build());
        }
        return new Unit(unit.key(), variation, fees, required, required.minus(house.requirement(unit.key())), markets);
    }

    private static BigDecimal quantity(List<Holding> holdings) {
        return holdings.stream().map(Holding::exactQuantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static long centicounts(BigDecimal quantity) {
        return quantity.movePointRight(CENTICOUNT_DECIMALS).longValueExact();
    }

    /** None where nothing is held, and none where members of a group hold both sides: no price was paid for the rest. */
    private static @Nullable FixedPointDollars averagePrice(List<Holding> holdings, BigDecimal quantity) {
        BigDecimal paid = BigDecimal.ZERO;
        for (Holding holding : holdings) {
            if (holding.exactQuantity().signum() * quantity.signum() < 0) {
                return null;
            }
            paid = paid.add(
                    holding.exactQuantity().multiply(holding.averagePrice().toBigDecimal()));
        }
        return quantity.signum() == 0
                ? null
                : FixedPointDollars.of(paid.divide(quantity, Holding.AVERAGE_DECIMALS, RoundingMode.HALF_EVEN));
    }

    static GetFundingEstimateByAssetClassResponse funding(ClearingHouse house, Instant now) {
        record Funded(MarginUnit.Key key, FundingEstimate estimate) {}
        List<Funded> units = new ArrayList<>();
        for (MarginUnit unit : house.units()) {
            SortedMap<String, MarketFundingEstimate> markets = fundedMarkets(house, unit);
            if (!markets.isEmpty()) {
                units.add(new Funded(
                        unit.key(),
                        FundingEstimate.builder()
                                .fundingAmountCenticents(
                                        Amounts.sum(markets.values(), MarketFundingEstimate::fundingAmountCenticents))
                                .positions(markets)
                                .build()));
            }
        }
        units.sort(Comparator.<Funded, Centicents>comparing(
                        unit -> unit.estimate().fundingAmountCenticents().abs())
                .reversed()
                .thenComparing(Funded::key));
        Map<String, AssetClassFundingEstimate> estimates = new TreeMap<>();
        if (!units.isEmpty()) {
            Shown<FundingEstimate> shown = Shown.of(units, Funded::key, Funded::estimate);
            estimates.put(
                    AssetClass.CRYPTO.value(),
                    AssetClassFundingEstimate.builder()
                            .userBreakdown(FundingEstimate.builder()
                                    .fundingAmountCenticents(Amounts.sum(
                                            units, unit -> unit.estimate().fundingAmountCenticents()))
                                    .build())
                            .subtraderBreakdowns(shown.subtraders())
                            .groupBreakdowns(shown.groups())
                            .omittedSubtraderCount(shown.omittedSubtraders())
                            .omittedGroupCount(shown.omittedGroups())
                            .nextFundingTime(SettlementCalendar.fundingAfter(now))
                            .build());
        }
        return GetFundingEstimateByAssetClassResponse.builder()
                .estimates(estimates)
                .build();
    }

    private static SortedMap<String, MarketFundingEstimate> fundedMarkets(ClearingHouse house, MarginUnit unit) {
        SortedMap<String, List<Holding>> byMarket = new TreeMap<>();
        for (Subtrader member : unit.members()) {
            member.holdings().forEach((ticker, holding) -> {
                if (holding.isOpen()) {
                    byMarket.computeIfAbsent(ticker, key -> new ArrayList<>()).add(holding);
                }
            });
        }
        SortedMap<String, MarketFundingEstimate> markets = new TreeMap<>();
        byMarket.forEach((ticker, holdings) -> markets.put(
                ticker,
                MarketFundingEstimate.builder()
                        .quantityCenticount(centicounts(quantity(holdings)))
                        .fundingAmountCenticents(Amounts.sum(
                                holdings, holding -> house.positions().funding(ticker, holding)))
                        .build()));
        return markets;
    }
}
