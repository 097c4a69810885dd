package io.github.kalshiperps.benchmarks;

import com.fasterxml.jackson.databind.ObjectReader;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.rest.model.PerpsModels;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okio.ByteString;
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
    private List<ByteString> bodies = List.of();
    private int next;

    @Setup
    public void setUp() {
        jacksonReader = jacksonReader.forType(document.jacksonModel());
        variants = document.variants();
        bodies = variants.stream().map(ByteString::of).toList();
    }

    /** From the immutable bytes in which a client keeps a raw body; copying them into Okio's buffer counts. */
    @Benchmark
    public Object kalshiPerps(CpuTime cpu) {
        cpu.calls++;
        return mapper.read(document.model(), bodies.get(nextVariant()));
    }

    @Benchmark
    public Object jackson(CpuTime cpu) throws IOException {
        cpu.calls++;
        return jacksonReader.readValue(variants.get(nextVariant()));
    }

    private int nextVariant() {
        next = next + 1 < variants.size() ? next + 1 : 0;
        return next;
    }
}
