package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The new shape of a resting order. Immutable and safe for use by several threads.
 *
 * @param ticker the market that the order rests in
 * @param side the side that it has
 * @param price its new limit; the old one to keep it
 * @param count the most contracts that it may fill in its whole life, those filled so far included; the old number to keep it
 * @param clientOrderId the user's own id that it has now, or null
 * @param updatedClientOrderId the id that it shall have from now on, never used before, or null to keep it
 * @param expiration what happens to its expiry
 */
public record AmendRequest(
        String ticker,
        Side side,
        FixedPointDollars price,
        FixedPointCount count,
        @Nullable String clientOrderId,
        @Nullable String updatedClientOrderId,
        Expiration expiration) {
    /**
     * A change of price or size.
     *
     * @param ticker the market
     * @param side the side that the order has
     * @param price its new limit
     * @param count the most contracts that it may fill in its whole life
     */
    public AmendRequest(String ticker, Side side, FixedPointDollars price, FixedPointCount count) {
        this(ticker, side, price, count, null, null, Expiration.KEEP);
    }

    /**
     * The same with another expiry.
     *
     * @param value what happens to the expiry
     * @return the changed request
     */
    public AmendRequest withExpiration(Expiration value) {
        return new AmendRequest(ticker, side, price, count, clientOrderId, updatedClientOrderId, value);
    }

    /**
     * What an amend does to the expiry of an order. Immutable and safe for use by several threads.
     *
     * @param keep whether the expiry stays as it is
     * @param time the new expiry if it does not stay, or null for none
     */
    public record Expiration(boolean keep, @Nullable Instant time) {
        /** The expiry stays as it is. */
        public static final Expiration KEEP = new Expiration(true, null);

        /** The order no longer expires. */
        public static final Expiration CLEAR = new Expiration(false, null);

        /**
         * {@return another expiry}
         *
         * @param time when the order shall expire
         */
        public static Expiration at(Instant time) {
            return new Expiration(false, time);
        }
    }
}
