package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.golden.operations.model.ItemsListParams;
import io.github.kalshiperps.golden.operations.model.MarketDataCandlesParams;
import io.github.kalshiperps.golden.operations.model.PeriodInterval;
import io.github.kalshiperps.golden.operations.model.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Parameter objects are maps of what goes into the query. */
class ParamsTest {
    @Test
    void everyTypeIsPrintedAsTheExchangeReadsIt() {
        ItemsListParams params = ItemsListParams.builder()
                .limit(5L)
                .cursor("a=b&c")
                .side(Side.BID)
                .minTs(Instant.parse("2026-06-12T04:02:39.999Z"))
                .sinceMs(Instant.parse("1970-01-01T00:00:01.234567Z"))
                .minPrice(FixedPointDollars.of("5"))
                .multiplier(new BigDecimal("1E+3"))
                .archived(false)
                .ticker("BTC")
                .build();

        assertThat(params)
                .containsExactly(
                        entry("limit", "5"),
                        entry("cursor", "a=b&c"),
                        entry("side", "bid"),
                        entry("min_ts", "1781236959"),
                        entry("since_ms", "1234"),
                        entry("min_price", "5.00"),
                        entry("multiplier", "1000"),
                        entry("archived", "false"),
                        entry("ticker", "BTC"));
    }

    @Test
    void requiredParametersOfEveryType() {
        assertThat(candles().build())
                .containsExactly(
                        entry("ticker", "BTC"),
                        entry("start_ts", "0"),
                        entry("day", "2026-06-12"),
                        entry("depth", "100"),
                        entry("period_interval", "60"));
    }

    private static MarketDataCandlesParams.Builder candles() {
        return MarketDataCandlesParams.builder()
                .ticker("BTC")
                .startTs(Instant.EPOCH)
                .day(LocalDate.of(2026, 6, 12))
                .depth(100)
                .periodInterval(PeriodInterval.ONE_HOUR);
    }

    @Test
    void nothingIsSentUnlessItIsSet() {
        assertThat(ItemsListParams.builder().build()).isEmpty();
        assertThat(ItemsListParams.builder().limit(5L).limit(null).build()).isEmpty();
    }

    @Test
    void aMissingRequiredParameterIsNamed() {
        assertThatThrownBy(() -> MarketDataCandlesParams.builder().ticker("BTC").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MarketDataCandlesParams.start_ts is required but was not set");
    }

    @Test
    void valuesBeyondTheBoundsAreRefused() {
        assertThatThrownBy(() -> ItemsListParams.builder().limit(0L))
                .hasMessage("ItemsListParams.limit: expected from 1 to 1000 but was 0");
        assertThatThrownBy(() -> candles().depth(101))
                .hasMessage("MarketDataCandlesParams.depth: expected from 1 to 100 but was 101");
        assertThatThrownBy(() -> candles().ticker(""))
                .hasMessage("MarketDataCandlesParams.ticker: expected at least 1 characters but was 0");
        assertThatThrownBy(() -> ItemsListParams.builder().ticker("btc"))
                .hasMessage("ItemsListParams.ticker: 'btc' does not match ^[A-Z]+$");
        assertThatThrownBy(() -> ItemsListParams.builder().minPrice(FixedPointDollars.of("0.00001")))
                .hasMessageStartingWith("ItemsListParams.min_price: 0.00001 has more than 4 decimals");
    }

    @Test
    void parametersThatExcludeEachOtherAreRefused() {
        ItemsListParams.Builder both = ItemsListParams.builder().ticker("BTC").eventTicker("E");

        assertThatThrownBy(both::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ItemsListParams: at most one of ticker, event_ticker may be set, but 2 are");
    }

    @Test
    void aCopyCanBeChangedWithoutTheOriginal() {
        ItemsListParams first = ItemsListParams.builder().limit(5L).build();

        ItemsListParams second = first.toBuilder().cursor("next").build();

        assertThat(first).containsOnlyKeys("limit");
        assertThat(second).containsExactly(entry("limit", "5"), entry("cursor", "next"));
    }

    @Test
    void theMapIsReadOnlyAndComparesLikeAnyMap() {
        ItemsListParams params = ItemsListParams.builder().limit(5L).build();

        assertThat(params).isEqualTo(java.util.Map.of("limit", "5")).hasToString("{limit=5}");
        assertThatThrownBy(() -> params.put("limit", "6")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> params.clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aParameterThatTheContractDoesNotKnowCanBeSent() {
        assertThat(ItemsListParams.builder().putQuery("new_filter", "x").build())
                .containsExactly(entry("new_filter", "x"));
    }
}
