package io.github.kalshiperps.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.book.OrderBook;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.core.json.Decoding;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.ws.model.PerpsWebSocketModels;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two ways to keep a book may only be compared if they come to the same book, to the last zero of a decimal. */
class BookStreamTest {
    private final CpuTime cpu = new CpuTime();

    @ParameterizedTest
    @MethodSource("streams")
    void bothWaysFromFrameToBookGiveTheSameBook(BookStream stream) throws IOException {
        FrameToBookBenchmark ours = frameToBook(stream);
        FrameToBookBenchmark theirs = frameToBook(stream);
        int frames = stream.frames().size();
        for (int i = 1; i <= frames + frames / 2; i++) {
            ours.kalshiPerps(cpu);
            theirs.jackson(cpu);
            if (isWorthALook(i, frames)) {
                assertSameBook(ours.clientBook, theirs.jacksonBook);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void bothWaysToUpdateABookGiveTheSameBook(BookStream stream) throws IOException {
        BookUpdateBenchmark ours = bookUpdate(stream);
        BookUpdateBenchmark theirs = bookUpdate(stream);
        assertSameBook(ours.clientBook, theirs.jacksonBook);
        int deltas = stream.frames().size() - 1;
        for (int i = 1; i <= deltas + deltas / 2; i++) {
            ours.kalshiPerps(cpu);
            theirs.treeMap(cpu);
            if (isWorthALook(i, deltas)) {
                assertSameBook(ours.clientBook, theirs.jacksonBook);
            }
        }
    }

    /** Strict, since a deviation of the frames from the contract would be timed, too. */
    @ParameterizedTest
    @MethodSource("streams")
    void framesKeepToTheContractAndEndWhereTheyBegan(BookStream stream) {
        List<String> frames = stream.frames();
        ClientBook kept =
                new ClientBook(JsonMapper.of(PerpsWebSocketModels.factory()).decoding(Decoding.STRICT));
        assertThat(kept.read(frames.get(0))).isTrue();
        List<String> bids = levels(kept.book, Side.BID);
        List<String> asks = levels(kept.book, Side.ASK);

        for (String frame : frames.subList(1, frames.size())) {
            assertThat(kept.read(frame)).as(frame).isTrue();
        }

        assertThat(levels(kept.book, Side.BID)).isEqualTo(bids);
        assertThat(levels(kept.book, Side.ASK)).isEqualTo(asks);
    }

    @ParameterizedTest
    @EnumSource(names = {"USUAL", "RANDOM"})
    void aMadeUpBookHasAboutAHundredLevelsPerSide(BookStream stream) {
        ClientBook kept = new ClientBook();
        List<String> frames = stream.frames();
        kept.read(frames.get(0));
        for (Side side : Side.values()) {
            assertThat(kept.book.levelCount(side)).isEqualTo(100);
        }
        for (String frame : frames) {
            kept.read(frame);
            for (Side side : Side.values()) {
                assertThat(kept.book.levelCount(side)).isBetween(60, 140);
            }
            assertThat(kept.book.isCrossed()).isFalse();
        }
    }

    @Test
    void aCaptureIsReadFromItsSnapshotOn(@TempDir Path directory) throws IOException {
        String snapshot = "{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":1,\"msg\":{\"market_ticker\":\"A\","
                + "\"bid\":[[\"1.0000\",\"3.00\"]],\"ask\":[]}}";
        String delta = "{\"type\":\"orderbook_delta\",\"sid\":1,\"seq\":2,\"msg\":{\"market_ticker\":\"A\","
                + "\"price\":\"1.0000\",\"delta\":\"-3.00\",\"side\":\"bid\",\"ts_ms\":5}}";
        Path capture = directory.resolve("frames.jsonl");
        Files.write(
                capture,
                List.of(
                        "{\"type\":\"subscribed\",\"id\":1,\"msg\":{\"channel\":\"orderbook_delta\",\"sid\":1}}",
                        snapshot,
                        delta.replace("\"A\"", "\"B\""),
                        delta));

        List<String> frames = CapturedBook.frames(capture);

        assertThat(frames)
                .startsWith(snapshot, delta, delta.replace("-3.00", "3.00").replace("\"seq\":2", "\"seq\":3"), delta);
        assertThat(frames.size() % 2).isEqualTo(1);
        assertThatThrownBy(() -> CapturedBook.frames(Files.createFile(directory.resolve("empty"))))
                .hasMessageContaining("Expected a snapshot");
    }

    private static boolean isWorthALook(int read, int length) {
        return read % 97 == 0 || read == length / 2 || read == length;
    }

    private static FrameToBookBenchmark frameToBook(BookStream stream) {
        stream.frames();
        FrameToBookBenchmark benchmark = new FrameToBookBenchmark();
        benchmark.stream = stream;
        benchmark.setUp();
        return benchmark;
    }

    private static BookUpdateBenchmark bookUpdate(BookStream stream) throws IOException {
        stream.frames();
        BookUpdateBenchmark benchmark = new BookUpdateBenchmark();
        benchmark.stream = stream;
        benchmark.setUp();
        return benchmark;
    }

    /** The recorded one only for who gives one: nothing is skipped in silence. */
    private static List<BookStream> streams() {
        return System.getProperty(BookStream.CAPTURE) == null
                ? List.of(BookStream.USUAL, BookStream.RANDOM)
                : List.of(BookStream.values());
    }

    private static void assertSameBook(ClientBook ours, JacksonBook theirs) {
        assertThat(levels(ours.book, Side.BID)).isEqualTo(levels(theirs.book.bids.descendingMap()));
        assertThat(levels(ours.book, Side.ASK)).isEqualTo(levels(theirs.book.asks));
        assertThat(ours.book.sequence()).isEqualTo(theirs.book.sequence);
        assertThat(ours.book.time().orElse(null)).isEqualTo(theirs.book.time);
    }

    private static List<String> levels(OrderBook book, Side side) {
        return book.depth(side, Integer.MAX_VALUE).stream()
                .map(level -> level.price() + " x " + level.count())
                .toList();
    }

    private static List<String> levels(Map<BigDecimal, BigDecimal> levels) {
        return levels.entrySet().stream()
                .map(level -> level.getKey().toPlainString() + " x "
                        + level.getValue().toPlainString())
                .toList();
    }
}
