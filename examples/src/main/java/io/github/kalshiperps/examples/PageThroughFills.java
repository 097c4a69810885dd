package io.github.kalshiperps.examples;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.http.Paged;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.MarginFill;
import io.github.kalshiperps.rest.model.PortfolioFillsParams;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Adds up executions market by market, however many pages they take. Look at {@link Paged}. */
final class PageThroughFills {
    /** What was traded in a market. */
    record Totals(
            FixedPointCount contracts, FixedPointDollars volume, FixedPointDollars fees, FixedPointDollars realized) {
        Totals and(Totals other) {
            return new Totals(
                    contracts.plus(other.contracts),
                    volume.plus(other.volume),
                    fees.plus(other.fees),
                    realized.plus(other.realized));
        }
    }

    private PageThroughFills() {}

    /** Pages are asked for as the loop gets to them; nothing is kept but the sums. */
    static Map<String, Totals> totals(PerpsClient client, Instant from, Instant until) {
        PortfolioFillsParams params = PortfolioFillsParams.builder()
                .minTs(from)
                .maxTs(until)
                .limit(1_000L)
                .build();
        Map<String, Totals> totals = new TreeMap<>();
        for (MarginFill fill : client.portfolio().fillsAll(params)) {
            FixedPointDollars volume = fill.price().times(fill.count());
            totals.merge(fill.ticker(), new Totals(fill.count(), volume, fill.fees(), fill.realizedPnl()), Totals::and);
        }
        return totals;
    }

    public static void main(String[] args) {
        Instant now = Instant.now();
        try (PerpsClient client = PerpsClient.fromEnv()) {
            totals(client, now.minus(Duration.ofDays(7)), now)
                    .forEach((ticker, totals) -> System.out.println(ticker + " " + totals));
        }
    }
}
