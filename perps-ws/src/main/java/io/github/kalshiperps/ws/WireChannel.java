package io.github.kalshiperps.ws;

import io.github.kalshiperps.ws.model.Channel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Guarded by the session's lock: what the program wants of one channel, and what the exchange has confirmed of it on the present
 * connection. All subscriptions of a channel share one subscription id, because the exchange takes a second subscribe as an
 * addition to the first.
 */
final class WireChannel {
    /** How hard missing snapshots are tried for. */
    enum Stage {
        /** They come by themselves. */
        AWAITED,
        REQUESTED,
        RESUBSCRIBED
    }

    final Channel channel;

    /** Replaced, never changed, so that it can be gone through while one of them ends. */
    List<LocalSubscription> locals = List.of();

    // What the exchange has.
    @Nullable
    Long sid;

    Scope subscribed = Scope.NONE;

    /** Markets that were taken out of the subscription, whose last messages may still be on their way. */
    final Set<String> departed = new HashSet<>();

    SequenceCounter sequence = new SequenceCounter();
    long heardNanos;

    // What is on the way.
    @Nullable
    Command inFlight;

    @Nullable
    Command snapshotRequest;

    boolean renew;
    boolean paused;
    long pausedNanos;
    int failures;
    int unanswered;

    /** After a refusal of several: one channel at a time, then one subscription at a time, until the culprit is found. */
    boolean alone;

    boolean oneAtATime;

    // What is missing.
    @Nullable
    Gap gap;

    final BookSet books = new BookSet();
    final Set<String> awaited = new LinkedHashSet<>();
    Stage stage = Stage.AWAITED;
    boolean mayRenew;

    Wire.@Nullable Alarm repairTimer;

    WireChannel(Channel channel) {
        this.channel = channel;
    }

    boolean hasBooks() {
        return channel.equals(Channel.ORDERBOOK_DELTA);
    }

    /** Whether a lost message is a loss: tickers are followed by newer ones that say all. */
    boolean hasGaps() {
        return !channel.equals(Channel.TICKER);
    }

    /** Whether a message about a market can belong to the subscription. */
    boolean knows(@Nullable String market) {
        boolean ending = inFlight != null && inFlight.kind == Command.Kind.UNSUBSCRIBE;
        return ending || wanted().includes(market) || subscribed.includes(market) || departed.contains(market);
    }

    Scope wanted() {
        Scope wanted = Scope.NONE;
        for (LocalSubscription local : locals) {
            wanted = wanted.plus(local.scope());
        }
        return wanted;
    }

    boolean wantsInitialSnapshot() {
        return locals.stream().anyMatch(LocalSubscription::wantsInitialSnapshot);
    }

    boolean hasBegun() {
        return locals.stream().anyMatch(LocalSubscription::hasBegun);
    }

    /** For whom the next command asks: all that lack something, or the first of them. */
    List<LocalSubscription> unconfirmed() {
        List<LocalSubscription> lacking = locals.stream()
                .filter(local -> !local.unconfirmed(subscribed).isNone())
                .toList();
        if (!oneAtATime || lacking.size() < 2) {
            return lacking;
        }
        // One that wants all markets goes first: the others are part of it.
        return lacking.stream()
                .filter(local -> local.scope().all())
                .findFirst()
                .map(List::of)
                .orElse(lacking.subList(0, 1));
    }

    void add(LocalSubscription local) {
        List<LocalSubscription> more = new ArrayList<>(locals);
        more.add(local);
        locals = List.copyOf(more);
    }

    void remove(LocalSubscription local) {
        locals = locals.stream().filter(other -> other != local).toList();
    }

    /** A subscription id begins. */
    void begin(long id) {
        sid = id;
        sequence = new SequenceCounter();
        heardNanos = System.nanoTime();
    }

    /** The exchange has nothing of this channel any more. */
    void forget() {
        departed.clear();
        sid = null;
        subscribed = Scope.NONE;
        inFlight = null;
        snapshotRequest = null;
        renew = false;
    }

    void stopRepair() {
        if (repairTimer != null) {
            repairTimer.cancel();
            repairTimer = null;
        }
        awaited.clear();
        stage = Stage.AWAITED;
        mayRenew = false;
    }

    @Override
    public String toString() {
        return channel.value();
    }
}
