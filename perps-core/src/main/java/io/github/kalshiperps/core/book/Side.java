package io.github.kalshiperps.core.book;

/** A side of an order book. Immutable and safe for use by several threads. */
public enum Side {
    /** Those who want to buy; the highest price is the best. */
    BID,

    /** Those who want to sell; the lowest price is the best. */
    ASK;

    /** A method, because it cannot be called on null, where a comparison would take null for the other side. */
    <T> T choose(T bid, T ask) {
        return this == BID ? bid : ask;
    }
}
