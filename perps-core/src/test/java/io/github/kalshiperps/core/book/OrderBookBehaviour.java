package io.github.kalshiperps.core.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every implementation does. Snapshots are written as on the wire: best level last. */
abstract class OrderBookBehaviour {
    private static final Instant TIME = Instant.parse("2026-06-12T12:44:30.490Z");

    private final OrderBook book = newBook();

    abstract OrderBook newBook();

    private void snapshot() {
        assertThat(book.applySnapshot(
                        levels("6.3290 1.00", "6.3300 5.00", "6.3329 2.00"),
                        levels("6.3500 4.00", "6.3420 3.00", "6.3416 1.50"),
                        1,
                        null))
                .isTrue();
    }

    private boolean delta(Side side, String price, String change) {
        return book.applyDelta(side, dollars(price), count(change), 2, TIME);
    }

    // Reading

    @Test
    void answersBestFirstWhateverTheOrderOnTheWire() {
        snapshot();
        assertThat(book.bestBid()).contains(PriceLevel.of("6.3329", "2"));
        assertThat(book.bestAsk()).contains(PriceLevel.of("6.3416", "1.5"));
        assertThat(book.depth(Side.BID, 2)).isEqualTo(levels("6.3329 2", "6.33 5"));
        assertThat(book.depth(Side.ASK, 9)).isEqualTo(levels("6.3416 1.5", "6.342 3", "6.35 4"));
        assertThat(book.depth(Side.ASK, 0)).isEmpty();
        assertThat(book.depth(Side.BID, Integer.MAX_VALUE)).hasSize(3);
    }

    @Test
    void midAndSpreadAreExact() {
        snapshot();
        assertThat(book.mid()).contains(dollars("6.33725"));
        assertThat(book.spread()).contains(dollars("0.0087"));
        delta(Side.BID, "6.332901", "1");
        assertThat(book.mid()).contains(dollars("6.3372505"));
        assertThat(book.spread()).contains(dollars("0.008699"));
    }

    @Test
    void countsContractsAtAPriceThroughAPriceAndInAll() {
        snapshot();
        assertThat(book.countAt(Side.BID, dollars("6.33000"))).isEqualTo(count("5"));
        assertThat(book.countAt(Side.BID, dollars("6.3301"))).isEqualTo(count("0"));
        assertThat(book.countAt(Side.ASK, dollars("6.33"))).isEqualTo(count("0"));
        assertThat(book.countThrough(Side.BID, dollars("6.33"))).isEqualTo(count("7"));
        assertThat(book.countThrough(Side.BID, dollars("6.3300001"))).isEqualTo(count("2"));
        assertThat(book.countThrough(Side.ASK, dollars("6.342"))).isEqualTo(count("4.5"));
        assertThat(book.countThrough(Side.ASK, dollars("6.3419999"))).isEqualTo(count("1.5"));
        assertThat(book.totalCount(Side.BID)).isEqualTo(count("8"));
        assertThat(book.totalCount(Side.ASK)).isEqualTo(count("8.5"));
        assertThat(book.levelCount(Side.ASK)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "99999999999999999999",
                "-99999999999999999999",
                "1844674407370955.1616",
                "-1844674407370955.1616",
                "6.33000000000000000000000000001",
                "0.00000000000000000000000000001"
            })
    void anyPriceMayBeAskedFor(String price) {
        snapshot();
        boolean belowAll = dollars(price).compareTo(dollars("1")) < 0;
        boolean aboveAll = dollars(price).compareTo(dollars("10")) > 0;
        assertThat(book.countAt(Side.BID, dollars(price))).isEqualTo(count("0"));
        assertThat(book.countAt(Side.ASK, dollars(price))).isEqualTo(count("0"));
        assertThat(book.countThrough(Side.BID, dollars(price))).isEqualTo(count(belowAll ? "8" : aboveAll ? "0" : "2"));
        assertThat(book.countThrough(Side.ASK, dollars(price))).isEqualTo(count(aboveAll ? "8.5" : "0"));
    }

    @Test
    void vwapTakesTheBestLevelsFirst() {
        snapshot();
        Vwap purchase = book.vwap(Side.ASK, count("3"));
        assertThat(purchase.isComplete()).isTrue();
        assertThat(purchase.filled()).isEqualTo(count("3"));
        assertThat(purchase.notional()).isEqualTo(dollars("19.0254")); // 1.5 * 6.3416 + 1.5 * 6.3420
        assertThat(purchase.price(4, RoundingMode.UNNECESSARY)).hasToString("6.3418");

        Vwap sale = book.vwap(Side.BID, count("3"));
        assertThat(sale.notional()).isEqualTo(dollars("18.9958")); // 2 * 6.3329 + 1 * 6.3300
        assertThat(sale.price(4, RoundingMode.FLOOR)).hasToString("6.3319");
        assertThat(sale.price(4, RoundingMode.CEILING)).hasToString("6.3320");
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> sale.price(4, RoundingMode.UNNECESSARY));
    }

    @Test
    void vwapSaysHowMuchThereIsIfTheSideIsNotDeepEnough() {
        snapshot();
        assertThat(book.vwap(Side.ASK, count("8.50")).isComplete()).isTrue();
        Vwap tooMuch = book.vwap(Side.ASK, count("8.51"));
        assertThat(tooMuch.isComplete()).isFalse();
        assertThat(tooMuch.requested()).isEqualTo(count("8.51"));
        assertThat(tooMuch.filled()).isEqualTo(count("8.50"));
        assertThat(tooMuch.notional()).isEqualTo(dollars("53.9384"));
    }

    @Test
    void vwapTakesCountsFinerThanTheBookHas() {
        snapshot();
        Vwap vwap = book.vwap(Side.BID, count("0.000001"));
        assertThat(vwap.isComplete()).isTrue();
        assertThat(vwap.notional()).isEqualTo(dollars("0.0000063329"));
    }

    @Test
    void vwapOfAnEmptySideHasNoPrice() {
        book.applySnapshot(null, null, 1, null);
        Vwap vwap = book.vwap(Side.BID, count("1"));
        assertThat(vwap).isEqualTo(new Vwap(count("1"), count("0"), dollars("0")));
        assertThat(vwap.isComplete()).isFalse();
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> vwap.price(4, RoundingMode.HALF_UP));
    }

    @Test
    void refusesQuestionsThatMakeNoSense() {
        snapshot();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.depth(Side.BID, -1))
                .withMessage("Expected at least 0 levels but was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.vwap(Side.BID, count("0.00")))
                .withMessage("Expected more than 0 contracts but was 0.00");
        assertThatIllegalArgumentException().isThrownBy(() -> book.vwap(Side.BID, count("-1")));
    }

    @Test
    void anEmptySideHasNoBestAndNoMid() {
        book.applySnapshot(null, levels("6.3416 1.50"), 1, null);
        assertThat(book.bestBid()).isEmpty();
        assertThat(book.bestAsk()).contains(PriceLevel.of("6.3416", "1.5"));
        assertThat(book.mid()).isEmpty();
        assertThat(book.spread()).isEmpty();
        assertThat(book.isCrossed()).isFalse();
        assertThat(book.depth(Side.BID, 5)).isEmpty();
        assertThat(book.totalCount(Side.BID)).isEqualTo(count("0"));
        assertThat(book.levelCount(Side.BID)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"6.3415, false, 0.0001", "6.3416, true, 0", "6.3417, true, -0.0001"})
    void isCrossedFromTheSamePriceOn(String bid, boolean crossed, String spread) {
        snapshot();
        delta(Side.BID, bid, "1");
        assertThat(book.isCrossed()).isEqualTo(crossed);
        assertThat(book.spread()).contains(dollars(spread));
    }

    @Test
    void listsCannotBeChanged() {
        snapshot();
        List<PriceLevel> bids = book.depth(Side.BID, 2);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> bids.add(PriceLevel.of("1", "1")));
    }

    // Deltas

    @Test
    void aDeltaChangesTheCountAndIsNotTheCount() {
        snapshot();
        assertThat(delta(Side.BID, "6.33", "-1.25")).isTrue();
        assertThat(book.countAt(Side.BID, dollars("6.33"))).isEqualTo(count("3.75"));
        assertThat(delta(Side.ASK, "6.342", "0.25")).isTrue();
        assertThat(book.countAt(Side.ASK, dollars("6.342"))).isEqualTo(count("3.25"));
        assertThat(book.totalCount(Side.BID)).isEqualTo(count("6.75"));
        assertThat(book.totalCount(Side.ASK)).isEqualTo(count("8.75"));
    }

    @Test
    void aDeltaMakesALevelWhereThereIsNone() {
        snapshot();
        delta(Side.BID, "6.3330", "1");
        delta(Side.BID, "6.3295", "2");
        delta(Side.BID, "0.0001", "3");
        assertThat(book.depth(Side.BID, 9))
                .isEqualTo(levels("6.3330 1", "6.3329 2", "6.33 5", "6.3295 2", "6.329 1", "0.0001 3"));
        delta(Side.ASK, "6.3331", "1");
        delta(Side.ASK, "99", "2");
        assertThat(book.depth(Side.ASK, 9)).isEqualTo(levels("6.3331 1", "6.3416 1.5", "6.342 3", "6.35 4", "99 2"));
    }

    @Test
    void aLevelWithoutContractsIsGone() {
        snapshot();
        delta(Side.BID, "6.3329", "-2.00");
        delta(Side.ASK, "6.3420", "-3");
        assertThat(book.depth(Side.BID, 9)).isEqualTo(levels("6.33 5", "6.329 1"));
        assertThat(book.depth(Side.ASK, 9)).isEqualTo(levels("6.3416 1.5", "6.35 4"));
        assertThat(delta(Side.BID, "6.3329", "7")).isTrue();
        assertThat(book.bestBid()).contains(PriceLevel.of("6.3329", "7"));
    }

    @Test
    void aSideMayBecomeEmptyAndFillAgain() {
        book.applySnapshot(levels("1 1"), null, 1, null);
        assertThat(delta(Side.BID, "1", "-1")).isTrue();
        assertThat(book.bestBid()).isEmpty();
        assertThat(delta(Side.ASK, "3", "1")).isTrue();
        assertThat(delta(Side.BID, "2", "1")).isTrue();
        assertThat(book.mid()).contains(dollars("2.5"));
    }

    @Test
    void zerosBehindTheLastDecimalDoNotCount() {
        snapshot();
        assertThat(delta(Side.BID, "6.3300000000000000000000000000", "-5.000000000000000000000000"))
                .isTrue();
        assertThat(delta(Side.BID, "6.329", "-1")).isTrue();
        assertThat(book.depth(Side.BID, 9)).isEqualTo(levels("6.3329 2"));
    }

    @Test
    void moreDecimalsThanBeforeAreKept() {
        snapshot();
        assertThat(delta(Side.BID, "6.3329000001", "0.000001")).isTrue();
        assertThat(delta(Side.ASK, "6.34155", "0.125")).isTrue();
        assertThat(book.depth(Side.BID, 9)).isEqualTo(levels("6.3329000001 0.000001", "6.3329 2", "6.33 5", "6.329 1"));
        assertThat(book.depth(Side.ASK, 9)).isEqualTo(levels("6.34155 0.125", "6.3416 1.5", "6.342 3", "6.35 4"));
        assertThat(book.totalCount(Side.BID)).isEqualTo(count("8.000001"));
        assertThat(delta(Side.BID, "6.3329", "-2")).isTrue();
        assertThat(book.countThrough(Side.BID, dollars("6.33"))).isEqualTo(count("5.000001"));
    }

    @Test
    void growsToThousandsOfLevels() {
        book.applySnapshot(null, null, 1, null);
        for (int i = 1; i <= 5_000; i++) {
            int cents = i * 7919 % 5_003; // every number once, in no order
            assertThat(book.applyDelta(Side.ASK, FixedPointDollars.ofCents(cents), count("1"), i, null))
                    .isTrue();
        }
        assertThat(book.levelCount(Side.ASK)).isEqualTo(5_000);
        assertThat(book.depth(Side.ASK, 5_000))
                .isSortedAccordingTo((a, b) -> a.price().compareTo(b.price()))
                .doesNotHaveDuplicates();
    }

    // Validity

    @Test
    void isInvalidUntilTheFirstSnapshot() {
        assertRefusesEverything("no snapshot yet");
        assertThat(delta(Side.BID, "6.33", "1")).isFalse();
        assertRefusesEverything("no snapshot yet");
        snapshot();
        assertThat(book.isValid()).isTrue();
        assertThat(book.invalidReason()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "BID, 6.3300, -5.01, BID 6.3300: -5.01 from a level of 5.00",
        "ASK, 6.3420, -4.00, ASK 6.3420: -4.00 from a level of 3.00",
        "BID, 6.3301, -1.00, BID 6.3301: -1.00 where there is no level",
        "ASK, 6.3300, -5.00, ASK 6.3300: -5.00 where there is no level",
        "BID, 6.3300, 0.00, BID 6.3300: a change of nothing",
        "BID, 6.3301, 0, BID 6.3301: a change of nothing",
        "BID, 0.0000, 1.00, BID 0.0000: a price that is not positive",
        "ASK, -6.3420, 1.00, ASK -6.3420: a price that is not positive",
    })
    void aDeltaThatContradictsTheBookMakesItInvalid(Side side, String price, String change, String reason) {
        snapshot();
        assertThat(delta(side, price, change)).isFalse();
        assertRefusesEverything("delta 2: " + reason);
        assertThat(delta(Side.BID, "6.33", "1")).isFalse();
        book.invalidate("later");
        assertRefusesEverything("delta 2: " + reason);
    }

    @ParameterizedTest
    @CsvSource({
        "6.33 0.00, BID 6.33: a level of 0.00",
        "6.33 -1.00, BID 6.33: a level of -1.00",
        "0 1.00, BID 0: a price that is not positive",
        "-6.33 1.00, BID -6.33: a price that is not positive",
        "6.3290 2.00, BID 6.3290: two levels of this price",
    })
    void aSnapshotThatMakesNoSenseMakesTheBookInvalid(String level, String reason) {
        snapshot();
        assertThat(book.applySnapshot(levels("6.3290 1.00", level), null, 7, TIME))
                .isFalse();
        assertRefusesEverything("snapshot 7: " + reason);
    }

    @Test
    void bothSidesOfASnapshotAreChecked() {
        assertThat(book.applySnapshot(null, levels("6.33 0.00"), 7, TIME)).isFalse();
        assertRefusesEverything("snapshot 7: ASK 6.33: a level of 0.00");
    }

    @Test
    void aSnapshotHeals() {
        snapshot();
        delta(Side.BID, "6.3301", "-1");
        assertThat(book.applySnapshot(levels("2 1"), levels("3 1"), 9, null)).isTrue();
        assertThat(book.isValid()).isTrue();
        assertThat(book.depth(Side.BID, 9)).isEqualTo(levels("2 1"));
        assertThat(book.depth(Side.ASK, 9)).isEqualTo(levels("3 1"));
        assertThat(book.totalCount(Side.BID)).isEqualTo(count("1"));
        assertThat(book.sequence()).isEqualTo(9);
    }

    @Test
    void theCallerInvalidates() {
        snapshot();
        book.invalidate("gap: expected 2 but was 4");
        assertRefusesEverything("gap: expected 2 but was 4");
    }

    @Test
    @SuppressWarnings("NullAway") // callers without a null checker exist
    void aSnapshotThatThrowsLeavesAnInvalidBook() {
        snapshot();
        assertThatNullPointerException()
                .isThrownBy(() -> book.applySnapshot(Arrays.asList((PriceLevel) null), null, 7, null));
        assertRefusesEverything("snapshot 7 was not read to its end");
    }

    @Test
    @SuppressWarnings("NullAway") // callers without a null checker exist
    void aDeltaWithoutNumbersThrowsAndChangesNothing() {
        snapshot();
        String before = book.toString();
        assertThatNullPointerException().isThrownBy(() -> book.applyDelta(Side.BID, null, count("1"), 2, null));
        assertThatNullPointerException().isThrownBy(() -> book.applyDelta(Side.BID, dollars("1"), null, 2, null));
        assertThatNullPointerException().isThrownBy(() -> book.applyDelta(null, dollars("1"), count("1"), 2, null));
        assertThatNullPointerException().isThrownBy(() -> book.invalidate(null));
        assertThat(book).hasToString(before);
    }

    private void assertRefusesEverything(String reason) {
        assertThat(book.isValid()).isFalse();
        assertThat(book.invalidReason()).contains(reason);
        assertThat(book).hasToString("OrderBook[invalid: " + reason + "]");
        List<Consumer<OrderBook>> questions = List.of(
                OrderBook::sequence,
                OrderBook::time,
                OrderBook::bestBid,
                OrderBook::bestAsk,
                OrderBook::mid,
                OrderBook::spread,
                OrderBook::isCrossed,
                OrderBook::view,
                asked -> asked.depth(Side.BID, 1),
                asked -> asked.levelCount(Side.ASK),
                asked -> asked.countAt(Side.BID, dollars("1")),
                asked -> asked.countThrough(Side.ASK, dollars("1")),
                asked -> asked.totalCount(Side.BID),
                asked -> asked.vwap(Side.ASK, count("1")),
                asked -> asked.isStale(Clock.systemUTC(), Duration.ZERO));
        assertThat(questions)
                .allSatisfy(question -> assertThatExceptionOfType(InvalidBookException.class)
                        .isThrownBy(() -> question.accept(book))
                        .withMessage("The order book is invalid: " + reason)
                        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason)));
    }

    // Sequence and time

    @Test
    void carriesTheSequenceOfTheLastMessage() {
        book.applySnapshot(null, null, 41, null);
        assertThat(book.sequence()).isEqualTo(41);
        book.applyDelta(Side.BID, dollars("1"), count("1"), 44, null);
        assertThat(book.sequence()).isEqualTo(44);
    }

    @Test
    void keepsTheLastKnownTimeSinceTheSnapshot() {
        snapshot();
        assertThat(book.time()).isEmpty();
        delta(Side.BID, "6.33", "1");
        assertThat(book.time()).contains(TIME);
        book.applyDelta(Side.BID, dollars("6.33"), count("1"), 3, null);
        assertThat(book.time()).contains(TIME);
        snapshot();
        assertThat(book.time()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-PT1S, false", "PT0S, false", "PT5S, false", "PT5.000000001S, true"})
    void isStaleWhenTheLastMessageIsOlderThanAllowed(Duration age, boolean stale) {
        snapshot();
        delta(Side.BID, "6.33", "1");
        Clock clock = Clock.fixed(TIME.plus(age), ZoneOffset.UTC);
        assertThat(book.isStale(clock, Duration.ofSeconds(5))).isEqualTo(stale);
        assertThat(book.view().isStale(clock, Duration.ofSeconds(5))).isEqualTo(stale);
    }

    @Test
    void isStaleWhenItsTimeIsNotKnown() {
        snapshot();
        assertThat(book.isStale(Clock.fixed(TIME, ZoneOffset.UTC), Duration.ofDays(1)))
                .isTrue();
    }

    // Views

    @Test
    void aViewAnswersAsTheBookDidAndNeverChanges() {
        snapshot();
        delta(Side.BID, "6.33", "1");
        BookView view = book.view();
        delta(Side.BID, "6.33", "1");
        delta(Side.ASK, "6.3416", "-1.5");
        delta(Side.BID, "6.3", "1");
        book.applySnapshot(levels("1 1", "2 1", "3 1"), levels("6 1", "5 1", "4 1"), 8, null);
        book.invalidate("gone");
        assertThat(view.bids()).isEqualTo(levels("6.3329 2", "6.33 6", "6.329 1"));
        assertThat(view.asks()).isEqualTo(levels("6.3416 1.5", "6.342 3", "6.35 4"));
        assertThat(view.bestBid()).contains(PriceLevel.of("6.3329", "2"));
        assertThat(view.mid()).contains(dollars("6.33725"));
        assertThat(view.countThrough(Side.BID, dollars("6.33"))).isEqualTo(count("8"));
        assertThat(view.sequence()).isEqualTo(2);
        assertThat(view.time()).contains(TIME);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> view.bids().clear());
    }

    @Test
    void printsWhatALogNeeds() {
        book.applySnapshot(levels("6.3290 1.00", "6.3329 2.00"), null, 7, null);
        assertThat(book).hasToString("OrderBook[sequence 7, BID 6.3329 x 2.00 (2 levels), ASK none (0 levels)]");
        assertThat(book.view()).hasToString("BookView[sequence 7, BID 6.3329 x 2.00 (2 levels), ASK none (0 levels)]");
    }

    private static FixedPointDollars dollars(String text) {
        return FixedPointDollars.of(text);
    }

    private static FixedPointCount count(String text) {
        return FixedPointCount.of(text);
    }

    private static List<PriceLevel> levels(String... levels) {
        return Arrays.stream(levels)
                .map(level -> level.split(" "))
                .map(level -> PriceLevel.of(level[0], level[1]))
                .toList();
    }
}
