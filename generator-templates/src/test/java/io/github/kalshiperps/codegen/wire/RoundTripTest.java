package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.golden.containers.model.ContainersModels;
import io.github.kalshiperps.golden.containers.model.DailyValue;
import io.github.kalshiperps.golden.containers.model.Portfolio;
import io.github.kalshiperps.golden.decimals.model.DecimalsModels;
import io.github.kalshiperps.golden.decimals.model.OrderBook;
import io.github.kalshiperps.golden.decimals.model.Position;
import io.github.kalshiperps.golden.times.model.Event;
import io.github.kalshiperps.golden.times.model.TimesModels;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is written back to the letter, also where the value has several spellings. */
class RoundTripTest {
    private final Wire decimals = new Wire(DecimalsModels.factory());
    private final Wire times = new Wire(TimesModels.factory());
    private final Wire containers = new Wire(ContainersModels.factory());

    @Test
    void everyKindOfNumberIsExact() {
        Position position = decimals.readAndWriteBack(
                Position.class,
                "{\"entry_price\":\"0.5600\",\"quantity\":\"-12.00\",\"liquidation_price\":\"0.000100\","
                        + "\"fee_centicents\":12500,\"contract_size\":\"0.000100\",\"roe\":-0.0009593552948286,"
                        + "\"leverage\":3,\"version\":2147483647,\"sequence\":9223372036854775807,"
                        + "\"is_portfolio\":true}");

        assertThat(position.entryPrice()).isEqualTo(FixedPointDollars.of("0.56"));
        assertThat(position.quantity()).isEqualTo(FixedPointCount.of("-12"));
        assertThat(position.liquidationPrice()).isEqualTo(FixedPointDollars.of("0.0001"));
        assertThat(position.feeCenticents()).isEqualTo(Centicents.of(12_500));
        assertThat(position.contractSize()).isEqualTo(new BigDecimal("0.000100"));
        assertThat(position.roe()).isEqualTo(new BigDecimal("-0.0009593552948286"));
        assertThat(position.leverage()).isEqualTo(new BigDecimal("3"));
        assertThat(position.version()).isEqualTo(Integer.MAX_VALUE);
        assertThat(position.sequence()).isEqualTo(Long.MAX_VALUE);
        assertThat(position.isPortfolio()).isTrue();
        assertThat(decimals.heard()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.50, 1.5",
        "-0.00, 0",
        "-0, 0",
        "007.10, 7.1",
        "-00.5, -0.5",
        "0.000000, 0",
        "12345678901234567890.123456, 12345678901234567890.123456"
    })
    void dollarsKeepTheirSpelling(String text, String value) {
        Position position = decimals.readAndWriteBack(
                Position.class,
                "{\"entry_price\":\"" + text + "\",\"quantity\":\"" + text + "\",\"fee_centicents\":1,"
                        + "\"contract_size\":\"" + text + "\",\"roe\":1,\"version\":1}");

        assertThat(position.entryPrice()).isEqualTo(FixedPointDollars.of(value));
        assertThat(position.quantity()).isEqualTo(FixedPointCount.of(value));
        assertThat(position.contractSize()).isEqualByComparingTo(value);
        assertThat(decimals.heard()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1e-3, 0.001", "1.5E2, 150", "-0, 0", "-0.0, 0", "0.10, 0.1", "1E+2, 100", "0e5, 0"})
    void numbersKeepTheirSpelling(String text, String value) {
        Position position = decimals.readAndWriteBack(
                Position.class,
                "{\"entry_price\":\"1\",\"quantity\":\"1\",\"fee_centicents\":-0,\"contract_size\":\"1\",\"roe\":"
                        + text + ",\"version\":-0}");

        assertThat(position.roe()).isEqualByComparingTo(value);
        assertThat(position.feeCenticents()).isEqualTo(Centicents.ZERO);
        assertThat(position.version()).isZero();
        assertThat(decimals.heard()).isEmpty();
    }

    @Test
    void priceLevelsArePairs() {
        OrderBook book = decimals.readAndWriteBack(
                OrderBook.class, "{\"bids\":[[\"0.1400\",\"5.00\"],[\"0.1500\",\"100.00\"]],\"asks\":[]}");

        assertThat(book.bids()).containsExactly(PriceLevel.of("0.14", "5"), PriceLevel.of("0.15", "100"));
    }

    @Test
    void everyKindOfTimeIsRead() {
        Event event = times.readAndWriteBack(
                Event.class,
                "{\"event_id\":\"0b5a3c1e-1111-4222-8333-0123456789ab\","
                        + "\"created_time\":\"2026-06-12T04:02:39.233507Z\",\"updated_time\":null,"
                        + "\"ts_ms\":1781259097787,\"expires_ts\":1781259097,\"report_date\":\"2026-06-12\"}");

        assertThat(event.eventId()).isEqualTo(UUID.fromString("0b5a3c1e-1111-4222-8333-0123456789ab"));
        assertThat(event.createdTime()).isEqualTo(Instant.parse("2026-06-12T04:02:39.233507Z"));
        assertThat(event.tsMs()).isEqualTo(Instant.ofEpochMilli(1_781_259_097_787L));
        assertThat(event.expiresTs()).isEqualTo(Instant.ofEpochSecond(1_781_259_097L));
        assertThat(event.reportDate()).isEqualTo(LocalDate.of(2026, 6, 12));
        assertThat(times.heard()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-06-12T04:02:39Z",
                "2026-06-12T04:02:39.5Z",
                "2026-06-12T04:02:39.23Z",
                "2026-06-12T04:02:39.230Z",
                "2026-06-12T04:02:39.000000Z",
                "2026-06-12T04:02:39.2335071Z",
                "2026-06-12T04:02:39.233507123Z",
                "2026-06-12T00:02:39-04:00",
                "2026-06-12T04:02:39+00:00"
            })
    void instantsKeepTheirSpelling(String text) {
        Event event = times.readAndWriteBack(
                Event.class,
                "{\"event_id\":\"0B5A3C1E-1111-4222-8333-0123456789AB\",\"created_time\":\"" + text
                        + "\",\"ts_ms\":0,\"expires_ts\":-1,\"report_date\":\"2026-06-12\"}");

        assertThat(event.createdTime()).isBetween("2026-06-12T04:02:39Z", "2026-06-12T04:02:39.6Z");
        assertThat(times.heard()).isEmpty();
    }

    @Test
    void listsMapsAndFreeFormValuesKeepTheOrderOfTheWire() {
        Portfolio portfolio = containers.readAndWriteBack(
                Portfolio.class,
                "{\"items\":[{\"ticker\":\"B\",\"price\":\"2\"},{\"ticker\":\"A\",\"price\":\"1\"}],"
                        + "\"main\":{\"ticker\":\"A\",\"price\":\"1\"},"
                        + "\"by_ticker\":{\"Z\":{\"ticker\":\"Z\",\"price\":\"1\"},\"A\":{\"ticker\":\"A\",\"price\":\"1\"}},"
                        + "\"limits\":{\"1000\":\"3.00\",\"10\":\"1.0\"},\"leverage\":{\"b\":1.50,\"a\":2},"
                        + "\"metadata\":{\"z\":{\"n\": 1.0},\"a\":\"x\"},\"sides\":[\"short\",\"long\"],"
                        + "\"subgroups\":[[\"b\",\"a\"],[]],\"history\":[{\"day\":\"2026-06-12\",\"value\":\"1.0\"}]}");

        assertThat(portfolio.byTicker().keySet()).containsExactly("Z", "A");
        assertThat(portfolio.limits().get("1000")).isEqualTo(FixedPointDollars.of("3"));
        assertThat(portfolio.leverage().get("b")).isEqualTo(new BigDecimal("1.50"));
        assertThat(portfolio.metadata().get("z").json()).isEqualTo("{\"n\": 1.0}");
        assertThat(portfolio.subgroups()).containsExactly(List.of("b", "a"), List.of());
        assertThat(portfolio.history()).extracting(DailyValue::day).containsExactly(LocalDate.of(2026, 6, 12));
        assertThat(containers.heard()).isEmpty();
    }
}
