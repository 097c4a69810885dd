package io.github.kalshiperps.conformance;

/** A rule between the members of one object, wherever in a message it stands. */
@FunctionalInterface
interface ObjectRule {
    /**
     * Looks at an object.
     *
     * @param object what was sent
     * @param circumstances of the message
     * @param breaches told what is broken
     */
    void check(Fields object, Circumstances circumstances, Breaches breaches);
}
