package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.book.BookView;
import io.github.kalshiperps.core.book.InvalidBookException;
import io.github.kalshiperps.ws.model.Channel;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * Safe for use by several threads: the order books of some markets, kept up to date by the session's reader. There is nothing to
 * consume and nothing to fall behind with; whoever wants to know asks.
 */
public final class LiveBooks implements Subscription {
    private final Session session;
    private final LocalSubscription subscription;

    LiveBooks(Session session, LocalSubscription subscription) {
        this.session = session;
        this.subscription = subscription;
    }

    /**
     * The book of a market as it is now.
     *
     * @param ticker the market's ticker
     * @return an immutable copy
     * @throws InvalidBookException if the book is not known now: before the first snapshot, between a gap and the next
     *     snapshot, without a connection, after the end of the subscription
     * @throws IllegalArgumentException if it is none of the subscription's markets
     */
    public BookView view(String ticker) {
        return session.view(subscription, ticker);
    }

    /**
     * Whether the book of a market is known now.
     *
     * @param ticker the market's ticker
     * @return true if {@link #view} would answer
     * @throws IllegalArgumentException if it is none of the subscription's markets
     */
    public boolean isValid(String ticker) {
        return session.isValid(subscription, ticker);
    }

    /**
     * The book of a market as soon as it is known.
     *
     * @param ticker the market's ticker
     * @param timeout how long to wait for it at most
     * @return an immutable copy
     * @throws InterruptedException if the thread is interrupted meanwhile
     * @throws TimeoutException if the book is still not known then; the message says why
     * @throws InvalidBookException if the subscription is over
     * @throws IllegalArgumentException if it is none of the subscription's markets
     */
    public BookView await(String ticker, Duration timeout) throws InterruptedException, TimeoutException {
        return session.awaitView(subscription, ticker, timeout);
    }

    @Override
    public Channel channel() {
        return subscription.channel();
    }

    @Override
    public Set<String> markets() {
        return subscription.markets();
    }

    @Override
    public CompletableFuture<Void> ready() {
        return subscription.ready();
    }

    @Override
    public CompletableFuture<Void> done() {
        return subscription.done();
    }

    @Override
    public CompletableFuture<Void> addMarkets(Collection<String> tickers) {
        return subscription.addMarkets(tickers);
    }

    @Override
    public void removeMarkets(Collection<String> tickers) {
        subscription.removeMarkets(tickers);
    }

    @Override
    public void requestSnapshots() {
        subscription.requestSnapshots();
    }

    @Override
    public void close() {
        subscription.close();
    }

    @Override
    public String toString() {
        return subscription.toString();
    }
}
