package io.github.kalshiperps.conformance;

/**
 * A member that captures lack, and that the contract of their time did not require. It is no finding: the requirement is newer than the
 * captures.
 *
 * @param sort what the name is
 * @param name what the contract calls the messages
 * @param path where, folded
 * @param expected what the contract requires, in words
 * @param captures how many captures lack it
 * @param count how often they do
 * @param capture the first of them
 */
record NewRequirement(
        Source.Sort sort, String name, String path, String expected, int captures, int count, String capture) {}
