package io.github.kalshiperps.conformance;

/** The kinds of finding. Their order is the order of the report: what hurts a caller most comes first. */
enum Kind {
    ROUND_TRIP_LOSS(
            "Our model read the message and wrote it back as something else, or could not read it.",
            "A defect on our side, whatever the exchange sent. Fix the codec or the generator, with this message as the test."),
    WRONG_KIND(
            "The value is of another JSON type than the contract says.",
            "Callers get no value here. Correct the type in `types.overlay.yaml` and tell the exchange."),
    DUPLICATE_KEY(
            "An object has one member twice; names that only differ in their escapes are one name.",
            "Parsers disagree on which value counts: our models take one and lose the other. Tell the exchange, with the message."),
    SEMANTIC(
            "Each value is as documented, but a rule between values is broken; `expected` begins with the rule.",
            "Do not rely on what the rule says until it is clear why: ask the exchange, and guard where our code assumes it."),
    FORMAT_BROKEN(
            "The type is right, but the text or number breaks a documented form or bound.",
            "Decide whether callers must expect it: if so, say it in `types.overlay.yaml` (as `x-kalshi-optional` does)."),
    MISSING_REQUIRED(
            "The contract requires a member that was not sent.",
            "Check whether the capture is older than the member (`--older`). If not, and its accessor throws, mark it `x-kalshi-optional`."),
    NULL_NOT_ALLOWED(
            "The member was sent as null where the contract has no null.",
            "Expect an absent value (a list reads as empty). Ask the exchange to document the null."),
    UNKNOWN_ENUM_VALUE(
            "The contract does not list the value.",
            "Callers see it as `UNRECOGNIZED`. Look for it in a newer contract before adding it to an overlay."),
    UNDOCUMENTED_MESSAGE(
            "The contract has no message of this `type` (of commands, `cmd`); the rest of it was not compared.",
            "Callers get it as `ServerMessage.Unrecognized`. Look for it in a newer contract."),
    UNDOCUMENTED_MEMBER(
            "A member was sent that the contract does not have.",
            "Callers reach it as raw JSON only (of errors, `ApiException` reads every known shape). Look for it in a newer contract."),
    UNDOCUMENTED_STATUS(
            "The operation does not document the HTTP status; the body was not compared.",
            "Make sure that errors of this status map to the right exception, and ask the exchange to document it."),
    STALE_CONTRACT(
            "The contract does not have it, but the newer document that was given with `--newer` does.",
            "Nothing for the exchange to do: pin the newer document (`./perps spec pin`)."),
    DECIMAL_AS_TEXT(
            "All values of the member in this run are decimals, but its type is plain text.",
            "Callers have to parse it. Give it a decimal type in `types.overlay.yaml` (`x-kalshi-type`).");

    private final String meaning;
    private final String action;

    Kind(String meaning, String action) {
        this.meaning = meaning;
        this.action = action;
    }

    String meaning() {
        return meaning;
    }

    String action() {
        return action;
    }
}
