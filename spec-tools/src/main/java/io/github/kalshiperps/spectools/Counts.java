package io.github.kalshiperps.spectools;

import java.util.Map;
import java.util.stream.Collectors;

/** The size of a contract, for people. */
final class Counts {
    private Counts() {}

    static String inWords(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
