package io.github.kalshiperps.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** From the text frame that the WebSocket library hands over to the changed book; one of 10,001 frames is a snapshot. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class FrameToBookBenchmark {
    @Param({"USUAL", "RANDOM"})
    public BookStream stream = BookStream.USUAL;

    final ClientBook clientBook = new ClientBook();
    final JacksonBook jacksonBook = new JacksonBook();
    final JacksonBook flatBook = new JacksonBook.Flat();
    private List<String> frames = List.of();
    private int next;

    @Setup
    public void setUp() {
        frames = stream.frames();
    }

    @Benchmark
    public Object kalshiPerps(CpuTime cpu) {
        cpu.calls++;
        clientBook.read(nextFrame());
        return clientBook;
    }

    @Benchmark
    public Object jackson(CpuTime cpu) throws IOException {
        cpu.calls++;
        jacksonBook.read(nextFrame());
        return jacksonBook;
    }

    @Benchmark
    public Object jacksonFlat(CpuTime cpu) throws IOException {
        cpu.calls++;
        flatBook.read(nextFrame());
        return flatBook;
    }

    /** Begins with the snapshot. */
    private String nextFrame() {
        String frame = frames.get(next);
        next = next + 1 < frames.size() ? next + 1 : 0;
        return frame;
    }
}
