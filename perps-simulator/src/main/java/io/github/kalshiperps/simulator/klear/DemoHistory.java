package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;

/** What a member did in the days before a demonstration starts. Nothing of it is made up but the trades and the prices. */
final class DemoHistory {
    private static final int SETTLEMENT_DAYS = 3;
    private static final LocalTime TRADING = LocalTime.of(10, 0);

    /** Mark prices of one moment on the demo exchange. */
    private record Opening(String ticker, String price, String fundingRate) {}

    private static final List<Opening> MARKETS = List.of(
            new Opening("KXBTCPERP1", "6.3440", "0.0001"),
            new Opening("KXETHPERP1", "16.7697", "-0.00005"),
            new Opening("KXSOLPERP1", "6.7089", "0.00012"));

    private static final List<String> SUBTRADERS = List.of("alpha", "beta", "gamma");
    private static final BigDecimal FEE_RATE = new BigDecimal("0.0005");

    /** The greatest move of a price from one day to the next, in per mille. */
    private static final int GREATEST_MOVE = 30;

    private static final int LARGEST_TRADE = 40;

    private DemoHistory() {}

    /** A while before the first of the settlements that are to be past. */
    static Instant opensAt(Instant now) {
        Instant next = SettlementCalendar.settlementAfter(now);
        return trading(SettlementCalendar.day(next).minusDays(SETTLEMENT_DAYS)).minusSeconds(3_600);
    }

    static void play(ClearingHouse house, long seed, Instant opensAt, Instant now) {
        Random random = new Random(seed);
        LocalDate day = SettlementCalendar.day(opensAt);
        house.deposit(FixedPointDollars.of("250000.00").toCenticents(), opensAt);
        house.contributeToGuarantyFund(FixedPointDollars.of("100000.00").toCenticents(), opensAt);
        for (Opening opening : MARKETS) {
            Market market = new Market(opening.ticker(), day, new BigDecimal(opening.price()));
            market.fundingRate(new BigDecimal(opening.fundingRate()));
            house.positions().add(market);
        }
        List<String> subtraders = SUBTRADERS.stream()
                .map(suffix -> house.memberId() + "_" + suffix)
                .toList();
        subtraders.forEach(id -> house.positions().add(new Subtrader(id)));
        house.groups().create(house.ids().uuid(), subtraders.subList(1, 3));
        for (Instant at = trading(day);
                !at.isAfter(now);
                at = trading(SettlementCalendar.day(at).plusDays(1))) {
            house.runUntil(at);
            tradingDay(house, subtraders, random, at);
        }
        house.runUntil(now);
    }

    private static Instant trading(LocalDate day) {
        return day.atTime(TRADING).atZone(SettlementCalendar.EASTERN).toInstant();
    }

    private static void tradingDay(ClearingHouse house, List<String> subtraders, Random random, Instant at) {
        for (Market market : house.positions().markets().values()) {
            int move = random.nextInt(2 * GREATEST_MOVE + 1) - GREATEST_MOVE;
            market.mark(
                    market.mark().multiply(BigDecimal.valueOf(1_000L + move, 3)).setScale(4, RoundingMode.HALF_EVEN));
        }
        for (String subtrader : subtraders) {
            for (Market market : house.positions().markets().values()) {
                int contracts = random.nextInt(2 * LARGEST_TRADE + 1) - LARGEST_TRADE;
                if (contracts != 0) {
                    Centicents fees = Amounts.ceiling(market.mark()
                            .multiply(BigDecimal.valueOf(Math.abs(contracts)))
                            .multiply(FEE_RATE));
                    house.trade(new ClearingTrade(
                            at,
                            subtrader,
                            market.ticker(),
                            FixedPointCount.of(contracts).withDecimals(2, 2),
                            FixedPointDollars.of(market.mark()),
                            fees));
                }
            }
        }
    }
}
