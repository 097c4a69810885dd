package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;

/** What AsyncAPI operations say of messages. */
final class Messages {
    private Messages() {}

    /** The document is the exchange's view: what it receives is a command of ours. */
    static boolean isCommand(JsonNode operation) {
        return operation.path("action").asText().equals("receive");
    }
}
