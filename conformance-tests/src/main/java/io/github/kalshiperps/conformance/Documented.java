package io.github.kalshiperps.conformance;

/** What a contract documents and captures show. */
enum Documented {
    OPERATION("operation", "capture", "status", "statuses"),
    MESSAGE("message", "frame", "type", "types"),
    CHANNEL("channel", "frame", "type", "types");

    private final String noun;
    private final String unit;
    private final String mark;
    private final String marks;

    Documented(String noun, String unit, String mark, String marks) {
        this.noun = noun;
        this.unit = unit;
        this.mark = mark;
        this.marks = marks;
    }

    String noun() {
        return noun;
    }

    String nouns() {
        return noun + "s";
    }

    /** What shows it, and is counted. */
    String unit() {
        return unit;
    }

    /** What the units are told apart by. */
    String mark() {
        return mark;
    }

    String marks() {
        return marks;
    }
}
