package io.github.kalshiperps.conformance;

import java.util.List;

/**
 * A JSON value as it stood on the wire. Numbers are their text, so that no digit passes through a binary float; objects
 * keep their order and their duplicate members.
 */
sealed interface Wire {
    record ObjectValue(List<Member> members) implements Wire {}

    record Member(String name, Wire value) {}

    record ArrayValue(List<Wire> elements) implements Wire {}

    record StringValue(String text) implements Wire {}

    record NumberValue(String text) implements Wire {}

    record BooleanValue(boolean value) implements Wire {}

    record NullValue() implements Wire {}
}
