package io.github.kalshiperps.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatioReportTest {
    @Test
    void comparesTheMedianForkWithThatOfJackson() throws IOException {
        assertThat(report(
                        run("FooBenchmark.jackson", "[[300,100],[500],[900]]", "[[1,1],[1],[1]]", 4000.4),
                        run("FooBenchmark.ours", "[[200],[500],[100]]", "[[1],[2],[1]]", 1000)))
                .containsExactly(
                        "JDK 17.0.1, JMH 1.37, 3 forks of 4 x 5 s warm-up and 6 x 7 s measurement.",
                        "",
                        "| benchmark | | speed | forks | bytes per operation |",
                        "|---|---|--:|--:|--:|",
                        "| FooBenchmark BAR | jackson | 1.00 | 0.56-2.50 | 4,000 |",
                        "| FooBenchmark BAR | ours | 2.50 | 2.00-5.00 | 1,000 |");
    }

    @Test
    void comparesEachClassWithItsOwnBaseline() throws IOException {
        assertThat(report(
                        run("FooBenchmark.jackson", "[[300]]", "[[1]]", 9),
                        run("BarBenchmark.ours", "[[25]]", "[[1]]", 0.0004),
                        run("BarBenchmark.treeMap", "[[100]]", "[[1]]", 24.9)))
                .endsWith(
                        "| BarBenchmark BAR | ours | 4.00 | 4.00-4.00 | 0 |",
                        "| BarBenchmark BAR | treeMap | 1.00 | 1.00-1.00 | 25 |",
                        "| FooBenchmark BAR | jackson | 1.00 | 1.00-1.00 | 9 |");
    }

    @Test
    void refusesARunWithoutABaseline() {
        assertThatThrownBy(() -> report(run("FooBenchmark.ours", "[[1]]", "[[1]]", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Nothing to compare with: FooBenchmark BAR was run without any of");
    }

    private static List<String> report(String... runs) throws IOException {
        return RatioReport.of(new ObjectMapper().readTree(List.of(runs).toString()))
                .lines()
                .toList();
    }

    private static String run(String method, String nanos, String calls, double bytes) {
        return """
                {"jmhVersion":"1.37","benchmark":"a.b.%s","forks":3,"jdkVersion":"17.0.1",
                "warmupIterations":4,"warmupTime":"5 s","measurementIterations":6,"measurementTime":"7 s",
                "params":{"document":"BAR"},
                "secondaryMetrics":{"cpuNanos":{"rawData":%s},"calls":{"rawData":%s},
                "gc.alloc.rate.norm":{"score":%s}}}""".formatted(method, nanos, calls, bytes);
    }
}
