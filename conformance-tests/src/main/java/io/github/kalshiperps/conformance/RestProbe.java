package io.github.kalshiperps.conformance;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.rest.model.FundingHistoricalRatesParams;
import io.github.kalshiperps.rest.model.FundingHistoryParams;
import io.github.kalshiperps.rest.model.FundingRateEstimateParams;
import io.github.kalshiperps.rest.model.GetMarginFillsResponse;
import io.github.kalshiperps.rest.model.GetMarginMarketsResponse;
import io.github.kalshiperps.rest.model.GetMarginOrdersResponse;
import io.github.kalshiperps.rest.model.GetMarginTradesResponse;
import io.github.kalshiperps.rest.model.GetOrderGroupsResponse;
import io.github.kalshiperps.rest.model.MarginBalanceParams;
import io.github.kalshiperps.rest.model.MarginMarket;
import io.github.kalshiperps.rest.model.MarginMarketStatus;
import io.github.kalshiperps.rest.model.MarketsCandlesticksParams;
import io.github.kalshiperps.rest.model.MarketsListParams;
import io.github.kalshiperps.rest.model.MarketsOrderbookParams;
import io.github.kalshiperps.rest.model.OrdersListParams;
import io.github.kalshiperps.rest.model.PeriodInterval;
import io.github.kalshiperps.rest.model.PortfolioFillsParams;
import io.github.kalshiperps.rest.model.PortfolioTradesParams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks every operation of the perps REST API that only reads, with what else the exchange told. For one thread.
 *
 * <p>Operations that write are left out. Lists are asked for two pages, where there are two.
 */
final class RestProbe {
    private static final int MARKETS = 3;
    private static final long PAGE = 2;
    private static final String NO_KEY = "needs a key";

    private final PerpsClient client;
    private final boolean hasKey;
    private final Clock clock;
    private final Asking asking = new Asking();

    RestProbe(PerpsClient client, boolean hasKey, Clock clock) {
        this.client = client;
        this.hasKey = hasKey;
        this.clock = clock;
    }

    /**
     * Asks them all.
     *
     * @return what was asked
     * @throws ConformanceException if nobody answers
     */
    Asking ask() {
        exchange();
        List<String> tickers = new ArrayList<>();
        asking.going(() -> markets(tickers));
        for (String ticker : tickers) {
            asking.going(() -> market(ticker));
        }
        if (hasKey) {
            account(tickers);
            asking.going(this::fills);
            asking.going(this::orders);
            asking.going(this::groups);
        }
        for (ApiOperation operation : PerpsOperations.ALL) {
            if (!operation.httpMethod().equals("GET")) {
                asking.leaveOut(operation.id(), "writes");
            } else if (!hasKey && operation.requiresAuth()) {
                asking.leaveOut(operation.id(), NO_KEY);
            } else {
                asking.leaveOut(operation.id(), "this version has no question for it");
            }
        }
        return asking;
    }

    private void exchange() {
        asking.ask("GetMarginExchangeStatus", client.exchange().status());
        asking.ask("GetMarginRiskParameters", client.exchange().riskParameters());
    }

    /** Picks some markets: those that trade first, and one that does not if there is one. */
    private void markets(List<String> tickers) {
        GetMarginMarketsResponse markets =
                asking.ask("GetMarginMarkets", client.markets().list());
        asking.ask(
                "GetMarginMarkets",
                client.markets()
                        .list(MarketsListParams.builder()
                                .status(MarginMarketStatus.ACTIVE)
                                .build()));
        asking.ask("GetMarginMarket", client.markets().get("NOSUCHPERP"));
        if (markets == null) {
            return;
        }
        List<MarginMarket> listed = markets.markets();
        listed.stream()
                .filter(market -> MarginMarketStatus.ACTIVE.equals(market.status()))
                .limit(MARKETS)
                .forEach(market -> tickers.add(market.ticker()));
        listed.stream()
                .filter(market -> !MarginMarketStatus.ACTIVE.equals(market.status()))
                .limit(1)
                .forEach(market -> tickers.add(market.ticker()));
    }

    private void market(String ticker) {
        Instant now = clock.instant();
        asking.ask("GetMarginMarket", client.markets().get(ticker));
        asking.ask("GetMarginMarketOrderbook", client.markets().orderbook(ticker));
        asking.ask(
                "GetMarginMarketOrderbook",
                client.markets()
                        .orderbook(
                                ticker,
                                MarketsOrderbookParams.builder().depth(3L).build()));
        asking.ask(
                "GetMarginMarketCandlesticks",
                client.markets()
                        .candlesticks(
                                ticker,
                                MarketsCandlesticksParams.builder()
                                        .startTs(now.minus(Duration.ofHours(2)))
                                        .endTs(now)
                                        .periodInterval(PeriodInterval.ONE_MINUTE)
                                        .build()));
        asking.ask(
                "GetMarginFundingRateEstimate",
                client.funding()
                        .rateEstimate(FundingRateEstimateParams.builder()
                                .ticker(ticker)
                                .build()));
        asking.ask(
                "GetMarginHistoricalFundingRates",
                client.funding()
                        .historicalRates(FundingHistoricalRatesParams.builder()
                                .ticker(ticker)
                                .startTs(now.minus(Duration.ofDays(2)))
                                .endTs(now)
                                .build()));
        PortfolioTradesParams.Builder trades =
                PortfolioTradesParams.builder().ticker(ticker).limit(PAGE);
        GetMarginTradesResponse first =
                asking.ask("GetMarginTrades", client.portfolio().trades(trades.build()));
        if (first != null && goesOn(first.cursor())) {
            asking.ask(
                    "GetMarginTrades",
                    client.portfolio().trades(trades.cursor(first.cursor()).build()));
        }
    }

    private void account(List<String> tickers) {
        asking.ask("GetMarginEnabled", client.exchange().enabled());
        asking.ask("GetPerpsAccountApiLimits", client.margin().apiLimits());
        asking.ask("GetMarginBalance", client.margin().balance());
        asking.ask(
                "GetMarginBalance",
                client.margin()
                        .balance(MarginBalanceParams.builder()
                                .computeAvailableBalance(true)
                                .build()));
        asking.ask("GetMarginFeeTierRates", client.margin().feeTierRates());
        asking.ask("GetMarginFeeTiers", client.margin().feeTiers());
        asking.ask("GetMarginNotionalRiskLimit", client.margin().notionalRiskLimit());
        asking.ask("GetMarginRisk", client.margin().risk());
        asking.ask("GetMarginPositions", client.portfolio().positions());
        asking.ask("GetFCMSubtraderRiskControls", client.fcm().subtraderRiskControls());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        asking.ask(
                "GetMarginFundingHistory",
                client.funding()
                        .history(FundingHistoryParams.builder()
                                .startDate(today.minusDays(7))
                                .endDate(today)
                                .build()));
        for (String ticker : tickers) {
            asking.ask("GetCrossMarginExitTriggers", client.exitTriggers().listCross(ticker));
            asking.ask("GetIsolatedMarginExitTriggers", client.exitTriggers().listIsolated(ticker));
        }
    }

    private void fills() {
        PortfolioFillsParams.Builder fills = PortfolioFillsParams.builder().limit(PAGE);
        GetMarginFillsResponse first =
                asking.ask("GetMarginFills", client.portfolio().fills(fills.build()));
        if (first != null && goesOn(first.cursor())) {
            asking.ask(
                    "GetMarginFills",
                    client.portfolio().fills(fills.cursor(first.cursor()).build()));
        }
    }

    private void orders() {
        OrdersListParams.Builder orders = OrdersListParams.builder().limit(PAGE);
        GetMarginOrdersResponse first =
                asking.ask("GetMarginOrders", client.orders().list(orders.build()));
        asking.ask("GetMarginOrder", client.orders().get(UUID.randomUUID().toString()));
        if (first == null) {
            return;
        }
        if (goesOn(first.cursor())) {
            asking.ask(
                    "GetMarginOrders",
                    client.orders().list(orders.cursor(first.cursor()).build()));
        }
        first.orders().stream()
                .limit(1)
                .forEach(order -> asking.ask("GetMarginOrder", client.orders().get(order.orderId())));
    }

    private void groups() {
        GetOrderGroupsResponse groups =
                asking.ask("GetMarginOrderGroups", client.orderGroups().list());
        asking.ask(
                "GetMarginOrderGroup",
                client.orderGroups().get(UUID.randomUUID().toString()));
        if (groups != null) {
            groups.orderGroups().stream()
                    .limit(1)
                    .forEach(group -> asking.ask(
                            "GetMarginOrderGroup", client.orderGroups().get(group.id())));
        }
    }

    private static boolean goesOn(@Nullable String cursor) {
        return cursor != null && !cursor.isEmpty();
    }
}
