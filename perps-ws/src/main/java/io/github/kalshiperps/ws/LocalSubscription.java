package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.OrderbookSnapshotMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Safe for use by several threads: a subscription as the session keeps it. Its state is guarded by the session's lock. */
final class LocalSubscription implements Subscription {
    private record Addition(Scope scope, CompletableFuture<Void> done) {}

    private final Session session;
    private final Channel channel;
    private final @Nullable Mailbox<?> mailbox;
    private final boolean stamped;
    private final boolean initialSnapshot;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private final List<Addition> additions = new ArrayList<>();
    private Scope scope;
    private Scope confirmed = Scope.NONE;
    private boolean begun;
    private boolean ended;

    /** Markets whose books this consumer has a snapshot of. */
    private final Set<String> snapshots = new HashSet<>();

    /**
     * A subscription that the session does not know yet.
     *
     * @param mailbox where its messages go; null when nobody takes them
     * @param stamped whether they go there with the time of their arrival
     * @param initialSnapshot whether tickers are wanted at once
     */
    LocalSubscription(
            Session session,
            Channel channel,
            Scope scope,
            @Nullable Mailbox<?> mailbox,
            boolean stamped,
            boolean initialSnapshot) {
        this.session = session;
        this.channel = channel;
        this.scope = scope;
        this.mailbox = mailbox;
        this.stamped = stamped;
        this.initialSnapshot = initialSnapshot;
    }

    // --- of the session, under its lock ---

    Scope scope() {
        return scope;
    }

    boolean wantsInitialSnapshot() {
        return initialSnapshot || !confirmed.isNone(); // after a reconnect nobody should wait for the next change
    }

    /** Whether it was confirmed, on whichever connection, or got messages before it was: from then on it can miss some. */
    boolean hasBegun() {
        return begun || !confirmed.isNone();
    }

    /** Whether the consumer's own book of a market waits for a snapshot. */
    boolean lacksSnapshot(String market) {
        return keepsBooks() && scope.includes(market) && !snapshots.contains(market);
    }

    boolean isEnded() {
        return ended;
    }

    /** Whether the consumer keeps books of its own, which need a snapshot of their own. */
    boolean keepsBooks() {
        return mailbox != null && channel.equals(Channel.ORDERBOOK_DELTA);
    }

    /** What is wanted and not confirmed, given what is subscribed at the exchange. */
    Scope unconfirmed(Scope subscribed) {
        if (scope.all()) {
            return subscribed.all() ? Scope.NONE : Scope.ALL;
        }
        return subscribed.all() ? Scope.NONE : scope.minus(subscribed);
    }

    /** The exchange has confirmed some markets. */
    void confirm(Scope subscribed) {
        confirmed = scope.and(subscribed);
        Scope first = scope;
        for (Addition addition : additions) {
            first = first.all() ? first : first.minus(addition.scope());
        }
        if (subscribed.covers(first)) {
            session.complete(ready);
        }
        for (Iterator<Addition> each = additions.iterator(); each.hasNext(); ) {
            Addition addition = each.next();
            if (subscribed.covers(addition.scope())) {
                each.remove();
                session.complete(addition.done());
            }
        }
    }

    /** The exchange refused some markets. {@return whether the subscription can go on without them} */
    boolean refuse(Scope refused, KalshiException why) {
        if (confirmed.isNone() || scope.all() || confirmed.minus(refused).isNone()) {
            return false;
        }
        scope = scope.minus(refused);
        for (Iterator<Addition> each = additions.iterator(); each.hasNext(); ) {
            Addition addition = each.next();
            if (!addition.scope().minus(refused).equals(addition.scope())) {
                each.remove();
                session.fail(addition.done(), why);
            }
        }
        return true;
    }

    Mailbox.Fill put(Object message, @Nullable String market, long nanos) {
        if (!scope.includes(market)) {
            return Mailbox.Fill.FINE;
        }
        begun = true;
        if (mailbox == null) {
            return Mailbox.Fill.FINE;
        }
        if (market != null && message instanceof OrderbookSnapshotMessage) {
            snapshots.add(market);
        }
        return mailbox.put(stamped ? new MessageIntake.Received(message, nanos) : message, market);
    }

    void mark(Gap gap, long nanos) {
        if (mailbox != null && stamped) {
            mailbox.mark(new MessageIntake.Received(gap, nanos));
        }
    }

    void invalidate(Collection<String> markets, String reason) {
        if (mailbox != null) {
            Set<String> mine = Scope.of(markets).and(scope).markets();
            snapshots.removeAll(mine);
            if (!mine.isEmpty()) {
                mailbox.mark(new Invalidation(mine, reason));
            }
        }
    }

    void end(@Nullable KalshiException why) {
        ended = true;
        if (mailbox != null) {
            mailbox.end(why);
        }
        KalshiException rest = why == null ? new SessionEndedException("The subscription was closed", null) : why;
        session.fail(ready, rest); // does nothing to what is complete
        additions.forEach(addition -> session.fail(addition.done(), rest));
        additions.clear();
        if (why == null) {
            session.complete(done);
        } else {
            session.fail(done, why);
        }
    }

    CompletableFuture<Void> add(Scope more) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        additions.add(new Addition(more, future));
        scope = scope.plus(more);
        return future;
    }

    void remove(Scope less) {
        scope = scope.minus(less);
        snapshots.removeAll(less.markets());
        confirmed = confirmed.all() ? confirmed : confirmed.minus(less);
        for (Iterator<Addition> each = additions.iterator(); each.hasNext(); ) {
            Addition addition = each.next();
            if (!scope.covers(addition.scope())) {
                each.remove();
                session.fail(addition.done(), new CancellationException("The market was removed again"));
            }
        }
    }

    // --- of everybody ---

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Set<String> markets() {
        return session.scopeOf(this).markets();
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    @Override
    public CompletableFuture<Void> done() {
        return done.copy();
    }

    @Override
    public CompletableFuture<Void> addMarkets(Collection<String> tickers) {
        return session.addMarkets(this, Scope.of(tickers));
    }

    @Override
    public void removeMarkets(Collection<String> tickers) {
        session.removeMarkets(this, Scope.of(tickers));
    }

    @Override
    public void requestSnapshots() {
        session.requestSnapshots(this);
    }

    @Override
    public void close() {
        session.unsubscribe(this);
    }

    /** {@return channel and markets, for logs} */
    @Override
    public String toString() {
        return channel + " of " + session.scopeOf(this);
    }
}
