package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.klear.model.LargeTraderPosition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which positions are large. Without state. */
final class LargeTraders {
    private static final BigDecimal REPORTING_LEVEL = BigDecimal.valueOf(25);

    private LargeTraders() {}

    /** The large positions of a settlement day, and those that were large on the day before and no longer are. */
    static List<LargeTraderPosition> of(Map<LocalDate, Map<String, BigDecimal>> settledPositions, LocalDate day) {
        Map<String, BigDecimal> today = settledPositions.getOrDefault(day, Map.of());
        Map<String, BigDecimal> before = settledPositions.getOrDefault(day.minusDays(1), Map.of());
        TreeSet<String> tickers = new TreeSet<>(before.keySet());
        tickers.addAll(today.keySet());
        List<LargeTraderPosition> rows = new ArrayList<>();
        for (String ticker : settledPositions.containsKey(day) ? tickers : new TreeSet<String>()) {
            BigDecimal quantity = today.getOrDefault(ticker, BigDecimal.ZERO);
            boolean large = isLarge(quantity);
            if (large || isLarge(before.getOrDefault(ticker, BigDecimal.ZERO))) {
                rows.add(LargeTraderPosition.builder()
                        .marketTicker(ticker)
                        .position(quantity.longValue())
                        .exitDay(!large)
                        .build());
            }
        }
        return rows;
    }

    private static boolean isLarge(BigDecimal quantity) {
        return quantity.abs().compareTo(REPORTING_LEVEL) >= 0;
    }
}
