package io.github.kalshiperps.ws;

import io.github.kalshiperps.ws.model.OrderbookDeltaMessage;
import io.github.kalshiperps.ws.model.OrderbookSnapshotMessage;
import io.github.kalshiperps.ws.model.ServerMessage;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** For the consumer's thread: keeps books of its own, so that each update shows the book as it was at its message. */
final class BookIntake implements Intake<BookUpdate> {
    private final BookSet books = new BookSet();

    @Override
    public void take(Object item, Consumer<? super BookUpdate> consumer) {
        if (item instanceof Invalidation invalidation) {
            for (String market : invalidation.markets()) {
                if (books.isValid(market)) { // or it is no news
                    books.invalidate(List.of(market), invalidation.reason());
                    consumer.accept(new BookUpdate(market, null, books.book(market)));
                }
            }
        } else if (item instanceof ServerMessage message) {
            String market = market(message);
            if (market != null) {
                books.apply(message, market);
                consumer.accept(new BookUpdate(market, message, books.book(market)));
            }
        }
    }

    /** A message whose market cannot be read invalidates all books, which the session says with an invalidation. */
    private static @Nullable String market(ServerMessage message) {
        if (message instanceof OrderbookDeltaMessage delta) {
            return Envelope.sent(() -> delta.msg().marketTicker());
        }
        return message instanceof OrderbookSnapshotMessage snapshot
                ? Envelope.sent(() -> snapshot.msg().marketTicker())
                : null;
    }
}
