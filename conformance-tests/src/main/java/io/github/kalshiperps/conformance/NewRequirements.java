package io.github.kalshiperps.conformance;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what captures lack because it is newer than they are. There are no more than the contract has members. */
final class NewRequirements {
    /** The order of a report. */
    static final Comparator<NewRequirement> ORDER = Comparator.comparing(NewRequirement::path)
            .thenComparing(NewRequirement::sort)
            .thenComparing(NewRequirement::name);

    private final Map<Key, Lacking> byPlace = new LinkedHashMap<>();

    /** Says that a member is not there. One capture comes after the other. */
    void add(Source source, Place place, String expected) {
        byPlace.computeIfAbsent(
                        new Key(source.sort(), source.name(), place.folded()),
                        first -> new Lacking(expected, source.capture()))
                .add(source.capture());
    }

    List<NewRequirement> all() {
        return byPlace.entrySet().stream()
                .map(entry -> entry.getValue().at(entry.getKey()))
                .toList();
    }

    private record Key(Source.Sort sort, String name, String path) {}

    private static final class Lacking {
        private final String expected;
        private final String firstCapture;
        private String lastCapture = "";
        private int captures;
        private int count;

        Lacking(String expected, String firstCapture) {
            this.expected = expected;
            this.firstCapture = firstCapture;
        }

        void add(String capture) {
            if (!capture.equals(lastCapture)) {
                captures++;
                lastCapture = capture;
            }
            count++;
        }

        NewRequirement at(Key key) {
            return new NewRequirement(key.sort(), key.name(), key.path(), expected, captures, count, firstCapture);
        }
    }
}
