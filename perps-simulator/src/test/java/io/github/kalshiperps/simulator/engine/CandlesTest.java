package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.BTC;
import static io.github.kalshiperps.simulator.engine.Scenario.START;
import static io.github.kalshiperps.simulator.engine.Scenario.dollars;
import static io.github.kalshiperps.simulator.engine.Scenario.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Candlesticks. The clock starts at noon, and so do the markets. */
class CandlesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Scenario scenario = new Scenario();
    private final Scenario.Trader alice = scenario.trader();
    private final Scenario.Trader bob = scenario.trader();

    private List<Candle> candles(Instant start, Instant end, Duration interval) {
        return scenario.exchange.candles(BTC, start, end, interval, false);
    }

    private Candle first() {
        return candles(START, START.plus(MINUTE), MINUTE).get(1);
    }

    private void trade(String price, String count) {
        bob.ask(price, count);
        alice.bid(price, count);
    }

    private void at(int seconds) {
        scenario.clock.advanceTo(START.plusSeconds(seconds));
    }

    @Test
    void aCandleHasTheCourseOfTradesAndQuotes() {
        at(10);
        trade("6.30", "1");
        trade("6.50", "2");
        trade("6.20", "3");
        trade("6.40", "4");
        at(60);
        Candle candle = first();
        assertThat(candle.end()).isEqualTo(START.plusSeconds(60));
        Candle.Course price = Objects.requireNonNull(candle.price());
        assertThat(price.open()).isEqualTo(dollars("6.30"));
        assertThat(price.high()).isEqualTo(dollars("6.50"));
        assertThat(price.low()).isEqualTo(dollars("6.20"));
        assertThat(price.close()).isEqualTo(dollars("6.40"));
        // (6.30 + 13.00 + 18.60 + 25.60) / 10
        assertThat(candle.mean()).hasToString("6.3500");
        assertThat(candle.previous()).isNull();
        assertThat(candle.volume()).hasToString("10.00");
        assertThat(candle.volumeNotional()).hasToString("63.500000");
        assertThat(candle.openInterest()).hasToString("10.00");
        assertThat(candle.openInterestNotional()).hasToString("64.000000");
    }

    @Test
    void aCandleWithoutTradesOnlyHasThePrevious() {
        at(10);
        trade("6.30", "1");
        at(180);
        List<Candle> quiet = candles(START.plusSeconds(61), START.plusSeconds(180), MINUTE);
        assertThat(quiet).hasSize(2).allSatisfy(candle -> {
            assertThat(candle.price()).isNull();
            assertThat(candle.mean()).isNull();
            assertThat(candle.previous()).isEqualTo(dollars("6.30"));
            assertThat(candle.volume()).hasToString("0.00");
            assertThat(candle.openInterest()).hasToString("1.00");
        });
    }

    @Test
    void anEmptySideHasSentinels() {
        at(30);
        alice.bid("6.20", "1");
        at(60);
        Candle candle = first();
        assertThat(candle.bid().low()).isEqualTo(Market.NO_BID);
        assertThat(candle.bid().open()).isEqualTo(Market.NO_BID);
        assertThat(candle.bid().high()).isEqualTo(dollars("6.20"));
        assertThat(candle.bid().close()).isEqualTo(dollars("6.20"));
        assertThat(candle.ask().high()).hasToString("922337203685477.5807");
    }

    @Test
    void quotesGoOnFromOneCandleToTheNext() {
        at(30);
        alice.bid("6.20", "1");
        bob.ask("6.40", "1");
        at(90);
        alice.bid("6.25", "1");
        at(120);
        Candle second =
                candles(START.plusSeconds(120), START.plusSeconds(120), MINUTE).get(0);
        assertThat(second.bid().open()).isEqualTo(dollars("6.20"));
        assertThat(second.bid().low()).isEqualTo(dollars("6.20"));
        assertThat(second.bid().close()).isEqualTo(dollars("6.25"));
        assertThat(second.ask())
                .isEqualTo(new Candle.Course(dollars("6.40"), dollars("6.40"), dollars("6.40"), dollars("6.40")));
    }

    @Test
    void anEndBelongsToItsCandle() {
        at(60);
        trade("6.30", "1");
        assertThat(first().volume()).hasToString("1.00");
        scenario.clock.advance(Duration.ofNanos(1));
        trade("6.30", "2");
        assertThat(first().volume()).hasToString("1.00");
        assertThat(candles(START.plusSeconds(120), START.plusSeconds(120), MINUTE)
                        .get(0)
                        .volume())
                .hasToString("2.00");
    }

    @Test
    void hoursAndDaysAreMadeOfMinutes() {
        at(10);
        trade("6.30", "1");
        at(1800);
        trade("6.50", "2");
        at(3600);
        trade("6.20", "3");
        at(5000);
        trade("6.40", "4");
        at(7200);
        List<Candle> hours = candles(START.plusSeconds(1), START.plusSeconds(7200), HOUR);
        assertThat(hours).hasSize(2);
        assertThat(hours.get(0).volume()).hasToString("6.00");
        assertThat(hours.get(0).price())
                .isEqualTo(new Candle.Course(dollars("6.30"), dollars("6.50"), dollars("6.20"), dollars("6.20")));
        assertThat(hours.get(1).previous()).isEqualTo(dollars("6.20"));
        assertThat(hours.get(1).volume()).hasToString("4.00");
        scenario.clock.advance(Duration.ofHours(10));
        List<Candle> days = candles(START, START.plus(DAY), DAY);
        assertThat(days).singleElement().satisfies(day -> {
            assertThat(day.end()).isEqualTo("2026-10-21T00:00:00Z");
            assertThat(day.volume()).hasToString("10.00");
            assertThat(Objects.requireNonNull(day.price()).open()).isEqualTo(dollars("6.30"));
            assertThat(Objects.requireNonNull(day.price()).close()).isEqualTo(dollars("6.40"));
        });
    }

    @Test
    void thereAreCandlesFromTheBeginningOfTheMarketUntilNow() {
        at(150);
        List<Candle> all = candles(START.minus(DAY), START.plus(DAY), MINUTE);
        assertThat(all)
                .extracting(Candle::end)
                .containsExactly(START, START.plusSeconds(60), START.plusSeconds(120), START.plusSeconds(180));
    }

    @Test
    void oneInFrontTellsThePriceBefore() {
        at(10);
        trade("6.30", "1");
        at(600);
        List<Candle> candles =
                scenario.exchange.candles(BTC, START.plusSeconds(301), START.plusSeconds(420), MINUTE, true);
        assertThat(candles)
                .extracting(Candle::end)
                .containsExactly(START.plusSeconds(360), START.plusSeconds(360), START.plusSeconds(420));
        assertThat(candles.get(0).price()).isNull();
        assertThat(candles.get(0).previous()).isEqualTo(dollars("6.30"));
    }

    @Test
    void thereAreAtMost5000() {
        assertThat(candles(START, START.plusSeconds(4_999 * 60), MINUTE)).isNotEmpty();
        assertThat(refusal(() -> candles(START, START.plusSeconds(5_000 * 60), MINUTE)))
                .isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> candles(START, START, Duration.ofMinutes(5)))).isEqualTo("400 invalid_parameters");
        assertThat(refusal(() -> scenario.exchange.candles("NONE", START, START, MINUTE, false)))
                .isEqualTo("404 not_found");
    }
}
