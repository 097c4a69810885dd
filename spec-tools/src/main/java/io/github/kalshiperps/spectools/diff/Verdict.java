package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Locale;

/** What a change does; the worst one first. */
public enum Verdict {
    /** Something that worked before may not work any more. */
    BREAKING("major"),
    /** Something more is possible; nothing that worked before stops. */
    ADDITIVE("minor"),
    /** No program can tell. */
    DOCUMENTATION("patch");

    private final String release;

    Verdict(String release) {
        this.release = release;
    }

    /**
     * The kind of release that a change deserves.
     *
     * @return {@code major}, {@code minor} or {@code patch}
     */
    public String release() {
        return release;
    }

    /**
     * The name, as in output.
     *
     * @return in lower case
     */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The worst of several.
     *
     * @param verdicts any number
     * @return {@link #DOCUMENTATION} when there is none
     */
    static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.stream().min(Verdict::compareTo).orElse(DOCUMENTATION);
    }
}
