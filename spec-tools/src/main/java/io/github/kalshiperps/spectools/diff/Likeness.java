package io.github.kalshiperps.spectools.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Pattern;

/** Guesses which of the things that came is which of those that went. */
final class Likeness {
    /** Between the words of names in all styles: {@code order_id}, {@code orderId}, {@code /order/id}. */
    private static final Pattern WORD_ENDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

    private record Pair(String gone, String come, double likeness) {}

    private Likeness() {}

    /**
     * Pairs what is most alike first; each thing has one partner at most, and equal input gives equal pairs.
     *
     * @param gone names that only the old edition has
     * @param come names that only the new edition has
     * @param likeness from 0 to 1
     * @param least what a pair has to reach
     * @return new names by old ones
     */
    static Map<String, String> pairs(
            Collection<String> gone,
            Collection<String> come,
            ToDoubleBiFunction<String, String> likeness,
            double least) {
        List<Pair> candidates = new ArrayList<>();
        for (String old : gone) {
            for (String added : come) {
                double alike = likeness.applyAsDouble(old, added);
                if (alike >= least) {
                    candidates.add(new Pair(old, added, alike));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Pair::likeness)
                .reversed()
                .thenComparing(Pair::gone)
                .thenComparing(Pair::come));
        Map<String, String> pairs = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Pair pair : candidates) {
            if (!pairs.containsKey(pair.gone()) && taken.add(pair.come())) {
                pairs.put(pair.gone(), pair.come());
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
