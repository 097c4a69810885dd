package io.github.kalshiperps.examples;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
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
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Rests a post-only order on each side of a market, and moves both with the middle of the book. Look at {@link LiveBooks}. */
final class QuoteBothSides implements AutoCloseable {
    private record Quote(String orderId, FixedPointDollars price) {}

    private final PerpsClient client;
    private final String ticker;
    private final FixedPointCount count;
    private final FixedPointDollars distance;
    private final FixedPointDollars tick;
    private final Map<BookSide, Quote> quotes = new HashMap<>();
    private boolean closed;

    QuoteBothSides(PerpsClient client, String ticker, FixedPointCount count, FixedPointDollars distance) {
        this.client = client;
        this.ticker = ticker;
        this.count = count;
        this.distance = distance;
        FixedPointDollars stated = client.markets().get(ticker).execute().market().tickSize();
        tick = Objects.requireNonNullElse(stated, FixedPointDollars.of("0.0001"));
    }

    /** Asks for the book as it is now, not as it was at some update: requests are slower than books. */
    synchronized void quote(LiveBooks books) {
        if (closed) {
            return;
        }
        Optional<FixedPointDollars> middle =
                books.isValid(ticker) ? books.view(ticker).mid() : Optional.empty();
        var bid = middle.map(price -> toTick(price.minus(distance), RoundingMode.FLOOR));
        var ask = middle.map(price -> toTick(price.plus(distance), RoundingMode.CEILING));
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

    private FixedPointDollars toTick(FixedPointDollars price, RoundingMode mode) {
        return tick.times(price.ratioTo(tick, 0, mode));
    }

    private void cancelUnlessAt(Optional<FixedPointDollars> wanted, BookSide side) {
        Quote quote = quotes.get(side);
        if (quote != null && !wanted.equals(Optional.of(quote.price()))) {
            quotes.remove(side);
            try {
                client.orders().cancel(quote.orderId()).execute();
            } catch (NotFoundException e) {
                // it was filled meanwhile
            }
        }
    }

    private Quote place(BookSide side, FixedPointDollars price) {
        var order = CreateMarginOrderRequest.builder()
                .ticker(ticker)
                .clientOrderId(UUID.randomUUID().toString())
                .side(side)
                .price(price)
                .count(count)
                .postOnly(true)
                .timeInForce(TimeInForce.GOOD_TILL_CANCELED)
                .selfTradePreventionType(SelfTradePreventionType.TAKER_AT_CROSS)
                .build();
        return new Quote(client.orders().create(order).execute().orderId(), price);
    }

    /** Cancels what the account has, also an order whose answer was lost. A program with other orders needs a subaccount or an order group. */
    @Override
    public synchronized void close() {
        closed = true;
        client.orders().cancelAll().execute();
    }

    public static void main(String[] args) throws IOException {
        String ticker = "KXBTCPERP1";
        try (PerpsClient client = PerpsClient.fromEnv();
                PerpsWebSocket session = PerpsWebSocket.fromEnv();
                LiveBooks books = session.books(ticker);
                QuoteBothSides quotes = new QuoteBothSides(
                        client, ticker, FixedPointCount.of(1), FixedPointDollars.of("0.0100"))) {
            session.orderbooks(ticker).listen(update -> quotes.quote(books));
            System.out.println("Quoting; Enter ends it");
            int ignored = System.in.read();
        }
    }
}
