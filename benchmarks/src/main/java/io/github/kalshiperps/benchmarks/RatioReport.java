package io.github.kalshiperps.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Prints what a run of JMH with {@code -prof gc -rf json} found, as Markdown: how many times as fast each benchmark is
 * as the one of the same class and parameters that a user would pick instead, in CPU time of the benchmark's thread, and
 * what it allocates.
 */
public final class RatioReport {
    /** The methods that the others are compared with; a class has one of them. */
    private static final Set<String> BASELINES = Set.of("jackson", "treeMap");

    private RatioReport() {}

    /**
     * Prints the report.
     *
     * @param args the file that JMH wrote
     * @throws IOException if it cannot be read
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("Expected the path of JMH's JSON result");
        }
        System.out.print(of(new ObjectMapper().readTree(new File(args[0]))));
    }

    static String of(JsonNode runs) {
        Map<String, Map<String, JsonNode>> groups = new TreeMap<>();
        for (JsonNode run : runs) {
            String[] name = run.get("benchmark").asText().split("\\.", -1);
            String group = name[name.length - 2] + parameters(run);
            groups.computeIfAbsent(group, key -> new TreeMap<>()).put(name[name.length - 1], run);
        }
        StringBuilder report = new StringBuilder(environment(runs.get(0)));
        report.append("\n\n| benchmark | | speed | forks | bytes per operation |\n");
        report.append("|---|---|--:|--:|--:|\n");
        groups.forEach((group, methods) -> {
            JsonNode baseline = methods.entrySet().stream()
                    .filter(method -> BASELINES.contains(method.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Nothing to compare with: " + group + " was run without any of " + BASELINES));
            methods.forEach((method, run) -> report.append(row(group, method, run, baseline)));
        });
        return report.toString();
    }

    private static String row(String group, String method, JsonNode run, JsonNode baseline) {
        double reference = median(cpuPerCall(baseline));
        List<Double> forks = cpuPerCall(run);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f-%.2f | %,.0f |%n",
                group,
                method,
                reference / median(forks),
                reference / Collections.max(forks),
                reference / Collections.min(forks),
                run.at("/secondaryMetrics/gc.alloc.rate.norm/score").asDouble());
    }

    /** Nanoseconds of each fork. */
    private static List<Double> cpuPerCall(JsonNode run) {
        JsonNode nanos = run.at("/secondaryMetrics/cpuNanos/rawData");
        JsonNode calls = run.at("/secondaryMetrics/calls/rawData");
        List<Double> forks = new ArrayList<>();
        for (int fork = 0; fork < nanos.size(); fork++) {
            forks.add(sum(nanos.get(fork)) / sum(calls.get(fork)));
        }
        return forks;
    }

    private static double sum(JsonNode iterations) {
        double sum = 0;
        for (JsonNode iteration : iterations) {
            sum += iteration.asDouble();
        }
        return sum;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String parameters(JsonNode run) {
        StringJoiner parameters = new StringJoiner(", ", " ", "").setEmptyValue("");
        run.path("params").forEach(value -> parameters.add(value.asText()));
        return parameters.toString();
    }

    private static String environment(JsonNode run) {
        return String.format(
                "JDK %s, JMH %s, %s forks of %s x %s warm-up and %s x %s measurement.",
                run.get("jdkVersion").asText(),
                run.get("jmhVersion").asText(),
                run.get("forks").asText(),
                run.get("warmupIterations").asText(),
                run.get("warmupTime").asText(),
                run.get("measurementIterations").asText(),
                run.get("measurementTime").asText());
    }
}
