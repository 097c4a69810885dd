package io.github.kalshiperps.conformance;

/** Takes what breaks a rule. */
@FunctionalInterface
interface Breaches {
    /**
     * A rule is broken.
     *
     * @param place where in the message
     * @param found what was found there, in words that begin with the value
     */
    void add(Rule rule, Place place, String found);
}
