package io.github.kalshiperps.spectools.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two editions of a contract.
 *
 * @param category what kind of thing differs
 * @param kind what happened to it
 * @param name the thing, such as {@code MarginMarket.title} or {@code GET /margin/orders}
 * @param aspect what of it differs, such as {@code type}; empty when the whole thing came or went
 * @param pointer where it stands, as a JSON pointer: in the new edition, or in the old one when it is gone
 * @param before what it was, in short; null when there is nothing to show
 * @param after what it is now, in short; null when there is nothing to show
 * @param guessed whether two things were taken for one because they are alike
 * @param uses who sends it, and in which operations
 * @param judgements what it does, by who feels it; a side that does not meet it is absent
 */
public record Change(
        Category category,
        Kind kind,
        String name,
        String aspect,
        String pointer,
        @Nullable String before,
        @Nullable String after,
        boolean guessed,
        List<Use> uses,
        Map<Side, Judgement> judgements) {
    /** How the aspect of a change begins that is of words alone. */
    static final String WORDS = "words: ";

    /** What happened. */
    public enum Kind {
        /** It is new. */
        ADDED,
        /** It is gone. */
        REMOVED,
        /** It has another name or stands elsewhere. */
        RENAMED,
        /** It is another than before. */
        CHANGED;

        /**
         * The name, as in output.
         *
         * @return in lower case
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Keeps copies. */
    public Change {
        uses = List.copyOf(uses);
        judgements = Collections.unmodifiableMap(new EnumMap<>(judgements));
    }

    /** Whether nothing differs but what is said of the thing. */
    boolean isOfWords() {
        return aspect.startsWith(WORDS);
    }

    /**
     * The worst verdict of all sides.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return Verdict.worst(
                judgements.values().stream().map(Judgement::verdict).toList());
    }

    /**
     * The worst verdict for callers of our jars.
     *
     * @return the verdict
     */
    public Verdict callers() {
        return worstOf(true);
    }

    /**
     * The worst verdict on the wire.
     *
     * @return the verdict
     */
    public Verdict wire() {
        return worstOf(false);
    }

    private Verdict worstOf(boolean callers) {
        return Verdict.worst(judgements.entrySet().stream()
                .filter(entry -> entry.getKey().isOfCallers() == callers)
                .map(entry -> entry.getValue().verdict())
                .toList());
    }

    /**
     * Why the verdict is what it is: the reasons of the sides that have the worst one.
     *
     * @return at least one sentence, each once
     */
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        for (Judgement judgement : judgements.values()) {
            if (judgement.verdict() == verdict() && !reasons.contains(judgement.reason())) {
                reasons.add(judgement.reason());
            }
        }
        return reasons;
    }
}
