package io.github.kalshiperps.core;

import java.util.Objects;

/**
 * One level of an order book: a price and how many contracts rest there. On the wire it is a JSON array of two strings,
 * price first: {@code ["0.1500","100.00"]}. Two levels are equal if both their numbers are, at any scale.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param price dollars per contract (not per unit of the underlying), never null
 * @param count how many contracts, never null
 */
public record PriceLevel(FixedPointDollars price, FixedPointCount count) {
    /**
     * Makes a level.
     *
     * @param price dollars per contract
     * @param count how many contracts
     * @throws NullPointerException if either is null
     */
    public PriceLevel {
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(count, "count");
    }

    /**
     * Reads the two texts of the wire's array.
     *
     * @param price such as {@code "0.1500"}
     * @param count such as {@code "100.00"}
     * @return the level
     * @throws IllegalArgumentException if either is not a plain decimal
     */
    public static PriceLevel of(String price, String count) {
        return new PriceLevel(FixedPointDollars.of(price), FixedPointCount.of(count));
    }
}
