package io.github.kalshiperps.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Random streams of messages, good ones and contradictory ones, read by the fast book and by the obvious one. */
class OrderBookLawsTest {
    /** A message as the books take it. */
    sealed interface Message {
        boolean applyTo(OrderBook book, long sequence);
    }

    record Snapshot(List<PriceLevel> bids, List<PriceLevel> asks) implements Message {
        @Override
        public boolean applyTo(OrderBook book, long sequence) {
            return book.applySnapshot(bids, asks, sequence, null);
        }
    }

    record Delta(Side side, FixedPointDollars price, FixedPointCount change) implements Message {
        @Override
        public boolean applyTo(OrderBook book, long sequence) {
            return book.applyDelta(side, price, change, sequence, Instant.ofEpochSecond(sequence));
        }
    }

    record Gap() implements Message {
        @Override
        public boolean applyTo(OrderBook book, long sequence) {
            book.invalidate("gap before " + sequence);
            return false;
        }
    }

    /** Takes all that rests at some level, which a random number rarely hits. */
    record Emptying(Side side, int level) implements Message {
        @Override
        public boolean applyTo(OrderBook book, long sequence) {
            if (!book.isValid() || book.levelCount(side) == 0) {
                return book.isValid();
            }
            List<PriceLevel> levels = book.depth(side, level % book.levelCount(side) + 1);
            PriceLevel last = levels.get(levels.size() - 1);
            return book.applyDelta(side, last.price(), last.count().negate(), sequence, null);
        }
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void bothBooksGiveTheSameAnswersAtAnyTime(@ForAll("streams") List<Message> stream) {
        OrderBook fast = OrderBook.create();
        OrderBook obvious = TreeLevels.book();
        int valid = 0;
        for (int i = 0; i < stream.size(); i++) {
            boolean applied = stream.get(i).applyTo(fast, i);
            assertThat(applied).isEqualTo(stream.get(i).applyTo(obvious, i));
            assertSameState(fast, obvious);
            valid += fast.isValid() ? 1 : 0;
        }
        // The streams are of use only as long as most of them keep the books valid for most of the time.
        Statistics.label("mostly valid")
                .collect(2 * valid > stream.size())
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 50));
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void levelsAreStrictlySortedAndHoldContracts(@ForAll("streams") List<Message> stream) {
        OrderBook book = OrderBook.create();
        for (int i = 0; i < stream.size(); i++) {
            stream.get(i).applyTo(book, i);
            if (book.isValid()) {
                BookView view = book.view();
                assertStrictlyAscending(view.asks());
                List<PriceLevel> bids = new ArrayList<>(view.bids());
                Collections.reverse(bids);
                assertStrictlyAscending(bids);
                assertThat(view.bids()).allMatch(level -> level.count().isPositive());
                assertThat(view.asks()).allMatch(level -> level.count().isPositive());
            }
        }
    }

    /** Hundreds of levels come and go, so that the fast book reuses the slots of those that are gone, and gives them up. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void bothBooksStayTheSameForLong(@ForAll Random random) {
        OrderBook fast = OrderBook.create();
        OrderBook obvious = TreeLevels.book();
        new Snapshot(List.of(), List.of()).applyTo(fast, 0);
        new Snapshot(List.of(), List.of()).applyTo(obvious, 0);
        for (int i = 1; i <= 4_000; i++) {
            boolean fills = random.nextInt(5) == 0 ^ i / 500 % 2 == 0;
            Side side = random.nextBoolean() ? Side.BID : Side.ASK;
            FixedPointDollars price = FixedPointDollars.ofCents(1 + random.nextInt(400));
            Message message = fills
                    ? new Delta(side, price, FixedPointCount.of(1 + random.nextInt(3)))
                    : new Emptying(side, random.nextInt(400));
            message.applyTo(fast, i);
            message.applyTo(obvious, i);
            for (Side each : Side.values()) {
                assertThat(fast.levelCount(each)).isEqualTo(obvious.levelCount(each));
                assertThat(fast.depth(each, 3)).isEqualTo(obvious.depth(each, 3));
                assertThat(fast.countAt(each, price)).isEqualTo(obvious.countAt(each, price));
            }
            if (i % 100 == 0) {
                BookView view = fast.view();
                assertThat(view.bids()).isEqualTo(obvious.view().bids());
                assertThat(view.asks()).isEqualTo(obvious.view().asks());
                assertThat(view.totalCount(side)).isEqualTo(obvious.totalCount(side));
                assertThat(view.countThrough(side, price)).isEqualTo(obvious.countThrough(side, price));
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theOrderOfASnapshotDoesNotMatter(
            @ForAll("snapshots") Snapshot snapshot, @ForAll Random random, @ForAll("deltas") List<Delta> deltas) {
        List<PriceLevel> bids = new ArrayList<>(snapshot.bids());
        List<PriceLevel> asks = new ArrayList<>(snapshot.asks());
        Collections.shuffle(bids, random);
        Collections.shuffle(asks, random);
        OrderBook inOrder = OrderBook.create();
        OrderBook shuffled = OrderBook.create();
        snapshot.applyTo(inOrder, 1);
        new Snapshot(bids, asks).applyTo(shuffled, 1);
        for (Delta delta : deltas) {
            delta.applyTo(inOrder, 2);
            delta.applyTo(shuffled, 2);
        }
        assertSameState(shuffled, inOrder);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void zerosBehindTheLastDecimalDoNotMatter(@ForAll("streams") List<Message> stream, @ForAll Random random) {
        OrderBook shorter = OrderBook.create();
        OrderBook longer = OrderBook.create();
        for (int i = 0; i < stream.size(); i++) {
            stream.get(i).applyTo(shorter, i);
            withZeros(stream.get(i), random).applyTo(longer, i);
            assertSameState(longer, shorter);
        }
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void whatDoesNotFitMakesTheBookInvalidAndNeverWrong(@ForAll("hugeStreams") List<Message> stream) {
        OrderBook fast = OrderBook.create();
        OrderBook obvious = TreeLevels.book();
        for (int i = 0; i < stream.size(); i++) {
            stream.get(i).applyTo(fast, i);
            stream.get(i).applyTo(obvious, i);
            if (fast.invalidReason().orElse("").contains("more digits than are kept exactly")) {
                Statistics.label("outcome").collect("does not fit");
                return;
            }
            assertSameState(fast, obvious);
        }
        Statistics.label("outcome").collect("fits").coverage(coverage -> {
            coverage.check("fits").percentage(share -> share > 10);
            coverage.check("does not fit").percentage(share -> share > 10);
        });
    }

    private static void assertSameState(OrderBook actual, OrderBook expected) {
        assertThat(actual.invalidReason().map(OrderBookLawsTest::message))
                .isEqualTo(expected.invalidReason().map(OrderBookLawsTest::message));
        if (expected.isValid()) {
            assertSameAnswers(actual, expected);
            assertSameAnswers(actual.view(), expected.view());
        }
    }

    /** Which message made the book invalid; which of its contradictions is named is up to the implementation. */
    private static String message(String reason) {
        return reason.replaceFirst(": .*", "");
    }

    private static void assertSameAnswers(Book actual, Book expected) {
        assertThat(actual.sequence()).isEqualTo(expected.sequence());
        assertThat(actual.time()).isEqualTo(expected.time());
        assertThat(actual.bestBid()).isEqualTo(expected.bestBid());
        assertThat(actual.bestAsk()).isEqualTo(expected.bestAsk());
        assertThat(actual.mid()).isEqualTo(expected.mid());
        assertThat(actual.spread()).isEqualTo(expected.spread());
        assertThat(actual.isCrossed()).isEqualTo(expected.isCrossed());
        for (Side side : Side.values()) {
            assertSameAnswers(actual, expected, side);
        }
    }

    private static void assertSameAnswers(Book actual, Book expected, Side side) {
        assertThat(actual.levelCount(side)).isEqualTo(expected.levelCount(side));
        assertThat(actual.totalCount(side)).isEqualTo(expected.totalCount(side));
        for (int n : new int[] {0, 1, 2, 3, Integer.MAX_VALUE}) {
            assertThat(actual.depth(side, n)).isEqualTo(expected.depth(side, n));
        }
        for (PriceLevel level : expected.depth(side, Integer.MAX_VALUE)) {
            for (String step : List.of("-0.0000000001", "0", "0.0000000001")) {
                FixedPointDollars price = level.price().plus(FixedPointDollars.of(step));
                assertThat(actual.countAt(side, price)).isEqualTo(expected.countAt(side, price));
                assertThat(actual.countThrough(side, price)).isEqualTo(expected.countThrough(side, price));
            }
            for (String step : List.of("-0.001", "0", "0.001")) {
                FixedPointCount count =
                        expected.countThrough(side, level.price()).plus(FixedPointCount.of(step));
                if (count.isPositive()) {
                    assertThat(actual.vwap(side, count)).isEqualTo(expected.vwap(side, count));
                }
            }
        }
    }

    private static void assertStrictlyAscending(List<PriceLevel> levels) {
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i).price()).isGreaterThan(levels.get(i - 1).price());
        }
    }

    private static Message withZeros(Message message, Random random) {
        if (message instanceof Snapshot snapshot) {
            return new Snapshot(withZeros(snapshot.bids(), random), withZeros(snapshot.asks(), random));
        }
        return message instanceof Delta delta
                ? new Delta(delta.side(), withZeros(delta.price(), random), withZeros(delta.change(), random))
                : message;
    }

    private static List<PriceLevel> withZeros(List<PriceLevel> levels, Random random) {
        return levels.stream()
                .map(level -> new PriceLevel(withZeros(level.price(), random), withZeros(level.count(), random)))
                .toList();
    }

    private static FixedPointDollars withZeros(FixedPointDollars price, Random random) {
        return FixedPointDollars.of(price.toBigDecimal().setScale(price.scale() + random.nextInt(25)));
    }

    private static FixedPointCount withZeros(FixedPointCount count, Random random) {
        return FixedPointCount.of(count.toBigDecimal().setScale(count.scale() + random.nextInt(25)));
    }

    @Provide
    Arbitrary<List<Message>> streams() {
        return streams(price(), count());
    }

    @Provide
    Arbitrary<List<Message>> hugeStreams() {
        return streams(
                Arbitraries.frequencyOf(Tuple.of(20, price()), Tuple.of(1, huge())),
                Arbitraries.frequencyOf(Tuple.of(20, count()), Tuple.of(1, huge())));
    }

    @Provide
    Arbitrary<Snapshot> snapshots() {
        return snapshots(price(), count());
    }

    @Provide
    Arbitrary<List<Delta>> deltas() {
        return deltas(price(), count()).list().ofMaxSize(10);
    }

    private static Arbitrary<List<Message>> streams(Arbitrary<BigDecimal> prices, Arbitrary<BigDecimal> counts) {
        Arbitrary<Message> messages = Arbitraries.frequencyOf(
                Tuple.of(6, snapshots(prices, counts).map(message -> message)),
                Tuple.of(40, deltas(prices, counts).map(message -> message)),
                Tuple.of(
                        10,
                        Combinators.combine(
                                        Arbitraries.of(Side.class),
                                        Arbitraries.integers().between(0, 20))
                                .as(Emptying::new)),
                Tuple.of(1, Arbitraries.just(new Gap())));
        return Combinators.combine(snapshots(prices, counts), messages.list().ofMaxSize(30))
                .as((first, rest) -> {
                    List<Message> stream = new ArrayList<>();
                    stream.add(first);
                    stream.addAll(rest);
                    return stream;
                });
    }

    private static Arbitrary<Snapshot> snapshots(Arbitrary<BigDecimal> prices, Arbitrary<BigDecimal> counts) {
        Arbitrary<List<PriceLevel>> good = Combinators.combine(prices, counts)
                .as(OrderBookLawsTest::level)
                .list()
                .ofMaxSize(12)
                .map(levels -> {
                    var seen = new HashSet<FixedPointDollars>();
                    return levels.stream()
                            .filter(level -> seen.add(level.price()))
                            .toList();
                });
        Arbitrary<List<PriceLevel>> any = Combinators.combine(
                        prices,
                        Arbitraries.oneOf(counts, Arbitraries.of("0.00", "-1").map(BigDecimal::new)))
                .as(OrderBookLawsTest::level)
                .list()
                .ofMaxSize(5);
        Arbitrary<List<PriceLevel>> levels = Arbitraries.frequencyOf(Tuple.of(19, good), Tuple.of(1, any));
        return Combinators.combine(levels, levels).as(Snapshot::new);
    }

    private static Arbitrary<Delta> deltas(Arbitrary<BigDecimal> prices, Arbitrary<BigDecimal> counts) {
        Arbitrary<BigDecimal> changes = Arbitraries.frequencyOf(
                Tuple.of(30, counts),
                Tuple.of(2, counts.map(BigDecimal::negate)),
                Tuple.of(1, Arbitraries.just(new BigDecimal("0.00"))));
        return Combinators.combine(Arbitraries.of(Side.class), prices, changes)
                .as((side, price, change) -> new Delta(side, FixedPointDollars.of(price), FixedPointCount.of(change)));
    }

    private static PriceLevel level(BigDecimal price, BigDecimal count) {
        return new PriceLevel(FixedPointDollars.of(price), FixedPointCount.of(count));
    }

    /** Few prices, so that levels meet; the wire's four decimals, sometimes finer, rarely senseless. */
    private static Arbitrary<BigDecimal> price() {
        Arbitrary<BigDecimal> usual = Arbitraries.bigDecimals()
                .between(new BigDecimal("6.3300"), new BigDecimal("6.3330"))
                .ofScale(4)
                .withDistribution(RandomDistribution.uniform());
        return Arbitraries.frequencyOf(
                Tuple.of(300, usual),
                Tuple.of(
                        9,
                        Arbitraries.of("6.33005", "6.330000001", "6.3", "7", "0.0001")
                                .map(BigDecimal::new)),
                Tuple.of(1, Arbitraries.of("0", "0.0000", "-6.3300").map(BigDecimal::new)));
    }

    private static Arbitrary<BigDecimal> count() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.integers().between(1, 400).map(n -> BigDecimal.valueOf(n, 2))),
                Tuple.of(5, Arbitraries.integers().between(1, 400).map(BigDecimal::valueOf)),
                Tuple.of(1, Arbitraries.of("0.125", "0.0000001").map(BigDecimal::new)));
    }

    /** Any number of digits that a long has, and a little more than that behind the point. */
    private static Arbitrary<BigDecimal> huge() {
        Arbitrary<Long> numbers = Arbitraries.longs()
                .between(Long.MAX_VALUE / 2, Long.MAX_VALUE)
                .withDistribution(RandomDistribution.uniform());
        Arbitrary<Integer> shifts =
                Arbitraries.integers().between(0, 60).withDistribution(RandomDistribution.uniform());
        Arbitrary<Integer> decimals =
                Arbitraries.integers().between(0, 20).withDistribution(RandomDistribution.uniform());
        return Combinators.combine(numbers, shifts, decimals)
                .as((number, shift, scale) -> BigDecimal.valueOf(number >> shift, scale));
    }
}
