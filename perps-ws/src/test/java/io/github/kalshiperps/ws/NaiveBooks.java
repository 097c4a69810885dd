package io.github.kalshiperps.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.BookView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The books of some markets made in the simplest way there is from parsed frames, without any class of the product. */
final class NaiveBooks {
    private record Sides(NavigableMap<BigDecimal, BigDecimal> bids, NavigableMap<BigDecimal, BigDecimal> asks) {}

    private final Map<String, Sides> books = new TreeMap<>();

    /** Works in a frame, if it is one about books. */
    void apply(Map<String, @Nullable Object> frame) {
        if (!(frame.get("msg") instanceof Map<?, ?> message)) {
            return;
        }
        String market = String.valueOf(message.get("market_ticker"));
        if ("orderbook_snapshot".equals(frame.get("type"))) {
            Sides sides = new Sides(new TreeMap<>(), new TreeMap<>());
            levels(message.get("bid")).forEach(level -> sides.bids().put(decimal(level, 0), decimal(level, 1)));
            levels(message.get("ask")).forEach(level -> sides.asks().put(decimal(level, 0), decimal(level, 1)));
            books.put(market, sides);
        } else if ("orderbook_delta".equals(frame.get("type"))) {
            Sides sides = books.get(market);
            if (sides == null) {
                throw new AssertionError("a delta of " + market + " without a snapshot");
            }
            NavigableMap<BigDecimal, BigDecimal> side = "bid".equals(message.get("side")) ? sides.bids() : sides.asks();
            BigDecimal price = new BigDecimal(String.valueOf(message.get("price")));
            BigDecimal count =
                    side.getOrDefault(price, BigDecimal.ZERO).add(new BigDecimal(String.valueOf(message.get("delta"))));
            if (count.signum() == 0) {
                side.remove(price);
            } else {
                side.put(price, count);
            }
        }
    }

    private static Stream<List<?>> levels(@Nullable Object side) {
        return side instanceof List<?> list ? list.stream().map(level -> (List<?>) level) : Stream.empty();
    }

    private static BigDecimal decimal(List<?> level, int index) {
        return new BigDecimal(String.valueOf(level.get(index)));
    }

    /** Fails if the view differs in any price or count. */
    void assertSame(String market, BookView view) {
        Sides sides = books.get(market);
        if (sides == null) {
            throw new AssertionError("there is no book of " + market);
        }
        assertThat(levels(view.bids()))
                .as("bids of " + market)
                .isEqualTo(levels(sides.bids().descendingMap()));
        assertThat(levels(view.asks())).as("asks of " + market).isEqualTo(levels(sides.asks()));
        if (!sides.bids().isEmpty() && !sides.asks().isEmpty()) {
            assertThat(view.bestBid().orElseThrow().price().toBigDecimal())
                    .isEqualByComparingTo(sides.bids().lastKey());
            assertThat(view.bestAsk().orElseThrow().price().toBigDecimal())
                    .isEqualByComparingTo(sides.asks().firstKey());
        }
    }

    private static List<String> levels(List<PriceLevel> levels) {
        return levels.stream()
                .map(level -> plain(level.price().toBigDecimal()) + " x "
                        + plain(level.count().toBigDecimal()))
                .toList();
    }

    private static List<String> levels(Map<BigDecimal, BigDecimal> levels) {
        return levels.entrySet().stream()
                .map(level -> plain(level.getKey()) + " x " + plain(level.getValue()))
                .toList();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
