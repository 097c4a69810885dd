package io.github.kalshiperps.examples;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.book.BookView;
import io.github.kalshiperps.core.book.OrderBook;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.core.book.Vwap;
import io.github.kalshiperps.ws.BookUpdate;
import io.github.kalshiperps.ws.LiveBooks;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.Subscription;
import java.io.IOException;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Follows the book of a market in both ways there are. Look at {@link LiveBooks}, which answers whoever asks, and at
 * {@link PerpsWebSocket#orderbooks}, which tells of every change. Neither gives a wrong book: between a missing message and the next
 * snapshot it is invalid, and says so.
 */
final class FollowABook {
    private FollowABook() {}

    /** What buying that many contracts would cost now, in words. */
    static String costOf(FixedPointCount count, PerpsWebSocket session, String ticker)
            throws InterruptedException, TimeoutException {
        try (LiveBooks books = session.books(ticker)) {
            BookView book = books.await(ticker, Duration.ofSeconds(10));
            Vwap purchase = book.vwap(Side.ASK, count);
            if (!purchase.isComplete()) {
                return "only " + purchase.filled() + " of " + count + " contracts are offered";
            }
            return count + " contracts cost " + purchase.notional() + ", " + purchase.price(4, RoundingMode.HALF_UP)
                    + " each";
        }
    }

    /** Tells of the best prices after every change, until the subscription is closed. */
    static Subscription follow(PerpsWebSocket session, String ticker, Consumer<String> lines) {
        return session.orderbooks(ticker).listen(update -> lines.accept(line(update)));
    }

    private static String line(BookUpdate update) {
        OrderBook book = update.book();
        if (!book.isValid()) {
            return update.marketTicker() + " unknown: " + book.invalidReason().orElse("no reason given");
        }
        return update.marketTicker() + " bid " + best(book, Side.BID) + ", ask " + best(book, Side.ASK);
    }

    private static String best(OrderBook book, Side side) {
        return book.depth(side, 1).stream()
                .map(level -> level.count() + " @ " + level.price())
                .findFirst()
                .orElse("none");
    }

    public static void main(String[] args) throws IOException, InterruptedException, TimeoutException {
        try (PerpsWebSocket session = PerpsWebSocket.fromEnv()) {
            System.out.println(costOf(FixedPointCount.of(100), session, "KXBTCPERP1"));
            follow(session, "KXBTCPERP1", System.out::println);
            System.out.println("Following; Enter ends it");
            int ignored = System.in.read();
        }
    }
}
