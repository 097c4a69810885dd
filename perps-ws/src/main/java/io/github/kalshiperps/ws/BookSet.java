package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.book.OrderBook;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.core.error.MissingMemberException;
import io.github.kalshiperps.ws.model.BookSide;
import io.github.kalshiperps.ws.model.OrderbookDelta;
import io.github.kalshiperps.ws.model.OrderbookDeltaMessage;
import io.github.kalshiperps.ws.model.OrderbookSnapshot;
import io.github.kalshiperps.ws.model.OrderbookSnapshotMessage;
import io.github.kalshiperps.ws.model.ServerMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** For one thread at a time: the books of several markets, made from the messages of {@code orderbook_delta}. */
final class BookSet {
    private final Map<String, OrderBook> books = new HashMap<>();

    /** The book of a market, which waits for its snapshot if it is new. */
    OrderBook book(String market) {
        return books.computeIfAbsent(market, ticker -> OrderBook.create());
    }

    boolean isValid(String market) {
        OrderBook book = books.get(market);
        return book != null && book.isValid();
    }

    /** The markets out of these whose books wait for a snapshot. */
    Set<String> invalid(Collection<String> markets) {
        Set<String> invalid = new TreeSet<>();
        for (String market : markets) {
            if (!isValid(market)) {
                invalid.add(market);
            }
        }
        return invalid;
    }

    void invalidate(Collection<String> markets, String reason) {
        for (String market : markets) {
            book(market).invalidate(reason);
        }
    }

    void retain(Set<String> markets) {
        books.keySet().retainAll(markets);
    }

    /**
     * Applies a snapshot or delta.
     *
     * @return why the market's book became invalid by this message; null if it did not, be it valid or invalid before
     */
    @Nullable
    String apply(ServerMessage message, String market) {
        OrderBook book = book(market);
        if (!book.isValid() && !(message instanceof OrderbookSnapshotMessage)) {
            return null;
        }
        try {
            boolean applied;
            if (message instanceof OrderbookSnapshotMessage snapshot) {
                applied = apply(book, snapshot);
            } else {
                applied = message instanceof OrderbookDeltaMessage delta && apply(book, delta);
            }
            return applied ? null : book.invalidReason().orElse("the message could not be applied");
        } catch (MissingMemberException e) {
            String reason = e.getMessage() == null ? "a member is missing" : e.getMessage();
            book.invalidate(reason);
            return reason;
        }
    }

    private static boolean apply(OrderBook book, OrderbookSnapshotMessage message) {
        OrderbookSnapshot levels = message.msg();
        return book.applySnapshot(levels.bid(), levels.ask(), message.seq(), null);
    }

    private static boolean apply(OrderBook book, OrderbookDeltaMessage message) {
        OrderbookDelta delta = message.msg();
        BookSide.Known known = delta.side().known();
        if (known == BookSide.Known.UNRECOGNIZED) {
            book.invalidate("delta " + message.seq() + ": unknown side '" + delta.side() + "'");
            return false;
        }
        Side side = known == BookSide.Known.BID ? Side.BID : Side.ASK;
        return book.applyDelta(side, delta.price(), delta.delta(), message.seq(), Envelope.sent(delta::tsMs));
    }
}
