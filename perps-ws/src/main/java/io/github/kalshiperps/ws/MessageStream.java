package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.ws.model.Channel;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Safe for use by several threads, which take turns: the messages of a subscription, for a program that comes and takes them.
 *
 * <pre>{@code
 * try (MessageStream<TradeMessage> trades = session.trades("KXBTCPERP1").stream()) {
 *     for (TradeMessage trade : trades) {
 *         System.out.println(trade.msg().price());
 *     }
 * }
 * }</pre>
 *
 * @param <M> the messages
 */
public final class MessageStream<M> implements Subscription, Iterable<M> {
    private final LocalSubscription subscription;
    private final Mailbox<M> mailbox;
    private final ReentrantLock turn = new ReentrantLock();

    MessageStream(LocalSubscription subscription, Mailbox<M> mailbox) {
        this.subscription = subscription;
        this.mailbox = mailbox;
    }

    /**
     * Takes the next message, waiting for it.
     *
     * @param timeout how long to wait at most; zero not to wait
     * @return the message; empty if none came in time, or if the stream was closed and nothing is left
     * @throws InterruptedException if the thread is interrupted meanwhile
     * @throws SubscriptionException if the exchange ended the subscription and nothing is left
     * @throws SlowConsumerException if this stream was read too slowly and nothing is left
     * @throws SessionEndedException if the session failed for good and nothing is left
     */
    public Optional<M> next(Duration timeout) throws InterruptedException {
        long nanos = timeout.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE : timeout.toNanos();
        long start = System.nanoTime();
        if (!turn.tryLock(nanos, TimeUnit.NANOSECONDS)) {
            return Optional.empty(); // another thread waits for the next one
        }
        try {
            M message = mailbox.poll(nanos - (System.nanoTime() - start));
            if (message == null && mailbox.isExhausted()) {
                KalshiException failure = mailbox.failure();
                if (failure != null) {
                    throw failure;
                }
            }
            return Optional.ofNullable(message);
        } finally {
            turn.unlock();
        }
    }

    /** {@return whether the stream was closed, or failed, and nothing is left} */
    public boolean isOver() {
        if (!turn.tryLock()) {
            return false; // another thread takes what is left, or waits for more
        }
        try {
            return mailbox.isExhausted();
        } finally {
            turn.unlock();
        }
    }

    /**
     * An iterator that waits for messages without limit, and has no more when the stream is closed. It throws what
     * {@link #next(Duration)} throws, and when its thread is interrupted a {@link SessionEndedException}, with the thread's
     * interrupt status set.
     *
     * @return an iterator over what nobody has taken yet
     */
    @Override
    public Iterator<M> iterator() {
        return new Iterator<>() {
            private @Nullable M ahead;

            @Override
            public boolean hasNext() {
                while (ahead == null) {
                    try {
                        ahead = MessageStream.this.next(Duration.ofDays(1)).orElse(null);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new SessionEndedException("Interrupted while waiting for a message of " + channel(), e);
                    }
                    if (ahead == null && isOver()) {
                        return false;
                    }
                }
                return true;
            }

            @Override
            public M next() {
                if (!hasNext() || ahead == null) {
                    throw new NoSuchElementException("The stream is over");
                }
                M message = ahead;
                ahead = null;
                return message;
            }
        };
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
