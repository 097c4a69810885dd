package io.github.kalshiperps.conformance;

/** How captured messages went over the network, which the ending of their file says. */
enum Transport {
    /** One answer to one request; the file is its body. */
    HTTP(".json", "answers"),
    /** The frames that the exchange sent over one connection; each line of the file is one. */
    WEBSOCKET(".jsonl", "messages");

    private final String ending;
    private final String messages;

    Transport(String ending, String messages) {
        this.ending = ending;
        this.messages = messages;
    }

    String ending() {
        return ending;
    }

    /** What a contract calls that which the exchange sends this way. */
    String messages() {
        return messages;
    }
}
