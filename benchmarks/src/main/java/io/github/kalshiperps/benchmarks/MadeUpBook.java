package io.github.kalshiperps.benchmarks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The frames of a book with about a hundred levels per side, made up from a fixed seed. */
final class MadeUpBook {
    private static final String TICKER = "KXDEMOPERP1";
    private static final int LEVELS = 100;
    private static final int DELTAS = 5_000;
    private static final int PRICE_DECIMALS = 4;
    private static final int COUNT_DECIMALS = 2;

    private final Random random = new Random(LEVELS);
    private final Values values;
    private long millis = 1_781_265_600_000L;

    /** Numbers without their decimals. By distance from the best price, so that both sides are alike. */
    private final NavigableMap<Integer, Long> bids = new TreeMap<>();

    private final NavigableMap<Integer, Long> asks = new TreeMap<>();

    /**
     * What a book is made of.
     *
     * @param middle the price between the sides
     * @param ticks how far a side reaches
     * @param nearTheBest whether most changes are there, or anywhere
     * @param lot what all counts are multiples of
     * @param maxLots the most that is added at once
     * @param maxPause milliseconds between deltas
     */
    private record Values(int middle, int ticks, boolean nearTheBest, long lot, long maxLots, long maxPause) {}

    private MadeUpBook(Values values) {
        this.values = values;
    }

    static MadeUpBook usual() {
        return new MadeUpBook(new Values(63_300, 300, true, 100, 5, 900));
    }

    static MadeUpBook random() {
        return new MadeUpBook(new Values(48_151_623, 40_000_000, false, 1, 10_000_000, 864_000_000));
    }

    /** Once per instance: the snapshot first. */
    List<String> frames() {
        List<String> frames = new ArrayList<>();
        frames.add(snapshot());
        List<MadeUpDelta> deltas = new ArrayList<>();
        for (int i = 0; i < DELTAS; i++) {
            deltas.add(random.nextBoolean() ? delta("bid", bids) : delta("ask", asks));
        }
        for (int i = DELTAS - 1; i >= 0; i--) {
            deltas.add(deltas.get(i).undoneAt(later()));
        }
        deltas.forEach(delta -> frames.add(delta.frame(frames.size() + 1)));
        return frames;
    }

    private String snapshot() {
        while (bids.size() < LEVELS) {
            bids.put(random.nextInt(values.ticks), lots(values.maxLots));
        }
        while (asks.size() < LEVELS) {
            asks.put(random.nextInt(values.ticks), lots(values.maxLots));
        }
        return "{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":1,\"msg\":{\"market_ticker\":\"%s\",\"bid\":%s,\"ask\":%s}}"
                .formatted(TICKER, levels("bid", bids), levels("ask", asks));
    }

    /** The best level last, as on the wire. */
    private String levels(String side, NavigableMap<Integer, Long> levels) {
        StringJoiner array = new StringJoiner(",", "[", "]");
        levels.descendingMap()
                .forEach((distance, count) -> array.add("[\"%s\",\"%s\"]"
                        .formatted(
                                price(side, distance).toPlainString(),
                                count(count).toPlainString())));
        return array.toString();
    }

    /** The more levels there are, the likelier some of them lose contracts. */
    private MadeUpDelta delta(String side, NavigableMap<Integer, Long> levels) {
        boolean takes = random.nextInt(2 * LEVELS) < levels.size();
        int distance = takes ? new ArrayList<>(levels.keySet()).get(below(levels.size())) : below(values.ticks);
        long before = levels.getOrDefault(distance, 0L);
        long change = lots(values.maxLots);
        if (takes) {
            change = random.nextInt(3) == 0 ? -lots(before / values.lot) : -before;
        }
        if (before + change == 0) {
            levels.remove(distance);
        } else {
            levels.put(distance, before + change);
        }
        return new MadeUpDelta(TICKER, side, price(side, distance), count(change), later());
    }

    private int below(int bound) {
        return random.nextInt(values.nearTheBest ? 1 + random.nextInt(bound) : bound);
    }

    private long lots(long most) {
        return values.lot * random.nextLong(1, most + 1);
    }

    private long later() {
        millis += random.nextLong(values.maxPause);
        return millis;
    }

    private BigDecimal price(String side, int distance) {
        int ticks = side.equals("bid") ? -1 - distance : 1 + distance;
        return BigDecimal.valueOf(values.middle + ticks, PRICE_DECIMALS);
    }

    private static BigDecimal count(long units) {
        return BigDecimal.valueOf(units, COUNT_DECIMALS);
    }
}
