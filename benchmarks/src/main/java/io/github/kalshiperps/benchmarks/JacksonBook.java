package io.github.kalshiperps.benchmarks;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectReader;
import io.github.kalshiperps.core.book.Side;
import java.io.IOException;

/** A book that is kept with Jackson databind and trees. */
class JacksonBook {
    final TreeBook book = new TreeBook();
    private final ObjectReader reader = JacksonModels.mapper().readerFor(JacksonMessages.Message.class);

    void read(String frame) throws IOException {
        JacksonMessages.Message message = reader.readValue(frame);
        if (message instanceof JacksonMessages.Delta delta) {
            JacksonMessages.DeltaBody change = requireNonNull(delta.msg);
            book.applyDelta(
                    change.side == JacksonMessages.BookSide.BID ? Side.BID : Side.ASK,
                    requireNonNull(change.price),
                    requireNonNull(change.delta),
                    delta.seq,
                    change.tsMs);
        } else if (message instanceof JacksonMessages.Snapshot snapshot) {
            JacksonMessages.SnapshotBody levels = requireNonNull(snapshot.msg);
            book.applySnapshot(levels.bid, levels.ask, snapshot.seq);
        } else {
            throw new IllegalArgumentException("Expected a message of a book but was " + message);
        }
    }

    /** The faster form: one class for all messages. */
    static final class Flat extends JacksonBook {
        private final ObjectReader reader = JacksonModels.mapper().readerFor(JacksonMessages.Frame.class);

        @Override
        void read(String text) throws IOException {
            JacksonMessages.Frame frame = reader.readValue(text);
            JacksonMessages.Body body = requireNonNull(frame.msg);
            switch (requireNonNull(frame.type)) {
                case "orderbook_delta" ->
                    book.applyDelta(
                            body.side == JacksonMessages.BookSide.BID ? Side.BID : Side.ASK,
                            requireNonNull(body.price),
                            requireNonNull(body.delta),
                            frame.seq,
                            body.tsMs);
                case "orderbook_snapshot" -> book.applySnapshot(body.bid, body.ask, frame.seq);
                default -> throw new IllegalArgumentException("Expected a message of a book but was " + text);
            }
        }
    }
}
