package io.github.kalshiperps.codegen;

import java.util.List;

/**
 * One payload that goes over the connection of an AsyncAPI document.
 *
 * @param payload the name of its schema and class
 * @param isCommand whether clients send it; else the exchange does
 * @param discriminator the member that tells it from others: {@code cmd} or {@code type}
 * @param value the value of that member
 * @param listOf the member that is a list in this payload and none in another one of the same value, or empty
 * @param channels the channels that carry it, by the names that clients subscribe to; none for commands and their answers
 */
public record Message(
        String payload, boolean isCommand, String discriminator, String value, String listOf, List<String> channels) {}
