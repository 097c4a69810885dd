package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Wire.ArrayValue;
import io.github.kalshiperps.conformance.Wire.Member;
import io.github.kalshiperps.conformance.Wire.ObjectValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One step on the way from the root of a message to a place in it. */
sealed interface Step {
    /** Into a member of an object, or to the value of a key of a map. */
    record Name(String name) implements Step {}

    /** Into an element of an array. */
    record Index(int index) implements Step {}

    /**
     * The way to a place. Names may have dots in them: as far as the message goes, it says where a name ends.
     *
     * @param path what follows the root in the exact path of the place, such as {@code .markets[3].tick_size}
     * @param root the message
     */
    static List<Step> to(String path, Wire root) {
        List<Step> steps = new ArrayList<>();
        Wire value = root;
        String rest = path;
        while (!rest.isEmpty()) {
            Step step = first(rest, value);
            if (step == null) {
                break;
            }
            steps.add(step);
            rest = rest.substring(step.length());
            value = value == null ? null : step.into(value);
        }
        return steps;
    }

    private static @Nullable Step first(String path, @Nullable Wire value) {
        if (value instanceof ObjectValue object) {
            String name = object.members().stream()
                    .map(Member::name)
                    .filter(candidate -> path.startsWith("." + candidate)
                            && (path.length() == candidate.length() + 1
                                    || ".[".indexOf(path.charAt(candidate.length() + 1)) >= 0))
                    .reduce("", (longest, next) -> next.length() > longest.length() ? next : longest);
            if (!name.isEmpty()) {
                return new Name(name);
            }
        }
        Matcher written = Pattern.compile("\\[(\\d{1,9})]|\\.([^.\\[]+)").matcher(path);
        if (!written.lookingAt()) {
            return null;
        }
        return written.group(2) == null ? new Index(Integer.parseInt(written.group(1))) : new Name(written.group(2));
    }

    /** How long the step is in a path. */
    private int length() {
        return this instanceof Index index
                ? 2 + String.valueOf(index.index()).length()
                : 1 + ((Name) this).name().length();
    }

    /** Where the step leads; null when there is nothing. */
    default @Nullable Wire into(Wire value) {
        if (this instanceof Index index && value instanceof ArrayValue array) {
            return index.index() < array.elements().size() ? array.elements().get(index.index()) : null;
        }
        if (this instanceof Name name && value instanceof ObjectValue object) {
            for (Member member : object.members()) {
                if (member.name().equals(name.name())) {
                    return member.value();
                }
            }
        }
        return null;
    }
}
