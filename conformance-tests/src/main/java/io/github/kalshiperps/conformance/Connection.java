package io.github.kalshiperps.conformance;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules between the frames of one connection: sequence numbers, and books that are built from a snapshot and its deltas with
 * exact decimals. For the frames of one capture, in their order. It keeps the books of the connection and nothing else of it.
 */
final class Connection {
    private static final Set<String> SIDES = Set.of("bid", "ask");

    private final Map<Long, Long> sequences = new HashMap<>();
    private final Map<BookKey, Map<Level, BigDecimal>> books = new HashMap<>();
    private final Set<BookKey> unknown = new HashSet<>();
    private boolean interrupted;

    /** Looks at the next frame. */
    void frame(Fields frame, Breaches breaches) {
        Long sid = frame.integer("sid");
        String type = frame.text("type");
        if (sid == null || type == null) {
            if (frame.get("seq") != null) {
                interrupt();
            }
            return;
        }
        Long seq = frame.integer("seq");
        Schema schema = frame.schema();
        if (seq != null) {
            sequence(sid, seq, frame, breaches);
        } else if (frame.get("seq") != null
                || (schema != null && schema.required().contains("seq"))) {
            // Found elsewhere, and not a second time as a gap.
            sequences.remove(sid);
        }
        Fields message = frame.fields("msg");
        if (message != null) {
            switch (type) {
                case "orderbook_snapshot" -> snapshot(sid, message);
                case "orderbook_delta" -> delta(sid, message, breaches);
                default -> {}
            }
        }
    }

    /**
     * Says that a frame could not be read. It may have had any number and any delta, so that nothing is claimed of what follows until
     * a frame says again where things are.
     */
    void interrupt() {
        sequences.clear();
        unknown.addAll(books.keySet());
        books.clear();
        interrupted = true;
    }

    private void sequence(Long sid, Long seq, Fields frame, Breaches breaches) {
        Long last = sequences.put(sid, seq);
        if (last != null && seq != last + 1) {
            breaches.add(Rule.SEQ_CONTINUOUS, frame.place("seq"), seq + " after " + last + " of sid " + sid);
            // What was missed is missing in the books, too, which is no second deviation.
            for (BookKey key : Set.copyOf(books.keySet())) {
                if (key.sid() == sid) {
                    lose(key);
                }
            }
        }
    }

    /** From here on the book is not known, whatever deltas come. */
    private void lose(BookKey key) {
        books.remove(key);
        unknown.add(key);
    }

    private void snapshot(Long sid, Fields message) {
        String ticker = message.text("market_ticker");
        if (ticker == null) {
            return;
        }
        BookKey key = new BookKey(sid, ticker);
        Map<Level, BigDecimal> book = new HashMap<>();
        for (String side : SIDES) {
            List<BookRules.Level> levels = BookRules.levels(message, side);
            if (levels.size() < message.elements(side).size()) {
                lose(key);
                return;
            }
            levels.forEach(level -> book.put(Level.of(side, level.price()), level.size()));
        }
        books.put(key, book);
        unknown.remove(key);
    }

    private void delta(Long sid, Fields message, Breaches breaches) {
        String ticker = message.text("market_ticker");
        String side = message.text("side");
        BigDecimal price = message.decimal("price");
        BigDecimal delta = message.decimal("delta");
        if (ticker == null) {
            return;
        }
        BookKey key = new BookKey(sid, ticker);
        if (side == null || !SIDES.contains(side) || price == null || delta == null) {
            lose(key);
            return;
        }
        Map<Level, BigDecimal> book = books.get(key);
        if (book == null) {
            if (!interrupted && unknown.add(key)) {
                breaches.add(Rule.SNAPSHOT_FIRST, message.place("market_ticker"), ticker + " of sid " + sid);
            }
            return;
        }
        Level level = Level.of(side, price);
        BigDecimal before = book.getOrDefault(level, BigDecimal.ZERO);
        BigDecimal after = before.add(delta);
        if (after.signum() < 0) {
            breaches.add(
                    Rule.DELTA_SIZE,
                    message.place("delta"),
                    delta.toPlainString() + " from " + before.toPlainString() + " at " + price.toPlainString());
        }
        if (after.signum() <= 0) {
            book.remove(level);
        } else {
            book.put(level, after);
        }
    }

    private record BookKey(long sid, String ticker) {}

    /** Prices of one value are one level, however they are written. */
    private record Level(String side, BigDecimal price) {
        static Level of(String side, BigDecimal price) {
            return new Level(side, price.stripTrailingZeros());
        }
    }
}
