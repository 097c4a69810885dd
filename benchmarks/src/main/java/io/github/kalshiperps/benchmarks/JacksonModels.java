package io.github.kalshiperps.benchmarks;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a careful user of Jackson would write for the same responses: the members of the generated classes, exact
 * decimals, {@link Instant} for times, unknown members ignored. Public fields, which Jackson fills a little faster than
 * records.
 */
final class JacksonModels {
    private JacksonModels() {}

    static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    static final class Markets {
        public @Nullable List<Market> markets;
    }

    static final class Market {
        public @Nullable String ticker;
        public @Nullable String title;
        public @Nullable Long exchangeIndex;
        public @Nullable BigDecimal contractSize;
        public @Nullable BigDecimal underlyingMultiplier;
        public @Nullable BigDecimal tickSize;
        public @Nullable Status status;
        public @Nullable Boolean fractionalTradingEnabled;
        public @Nullable BigDecimal leverageEstimate;
        public @Nullable Map<String, BigDecimal> leverageEstimates;
        public @Nullable Map<String, BigDecimal> longLeverageEstimates;
        public @Nullable Map<String, BigDecimal> shortLeverageEstimates;
        public @Nullable BigDecimal price;
        public @Nullable BigDecimal volume;
        public @Nullable BigDecimal volumeNotionalValueDollars;
        public @Nullable BigDecimal openInterest;
        public @Nullable BigDecimal openInterestNotionalValueDollars;

        @JsonProperty("volume_24h")
        public @Nullable BigDecimal volume24h;

        @JsonProperty("volume_24h_notional_value_dollars")
        public @Nullable BigDecimal volume24hNotionalValueDollars;

        public @Nullable BigDecimal bid;
        public @Nullable BigDecimal ask;
        public @Nullable Mark settlementMarkPrice;
        public @Nullable Mark liquidationMarkPrice;
        public @Nullable Mark referencePrice;
        public @Nullable String assetClass;
        public @Nullable Map<String, JsonNode> productMetadata;
        public @Nullable Schedule schedule;
    }

    enum Status {
        @JsonProperty("inactive")
        INACTIVE,
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("closed")
        CLOSED
    }

    static final class Mark {
        public @Nullable BigDecimal price;

        @JsonFormat(without = JsonFormat.Feature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
        public @Nullable Instant tsMs;
    }

    static final class Schedule {
        public @Nullable Boolean isOpen;
        public @Nullable Instant nextCloseTs;
        public @Nullable Instant nextOpenTs;
    }

    static final class FundingRates {
        public @Nullable List<FundingRate> fundingRates;
    }

    static final class FundingRate {
        public @Nullable String marketTicker;
        public @Nullable Instant fundingTime;
        public @Nullable BigDecimal fundingRate;
        public @Nullable BigDecimal markPrice;
    }
}
