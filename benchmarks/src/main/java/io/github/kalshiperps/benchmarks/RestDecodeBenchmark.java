package io.github.kalshiperps.benchmarks;

import com.fasterxml.jackson.databind.ObjectReader;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.rest.model.PerpsModels;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okio.Buffer;
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

/** From the bytes of a REST response to typed objects with exact decimals and instants. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class RestDecodeBenchmark {
    @Param
    public RestDocument document = RestDocument.MARKETS;

    private final JsonMapper mapper = JsonMapper.of(PerpsModels.factory());
    private ObjectReader jacksonReader = JacksonModels.mapper().reader();
    private List<byte[]> variants = List.of();
    private int next;

    @Setup
    public void setUp() {
        jacksonReader = jacksonReader.forType(document.jacksonModel());
        variants = document.variants();
    }

    /** Wrapping the bytes counts, because OkHttp hands out a buffer that somebody has filled, too. */
    @Benchmark
    public Object kalshiPerps(CpuTime cpu) throws IOException {
        cpu.calls++;
        return mapper.read(document.model(), new Buffer().write(nextVariant()));
    }

    @Benchmark
    public Object jackson(CpuTime cpu) throws IOException {
        cpu.calls++;
        return jacksonReader.readValue(nextVariant());
    }

    private byte[] nextVariant() {
        next = next + 1 < variants.size() ? next + 1 : 0;
        return variants.get(next);
    }
}
