package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Wire.ArrayValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules of one order book as it was sent, by an answer or a snapshot. That the best level comes last is how the exchange is known
 * to send it, whatever documents say.
 */
final class BookRules {
    private BookRules() {}

    /**
     * The rules of a book.
     *
     * @param bids the member that has the side of the bids
     * @param asks the other one
     */
    static List<ObjectRule> of(String bids, String asks) {
        return List.of(
                (book, circumstances, breaches) -> {
                    side(book, bids, 1, breaches);
                    side(book, asks, -1, breaches);
                },
                (book, circumstances, breaches) -> crossed(book, bids, asks, circumstances, breaches),
                (book, circumstances, breaches) -> {
                    depth(book, bids, circumstances, breaches);
                    depth(book, asks, circumstances, breaches);
                });
    }

    /**
     * Looks at a side level by level.
     *
     * @param direction 1 when prices have to rise, -1 when they have to fall
     */
    private static void side(Fields book, String side, int direction, Breaches breaches) {
        Place place = book.place(side);
        Set<BigDecimal> prices = new HashSet<>();
        BigDecimal last = null;
        for (Level level : levels(book, side)) {
            Place at = place.element(level.index());
            if (level.size().signum() <= 0) {
                breaches.add(Rule.BOOK_SIZE, at, level.words());
            }
            if (!prices.add(level.price().stripTrailingZeros())) {
                breaches.add(Rule.BOOK_LEVEL_ONCE, at, level.words());
            } else if (last != null && level.price().compareTo(last) * direction < 0) {
                breaches.add(Rule.BOOK_ORDER, at, level.words() + " after " + last.toPlainString());
            }
            last = level.price();
        }
    }

    private static void crossed(Fields book, String bids, String asks, Circumstances circumstances, Breaches breaches) {
        BigDecimal bid = best(book, bids, 1);
        BigDecimal ask = best(book, asks, -1);
        // Aggregation floors the prices of both sides, so that they may meet.
        boolean aggregated = circumstances.query().containsKey("aggregation_tick_size");
        if (bid != null && ask != null && !aggregated && bid.compareTo(ask) >= 0) {
            breaches.add(
                    Rule.BOOK_CROSSED,
                    book.place(),
                    "bid " + bid.toPlainString() + " against ask " + ask.toPlainString());
        }
    }

    private static @Nullable BigDecimal best(Fields book, String side, int direction) {
        BigDecimal best = null;
        for (Level level : levels(book, side)) {
            if (best == null || level.price().compareTo(best) * direction > 0) {
                best = level.price();
            }
        }
        return best;
    }

    private static void depth(Fields book, String side, Circumstances circumstances, Breaches breaches) {
        BigDecimal depth = AmountRules.asked(circumstances, "depth");
        int levels = book.elements(side).size();
        // Zero asks for the whole book.
        if (depth != null && depth.signum() > 0 && BigDecimal.valueOf(levels).compareTo(depth) > 0) {
            breaches.add(Rule.BOOK_DEPTH, book.place(side), levels + " levels for depth=" + depth.toPlainString());
        }
    }

    /** The levels that are pairs of decimals. */
    static List<Level> levels(Fields book, String side) {
        List<Wire> elements = book.elements(side);
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof ArrayValue pair && pair.elements().size() == 2) {
                BigDecimal price = Fields.decimal(pair.elements().get(0));
                BigDecimal size = Fields.decimal(pair.elements().get(1));
                if (price != null && size != null) {
                    levels.add(new Level(i, price, size));
                }
            }
        }
        return levels;
    }

    /**
     * One level.
     *
     * @param index of its element
     */
    record Level(int index, BigDecimal price, BigDecimal size) {
        String words() {
            return size.toPlainString() + " at " + price.toPlainString();
        }
    }
}
