package io.github.kalshiperps.simulator.klear;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Returns of markets under scenarios: a column per market, a row per scenario. Immutable.
 *
 * @param columns the returns by market ticker, all of one length
 * @param rows how many scenarios there are
 */
record Scenarios(Map<String, List<BigDecimal>> columns, int rows) {
    private static final int DECIMALS = 6;

    /** A scenario's return is this much the whole class and for the rest the market's own, in tenths. */
    private static final int COMMON = 6;

    private static final int TENTHS = 10;

    /**
     * Draws scenarios in which markets move together, though not fully.
     *
     * @param seed the same seed gives a market the same column, whatever the other markets are
     * @param span the greatest return, in millionths
     */
    static Scenarios draw(long seed, Iterable<String> tickers, int rows, int span) {
        long[] common = draw(new Random(seed), rows, span);
        Map<String, List<BigDecimal>> columns = new TreeMap<>();
        for (String ticker : tickers) {
            long[] own = draw(new Random(seed * 31 + ticker.hashCode()), rows, span);
            List<BigDecimal> column = new ArrayList<>(rows);
            for (int i = 0; i < rows; i++) {
                column.add(BigDecimal.valueOf((common[i] * COMMON + own[i] * (TENTHS - COMMON)) / TENTHS, DECIMALS));
            }
            columns.put(ticker, List.copyOf(column));
        }
        return new Scenarios(Collections.unmodifiableMap(columns), rows);
    }

    /** Every market moves by the same in a scenario. */
    static Scenarios shifts(Iterable<String> tickers, List<BigDecimal> shifts) {
        Map<String, List<BigDecimal>> columns = new TreeMap<>();
        tickers.forEach(ticker -> columns.put(ticker, shifts));
        return new Scenarios(Collections.unmodifiableMap(columns), shifts.size());
    }

    /** Sums of three, so that great returns are rarer than small ones. */
    private static long[] draw(Random random, int rows, int span) {
        long[] returns = new long[rows];
        int third = span / 3;
        for (int i = 0; i < rows; i++) {
            for (int part = 0; part < 3; part++) {
                returns[i] += random.nextInt(2 * third + 1) - third;
            }
        }
        return returns;
    }

    /** Profit and loss of each scenario. */
    List<BigDecimal> profits(Iterable<Exposure> exposures) {
        List<BigDecimal> profits = new ArrayList<>(Collections.nCopies(rows, BigDecimal.ZERO));
        for (Exposure exposure : exposures) {
            List<BigDecimal> column = columns.get(exposure.ticker());
            if (column == null) {
                throw new IllegalArgumentException("No scenarios for " + exposure.ticker());
            }
            BigDecimal value = exposure.value();
            for (int i = 0; i < rows; i++) {
                profits.set(i, profits.get(i).add(value.multiply(column.get(i))));
            }
        }
        return profits;
    }

    /** The table's rows, with the columns in the order of {@link #columns()}. */
    List<List<BigDecimal>> table() {
        List<List<BigDecimal>> table = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            List<BigDecimal> row = new ArrayList<>(columns.size());
            for (List<BigDecimal> column : columns.values()) {
                row.add(column.get(i));
            }
            table.add(row);
        }
        return table;
    }
}
