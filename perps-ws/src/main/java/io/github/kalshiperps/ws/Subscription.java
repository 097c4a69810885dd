package io.github.kalshiperps.ws;

import io.github.kalshiperps.ws.model.Channel;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Safe for use by several threads: one interest of a program in a channel. It outlives connections: after a reconnect the
 * session subscribes again by itself. Several subscriptions of one channel share what the exchange sends.
 *
 * <p>Futures complete on the session's delivery threads.
 */
public sealed interface Subscription extends AutoCloseable permits LocalSubscription, LiveBooks, MessageStream {
    /** {@return the channel} */
    Channel channel();

    /** {@return the tickers of the markets wanted; empty for all; unmodifiable} */
    Set<String> markets();

    /**
     * Completes when the exchange has confirmed the subscription for the first time.
     *
     * @return a future that fails with {@link SubscriptionException} when the exchange refuses, and with
     *     {@link SessionEndedException} when the session ends first
     */
    CompletableFuture<Void> ready();

    /**
     * Completes when the subscription is over.
     *
     * @return a future that completes normally after {@link #close()}, and exceptionally with
     *     {@link SubscriptionException}, {@link SlowConsumerException} or {@link SessionEndedException}
     */
    CompletableFuture<Void> done();

    /**
     * Adds markets.
     *
     * @param tickers their tickers
     * @return a future that completes when the exchange has confirmed them, and fails like {@link #ready()}; then the
     *     markets are taken out again and the subscription goes on without them
     * @throws IllegalStateException if it is a subscription to all markets
     */
    CompletableFuture<Void> addMarkets(Collection<String> tickers);

    /**
     * Takes markets out. Their messages stop at once.
     *
     * @param tickers their tickers
     * @throws IllegalStateException if it is a subscription to all markets
     * @throws IllegalArgumentException if no market would be left: close the subscription instead
     */
    void removeMarkets(Collection<String> tickers);

    /**
     * Asks the exchange for new snapshots of the books of all markets, as after a gap. The messages come as all others do.
     *
     * @throws IllegalStateException if the channel is not {@link Channel#ORDERBOOK_DELTA}
     */
    void requestSnapshots();

    /** Ends the subscription. What was received and not consumed yet still is. Does nothing when it is over. */
    @Override
    void close();
}
