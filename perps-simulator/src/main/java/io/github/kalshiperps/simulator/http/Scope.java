package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.http.ApiOperation;

/** What an API key may do. Immutable. */
public enum Scope {
    /** Everything that only reads. */
    READ("read"),
    /** Everything that changes something. */
    WRITE("write"),
    /** Orders, order groups and exit triggers. */
    WRITE_TRADE("write::trade"),
    /** Transfers and subaccounts. */
    WRITE_TRANSFER("write::transfer");

    private final String wire;

    Scope(String wire) {
        this.wire = wire;
    }

    /** The least scope that an operation needs. */
    static Scope of(ApiOperation operation) {
        if (operation.httpMethod().equals("GET")) {
            return READ;
        }
        if (operation.path().startsWith("/portfolio/")) {
            return WRITE_TRANSFER;
        }
        return operation.path().startsWith("/margin/fcm/") ? WRITE : WRITE_TRADE;
    }

    boolean partOfWrite() {
        return this == WRITE_TRADE || this == WRITE_TRANSFER;
    }

    /** The name that the exchange has for it. */
    @Override
    public String toString() {
        return wire;
    }
}
