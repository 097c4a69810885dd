package io.github.kalshiperps.benchmarks;

import io.github.kalshiperps.core.book.OrderBook;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.ws.model.BookSide;
import io.github.kalshiperps.ws.model.OrderbookDelta;
import io.github.kalshiperps.ws.model.OrderbookDeltaMessage;
import io.github.kalshiperps.ws.model.OrderbookSnapshot;
import io.github.kalshiperps.ws.model.OrderbookSnapshotMessage;
import io.github.kalshiperps.ws.model.PerpsWebSocketModels;
import io.github.kalshiperps.ws.model.ServerMessage;

/** A book that is kept with our client's decoder and our client's book. */
final class ClientBook {
    final OrderBook book = OrderBook.create();
    private final JsonMapper mapper;

    ClientBook() {
        this(JsonMapper.of(PerpsWebSocketModels.factory()));
    }

    ClientBook(JsonMapper mapper) {
        this.mapper = mapper;
    }

    boolean read(String frame) {
        ServerMessage message = mapper.read(ServerMessage.class, frame);
        if (message instanceof OrderbookDeltaMessage delta) {
            OrderbookDelta change = delta.msg();
            return book.applyDelta(side(change.side()), change.price(), change.delta(), delta.seq(), change.tsMs());
        }
        if (message instanceof OrderbookSnapshotMessage snapshot) {
            OrderbookSnapshot levels = snapshot.msg();
            return book.applySnapshot(levels.bid(), levels.ask(), snapshot.seq(), null);
        }
        throw new IllegalArgumentException("Expected a message of a book but was " + message);
    }

    static Side side(BookSide side) {
        return switch (side.known()) {
            case BID -> Side.BID;
            case ASK -> Side.ASK;
            case UNRECOGNIZED -> throw new IllegalArgumentException(side.value());
        };
    }
}
