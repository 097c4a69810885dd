package io.github.kalshiperps.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RatioReportTest {
    @Test
    void comparesTheMedianForkWithThatOfJackson() throws IOException {
        String runs = '['
                + run("jackson", "[[300,100],[500],[900]]", "[[1,1],[1],[1]]", 4000.4)
                + ','
                + run("ours", "[[200],[500],[100]]", "[[1],[2],[1]]", 1000)
                + ']';

        assertThat(RatioReport.of(new ObjectMapper().readTree(runs)).lines())
                .containsExactly(
                        "JDK 17.0.1, JMH 1.37, 3 forks of 4 x 5 s warm-up and 6 x 7 s measurement.",
                        "",
                        "| benchmark | | speed (jackson = 1) | forks | bytes per operation |",
                        "|---|---|--:|--:|--:|",
                        "| FooBenchmark BAR | jackson | 1.00 | 0.56-2.50 | 4,000 |",
                        "| FooBenchmark BAR | ours | 2.50 | 2.00-5.00 | 1,000 |");
    }

    private static String run(String method, String nanos, String calls, double bytes) {
        return """
                {"jmhVersion":"1.37","benchmark":"a.b.FooBenchmark.%s","forks":3,"jdkVersion":"17.0.1",
                "warmupIterations":4,"warmupTime":"5 s","measurementIterations":6,"measurementTime":"7 s",
                "params":{"document":"BAR"},
                "secondaryMetrics":{"cpuNanos":{"rawData":%s},"calls":{"rawData":%s},
                "gc.alloc.rate.norm":{"score":%s}}}""".formatted(method, nanos, calls, bytes);
    }
}
