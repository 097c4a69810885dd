package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;

/**
 * Where something shared is used.
 *
 * @param operation an operation, such as {@code GET /margin/orders}
 * @param direction who sends it
 */
public record Use(String operation, Direction direction) implements Comparable<Use> {
    /** Who sends it. */
    public enum Direction {
        /** Clients send it. */
        REQUEST("request"),
        /** The exchange sends it. */
        RESPONSE("response");

        private final String word;

        Direction(String word) {
            this.word = word;
        }

        /**
         * The name, as in output.
         *
         * @return in lower case
         */
        @JsonValue
        public String word() {
            return word;
        }
    }

    @Override
    public int compareTo(Use other) {
        return Comparator.comparing(Use::operation)
                .thenComparing(Use::direction)
                .compare(this, other);
    }
}
