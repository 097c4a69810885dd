package io.github.kalshiperps.examples;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.ExitTrigger;
import io.github.kalshiperps.rest.model.ExitTriggerKind;
import io.github.kalshiperps.rest.model.MarginPosition;
import io.github.kalshiperps.rest.model.PortfolioPositionsParams;
import io.github.kalshiperps.rest.model.SetCrossExitTriggerRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Puts a stop-loss and a take-profit around an open position: the exchange closes it when the mark price gets to either. Look at
 * {@link PerpsClient#exitTriggers()}.
 */
final class ProtectAPosition {
    private ProtectAPosition() {}

    /**
     * Sets the bracket, in place of one that is there.
     *
     * @param loss the distance of the stop-loss, as a fraction of the entry price
     * @param profit the distance of the take-profit
     * @throws IllegalStateException if there is no position
     */
    static ExitTrigger protect(PerpsClient client, String ticker, BigDecimal loss, BigDecimal profit) {
        List<MarginPosition> positions = client.portfolio()
                .positions(PortfolioPositionsParams.builder()
                        .ticker(ticker)
                        .subaccount(0L)
                        .build())
                .execute()
                .positions();
        if (positions.isEmpty()) {
            throw new IllegalStateException("No open position in " + ticker);
        }
        MarginPosition position = positions.get(0);
        FixedPointDollars entry = position.entryPrice();
        // A long position loses below its entry price, a short one above it.
        BigDecimal direction = BigDecimal.valueOf(position.position().signum());
        FixedPointDollars stopLoss = entry.minus(entry.times(loss).times(direction));
        FixedPointDollars takeProfit = entry.plus(entry.times(profit).times(direction));
        return client.exitTriggers()
                .setCross(
                        ticker,
                        SetCrossExitTriggerRequest.builder()
                                .kind(ExitTriggerKind.BRACKET)
                                .stopLossPrice(stopLoss.round(4, RoundingMode.HALF_EVEN))
                                .takeProfitPrice(takeProfit.round(4, RoundingMode.HALF_EVEN))
                                .build())
                .execute();
    }

    public static void main(String[] args) {
        try (PerpsClient client = PerpsClient.fromEnv()) {
            ExitTrigger trigger = protect(client, "KXBTCPERP1", new BigDecimal("0.05"), new BigDecimal("0.10"));
            System.out.println(trigger.status() + ": stop-loss " + trigger.stopLossPrice() + ", take-profit "
                    + trigger.takeProfitPrice());
        }
    }
}
