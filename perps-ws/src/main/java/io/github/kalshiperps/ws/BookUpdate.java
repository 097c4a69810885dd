package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.book.OrderBook;
import io.github.kalshiperps.ws.model.ServerMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For the consumer's thread, until it takes the next update: a change of one market's book, with the book as it is right
 * after it.
 */
public final class BookUpdate {
    private final String market;
    private final @Nullable ServerMessage message;
    private final OrderBook book;

    BookUpdate(String market, @Nullable ServerMessage message, OrderBook book) {
        this.market = market;
        this.message = message;
        this.book = book;
    }

    /** {@return the market's ticker} */
    public String marketTicker() {
        return market;
    }

    /**
     * The message that changed the book: an {@link io.github.kalshiperps.ws.model.OrderbookSnapshotMessage} or an
     * {@link io.github.kalshiperps.ws.model.OrderbookDeltaMessage}.
     *
     * @return the message; empty if the book became invalid because messages are missing
     */
    public Optional<ServerMessage> message() {
        return Optional.ofNullable(message);
    }

    /**
     * The book, which changes with the next update: take {@link OrderBook#view()} to keep it. It is invalid between a gap
     * and the next snapshot, and then refuses to answer.
     *
     * @return the book of the market
     */
    public OrderBook book() {
        return book;
    }

    /** {@return market and book, for logs} */
    @Override
    public String toString() {
        return "BookUpdate[" + market + ", " + book + "]";
    }
}
