package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Locale;

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
        REQUEST,
        /** The exchange sends it. */
        RESPONSE;

        /**
         * The name, as in output.
         *
         * @return in lower case
         */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What an AsyncAPI operation does: the document is the exchange's view, so what it receives is a command of ours. */
    static Use ofMessages(String operation, JsonNode node) {
        boolean command = node.path("action").asText().equals("receive");
        return new Use(operation, command ? Direction.REQUEST : Direction.RESPONSE);
    }

    boolean isRequest() {
        return direction == Direction.REQUEST;
    }

    @Override
    public int compareTo(Use other) {
        return Comparator.comparing(Use::operation)
                .thenComparing(Use::direction)
                .compare(this, other);
    }
}
