package io.github.kalshiperps.conformance;

/**
 * What a finding is about, and where it lies.
 *
 * @param capture the capture's name
 * @param line the line of the frame; 0 when the message has a file of its own
 * @param sort what the name is
 * @param name what the contract calls the message
 */
record Source(String capture, int line, Sort sort, String name) {
    /** The things that messages are named after. */
    enum Sort {
        /** The operationId of the operation that was answered. */
        OPERATION("operation"),
        /** The {@code type} of a frame; empty when it has none. */
        TYPE("type"),
        /** The {@code cmd} of a command that we sent; empty when it has none. */
        COMMAND("command");

        private final String noun;

        Sort(String noun) {
            this.noun = noun;
        }

        String noun() {
            return noun;
        }
    }

    /** The name, with the word "command" where it is one of those that we sent. */
    String words() {
        return sort == Sort.COMMAND ? "command " + name : name;
    }

    static Source operation(String capture, String id) {
        return new Source(capture, 0, Sort.OPERATION, id);
    }

    static Source frame(String capture, int line, String type) {
        return new Source(capture, line, Sort.TYPE, type);
    }

    static Source command(String capture, String cmd) {
        return new Source(capture, 0, Sort.COMMAND, cmd);
    }
}
