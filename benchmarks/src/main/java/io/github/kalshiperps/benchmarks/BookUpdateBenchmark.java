package io.github.kalshiperps.benchmarks;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.OrderBook;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.ws.model.OrderbookDelta;
import io.github.kalshiperps.ws.model.OrderbookDeltaMessage;
import io.github.kalshiperps.ws.model.PerpsWebSocketModels;
import io.github.kalshiperps.ws.model.ServerMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a delta whose numbers are objects already to the changed book. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class BookUpdateBenchmark {
    @Param({"USUAL", "RANDOM"})
    public BookStream stream = BookStream.USUAL;

    final ClientBook clientBook = new ClientBook();
    final JacksonBook jacksonBook = new JacksonBook();
    private List<Delta> deltas = List.of();
    private int next;

    /** The same change for both books. */
    private record Delta(
            Side side,
            FixedPointDollars price,
            FixedPointCount change,
            BigDecimal treePrice,
            BigDecimal treeChange,
            long sequence,
            @Nullable Instant time) {
        static Delta of(OrderbookDeltaMessage message) {
            OrderbookDelta body = message.msg();
            return new Delta(
                    ClientBook.side(body.side()),
                    body.price(),
                    body.delta(),
                    body.price().toBigDecimal(),
                    body.delta().toBigDecimal(),
                    message.seq(),
                    body.tsMs());
        }
    }

    @Setup
    public void setUp() throws IOException {
        List<String> frames = stream.frames();
        clientBook.read(frames.get(0));
        jacksonBook.read(frames.get(0));
        JsonMapper mapper = JsonMapper.of(PerpsWebSocketModels.factory());
        deltas = frames.stream()
                .skip(1)
                .map(frame -> Delta.of((OrderbookDeltaMessage) mapper.read(ServerMessage.class, frame)))
                .toList();
    }

    @Benchmark
    public Object kalshiPerps(CpuTime cpu) {
        cpu.calls++;
        Delta delta = nextDelta();
        OrderBook book = clientBook.book;
        book.applyDelta(delta.side(), delta.price(), delta.change(), delta.sequence(), delta.time());
        return book;
    }

    @Benchmark
    public Object treeMap(CpuTime cpu) {
        cpu.calls++;
        Delta delta = nextDelta();
        TreeBook book = jacksonBook.book;
        book.applyDelta(delta.side(), delta.treePrice(), delta.treeChange(), delta.sequence(), delta.time());
        return book;
    }

    private Delta nextDelta() {
        Delta delta = deltas.get(next);
        next = next + 1 < deltas.size() ? next + 1 : 0;
        return delta;
    }
}
