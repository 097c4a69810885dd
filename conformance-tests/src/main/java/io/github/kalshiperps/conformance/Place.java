package io.github.kalshiperps.conformance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in a message something stands.
 *
 * @param exact such as {@code $.markets[3].leverage_estimates.1000}
 * @param folded such as {@code $.markets[].leverage_estimates.*}: the same for all elements of an array and all keys of a
 *     map, so that occurrences can be counted
 */
record Place(String exact, String folded) {
    static final Place ROOT = new Place("$", "$");

    private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|\\.([^.\\[]+)");

    /** The place that a decoder names. Only the schema tells the keys of maps from the names of members. */
    static Place parse(String path, @Nullable Schema root) {
        Place place = ROOT;
        Schema schema = root;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            String name = step.group(2);
            if (name == null) {
                place = place.element(step.group(1));
                schema = schema == null ? null : schema.element();
            } else {
                place = place.member(name, schema);
                schema = schema == null ? null : schema.member(name);
            }
        }
        return place;
    }

    Place element(int index) {
        return element(String.valueOf(index));
    }

    private Place element(String index) {
        return new Place(exact + "[" + index + "]", folded + "[]");
    }

    /** The place of a member, in an object that has this schema if the contract describes it. */
    Place member(String name, @Nullable Schema schema) {
        boolean isKey = schema != null && schema.isKey(name);
        return new Place(exact + "." + name, folded + "." + (isKey ? "*" : name));
    }
}
