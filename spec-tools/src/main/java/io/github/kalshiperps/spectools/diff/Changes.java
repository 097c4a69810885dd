package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the changes of one comparison; whoever tells of one says on what it gets what it does to whom. */
final class Changes {
    private static final int SHOWN = 60;

    private final List<Told> told = new ArrayList<>();
    private final boolean worded;

    /** A change whose effects may still be said. */
    private record Told(
            Change.Kind kind,
            Place place,
            String aspect,
            @Nullable String before,
            @Nullable String after,
            boolean guessed,
            Effects effects) {
        Change change() {
            return new Change(
                    place.category(),
                    kind,
                    place.name(),
                    aspect,
                    kind == Change.Kind.REMOVED ? place.before() : place.after(),
                    before,
                    after,
                    guessed,
                    place.uses(),
                    effects.judgements());
        }
    }

    /** @param worded whether both editions have words, so that they can be compared */
    Changes(boolean worded) {
        this.worded = worded;
    }

    Effects changed(Place place, String aspect, Pair values) {
        return changed(place, aspect, shown(values.before()), shown(values.after()));
    }

    Effects changed(Place place, String aspect, boolean before, boolean after) {
        return changed(place, aspect, String.valueOf(before), String.valueOf(after));
    }

    Effects changed(Place place, String aspect, @Nullable String before, @Nullable String after) {
        return tell(Change.Kind.CHANGED, place, aspect, before, after, false);
    }

    Effects renamed(Place place, String aspect, String before, String after, boolean guessed) {
        return tell(Change.Kind.RENAMED, place, aspect, before, after, guessed);
    }

    Effects added(Place place) {
        return tell(Change.Kind.ADDED, place, "", null, null, false);
    }

    Effects added(Place place, String after) {
        return tell(Change.Kind.ADDED, place, "", null, after, false);
    }

    Effects removed(Place place) {
        return tell(Change.Kind.REMOVED, place, "", null, null, false);
    }

    Effects removed(Place place, String before) {
        return tell(Change.Kind.REMOVED, place, "", before, null, false);
    }

    private Effects tell(
            Change.Kind kind,
            Place place,
            String aspect,
            @Nullable String before,
            @Nullable String after,
            boolean guessed) {
        Effects effects = new Effects(place.sent(), place.received());
        told.add(new Told(kind, place, aspect, before, after, guessed, effects));
        return effects;
    }

    /** What nobody has thought about yet may break anything. */
    void noRule(Place place, String keyword, Pair values) {
        changed(place, keyword, values)
                .everywhere(Judgement.breaking("there is no rule for " + keyword + ", so it may break anything"));
    }

    /** Compares what is said of a thing; one change for all of it. */
    void words(Place place, Pair things) {
        Map<String, JsonNode> old = Keywords.words(things.before());
        Map<String, JsonNode> now = Keywords.words(things.after());
        if (!worded || old.equals(now)) {
            return;
        }
        Set<String> keywords = new TreeSet<>(old.keySet());
        keywords.addAll(now.keySet());
        keywords.removeIf(keyword -> !things.at(keyword).differs());
        changed(place, Change.WORDS + String.join(", ", keywords), null, null)
                .callers(Judgement.documentation("our Javadoc has words of its own: see whether they still hold"))
                .wire(Judgement.documentation("only words differ"));
    }

    private static @Nullable String shown(JsonNode value) {
        return value.isMissingNode() ? null : inWords(value);
    }

    /** A value in short. */
    static String inWords(JsonNode value) {
        String text = value.isTextual() && !value.textValue().isBlank() ? value.textValue() : value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…";
    }

    List<Change> found() {
        return told.stream().map(Told::change).toList();
    }
}
