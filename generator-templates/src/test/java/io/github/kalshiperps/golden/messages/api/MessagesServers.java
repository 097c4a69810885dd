package io.github.kalshiperps.golden.messages.api;

import java.net.URI;

/** The servers that the contract names. */
public final class MessagesServers {
    /** Play money. */
    public static final URI DEMO = URI.create("wss://demo.example.org/ws");

    /** {@code production} of the contract; not described yet. */
    public static final URI PRODUCTION = URI.create("wss://example.org/ws");

    private MessagesServers() {}
}
