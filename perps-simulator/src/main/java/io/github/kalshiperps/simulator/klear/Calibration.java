package io.github.kalshiperps.simulator.klear;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * The inputs of the maintenance margin on one day. Immutable.
 *
 * @param hvar days of the past
 * @param apc days of the past with greater moves, so that quiet times do not lower the margin too far
 * @param aug stress: all markets up or down together
 * @param funding funding of the past
 */
record Calibration(Scenarios hvar, Scenarios apc, Scenarios aug, Scenarios funding) {
    /** The loss for the base margin is the one that 2 of 100 scenarios exceed. */
    static final BigDecimal BASE_TAIL = new BigDecimal("0.02");

    static final BigDecimal FUNDING_TAIL = new BigDecimal("0.05");

    private static final int HVAR_ROWS = 100;
    private static final int APC_ROWS = 40;
    private static final int FUNDING_ROWS = 60;

    /** Millionths. */
    private static final int HVAR_SPAN = 60_000;

    private static final int APC_SPAN = 75_000;
    private static final int FUNDING_SPAN = 600;
    private static final List<BigDecimal> STRESS =
            List.of(new BigDecimal("-0.05"), new BigDecimal("-0.03"), new BigDecimal("0.03"), new BigDecimal("0.05"));

    static Calibration of(long seed, LocalDate day, Set<String> tickers) {
        long start = (seed * 1_000_003 + day.toEpochDay()) * 31;
        return new Calibration(
                Scenarios.draw(start + 1, tickers, HVAR_ROWS, HVAR_SPAN),
                Scenarios.draw(start + 2, tickers, APC_ROWS, APC_SPAN),
                Scenarios.shifts(tickers, STRESS),
                Scenarios.draw(start + 3, tickers, FUNDING_ROWS, FUNDING_SPAN));
    }

    Set<String> tickers() {
        return hvar.columns().keySet();
    }
}
