package io.github.kalshiperps.core.json;

import com.squareup.moshi.JsonReader;
import org.jspecify.annotations.Nullable;

/** Deviations that a generated dispatcher meets itself. */
public final class Drifts {
    private Drifts() {}

    /**
     * A message whose type the contract does not list.
     *
     * @param reader the reader behind the message
     * @param type the type, or null when it has none
     */
    public static void unknownMessage(JsonReader reader, @Nullable String type) {
        String found = type == null
                ? "The message has no type"
                : "'" + Excerpt.of(type) + "' is no documented type of a message";
        DecodingContext.of(reader).report(Drift.Kind.UNKNOWN_VALUE, "$.type", found);
    }
}
