package io.github.kalshiperps.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.json.Decoding;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.rest.model.GetMarginHistoricalFundingRatesResponse;
import io.github.kalshiperps.rest.model.GetMarginMarketsResponse;
import io.github.kalshiperps.rest.model.MarginFundingRate;
import io.github.kalshiperps.rest.model.MarginMarket;
import io.github.kalshiperps.rest.model.MarginMarketSchedule;
import io.github.kalshiperps.rest.model.PerpsModels;
import io.github.kalshiperps.rest.model.TickerPrice;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A decoder may only be compared with another that gives the same values, to the last zero of a decimal. */
class RestDecodeTest {
    private static final JsonMapper MAPPER = JsonMapper.of(PerpsModels.factory());

    @Test
    void marketListsHaveTheUsualSize() throws IOException {
        for (byte[] json : RestDocument.MARKETS.variants()) {
            assertThat(json.length).isBetween(11_000, 12_000);
            assertThat(strict(GetMarginMarketsResponse.class, json).markets()).hasSize(13);
        }
    }

    @Test
    void fundingHistoryIsLong() throws IOException {
        byte[] json = RestDocument.FUNDING_RATES.variants().get(0);
        assertThat(json.length).isBetween(430_000, 460_000);
        List<MarginFundingRate> rows =
                strict(GetMarginHistoricalFundingRatesResponse.class, json).fundingRates();
        assertThat(rows).hasSize(3_600);
        assertThat(rows)
                .filteredOn(row -> row.fundingTime().toString().length() > "2026-06-12T04:00:00Z".length())
                .as("times with microseconds")
                .hasSizeBetween(1, 20);
    }

    @Test
    void bothDecodersGiveTheSameMarkets() throws IOException {
        for (byte[] json : RestDocument.MARKETS.variants()) {
            List<MarginMarket> ours =
                    strict(GetMarginMarketsResponse.class, json).markets();
            JacksonModels.Markets theirs = jackson(JacksonModels.Markets.class, json);
            assertThat(theirs.markets)
                    .usingRecursiveComparison()
                    .isEqualTo(ours.stream().map(RestDecodeTest::asJackson).toList());
        }
    }

    @Test
    void bothDecodersGiveTheSameFundingRates() throws IOException {
        byte[] json = RestDocument.FUNDING_RATES.variants().get(0);
        List<MarginFundingRate> ours =
                strict(GetMarginHistoricalFundingRatesResponse.class, json).fundingRates();
        JacksonModels.FundingRates theirs = jackson(JacksonModels.FundingRates.class, json);
        assertThat(theirs.fundingRates)
                .usingRecursiveComparison()
                .isEqualTo(ours.stream().map(RestDecodeTest::asJackson).toList());
    }

    @Test
    void comparisonSeesTheScale() {
        JacksonModels.FundingRate one = new JacksonModels.FundingRate();
        one.markPrice = new BigDecimal("6.3300");
        JacksonModels.FundingRate other = new JacksonModels.FundingRate();
        other.markPrice = new BigDecimal("6.33");
        assertThat(Arrays.asList(one)).usingRecursiveComparison().isNotEqualTo(Arrays.asList(other));
    }

    /** Strict, since a deviation of the documents from the contract would be timed, too. */
    private static <T> T strict(Class<T> type, byte[] json) throws IOException {
        return MAPPER.decoding(Decoding.STRICT).read(type, new Buffer().write(json));
    }

    private static <T> T jackson(Class<T> type, byte[] json) throws IOException {
        return JacksonModels.mapper().readValue(json, type);
    }

    private static JacksonModels.Market asJackson(MarginMarket from) {
        JacksonModels.Market to = new JacksonModels.Market();
        to.ticker = from.ticker();
        to.title = from.title();
        to.exchangeIndex = from.exchangeIndex();
        to.contractSize = from.contractSize();
        to.underlyingMultiplier = from.underlyingMultiplier();
        to.tickSize = number(from.tickSize());
        to.status = JacksonModels.Status.valueOf(from.status().value().toUpperCase(Locale.ROOT));
        to.fractionalTradingEnabled = from.fractionalTradingEnabled();
        to.leverageEstimate = from.leverageEstimate();
        to.leverageEstimates = nullIfEmpty(from.leverageEstimates());
        to.longLeverageEstimates = nullIfEmpty(from.longLeverageEstimates());
        to.shortLeverageEstimates = nullIfEmpty(from.shortLeverageEstimates());
        to.price = number(from.price());
        to.volume = number(from.volume());
        to.volumeNotionalValueDollars = number(from.volumeNotionalValueDollars());
        to.openInterest = number(from.openInterest());
        to.openInterestNotionalValueDollars = number(from.openInterestNotionalValueDollars());
        to.volume24h = number(from.volume24h());
        to.volume24hNotionalValueDollars = number(from.volume24hNotionalValueDollars());
        to.bid = number(from.bid());
        to.ask = number(from.ask());
        to.settlementMarkPrice = asJackson(from.settlementMarkPrice());
        to.liquidationMarkPrice = asJackson(from.liquidationMarkPrice());
        to.referencePrice = asJackson(from.referencePrice());
        to.assetClass = from.assetClass();
        to.schedule = asJackson(from.schedule());
        return to;
    }

    private static JacksonModels.@Nullable Mark asJackson(@Nullable TickerPrice from) {
        if (from == null) {
            return null;
        }
        JacksonModels.Mark to = new JacksonModels.Mark();
        to.price = number(from.price());
        to.tsMs = from.tsMs();
        return to;
    }

    private static JacksonModels.@Nullable Schedule asJackson(@Nullable MarginMarketSchedule from) {
        if (from == null) {
            return null;
        }
        JacksonModels.Schedule to = new JacksonModels.Schedule();
        to.isOpen = from.isOpen();
        to.nextCloseTs = from.nextCloseTs();
        to.nextOpenTs = from.nextOpenTs();
        return to;
    }

    private static JacksonModels.FundingRate asJackson(MarginFundingRate from) {
        JacksonModels.FundingRate to = new JacksonModels.FundingRate();
        to.marketTicker = from.marketTicker();
        to.fundingTime = from.fundingTime();
        to.fundingRate = from.fundingRate();
        to.markPrice = number(from.markPrice());
        return to;
    }

    private static @Nullable BigDecimal number(@Nullable FixedPointDollars dollars) {
        return dollars == null ? null : dollars.toBigDecimal();
    }

    private static @Nullable BigDecimal number(@Nullable FixedPointCount count) {
        return count == null ? null : count.toBigDecimal();
    }

    /** Our accessors give an empty map for one that was not sent. */
    private static <T> @Nullable Map<String, T> nullIfEmpty(Map<String, T> map) {
        return map.isEmpty() ? null : map;
    }
}
