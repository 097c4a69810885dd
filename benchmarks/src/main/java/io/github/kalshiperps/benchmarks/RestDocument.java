package io.github.kalshiperps.benchmarks;

import io.github.kalshiperps.rest.model.GetMarginHistoricalFundingRatesResponse;
import io.github.kalshiperps.rest.model.GetMarginMarketsResponse;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/**
 * The responses to be decoded. Members, their order and their notation are those of the exchange; the values are made
 * up from a seed, so that every run sees the same bytes and no branch predictor can learn the digits.
 */
public enum RestDocument {
    /** The list of all markets: about 11 KB, many members, few elements. */
    MARKETS(GetMarginMarketsResponse.class, JacksonModels.Markets.class, 64),
    /** Three months of funding rates: about 450 KB, few members, many elements. */
    FUNDING_RATES(GetMarginHistoricalFundingRatesResponse.class, JacksonModels.FundingRates.class, 1);

    static final int FUNDING_ROWS = 3_600;

    private static final List<String> COINS =
            List.of("ADA", "AVAX", "BCH", "BTC", "DOGE", "DOT", "ETH", "HBAR", "LINK", "LTC", "SOL", "SUI", "XRP");
    private static final Instant START = Instant.parse("2025-11-03T04:00:00Z");

    private final Class<?> model;
    private final Class<?> jacksonModel;
    private final int variants;

    RestDocument(Class<?> model, Class<?> jacksonModel, int variants) {
        this.model = model;
        this.jacksonModel = jacksonModel;
        this.variants = variants;
    }

    /** The generated class that our client decodes it to. */
    Class<?> model() {
        return model;
    }

    /** The class with the same members that Jackson decodes it to. */
    Class<?> jacksonModel() {
        return jacksonModel;
    }

    /** Documents of equal shape and different values; enough of them that their digits cannot be learned. */
    List<byte[]> variants() {
        List<byte[]> documents = new ArrayList<>();
        for (int seed = 0; seed < variants; seed++) {
            documents.add(text(new Random(seed)).getBytes(StandardCharsets.UTF_8));
        }
        return documents;
    }

    private String text(Random random) {
        return switch (this) {
            case MARKETS -> markets(random);
            case FUNDING_RATES -> fundingRates(random);
        };
    }

    private static String markets(Random random) {
        StringJoiner markets = new StringJoiner(",", "{\"markets\":[", "]}");
        for (String coin : COINS) {
            markets.add(market(coin, random));
        }
        return markets.toString();
    }

    private static String market(String coin, Random random) {
        int price = random.nextInt(5_000, 400_000);
        BigDecimal size = BigDecimal.ONE.movePointLeft(random.nextInt(5)).setScale(6);
        return """
                {"ask":"%s","asset_class":"crypto","bid":"%s","contract_size":"%s","exchange_index":%d,\
                "fractional_trading_enabled":%b,"leverage_estimate":%s,"leverage_estimates":%s,\
                "liquidation_mark_price":%s,"open_interest":"%s","open_interest_notional_value_dollars":"%s",\
                "price":"%s","reference_price":%s,"schedule":%s,"settlement_mark_price":%s,"status":"%s",\
                "tick_size":"0.0001","ticker":"KX%sPERP1","title":"%s %s","underlying_multiplier":"%s",\
                "volume":"%s","volume_24h":"%s","volume_24h_notional_value_dollars":"%s",\
                "volume_notional_value_dollars":"%s"}""".formatted(
                        decimal(price + random.nextInt(1, 300), 4),
                        decimal(price - random.nextInt(1, 300), 4),
                        size,
                        random.nextInt(4),
                        random.nextBoolean(),
                        leverage(random),
                        leverages(random),
                        mark(price, random),
                        decimal(100L * random.nextInt(500, 3_000_000), 2),
                        decimal(random.nextLong(10_000_000_000L, 20_000_000_000_000L), 6),
                        decimal(price, 4),
                        mark(price, random),
                        schedule(random),
                        mark(price, random),
                        random.nextInt(8) == 0 ? "inactive" : "active",
                        coin,
                        size.stripTrailingZeros().toPlainString(),
                        coin,
                        size,
                        decimal(100L * random.nextInt(1_000_000, Integer.MAX_VALUE), 2),
                        decimal(100L * random.nextInt(1_000, 2_000_000), 2),
                        decimal(random.nextLong(10_000_000_000L, 20_000_000_000_000L), 6),
                        decimal(random.nextLong(10_000_000_000_000L, 4_000_000_000_000_000L), 6));
    }

    private static String mark(int price, Random random) {
        return "{\"price\":\"%s\",\"ts_ms\":%d}"
                .formatted(
                        decimal(price + random.nextInt(-900, 900), 4),
                        START.toEpochMilli() + random.nextInt(Integer.MAX_VALUE));
    }

    private static String schedule(Random random) {
        boolean open = random.nextBoolean();
        long next = START.getEpochSecond() + 1_800L * random.nextInt(10_000);
        return "{\"is_open\":%b,\"next_close_ts\":%s,\"next_open_ts\":%s}"
                .formatted(open, open ? next : null, open ? null : next);
    }

    private static String leverages(Random random) {
        return "{\"1000\":%s,\"10000\":%s,\"100000\":%s,\"1000000\":%s}"
                .formatted(leverage(random), leverage(random), leverage(random), leverage(random));
    }

    /** A JSON number as a program with binary floats prints it: no zeros at the end. */
    private static String leverage(Random random) {
        return BigDecimal.valueOf(random.nextInt(10_000, 100_000), 4)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String fundingRates(Random random) {
        StringJoiner rows = new StringJoiner(",", "{\"funding_rates\":[", "]}");
        for (int row = 0; row < FUNDING_ROWS; row++) {
            rows.add(fundingRate(row, random));
        }
        return rows.toString();
    }

    private static String fundingRate(int row, Random random) {
        Instant time = START.plus(row / COINS.size() * 8L, ChronoUnit.HOURS);
        if (random.nextInt(700) == 0) {
            time = time.plus(random.nextInt(1, 1_000_000), ChronoUnit.MICROS);
        }
        // Up to 13 significant digits behind the zeros; the exchange prints a rate of nothing as an integer.
        String rate = random.nextInt(40) == 0
                ? "0"
                : BigDecimal.valueOf(random.nextLong(-20_000_000_000_000L, 20_000_000_000_000L), 16)
                        .stripTrailingZeros()
                        .toPlainString();
        return "{\"funding_rate\":%s,\"funding_time\":\"%s\",\"mark_price\":\"%s\",\"market_ticker\":\"KX%sPERP1\"}"
                .formatted(rate, time, decimal(random.nextInt(5_000, 400_000), 4), COINS.get(row % COINS.size()));
    }

    private static String decimal(long unscaled, int decimals) {
        return BigDecimal.valueOf(unscaled, decimals).toPlainString();
    }
}
