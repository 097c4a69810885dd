package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the changes of one comparison. */
final class Changes {
    private static final int SHOWN = 60;

    private final List<Change> found = new ArrayList<>();
    private final boolean worded;

    /** @param worded whether both editions have words, so that they can be compared */
    Changes(boolean worded) {
        this.worded = worded;
    }

    void changed(Place place, String aspect, @Nullable JsonNode before, @Nullable JsonNode after, Effects effects) {
        changed(place, aspect, shown(before), shown(after), effects);
    }

    void changed(Place place, String aspect, @Nullable String before, @Nullable String after, Effects effects) {
        add(Change.Kind.CHANGED, place, aspect, place.after(), before, after, false, effects);
    }

    void renamed(Place place, String aspect, String before, String after, boolean guessed, Effects effects) {
        add(Change.Kind.RENAMED, place, aspect, place.after(), before, after, guessed, effects);
    }

    void added(Place place, @Nullable String after, Effects effects) {
        add(Change.Kind.ADDED, place, "", place.after(), null, after, false, effects);
    }

    void removed(Place place, @Nullable String before, Effects effects) {
        add(Change.Kind.REMOVED, place, "", place.before(), before, null, false, effects);
    }

    private void add(
            Change.Kind kind,
            Place place,
            String aspect,
            String pointer,
            @Nullable String before,
            @Nullable String after,
            boolean guessed,
            Effects effects) {
        found.add(new Change(
                place.category(),
                kind,
                place.name(),
                aspect,
                pointer,
                before,
                after,
                guessed,
                place.uses(),
                effects.judgements()));
    }

    /** Compares what is said of a thing; one change for all of it. */
    void words(Place place, JsonNode before, JsonNode after) {
        if (!worded) {
            return;
        }
        Map<String, JsonNode> old = Keywords.words(before);
        Map<String, JsonNode> now = Keywords.words(after);
        if (old.equals(now)) {
            return;
        }
        Set<String> keywords = new TreeSet<>(old.keySet());
        keywords.addAll(now.keySet());
        keywords.removeIf(
                keyword -> old.containsKey(keyword) && old.get(keyword).equals(now.get(keyword)));
        changed(
                place,
                "words: " + String.join(", ", keywords),
                (String) null,
                null,
                place.effects()
                        .callers(Verdict.DOCUMENTATION, "our Javadoc has words of its own: see whether they still hold")
                        .wire(Verdict.DOCUMENTATION, "only words differ"));
    }

    static @Nullable String shown(@Nullable JsonNode value) {
        if (value == null || value.isMissingNode()) {
            return null;
        }
        String text = value.isTextual() && !value.textValue().isBlank() ? value.textValue() : value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…";
    }

    List<Change> found() {
        return found;
    }
}
