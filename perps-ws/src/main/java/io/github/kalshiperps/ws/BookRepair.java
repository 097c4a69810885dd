package io.github.kalshiperps.ws;

import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.WireChannel.Stage;
import io.github.kalshiperps.ws.model.OrderbookSnapshotMessage;
import io.github.kalshiperps.ws.model.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Guarded by the session's lock: keeps the books of {@code orderbook_delta}, and sees to it that those that are wrong get a new
 * snapshot. The means grow stronger: asking for snapshots, subscribing anew, connecting anew.
 *
 * <p>A book that was never whole on this connection is asked for once only, since its market may have no snapshot to give. So
 * every repair comes to an end, and no exchange can make the session connect over and over again.
 */
final class BookRepair {
    private final Wire.Link link;
    private final Events events;
    private final Gaps gaps;
    private final Commands commands;
    private final Duration timeout;
    private final Runnable reconcile;

    /**
     * Repair of one session's books.
     *
     * @param timeout how long to wait for snapshots before the next means
     * @param reconcile sends the channels' next commands
     */
    BookRepair(Wire.Link link, Events events, Gaps gaps, Commands commands, Duration timeout, Runnable reconcile) {
        this.link = link;
        this.events = events;
        this.gaps = gaps;
        this.commands = commands;
        this.timeout = timeout;
        this.reconcile = reconcile;
    }

    /** Works a message into its market's book. */
    void apply(WireChannel wire, ServerMessage message, String market) {
        boolean known = wire.books.isValid(market);
        String contradiction = wire.books.apply(message, market);
        boolean snapshot = message instanceof OrderbookSnapshotMessage;
        if (contradiction != null) {
            if (snapshot && !known) {
                // Asking again at once would only bring it again.
                gaps.detected(wire, contradiction(wire, Set.of(market), contradiction));
                await(wire, Set.of(market));
            } else {
                wire.mayRenew = true;
                contradicted(wire, Set.of(market), contradiction);
            }
        } else if (snapshot) {
            if (wire.awaited.remove(market) && wire.awaited.isEmpty()) {
                healed(wire);
            }
        }
        if (snapshot) {
            link.bookChanged();
        }
    }

    /** A message cannot belong to the books as they are. */
    void contradicted(WireChannel wire, Set<String> markets, String reason) {
        broken(wire, contradiction(wire, markets, reason), markets);
    }

    private Gap contradiction(WireChannel wire, Set<String> markets, String reason) {
        return Gap.of(wire.channel, Scope.of(markets), Gap.Cause.CONTRADICTION, reason, gaps.heard(wire));
    }

    /** Books are wrong from here on. */
    void broken(WireChannel wire, Gap gap, Set<String> markets) {
        gaps.detected(wire, gap);
        wire.mayRenew |= wire.books.invalid(markets).size() < markets.size();
        invalidate(wire, markets, gap.reason());
        boolean asked = wire.awaited.containsAll(markets) && gap.cause() == Gap.Cause.CONTRADICTION;
        await(wire, markets);
        if (!asked && wire.stage != Stage.RESUBSCRIBED) {
            // After missing messages even if a snapshot is on its way: it may be among them.
            wire.stage = Stage.REQUESTED;
            commands.getSnapshots(wire, wire.awaited);
        }
    }

    /** No messages come for a while. Snapshots come by themselves with the next subscription. */
    void interrupted(WireChannel wire, String reason) {
        wire.stopRepair();
        invalidate(wire, wire.wanted().markets(), reason);
    }

    /** The subscription ends, to begin anew with snapshots of all its markets. */
    void renewed(WireChannel wire) {
        Set<String> markets = wire.wanted().markets();
        invalidate(wire, markets, "the subscription begins anew");
        wire.awaited.addAll(markets);
    }

    private static void invalidate(WireChannel wire, Set<String> markets, String reason) {
        wire.books.invalidate(markets, reason);
        for (LocalSubscription local : wire.locals) {
            local.invalidate(markets, reason);
        }
    }

    /** Markets are subscribed. Some snapshots may have come before, and some consumers after those. */
    void confirmed(WireChannel wire, Set<String> markets) {
        askForLacking(wire, markets);
        await(wire, wire.books.invalid(markets));
        if (wire.awaited.isEmpty()) {
            healed(wire);
        }
    }

    /** Somebody wants books of markets that may be subscribed already, and then bring no snapshot by themselves. */
    void joined(WireChannel wire, Scope scope) {
        Set<String> present = scope.and(wire.subscribed).markets();
        askForLacking(wire, present);
        Set<String> unknown = wire.books.invalid(present);
        if (!wire.awaited.containsAll(unknown)) {
            await(wire, unknown);
            commands.getSnapshots(wire, wire.awaited);
        }
    }

    /** A snapshot that was received is not repeated by itself for a consumer that came later and keeps a book of its own. */
    private void askForLacking(WireChannel wire, Set<String> markets) {
        List<String> lacking = new ArrayList<>();
        for (String market : markets) {
            if (wire.books.isValid(market) && wire.locals.stream().anyMatch(local -> local.lacksSnapshot(market))) {
                lacking.add(market);
            }
        }
        if (!lacking.isEmpty()) {
            await(wire, lacking);
            commands.getSnapshots(wire, wire.awaited);
        }
    }

    private void await(WireChannel wire, Collection<String> markets) {
        wire.awaited.addAll(markets);
        if (!wire.awaited.isEmpty() && wire.repairTimer == null) {
            wire.repairTimer = link.later(timeout, () -> noSnapshot(wire));
        }
    }

    private void healed(WireChannel wire) {
        String how = "snapshots " + wire.stage.name().toLowerCase(Locale.ROOT);
        wire.stopRepair();
        gaps.healed(wire, how);
    }

    /** The exchange will not send snapshots that were asked for. */
    void refused(WireChannel wire) {
        if (wire.repairTimer != null) {
            wire.repairTimer.cancel();
            noSnapshot(wire);
        }
    }

    private void noSnapshot(WireChannel wire) {
        wire.repairTimer = null;
        wire.awaited.retainAll(wire.wanted().markets());
        if (wire.awaited.isEmpty()) {
            healed(wire);
            return;
        }
        switch (wire.stage) {
            case AWAITED -> {
                wire.stage = Stage.REQUESTED;
                commands.getSnapshots(wire, wire.awaited);
                await(wire, Set.of());
            }
            case REQUESTED -> {
                if (wire.mayRenew) {
                    wire.stage = Stage.RESUBSCRIBED;
                    wire.renew = true;
                    await(wire, Set.of());
                    reconcile.run();
                } else {
                    noBook(wire);
                }
            }
            case RESUBSCRIBED -> link.giveUp("no snapshots of " + wire.awaited + " came");
        }
    }

    private void noBook(WireChannel wire) {
        String text = "No snapshots of " + wire.awaited + " came; their books stay invalid until one does";
        wire.stopRepair();
        if (wire.gap == null) {
            events.emit(events.event(Kind.UNEXPECTED_MESSAGE, text).on(wire.channel));
        } else {
            gaps.remains(wire, System.nanoTime(), text);
        }
    }
}
