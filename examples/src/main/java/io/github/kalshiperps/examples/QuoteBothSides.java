package io.github.kalshiperps.examples;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.BookView;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.core.error.NotFoundException;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateMarginOrderRequest;
import io.github.kalshiperps.rest.model.SelfTradePreventionType;
import io.github.kalshiperps.rest.model.TimeInForce;
import io.github.kalshiperps.ws.LiveBooks;
import io.github.kalshiperps.ws.PerpsWebSocket;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rests a post-only order on each side of a market, as far from the middle of other people's prices, and moves both with it. Look at
 * {@link LiveBooks} and {@link PerpsClient#orders()}.
 */
final class QuoteBothSides implements AutoCloseable {
    static final String TICKER = "KXBTCPERP1";
    private static final FixedPointCount COUNT = FixedPointCount.of(1);
    private static final FixedPointDollars DISTANCE = FixedPointDollars.of("0.0100");
    private static final int DECIMALS = 4; // of this market's tick; MarginMarket.tickSize() tells those of others

    private record Quote(String orderId, FixedPointDollars price) {}

    private final PerpsClient client;
    private final LiveBooks books;
    private final Map<BookSide, Quote> quotes = new HashMap<>();

    private QuoteBothSides(PerpsClient client, LiveBooks books) {
        this.client = client;
        this.books = books;
    }

    /** Quotes until it is closed. */
    static QuoteBothSides start(PerpsClient client, PerpsWebSocket session) {
        QuoteBothSides quotes = new QuoteBothSides(client, session.books(TICKER));
        // Requests are slower than books: every update asks for the book as it is by then, not as it was at that
        // update.
        session.orderbooks(TICKER).listen(update -> quotes.quote());
        return quotes;
    }

    private synchronized void quote() {
        var middle = books.isValid(TICKER) ? middle(books.view(TICKER)) : Optional.<FixedPointDollars>empty();
        var bid = middle.map(price -> price.minus(DISTANCE).round(DECIMALS, RoundingMode.FLOOR));
        var ask = middle.map(price -> price.plus(DISTANCE).round(DECIMALS, RoundingMode.CEILING));
        try {
            cancelUnlessAt(bid, BookSide.BID); // both before placing, so that own orders never meet
            cancelUnlessAt(ask, BookSide.ASK);
            bid.ifPresent(price -> quotes.computeIfAbsent(BookSide.BID, side -> place(side, price)));
            ask.ifPresent(price -> quotes.computeIfAbsent(BookSide.ASK, side -> place(side, price)));
        } catch (KalshiException e) {
            close(); // refused, or not known whether it arrived: out of the market
            throw e;
        }
    }

    private Optional<FixedPointDollars> middle(BookView book) {
        var bid = best(book, Side.BID, quotes.get(BookSide.BID));
        var ask = best(book, Side.ASK, quotes.get(BookSide.ASK));
        return bid.flatMap(price -> ask.map(price::plus)).map(sum -> sum.times(new BigDecimal("0.5")));
    }

    /** The best price of somebody else: quotes that counted themselves would run after themselves. */
    private static Optional<FixedPointDollars> best(BookView book, Side side, @Nullable Quote own) {
        return book.depth(side, 2).stream()
                .filter(level -> own == null || !level.equals(new PriceLevel(own.price(), COUNT)))
                .map(PriceLevel::price)
                .findFirst();
    }

    private void cancelUnlessAt(Optional<FixedPointDollars> wanted, BookSide side) {
        Quote quote = quotes.get(side);
        if (quote != null && !wanted.equals(Optional.of(quote.price())) && quotes.remove(side, quote)) {
            try {
                client.orders().cancel(quote.orderId()).execute();
            } catch (NotFoundException e) {
                // filled meanwhile
            }
        }
    }

    private Quote place(BookSide side, FixedPointDollars price) {
        var order = CreateMarginOrderRequest.builder()
                .ticker(TICKER)
                .clientOrderId(UUID.randomUUID().toString())
                .side(side)
                .price(price)
                .count(COUNT)
                .postOnly(true)
                .timeInForce(TimeInForce.GOOD_TILL_CANCELED)
                .selfTradePreventionType(SelfTradePreventionType.TAKER_AT_CROSS)
                .build();
        return new Quote(client.orders().create(order).execute().orderId(), price);
    }

    /** Cancels all orders of the account, so also one whose answer was lost. */
    @Override
    public synchronized void close() {
        books.close(); // from now on they are not valid, so nothing is quoted
        quotes.clear();
        client.orders().cancelAll().execute();
    }

    public static void main(String[] args) throws IOException {
        try (PerpsClient client = PerpsClient.fromEnv();
                PerpsWebSocket session = PerpsWebSocket.fromEnv();
                QuoteBothSides quotes = start(client, session)) {
            System.out.println("Quoting " + quotes.books.markets() + "; Enter ends it");
            int ignored = System.in.read();
        }
    }
}
