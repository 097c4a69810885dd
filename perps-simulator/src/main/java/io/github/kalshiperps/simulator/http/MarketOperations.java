package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.rest.model.ExchangeStatus;
import io.github.kalshiperps.rest.model.GetMarginFundingRateEstimateResponse;
import io.github.kalshiperps.rest.model.GetMarginHistoricalFundingRatesResponse;
import io.github.kalshiperps.rest.model.GetMarginMarketCandlesticksResponse;
import io.github.kalshiperps.rest.model.GetMarginMarketsResponse;
import io.github.kalshiperps.rest.model.GetMarginRiskParametersResponse;
import io.github.kalshiperps.rest.model.GetMarginTradesResponse;
import io.github.kalshiperps.rest.model.MarginMarketResponse;
import io.github.kalshiperps.rest.model.MarginMarketStatus;
import io.github.kalshiperps.rest.model.MarginOrderbookCount;
import io.github.kalshiperps.rest.model.MarginOrderbookResponse;
import io.github.kalshiperps.rest.model.PeriodInterval;
import io.github.kalshiperps.simulator.engine.BookSnapshot;
import io.github.kalshiperps.simulator.engine.Exchange;
import io.github.kalshiperps.simulator.engine.FundingEstimate;
import io.github.kalshiperps.simulator.engine.Market;
import io.github.kalshiperps.simulator.engine.Page;
import io.github.kalshiperps.simulator.engine.PageRequest;
import io.github.kalshiperps.simulator.engine.Refusal;
import io.github.kalshiperps.simulator.engine.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What everybody may see: the exchange, its markets, its funding rates. Safe for use by several threads. */
final class MarketOperations {
    /** A position is liquidated when its margin ratio reaches it. */
    private static final BigDecimal LIQUIDATION_RATIO = BigDecimal.ONE;

    /** A position is queued for liquidation when its margin ratio reaches it. */
    private static final BigDecimal QUEUE_ENTRY_RATIO = new BigDecimal("0.8");

    /** The demo exchange names a market here that does not exist. */
    private static final String GHOST = "test_perp_market_ticker_002";

    private final Exchange exchange;

    MarketOperations(Exchange exchange) {
        this.exchange = exchange;
    }

    void addTo(Map<String, OperationHandler> handlers) {
        handlers.put("GetMarginExchangeStatus", this::status);
        handlers.put("GetMarginRiskParameters", this::riskParameters);
        handlers.put("GetMarginMarkets", this::list);
        handlers.put("GetMarginMarket", this::get);
        handlers.put("GetMarginMarketOrderbook", this::orderbook);
        handlers.put("GetMarginMarketCandlesticks", this::candlesticks);
        handlers.put("GetMarginTrades", this::trades);
        handlers.put("GetMarginFundingRateEstimate", this::fundingEstimate);
        handlers.put("GetMarginHistoricalFundingRates", this::fundingRates);
    }

    private Object status(Call call) {
        var status = exchange.status();
        return ExchangeStatus.builder()
                .exchangeActive(status.exchangeActive())
                .tradingActive(status.tradingActive())
                .build();
    }

    private Object riskParameters(Call call) {
        Map<String, BigDecimal> multipliers = new LinkedHashMap<>();
        for (Market market : exchange.markets()) {
            multipliers.put(market.ticker(), market.terms().initialMarginMultiplier());
        }
        multipliers.put(GHOST, BigDecimal.ZERO);
        return GetMarginRiskParametersResponse.builder()
                .initialMarginMultiplier(multipliers)
                .liquidationMarginRatioThreshold(LIQUIDATION_RATIO)
                .queueEntryMarginRatioThreshold(QUEUE_ENTRY_RATIO)
                .build();
    }

    private Object list(Call call) {
        MarginMarketStatus status = call.query().choice("status", MarginMarketStatus.class);
        return GetMarginMarketsResponse.builder()
                .markets(exchange.markets().stream()
                        .filter(market ->
                                status == null || market.status().value().equals(status.value()))
                        .map(Models::market)
                        .toList())
                .build();
    }

    private Object get(Call call) {
        Market market = exchange.market(call.path("ticker"));
        if (market == null) {
            throw new Refusal(404, "not_found", "not found", null);
        }
        return MarginMarketResponse.builder().market(Models.market(market)).build();
    }

    private Object orderbook(Call call) {
        FixedPointDollars width = call.query().dollars("aggregation_tick_size");
        if (width != null && !width.isPositive()) {
            throw HttpRefusal.invalidParameters("aggregation_tick_size: expected more than 0");
        }
        int depth = (int) Math.min(call.query().integer("depth", 0), Integer.MAX_VALUE);
        BookSnapshot book = exchange.book(call.path("ticker"), depth, width);
        return MarginOrderbookResponse.builder()
                .orderbook(MarginOrderbookCount.builder()
                        .bids(Models.levels(book.bids()))
                        .asks(Models.levels(book.asks()))
                        .build())
                .build();
    }

    private Object candlesticks(Call call) {
        Query query = call.query();
        Instant start = Objects.requireNonNull(query.time("start_ts"));
        Instant end = Objects.requireNonNull(query.time("end_ts"));
        int minutes = Objects.requireNonNull(query.choice("period_interval", PeriodInterval.class))
                .value();
        if (end.isBefore(start)) {
            throw HttpRefusal.invalidParameters("end_ts: before start_ts");
        }
        String ticker = call.path("ticker");
        return GetMarginMarketCandlesticksResponse.builder()
                .ticker(ticker)
                .candlesticks(exchange
                        .candles(
                                ticker,
                                start,
                                end,
                                Duration.ofMinutes(minutes),
                                query.flag("include_latest_before_start"))
                        .stream()
                        .map(Models::candle)
                        .toList())
                .build();
    }

    private Object trades(Call call) {
        Query query = call.query();
        Page<Trade> page =
                exchange.trades(query.text("ticker"), query.time("min_ts"), query.time("max_ts"), page(query, 100));
        return GetMarginTradesResponse.builder()
                .trades(page.items().stream().map(Models::trade).toList())
                .cursor(page.cursor())
                .build();
    }

    private Object fundingEstimate(Call call) {
        String ticker = Objects.requireNonNull(call.query().text("ticker"));
        if (exchange.market(ticker) == null) {
            // The contract has no 404 here.
            throw HttpRefusal.invalidParameters("ticker: no such market");
        }
        FundingEstimate estimate = exchange.fundingEstimate(ticker);
        return GetMarginFundingRateEstimateResponse.builder()
                .marketTicker(estimate.ticker())
                .computedTime(estimate.computedTime())
                .fundingRate(estimate.rate())
                .markPrice(Models.dollarsOrNull(estimate.markPrice()))
                .nextFundingTime(estimate.nextFundingTime())
                .build();
    }

    private Object fundingRates(Call call) {
        Query query = call.query();
        List<io.github.kalshiperps.simulator.engine.FundingRate> rates =
                exchange.fundingRates(query.text("ticker"), query.time("start_ts"), query.time("end_ts"));
        return GetMarginHistoricalFundingRatesResponse.builder()
                .fundingRates(rates.stream().map(Models::fundingRate).toList())
                .build();
    }

    /** Which page a query asks for. */
    static PageRequest page(Query query, int defaultLimit) {
        return new PageRequest(query.text("cursor"), (int) query.integer("limit", defaultLimit));
    }
}
