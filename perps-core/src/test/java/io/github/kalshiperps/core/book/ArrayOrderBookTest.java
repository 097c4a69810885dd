package io.github.kalshiperps.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The book that users get, and the limits that it has beside its behaviour. */
class ArrayOrderBookTest extends OrderBookBehaviour {
    private static final String TOO_MANY_DIGITS = "more digits than are kept exactly";

    @Override
    OrderBook newBook() {
        return OrderBook.create();
    }

    @Test
    void keepsEighteenDigits() {
        OrderBook book = newBook();
        PriceLevel cheap = PriceLevel.of("0.000000000000000001", "9999999999999999.99");
        PriceLevel dear = PriceLevel.of("99999999999999.9999", "0.999999999999999999");
        assertThat(book.applySnapshot(List.of(cheap), List.of(dear), 1, null)).isTrue();
        assertThat(book.bestBid()).contains(cheap);
        assertThat(book.bestAsk()).contains(dear);
    }

    @ParameterizedTest
    @CsvSource({
        "1000000000000000000, 1, a price in dollars",
        "0.0000000000000000001, 1, a price with 19 decimals",
        "1, 1000000000000000000, a count",
        "1, 0.0000000000000000001, a count with 19 decimals",
        "1, 92233720368547758.08, a count of 2 to the 63rd hundredths",
        "1.00000000000000001, 1, a price that another one has too many digits for",
        "1, 0.0000000000001, a count that another one has too many digits for",
    })
    void moreDigitsMakeTheBookInvalid(String price, String count, String what) {
        List<PriceLevel> bids = List.of(PriceLevel.of("1000", "1000000"));
        OrderBook book = newBook();
        book.applySnapshot(bids, null, 1, null);
        assertThat(book.applyDelta(Side.BID, FixedPointDollars.of(price), FixedPointCount.of(count), 2, null))
                .as(what)
                .isFalse();
        assertThat(book.invalidReason())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .isEqualTo("delta 2: BID " + price + ": with " + count + ", " + TOO_MANY_DIGITS));
        assertThat(book.applySnapshot(bids, null, 3, null)).isTrue();
        assertThat(book.bestBid()).contains(bids.get(0));
    }

    @Test
    void aSnapshotWithMoreDigitsMakesTheBookInvalid() {
        OrderBook book = newBook();
        assertThat(book.applySnapshot(null, List.of(PriceLevel.of("1000000000000000000", "1")), 1, null))
                .isFalse();
        assertThat(book.invalidReason())
                .hasValueSatisfying(reason -> assertThat(reason).endsWith(TOO_MANY_DIGITS));
    }

    @ParameterizedTest
    @CsvSource({"0, a sum of counts at one price", "1, a sum of counts at several prices"})
    void aSumWithMoreDigitsMakesTheBookInvalid(int step, String what) {
        FixedPointCount most = FixedPointCount.of("9999999999999999.99");
        OrderBook book = newBook();
        book.applySnapshot(null, null, 0, null);
        for (int i = 1; i <= 9; i++) {
            assertThat(book.applyDelta(Side.ASK, FixedPointDollars.ofCents(100 + i * step), most, i, null))
                    .isTrue();
        }
        assertThat(book.totalCount(Side.ASK)).isEqualTo(FixedPointCount.of("89999999999999999.91"));
        assertThat(book.applyDelta(Side.ASK, FixedPointDollars.ofCents(100 + 10 * step), most, 10, null))
                .as(what)
                .isFalse();
        assertThat(book.invalidReason())
                .hasValueSatisfying(reason -> assertThat(reason).endsWith(TOO_MANY_DIGITS));
    }

    @Test
    void manyDecimalsAreForgottenWithTheNextSnapshot() {
        OrderBook book = newBook();
        List<PriceLevel> fine = List.of(PriceLevel.of("0.000000000000000001", "0.000000000000000001"));
        List<PriceLevel> coarse = List.of(PriceLevel.of("1000", "1000"));
        assertThat(book.applySnapshot(fine, null, 1, null)).isTrue();
        assertThat(book.applySnapshot(coarse, null, 2, null)).isTrue();
        assertThat(book.bestBid()).contains(coarse.get(0));
    }

    @Test
    void aLevelThatIsGoneDoesNotLimitTheDigitsOfOthers() {
        FixedPointDollars fine = FixedPointDollars.of("1.00000000000000001");
        OrderBook book = newBook();
        book.applySnapshot(null, List.of(PriceLevel.of("1", "1"), PriceLevel.of("1000", "1")), 1, null);
        assertThat(book.applyDelta(Side.ASK, FixedPointDollars.of("1000"), FixedPointCount.of(-1), 2, null))
                .isTrue();
        assertThat(book.applyDelta(Side.ASK, fine, FixedPointCount.of(1), 3, null))
                .isTrue();
        assertThat(book.depth(Side.ASK, 3))
                .containsExactly(PriceLevel.of("1", "1"), new PriceLevel(fine, FixedPointCount.of(1)));
    }

    /** An interpreted delta makes copies that a compiled one does not; the bound leaves room for a late compiler. */
    @Test
    void aDeltaAllocatesNothingOnceCompiled() {
        FixedPointCount more = FixedPointCount.of("2.00");
        FixedPointCount less = FixedPointCount.of("-2.00");
        FixedPointDollars[] prices = new FixedPointDollars[200];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = FixedPointDollars.of("6.3" + (100 + i));
        }
        OrderBook book = newBook();
        book.applySnapshot(null, null, 0, null);
        Instant time = Instant.EPOCH;
        long least = Long.MAX_VALUE;
        int deltas = 2 * prices.length * 100;
        for (int round = 0; round < 50; round++) {
            long before = allocatedBytes();
            for (int i = 0; i < 100; i++) {
                for (FixedPointDollars price : prices) {
                    book.applyDelta(Side.BID, price, more, i, time);
                }
                for (FixedPointDollars price : prices) {
                    book.applyDelta(Side.BID, price, less, i, time);
                }
            }
            least = Math.min(least, allocatedBytes() - before);
        }
        assertThat(book.isValid()).isTrue();
        assertThat(least).as("bytes for %d deltas", deltas).isLessThan(deltas);
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
