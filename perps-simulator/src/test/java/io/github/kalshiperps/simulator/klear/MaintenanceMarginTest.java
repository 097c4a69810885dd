package io.github.kalshiperps.simulator.klear;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.klear.model.AssetClass;
import io.github.kalshiperps.klear.model.ClearingType;
import io.github.kalshiperps.klear.model.EstimatePortfolioMaintenanceMarginPosition;
import io.github.kalshiperps.klear.model.EstimatePortfolioMaintenanceMarginRequest;
import io.github.kalshiperps.klear.model.EstimatePortfolioMaintenanceMarginResponse;
import io.github.kalshiperps.klear.model.EstimatesMaintenanceMarginMetadataParams;
import io.github.kalshiperps.klear.model.GetMaintenanceMarginMetadataResponse;
import io.github.kalshiperps.klear.model.MaintenanceMarginLiquidationConfig;
import io.github.kalshiperps.klear.model.MaintenanceMarginMatrix;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** The published inputs are enough to follow the maintenance margin: a second, obvious calculation comes to the same. */
class MaintenanceMarginTest {
    private static final LocalDate DAY = LocalDate.of(2026, 9, 22);
    private static final Map<String, String> PRICES =
            Map.of("KXBTCPERP1", "6.3440", "KXETHPERP1", "16.7697", "KXSOLPERP1", "6.7089");

    private static @Nullable KlearExchange merchant;
    private static @Nullable KlearExchange direct;

    @BeforeContainer
    static void start() {
        merchant = KlearExchange.start(KlearLedger.Builder::withHistory);
        direct = KlearExchange.start(house -> house.withHistory().clearingType(ClearingType.SELF_CLEARING));
    }

    @AfterContainer
    static void stop() {
        Objects.requireNonNull(merchant).close();
        Objects.requireNonNull(direct).close();
    }

    @Property(tries = 40)
    void theEstimateFollowsFromTheMetadata(@ForAll("portfolios") Map<String, Integer> portfolio) {
        for (KlearExchange exchange : List.of(Objects.requireNonNull(merchant), Objects.requireNonNull(direct))) {
            GetMaintenanceMarginMetadataResponse metadata = exchange.client
                    .estimates()
                    .maintenanceMarginMetadata(EstimatesMaintenanceMarginMetadataParams.builder()
                            .assetClass(AssetClass.CRYPTO)
                            .date(DAY)
                            .build())
                    .execute();
            EstimatePortfolioMaintenanceMarginResponse estimate = estimate(exchange, portfolio, null);
            BigDecimal base = BigDecimal.ZERO;
            BigDecimal funding = BigDecimal.ZERO;
            BigDecimal liquidation = BigDecimal.ZERO;
            for (List<String> set : metadata.subgroups()) {
                BigDecimal hvar = loss(
                        metadata.baseTailPercentile(),
                        set,
                        portfolio,
                        metadata.matrices().hvar());
                BigDecimal apc = loss(
                        metadata.baseTailPercentile(),
                        set,
                        portfolio,
                        metadata.matrices().apc(),
                        metadata.matrices().aug());
                base = base.add(hvar.max(apc));
                funding = funding.add(loss(
                        metadata.fundingTailPercentile(),
                        set,
                        portfolio,
                        metadata.matrices().funding()));
                BigDecimal cost = BigDecimal.ZERO;
                for (MaintenanceMarginLiquidationConfig config : metadata.liquidationConfigs()) {
                    if (set.contains(config.marketTicker()) && portfolio.containsKey(config.marketTicker())) {
                        cost = cost.add(cost(config, portfolio));
                    }
                }
                liquidation = liquidation.add(cost.setScale(4, RoundingMode.CEILING));
            }
            assertThat(estimate.baseMarginFp()).isEqualTo(FixedPointDollars.of(base));
            assertThat(estimate.fundingAddonFp()).isEqualTo(FixedPointDollars.of(funding));
            assertThat(estimate.liquidationAddonFp()).isEqualTo(FixedPointDollars.of(liquidation));
            assertThat(estimate.maintenanceMarginFp())
                    .isEqualTo(FixedPointDollars.of(base.add(funding).add(liquidation)));
        }
    }

    /** Whoever margins jointly lets one market's profit cover another's loss. */
    @Property(tries = 40)
    void jointlyIsNeverMoreThanOneByOneWhereOneScenarioDecides(@ForAll("portfolios") Map<String, Integer> portfolio) {
        KlearExchange exchange = Objects.requireNonNull(merchant);
        FixedPointDollars gross = Objects.requireNonNull(
                estimate(exchange, portfolio, ClearingType.FCM).apcFp());
        FixedPointDollars jointly = Objects.requireNonNull(
                estimate(exchange, portfolio, ClearingType.SELF_CLEARING).apcFp());
        assertThat(jointly).isLessThanOrEqualTo(gross); // the tail of 44 scenarios is the worst one
        assertThat(estimate(exchange, portfolio, null)).isEqualTo(estimate(exchange, portfolio, ClearingType.FCM));
        assertThat(estimate(Objects.requireNonNull(direct), portfolio, null))
                .isEqualTo(estimate(exchange, portfolio, ClearingType.SELF_CLEARING));
    }

    @Provide
    Arbitrary<Map<String, Integer>> portfolios() {
        return Arbitraries.maps(
                        Arbitraries.of("KXBTCPERP1", "KXETHPERP1", "KXSOLPERP1"),
                        Arbitraries.integers().between(-5_000, 5_000).filter(quantity -> quantity != 0))
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static EstimatePortfolioMaintenanceMarginResponse estimate(
            KlearExchange exchange, Map<String, Integer> portfolio, @Nullable ClearingType type) {
        List<EstimatePortfolioMaintenanceMarginPosition> positions = new ArrayList<>();
        new TreeMap<>(portfolio)
                .forEach((ticker, quantity) -> positions.add(EstimatePortfolioMaintenanceMarginPosition.builder()
                        .marketTicker(ticker)
                        .quantity(quantity)
                        .price(FixedPointDollars.of(price(ticker)))
                        .build()));
        return exchange.client
                .estimates()
                .maintenanceMargin(EstimatePortfolioMaintenanceMarginRequest.builder()
                        .assetClass(AssetClass.CRYPTO)
                        .clearingType(type)
                        .date(DAY)
                        .positions(positions)
                        .build())
                .execute();
    }

    private static BigDecimal price(String ticker) {
        return new BigDecimal(Objects.requireNonNull(PRICES.get(ticker)));
    }

    private static BigDecimal value(String ticker, Map<String, Integer> portfolio) {
        return price(ticker).multiply(BigDecimal.valueOf(portfolio.getOrDefault(ticker, 0)));
    }

    private static BigDecimal loss(
            BigDecimal tail,
            List<String> set,
            Map<String, Integer> portfolio,
            @Nullable MaintenanceMarginMatrix... matrices) {
        List<BigDecimal> profits = new ArrayList<>();
        for (MaintenanceMarginMatrix matrix : matrices) {
            Objects.requireNonNull(matrix);
            for (List<BigDecimal> scenario : matrix.returns()) {
                BigDecimal profit = BigDecimal.ZERO;
                for (int i = 0; i < scenario.size(); i++) {
                    String ticker = matrix.marketTickers().get(i);
                    if (set.contains(ticker)) {
                        profit = profit.add(value(ticker, portfolio).multiply(scenario.get(i)));
                    }
                }
                profits.add(profit);
            }
        }
        BigDecimal[] sorted = profits.toArray(BigDecimal[]::new);
        Arrays.sort(sorted);
        BigDecimal at = sorted[tail.multiply(BigDecimal.valueOf(sorted.length)).intValue()];
        return at.negate().max(BigDecimal.ZERO).setScale(4, RoundingMode.CEILING);
    }

    private static BigDecimal cost(MaintenanceMarginLiquidationConfig config, Map<String, Integer> portfolio) {
        assertThat(config.marketImpactExponent()).isEqualByComparingTo("0.5");
        BigDecimal quantity = BigDecimal.valueOf(portfolio.getOrDefault(config.marketTicker(), 0))
                .abs();
        BigDecimal impact = config.marketImpactCoefficient()
                .multiply(config.marketImpactVolatility())
                .multiply(quantity.divide(config.marketImpactForecastedVolume(), MathContext.DECIMAL64)
                        .sqrt(MathContext.DECIMAL64));
        return value(config.marketTicker(), portfolio)
                .abs()
                .multiply(config.spreadRate().add(impact));
    }
}
