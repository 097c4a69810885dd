package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;

/** Markets as the demo exchange listed them in June 2026, with its sizes, leverages and prices of one moment. */
final class DemoMarkets {
    private DemoMarkets() {}

    static List<MarketTerms> terms() {
        return List.of(
                crypto("KXBCHPERP1", "0.1 BCH", "0.100000", "3.0368", "20.3202", "1.3")
                        .build(),
                crypto("KXBTCPERP1", ".0001 BTC", "0.000100", "5.899", "6.3440", "1.3")
                        .tickStated(false)
                        .build(),
                crypto("KXETHPERP1", ".01 ETH", "0.010000", "4.4984", "16.7697", "1.3")
                        .build(),
                crypto("KXHYPEPERP1", "0.25 HYPE", "0.250000", "2.5515", "14.9100", "1.1")
                        .build(),
                crypto("KXSOLPERP1", "0.1 SOL", "0.100000", "2.6924", "6.7089", "1.3")
                        .build(),
                crypto("KXXLMPERP1", "100 XLM", "100.000000", "2.4935", "19.2615", "1.3")
                        .build(),
                crypto("KXXRPPERP1", "10 XRP", "10.000000", "2.7942", "11.3977", "1.3")
                        .build(),
                equity("TEST-EQUITY-AAPL-PERP", "Test Equity AAPL Perp"),
                equity("TEST-EQUITY-NVDA-PERP", "Test Equity NVDA Perp"));
    }

    private static MarketTerms.Builder crypto(
            String ticker, String title, String contractSize, String leverage, String reference, String multiplier) {
        return MarketTerms.builder(ticker)
                .title(title)
                .contractSize(new BigDecimal(contractSize))
                .leverage(new BigDecimal(leverage))
                .initialMarginMultiplier(new BigDecimal(multiplier))
                .assetClass(AssetClass.CRYPTO)
                .referencePrice(FixedPointDollars.of(reference));
    }

    /** The demo exchange gives these neither prices nor leverage; its hours are not known, these are those of New York in winter. */
    private static MarketTerms equity(String ticker, String title) {
        return MarketTerms.builder(ticker)
                .title(title)
                .contractSize(new BigDecimal("1.000000"))
                .assetClass(AssetClass.EQUITIES)
                .status(MarketStatus.INACTIVE)
                .tradingHours(new TradingHours(
                        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(14, 30), LocalTime.of(21, 0)))
                .build();
    }
}
