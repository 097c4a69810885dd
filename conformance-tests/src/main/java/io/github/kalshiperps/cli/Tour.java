package io.github.kalshiperps.cli;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.BookView;
import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.klear.model.GetSettlementBalanceResponse;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.AmendMarginOrderRequest;
import io.github.kalshiperps.rest.model.AmendMarginOrderResponse;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateMarginOrderRequest;
import io.github.kalshiperps.rest.model.CreateMarginOrderResponse;
import io.github.kalshiperps.rest.model.ExchangeStatus;
import io.github.kalshiperps.rest.model.FundingHistoryParams;
import io.github.kalshiperps.rest.model.FundingRateEstimateParams;
import io.github.kalshiperps.rest.model.GetMarginFeeTiersResponse;
import io.github.kalshiperps.rest.model.GetMarginFundingRateEstimateResponse;
import io.github.kalshiperps.rest.model.MarginBalanceParams;
import io.github.kalshiperps.rest.model.MarginFill;
import io.github.kalshiperps.rest.model.MarginFundingHistoryEntry;
import io.github.kalshiperps.rest.model.MarginMarket;
import io.github.kalshiperps.rest.model.MarginOrder;
import io.github.kalshiperps.rest.model.MarginOrderbookCount;
import io.github.kalshiperps.rest.model.MarginPosition;
import io.github.kalshiperps.rest.model.MarginSubaccountBalance;
import io.github.kalshiperps.rest.model.MarginTrade;
import io.github.kalshiperps.rest.model.MarketsOrderbookParams;
import io.github.kalshiperps.rest.model.PortfolioFillsParams;
import io.github.kalshiperps.rest.model.PortfolioTradesParams;
import io.github.kalshiperps.rest.model.SelfTradePreventionType;
import io.github.kalshiperps.rest.model.TimeInForce;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.simulator.engine.BookSnapshot;
import io.github.kalshiperps.ws.LiveBooks;
import io.github.kalshiperps.ws.MessageStream;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.Subscription;
import io.github.kalshiperps.ws.model.Fill;
import io.github.kalshiperps.ws.model.FillMessage;
import io.github.kalshiperps.ws.model.FundingRate;
import io.github.kalshiperps.ws.model.Ticker;
import io.github.kalshiperps.ws.model.TickerMessage;
import io.github.kalshiperps.ws.model.TickerPrice;
import io.github.kalshiperps.ws.model.Trade;
import io.github.kalshiperps.ws.model.TradeMessage;
import java.io.PrintWriter;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The steps of the tour, in order, each telling what it calls and what came of it. For one thread. The exchange's time stands still
 * between the steps, so that runs with one seed are alike.
 */
final class Tour {
    private static final String TICKER = "KXBTCPERP1";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final FixedPointCount BOUGHT = FixedPointCount.of("5.00");
    private static final FixedPointCount SOLD = FixedPointCount.of("2.00");
    private static final FixedPointDollars TICK = FixedPointDollars.of("0.0001");
    private static final int LEVELS = 3;
    private static final int MOVES = 12;
    private static final int MOST_MOVES = 500;
    private static final int LATEST_TRADES = 3;

    private final PerpsSimulator simulator;
    private final PerpsClient client;
    private final KlearClient klear;
    private final PrintWriter out;
    private int steps;
    private int orders;

    Tour(PerpsSimulator simulator, PrintWriter out) {
        this.simulator = simulator;
        this.client = simulator.client();
        this.klear = simulator.klear();
        this.out = out;
    }

    /**
     * Goes through all steps.
     *
     * @throws TourException at the first that does not turn out as it should
     */
    void walk() throws InterruptedException {
        say(
                "A tour of the clients on a simulated exchange, on this machine only. Prices, money and the other traders are made up;");
        say("the messages, signatures and errors have the shapes of the real ones. Exchange time: "
                + simulator.clock().instant());
        move(MOVES);
        status();
        markets();
        book();
        try (PerpsWebSocket session = simulator.session().connect()) {
            live(session);
            trade(session);
        }
        money();
        refusal();
        funding();
        flatten();
        clearing();
        out.println();
    }

    private void status() {
        step("Is the exchange open?", "client.exchange().status()");
        ExchangeStatus status = client.exchange().status().execute();
        say("exchange active: " + status.exchangeActive() + ", trading active: " + status.tradingActive());
        require(status.exchangeActive() && status.tradingActive(), "the exchange is paused");
    }

    private void markets() {
        step("What is traded?", "client.markets().list()");
        List<MarginMarket> markets = client.markets().list().execute().markets();
        row("market", "status", "bid", "ask", "last", "volume");
        for (MarginMarket market : markets) {
            row(
                    market.ticker(),
                    market.status().value(),
                    text(market.bid()),
                    text(market.ask()),
                    text(market.price()),
                    text(market.volume()));
        }
        require(markets.stream().anyMatch(market -> market.ticker().equals(TICKER)), "there is no market " + TICKER);
    }

    private void book() {
        step("The book of one market", "client.markets().orderbook(\"" + TICKER + "\", depth 3)");
        MarginOrderbookCount book = client.markets()
                .orderbook(
                        TICKER,
                        MarketsOrderbookParams.builder().depth((long) LEVELS).build())
                .execute()
                .orderbook();
        say("(the exchange sends the best level last)");
        levels(bestFirst(book.bids(), true), bestFirst(book.asks(), false));
    }

    private void live(PerpsWebSocket session) throws InterruptedException {
        step("The same market live", "session.books(…), session.trades(…), session.tickers(…)");
        try (LiveBooks books = session.books(TICKER);
                MessageStream<TradeMessage> trades = session.trades(TICKER).stream();
                MessageStream<TickerMessage> tickers = session.tickers(TICKER).everyMessage().stream()) {
            await(books);
            await(trades);
            await(tickers);
            move(MOVES);
            // Tickers come once a second at most: the last one says how things stand now.
            simulator.advance(Duration.ofSeconds(2));

            BookView book = caughtUp(books);
            say("the live book after " + MOVES + " moves of the market, equal to the exchange's own, level by level:");
            levels(book.bids(), book.asks());
            latest(trades);
            latestTicker(tickers);
        }
    }

    private BookView caughtUp(LiveBooks books) throws InterruptedException {
        BookSnapshot truth = simulator.exchange().book(TICKER);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            BookView view = awaitBook(books);
            if (view.bids().equals(truth.bids()) && view.asks().equals(truth.asks())) {
                return view;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new TourException("the live book " + view.bids() + " / " + view.asks() + " is not the exchange's "
                        + truth.bids() + " / " + truth.asks());
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static BookView awaitBook(LiveBooks books) throws InterruptedException {
        try {
            return books.await(TICKER, PATIENCE);
        } catch (TimeoutException e) {
            throw new TourException("no book within " + PATIENCE.toSeconds() + " s: " + e.getMessage());
        }
    }

    private void latest(MessageStream<TradeMessage> stream) throws InterruptedException {
        List<MarginTrade> recorded = client.portfolio()
                .trades(PortfolioTradesParams.builder().ticker(TICKER).limit(1L).build())
                .execute()
                .trades();
        require(!recorded.isEmpty(), "nobody traded");
        String last = recorded.get(0).tradeId();
        List<Trade> heard = new ArrayList<>();
        while (heard.isEmpty()
                || !heard.get(heard.size() - 1).tradeId().toString().equals(last)) {
            Optional<TradeMessage> message = stream.next(PATIENCE);
            require(message.isPresent(), "the feed did not bring trade " + last);
            heard.add(message.orElseThrow().msg());
        }
        say(heard.size() + " trades came, the last of them:");
        for (Trade trade : heard.subList(Math.max(0, heard.size() - LATEST_TRADES), heard.size())) {
            say("  " + trade.tsMs() + "  " + trade.count() + " @ " + trade.price() + ", taker on the "
                    + trade.takerSide().value() + " side");
        }
    }

    private void latestTicker(MessageStream<TickerMessage> stream) throws InterruptedException {
        MarginMarket now = client.markets().get(TICKER).execute().market();
        while (true) {
            Optional<TickerMessage> message = stream.next(PATIENCE);
            require(message.isPresent(), "the feed did not bring the latest ticker");
            Ticker ticker = message.orElseThrow().msg();
            if (ticker.bid().equals(now.bid())
                    && ticker.ask().equals(now.ask())
                    && ticker.volume().equals(now.volume())) {
                FundingRate funding = ticker.fundingRate();
                say("ticker: mark " + text(ticker.settlementMarkPrice()) + ", reference "
                        + text(ticker.referencePrice()) + ", volume " + ticker.volume() + ", open interest "
                        + ticker.openInterest());
                if (funding == null) {
                    throw new TourException("step " + steps + ": the ticker has no funding rate");
                }
                say("        funding rate " + funding.rate().toPlainString() + " at " + funding.nextFundingTimeMs());
                return;
            }
        }
    }

    private void trade(PerpsWebSocket session) throws InterruptedException {
        try (MessageStream<FillMessage> fills = session.fills(TICKER).stream()) {
            await(fills);
            BookSnapshot book = simulator.exchange().book(TICKER);

            step("An order that rests", "client.orders().create(…)");
            FixedPointDollars low = book.bids().get(0).price().minus(TICK.times(10));
            CreateMarginOrderResponse placed = client.orders()
                    .create(order(BookSide.BID, BOUGHT, low).build())
                    .execute();
            MarginOrder resting =
                    client.orders().get(placed.orderId()).execute().order();
            say("bid for " + BOUGHT + " at " + resting.price() + ": filled " + resting.fillCount() + ", resting "
                    + resting.remainingCount());
            require(resting.remainingCount().equals(BOUGHT), "the order does not rest");

            step("Amended, so that it trades", "client.orders().amend(…)");
            FixedPointDollars high = book.asks().get(1).price();
            AmendMarginOrderResponse amended = client.orders()
                    .amend(
                            placed.orderId(),
                            AmendMarginOrderRequest.builder()
                                    .ticker(TICKER)
                                    .side(BookSide.BID)
                                    .count(BOUGHT)
                                    .price(high)
                                    .build())
                    .execute();
            say("at " + high + " it crosses: average price " + text(amended.averageFillPrice()) + ", resting "
                    + text(amended.remainingCount()));
            hear(fills, BOUGHT, "taker");

            step("Others trade with an order of ours", "client.orders().create(…), then the market moves");
            FixedPointDollars inside =
                    simulator.exchange().book(TICKER).asks().get(0).price().minus(TICK);
            CreateMarginOrderResponse offered = client.orders()
                    .create(order(BookSide.ASK, SOLD, inside).postOnly(true).build())
                    .execute();
            int moves = 0;
            while (!isFilled(offered.orderId())) {
                require(moves < MOST_MOVES, "nobody took the offer within " + MOST_MOVES + " moves");
                move(1);
                moves++;
            }
            say("ask for " + SOLD + " at " + inside + ": filled after " + moves + " moves of the market");
            hear(fills, SOLD, "maker");
        }
    }

    private boolean isFilled(String orderId) {
        // Of the simulator itself, not through the client: how often this is asked says nothing to the reader of the
        // recording.
        return simulator
                .exchange()
                .order(simulator.account().userId(), orderId)
                .remainingCount()
                .isZero();
    }

    private void hear(MessageStream<FillMessage> fills, FixedPointCount expected, String role)
            throws InterruptedException {
        FixedPointCount heard = FixedPointCount.of("0.00");
        while (heard.compareTo(expected) < 0) {
            Optional<FillMessage> message = fills.next(PATIENCE);
            require(message.isPresent(), "the feed of fills brought " + heard + " of " + expected);
            Fill fill = message.orElseThrow().msg();
            heard = heard.plus(fill.count());
            say("fill from the feed: " + fill.side().value() + " " + fill.count() + " @ " + fill.price() + " as "
                    + (fill.isTaker() ? "taker" : "maker") + ", fee " + fill.feeCost() + ", position now "
                    + fill.postPosition());
        }
        require(heard.equals(expected), heard + " were filled as " + role + ", not " + expected);
    }

    private void money() {
        step("Position, fees and balance", "client.portfolio().positions(), client.margin().balance(…), …");
        for (MarginPosition position : client.portfolio().positions().execute().positions()) {
            say(position.marketTicker() + ": " + position.position() + " at " + position.entryPrice() + ", unrealized "
                    + position.unrealizedPnl() + ", fees " + position.fees());
        }
        GetMarginFeeTiersResponse fees = client.margin().feeTiers().execute();
        say("fee rates: maker " + fees.makerFeeRates().get(TICKER) + ", taker "
                + fees.takerFeeRates().get(TICKER));
        FixedPointDollars paid = FixedPointDollars.of("0.0000");
        for (MarginFill fill : client.portfolio()
                .fillsAll(PortfolioFillsParams.builder().build())
                .maxItems(100)) {
            paid = paid.plus(fill.fees());
        }
        say("fees of all fills: " + paid);
        balance();
    }

    private void balance() {
        MarginSubaccountBalance balance = client.margin()
                .balance(MarginBalanceParams.builder()
                        .computeAvailableBalance(true)
                        .build())
                .execute()
                .subaccountBalances()
                .get(0);
        say("equity " + balance.accountEquity() + ", available " + balance.availableBalance() + ", initial margin "
                + balance.initialMargin());
    }

    private void refusal() {
        step("What an error looks like", "client.orders().create(… 100,000 contracts …)");
        try {
            CreateMarginOrderResponse response = client.orders()
                    .create(order(
                                    BookSide.BID,
                                    FixedPointCount.of("100000.00"),
                                    simulator
                                            .exchange()
                                            .book(TICKER)
                                            .bids()
                                            .get(0)
                                            .price())
                            .build())
                    .execute();
            throw new TourException("the order was taken: " + response.orderId());
        } catch (ApiException e) {
            say(e.getClass().getSimpleName() + ": HTTP " + e.status() + ", code " + e.code());
        }
    }

    private void funding() {
        step("Eight hours' funding", "client.funding().rateEstimate(…), then time passes, client.funding().history(…)");
        GetMarginFundingRateEstimateResponse estimate = client.funding()
                .rateEstimate(FundingRateEstimateParams.builder().ticker(TICKER).build())
                .execute();
        say("estimate " + text(estimate.fundingRate()) + " for " + estimate.nextFundingTime());
        simulator.advance(Duration.between(simulator.clock().instant(), estimate.nextFundingTime())
                .plusSeconds(1));
        say("it is " + simulator.clock().instant() + " now");
        LocalDate today = LocalDate.ofInstant(simulator.clock().instant(), ZoneOffset.UTC);
        List<MarginFundingHistoryEntry> payments = client.funding()
                .history(FundingHistoryParams.builder()
                        .startDate(today)
                        .endDate(today)
                        .build())
                .execute()
                .fundingHistory();
        require(!payments.isEmpty(), "there was no funding payment");
        for (MarginFundingHistoryEntry payment : payments) {
            say(payment.marketTicker() + ": " + payment.quantity() + " x mark " + payment.markPrice() + " x rate "
                    + payment.fundingRate().toPlainString() + " = " + payment.fundingAmount()
                    + (payment.fundingAmount().isNegative() ? " (paid)" : " (received)"));
            FixedPointDollars due = payment.markPrice()
                    .times(payment.quantity())
                    .times(payment.fundingRate())
                    .negate()
                    .round(4, RoundingMode.FLOOR);
            require(payment.fundingAmount().equals(due), "that is " + due);
        }
    }

    private void flatten() {
        step("Out of the market again", "client.orders().create(… reduce only …), client.orders().cancelAll()");
        FixedPointCount left = BOUGHT.minus(SOLD);
        BookSnapshot book = simulator.exchange().book(TICKER);
        CreateMarginOrderResponse sold = client.orders()
                .create(order(
                                BookSide.ASK,
                                left,
                                book.bids().get(book.bids().size() - 1).price())
                        .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                        .reduceOnly(true)
                        .build())
                .execute();
        say("sold " + sold.fillCount() + " of " + left);
        client.orders().cancelAll().execute();
        require(client.portfolio().positions().execute().positions().isEmpty(), "a position is left");
        balance();
    }

    private void clearing() {
        step("The clearing house", "klear.settlement().balance(), klear.obligations().active()");
        GetSettlementBalanceResponse balance = klear.settlement().balance().execute();
        say("settlement balance " + balance.balanceAvailableCenticents().toDollars() + " (on the wire "
                + balance.balanceAvailableCenticents() + " centicents)");
        say("guaranty fund "
                + klear.guarantyFund().balance().execute().amountCenticents().toDollars());
        say("active obligations: "
                + klear.obligations().active().execute().obligations().size());
    }

    private CreateMarginOrderRequest.Builder order(BookSide side, FixedPointCount count, FixedPointDollars price) {
        return CreateMarginOrderRequest.builder()
                .ticker(TICKER)
                .clientOrderId("tour-" + ++orders)
                .side(side)
                .count(count)
                .price(price)
                .timeInForce(TimeInForce.GOOD_TILL_CANCELED)
                .selfTradePreventionType(SelfTradePreventionType.TAKER_AT_CROSS);
    }

    /** The market moves, which it does once in a second of the exchange. */
    private void move(int times) {
        for (int i = 0; i < times; i++) {
            simulator.advance(Duration.ofSeconds(1));
        }
    }

    private static void await(Subscription subscription) throws InterruptedException {
        try {
            subscription.ready().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new TourException("no subscription to " + subscription.channel() + ": " + e.getCause());
        } catch (TimeoutException e) {
            throw new TourException(
                    "no subscription to " + subscription.channel() + " within " + PATIENCE.toSeconds() + " s");
        }
    }

    private static List<PriceLevel> bestFirst(List<PriceLevel> levels, boolean bids) {
        List<PriceLevel> sorted = new ArrayList<>(levels);
        sorted.sort((one, other) ->
                bids ? other.price().compareTo(one.price()) : one.price().compareTo(other.price()));
        return sorted;
    }

    private void levels(List<PriceLevel> bids, List<PriceLevel> asks) {
        row("bid", "size", "ask", "size");
        for (int i = 0; i < LEVELS; i++) {
            row(
                    i < bids.size() ? bids.get(i).price().toString() : "",
                    i < bids.size() ? bids.get(i).count().toString() : "",
                    i < asks.size() ? asks.get(i).price().toString() : "",
                    i < asks.size() ? asks.get(i).count().toString() : "");
        }
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        if (value instanceof TickerPrice price) {
            return price.price().toString();
        }
        if (value instanceof java.math.BigDecimal number) {
            return number.toPlainString();
        }
        return value == null ? "-" : value.toString();
    }

    private void step(String title, String calls) {
        out.println();
        out.printf("%2d. %-36s %s%n", ++steps, title, calls);
        out.flush();
    }

    private void say(String line) {
        out.println(steps == 0 ? line : "      " + line);
    }

    private void row(String first, String... more) {
        StringBuilder row = new StringBuilder(String.format("%-22s", first));
        for (String cell : more) {
            row.append(String.format(" %11s", cell));
        }
        say(row.toString());
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new TourException("step " + steps + ": " + otherwise);
        }
    }
}
