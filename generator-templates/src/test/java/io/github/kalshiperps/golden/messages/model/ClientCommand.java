package io.github.kalshiperps.golden.messages.model;

/** What clients send over the connection. Immutable. */
public sealed interface ClientCommand
        permits SubscribeCommand {}
