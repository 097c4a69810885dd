package io.github.kalshiperps.golden.operations.api;

import java.net.URI;

/** The servers that the contract names. */
public final class OperationsServers {
    /** Real money. */
    public static final URI PRODUCTION = URI.create("https://example.test/v2");

    /** Play money. */
    public static final URI DEMO = URI.create("https://demo.example.test/v2");

    private OperationsServers() {}
}
