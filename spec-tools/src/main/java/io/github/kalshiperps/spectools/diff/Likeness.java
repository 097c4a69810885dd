package io.github.kalshiperps.spectools.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Guesses which of the things that came is which of those that went. */
final class Likeness {
    /** Between the words of names in all styles: {@code order_id}, {@code orderId}, {@code /order/id}. */
    private static final Pattern WORD_ENDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

    private record Candidate(String gone, String come, double likeness) {}

    private Likeness() {}

    /** How much two things are alike, from 0 to 1. */
    interface Measure<T> {
        double of(String oldName, T old, String name, T now);
    }

    /**
     * Pairs what only the old edition has with what only the new one has, the most alike first; each thing has one partner
     * at most, and equal input gives equal pairs.
     *
     * @param least what a pair has to reach
     * @return new names by old ones
     */
    static <T> Map<String, String> pairs(
            Map<String, T> before, Map<String, T> after, Measure<T> likeness, double least) {
        List<Candidate> candidates = new ArrayList<>();
        before.forEach((oldName, old) -> after.forEach((name, now) -> {
            if (!after.containsKey(oldName) && !before.containsKey(name)) {
                double alike = likeness.of(oldName, old, name, now);
                if (alike >= least) {
                    candidates.add(new Candidate(oldName, name, alike));
                }
            }
        }));
        candidates.sort(Comparator.comparingDouble(Candidate::likeness)
                .reversed()
                .thenComparing(Candidate::gone)
                .thenComparing(Candidate::come));
        Map<String, String> pairs = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (!pairs.containsKey(candidate.gone()) && taken.add(candidate.come())) {
                pairs.put(candidate.gone(), candidate.come());
            }
        }
        return pairs;
    }

    /** How much two sets have in common: 1 when they are equal. */
    static double ofSets(Set<?> left, Set<?> right) {
        if (left.isEmpty() && right.isEmpty()) {
            return 1;
        }
        Set<Object> both = new HashSet<>(left);
        both.retainAll(right);
        return 2.0 * both.size() / (left.size() + right.size());
    }

    /** How much two names have in common, word by word. */
    static double ofNames(String left, String right) {
        return ofSets(words(left), words(right));
    }

    private static Set<String> words(String name) {
        Set<String> words = new HashSet<>();
        for (String word : WORD_ENDS.split(name, -1)) {
            if (!word.isEmpty()) {
                words.add(singular(word.toLowerCase(Locale.ROOT)));
            }
        }
        return words;
    }

    /** A list is often named after what is in it. */
    private static String singular(String word) {
        return word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }
}
