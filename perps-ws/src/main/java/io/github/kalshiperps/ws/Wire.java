package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.book.OrderBook;
import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.model.ActiveSubscription;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ErrorCode;
import io.github.kalshiperps.ws.model.ErrorDetail;
import io.github.kalshiperps.ws.model.ErrorResponse;
import io.github.kalshiperps.ws.model.ListSubscriptionsResponse;
import io.github.kalshiperps.ws.model.OkResponse;
import io.github.kalshiperps.ws.model.ServerMessage;
import io.github.kalshiperps.ws.model.SubscribedResponse;
import io.github.kalshiperps.ws.model.UnsubscribedResponse;
import io.github.kalshiperps.ws.model.UpdatedMarkets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Guarded by the session's lock: the protocol. Compares what the program wants with what the exchange has confirmed and sends the next
 * command of each channel; matches answers by (id, channel); counts sequence numbers; repairs books; hands messages to the
 * subscriptions' mailboxes.
 *
 * <p>One command per channel is under way at a time. What a command changes is known from its answer only, so a lost connection needs
 * no bookkeeping of its own: everything wanted is simply not confirmed any more.
 */
final class Wire {
    /** A task that waits for its time. */
    interface Alarm {
        void cancel();
    }

    /** What the protocol needs of the session. All of it is called under the session's lock. */
    interface Link {
        /** {@return whether the text was taken; if not, the connection has been given up, and {@link #lost} was called} */
        boolean send(String text);

        /** Gives the connection up. */
        void giveUp(String reason);

        /** Runs a task later, under the lock, unless the session is over then. */
        Alarm later(Duration delay, Runnable task);

        void complete(CompletableFuture<Void> future);

        void fail(CompletableFuture<?> future, Throwable why);

        <T> void complete(CompletableFuture<T> future, T value);

        /** Wakes those who wait for a book. */
        void bookChanged();

        Instant now();
    }

    private static final int MAX_UNANSWERED = 3;

    /** A failure that long after the one before is the first of a new row. */
    private static final Duration CALM = Duration.ofSeconds(60);

    /** After these the same command may succeed later. */
    private static final Set<ErrorCode> PASSING = Set.of(
            ErrorCode.CHANNEL_ERROR,
            ErrorCode.COMMAND_TIMEOUT,
            ErrorCode.SUBSCRIPTION_BUFFER_OVERFLOW,
            ErrorCode.TOO_MANY_REQUESTS);

    /** These end the subscription that they are about. */
    private static final Set<ErrorCode> ENDING =
            Set.of(ErrorCode.CHANNEL_ERROR, ErrorCode.SUBSCRIPTION_BUFFER_OVERFLOW);

    private record Beginning(Scope scope, boolean initialSnapshot) {}

    private final Link link;
    private final Events events;
    private final Backoff backoff;
    private final Duration commandTimeout;
    private final Gaps gaps;
    private final Commands commands;
    private final BookRepair repair;

    private final Map<Channel, WireChannel> channels = new LinkedHashMap<>();
    private final Map<Long, WireChannel> sids = new HashMap<>();
    private final Set<Long> retired = new HashSet<>();
    private boolean connected;

    Wire(Link link, Events events, Settings settings, RandomGenerator random) {
        this.link = link;
        this.events = events;
        this.backoff = new Backoff(settings.reconnectDelay(), settings.maxReconnectDelay(), random);
        this.commandTimeout = settings.commandTimeout();
        this.gaps = new Gaps(link, events);
        this.commands = new Commands(link, settings.mapper(), commandTimeout, this::unanswered);
        this.repair = new BookRepair(link, events, gaps, commands, settings.snapshotTimeout(), this::reconcile);
        for (Channel channel : Channel.values()) {
            channels.put(channel, new WireChannel(channel));
        }
    }

    // --- what the program wants ---

    void subscribe(LocalSubscription local) {
        WireChannel wire = channel(local);
        wire.add(local);
        if (wire.sid != null) {
            joined(wire, local, local.scope());
        }
        reconcile();
    }

    void unsubscribe(LocalSubscription local) {
        end(local, null);
        reconcile();
    }

    CompletableFuture<Void> add(LocalSubscription local, Scope more) {
        CompletableFuture<Void> added = local.add(more);
        WireChannel wire = channel(local);
        if (wire.sid != null) {
            joined(wire, local, more);
        }
        reconcile();
        return added;
    }

    void remove(LocalSubscription local, Scope less) {
        local.remove(less);
        WireChannel wire = channel(local);
        wire.books.retain(wire.wanted().markets());
        reconcile();
    }

    void requestSnapshots(LocalSubscription local) {
        WireChannel wire = channel(local);
        if (wire.sid != null) {
            commands.getSnapshots(wire, local.scope().markets());
        }
    }

    CompletableFuture<List<ActiveSubscription>> list() {
        CompletableFuture<List<ActiveSubscription>> list = new CompletableFuture<>();
        if (!connected) {
            link.fail(list, new DisconnectedException("There is no connection now", null));
            return list;
        }
        commands.listSubscriptions(list);
        return list;
    }

    OrderBook book(LocalSubscription local, String market) {
        return channel(local).books.book(market);
    }

    private void joined(WireChannel wire, LocalSubscription local, Scope scope) {
        if (wire.hasBooks()) {
            repair.joined(wire, scope);
        }
        local.confirm(wire.subscribed);
    }

    private WireChannel channel(LocalSubscription local) {
        WireChannel wire = channels.get(local.channel());
        if (wire == null) {
            throw new IllegalArgumentException("Unknown channel " + local.channel());
        }
        return wire;
    }

    private void end(LocalSubscription local, @Nullable KalshiException why) {
        if (local.isEnded()) {
            return;
        }
        WireChannel wire = channel(local);
        wire.remove(local);
        local.end(why);
        wire.books.retain(wire.wanted().markets());
        link.bookChanged();
        if (why != null) {
            events.emit(events.event(
                            Kind.SUBSCRIPTION_ENDED,
                            local.channel() + " of " + local.scope() + " ended: " + why.getMessage())
                    .on(local.channel())
                    .because(why));
        }
    }

    /** Ends every subscription; returns what completes when their ends have been told. */
    CompletableFuture<Void> endAll(@Nullable KalshiException why) {
        List<CompletableFuture<Void>> told = new ArrayList<>();
        for (WireChannel wire : channels.values()) {
            for (LocalSubscription local : wire.locals) {
                end(local, why);
                told.add(local.done());
            }
            wire.stopRepair();
        }
        return CompletableFuture.allOf(told.toArray(CompletableFuture<?>[]::new));
    }

    // --- the connection ---

    void opened() {
        connected = true;
        reconcile();
    }

    /** Everything that was confirmed is not any more. */
    void lost(Instant lastHeard, String reason, @Nullable Throwable cause) {
        connected = false;
        for (Command command : commands.forgetAll()) {
            if (command.list != null) {
                link.fail(command.list, new DisconnectedException("The connection was lost: " + reason, cause));
            }
        }
        sids.clear();
        retired.clear();
        for (WireChannel wire : channels.values()) {
            boolean wasOn = wire.sid != null;
            wire.forget();
            if (wasOn && wire.hasBegun()) {
                interrupted(wire, Gap.Cause.DISCONNECTED, reason, lastHeard);
            }
        }
    }

    /** Nothing comes on a channel until it is subscribed again. */
    private void interrupted(WireChannel wire, Gap.Cause cause, String reason, Instant since) {
        if (wire.hasGaps()) {
            gaps.detected(wire, Gap.of(wire.channel, wire.wanted(), cause, reason, since));
        }
        if (wire.hasBooks()) {
            repair.interrupted(wire, reason);
        }
    }

    /** The channel is subscribed again, or its first message says so. Books go on with their snapshots only. */
    private void resumed(WireChannel wire, long nanos) {
        if (!wire.hasBooks()) {
            gaps.remains(wire, nanos, null);
        }
    }

    // --- commands ---

    /** Sends each channel's next command, if there is one and none is under way. */
    private void reconcile() {
        Map<Beginning, List<WireChannel>> beginnings = new LinkedHashMap<>();
        for (WireChannel wire : channels.values()) {
            if (!connected) {
                return; // sending failed
            }
            if (wire.inFlight != null || wire.paused) {
                continue;
            }
            Scope wanted = wire.wanted();
            if (wire.sid == null) {
                begin(wire, wanted, beginnings);
            } else if (wanted.isNone() || wire.renew || (wanted.all() && !wire.subscribed.all())) {
                // Not confirmed any more from here on: who comes now waits for the next subscription.
                wire.subscribed = Scope.NONE;
                commands.unsubscribe(wire, wire.sid);
            } else if (!wire.subscribed.all()) {
                update(wire, wire.sid, wanted);
            }
        }
        beginnings.forEach((beginning, wires) -> {
            if (connected) {
                commands.subscribe(wires, beginning.scope(), beginning.initialSnapshot());
            }
        });
    }

    private void begin(WireChannel wire, Scope wanted, Map<Beginning, List<WireChannel>> beginnings) {
        if (wanted.isNone()) {
            return;
        }
        Scope scope = Scope.NONE;
        for (LocalSubscription local : wire.unconfirmed()) {
            scope = scope.plus(local.scope());
        }
        Beginning beginning = new Beginning(scope, wire.channel.equals(Channel.TICKER) && wire.wantsInitialSnapshot());
        if (wire.alone || wire.oneAtATime) {
            commands.subscribe(List.of(wire), scope, beginning.initialSnapshot());
        } else {
            beginnings.computeIfAbsent(beginning, key -> new ArrayList<>()).add(wire);
        }
    }

    private void update(WireChannel wire, long sid, Scope wanted) {
        List<LocalSubscription> carried = wire.unconfirmed();
        Scope more = Scope.NONE;
        for (LocalSubscription local : carried) {
            more = more.plus(local.unconfirmed(wire.subscribed));
        }
        Scope less = wire.subscribed.minus(wanted);
        if (!more.isNone()) {
            commands.addMarkets(wire, sid, more, carried);
        } else if (!less.isNone()) {
            // Not confirmed any more from here on, whatever the answer: a market that is wanted again is added anew.
            wire.subscribed = wire.subscribed.minus(less);
            wire.departed.addAll(less.markets());
            commands.deleteMarkets(wire, sid, less);
        } else {
            wire.oneAtATime = false;
        }
    }

    private void unanswered(Command command) {
        String text = command + " was not answered within " + commandTimeout;
        events.emit(Kind.COMMAND_TIMED_OUT, text);
        if (command.list != null) {
            link.fail(command.list, new TimeoutException(text));
            return;
        }
        for (WireChannel wire : command.awaiting) {
            if (++wire.unanswered >= MAX_UNANSWERED) {
                wire.unanswered = 0;
                refuse(wire, command, new SubscriptionException(wire.channel, null, text), command.scope);
            }
        }
        // Nobody knows what the exchange made of it. On a new connection it has nothing.
        link.giveUp(text);
    }

    // --- what the exchange says ---

    void received(ServerMessage message, Envelope envelope, long nanos) {
        if (envelope.channel() != null) {
            data(envelope.channel(), message, envelope, nanos);
            return;
        }
        WireChannel counted = envelope.sid() == null ? null : sids.get(envelope.sid());
        if (counted != null && !count(counted, envelope, nanos)) {
            events.emit(events.event(Kind.REPEATED_MESSAGE, "An answer came with sequence " + envelope.seq() + " again")
                    .on(counted.channel)
                    .with(message));
        }
        if (message instanceof SubscribedResponse subscribed) {
            subscribed(subscribed, nanos);
        } else if (message instanceof UnsubscribedResponse unsubscribed) {
            unsubscribed(unsubscribed);
        } else if (message instanceof OkResponse ok) {
            ok(ok);
        } else if (message instanceof ListSubscriptionsResponse list) {
            listed(list);
        } else if (message instanceof ErrorResponse error) {
            error(error);
        } else {
            events.emit(events.event(Kind.UNRECOGNIZED_MESSAGE, "A message of a type that this version does not know")
                    .on(counted == null ? null : counted.channel)
                    .with(message));
        }
    }

    /** {@return whether it is a message to be used: not one that was there before} */
    private boolean count(WireChannel wire, Envelope envelope, long nanos) {
        Long seq = envelope.seq();
        if (seq == null) {
            return true;
        }
        long before = wire.sequence.last();
        return switch (wire.sequence.count(seq)) {
            case NEXT -> true;
            case REPEATED -> false;
            case SET_BACK -> {
                missed(wire, "the numbers went on from " + seq + " after " + before, 0, 0, nanos);
                yield true;
            }
            case GAP -> {
                leftOut(wire, before + 1, seq - 1, nanos);
                yield true;
            }
        };
    }

    private void leftOut(WireChannel wire, long first, long last, long nanos) {
        String reason = first == last
                ? "message " + first + " did not come"
                : "messages " + first + " to " + last + " did not come";
        missed(wire, reason, first, last, nanos);
    }

    private void missed(WireChannel wire, String reason, long first, long last, long nanos) {
        Gap gap = Gap.of(wire.channel, wire.wanted(), Gap.Cause.SEQUENCE, reason, gaps.heard(wire))
                .missing(first, last);
        if (wire.hasBooks()) {
            repair.broken(wire, gap, wire.wanted().markets());
        } else {
            gaps.detected(wire, gap);
            gaps.remains(wire, nanos, null);
        }
    }

    private void data(Channel channel, ServerMessage message, Envelope envelope, long nanos) {
        WireChannel wire = channels.get(channel);
        if (wire == null || !belongs(wire, envelope.sid(), nanos)) {
            events.emit(events.event(
                            Kind.UNEXPECTED_MESSAGE,
                            "A message of " + channel + " with the subscription id " + envelope.sid()
                                    + ", which is not subscribed")
                    .on(channel)
                    .with(message));
            return;
        }
        if (!count(wire, envelope, nanos)) {
            events.emit(events.event(
                            Kind.REPEATED_MESSAGE,
                            "A message of " + channel + " came with sequence " + envelope.seq() + " after "
                                    + wire.sequence.last())
                    .on(channel)
                    .with(message));
            return;
        }
        wire.heardNanos = nanos;
        if (!wire.knows(envelope.market())) {
            // Perhaps the name was garbled, and the message is missing where it belongs.
            String text = "A message of " + channel + " about " + envelope.market() + ", which is not subscribed";
            events.emit(events.event(Kind.UNEXPECTED_MESSAGE, text).on(channel).with(message));
            if (wire.hasBooks()) {
                repair.contradicted(wire, wire.wanted().markets(), "a message came about " + envelope.market());
            }
        } else if (wire.hasBooks()) {
            book(wire, message, envelope, nanos);
        } else {
            deliver(wire, message, envelope.market(), nanos);
        }
    }

    /** Data may come before the answer to the command that it follows; then it tells the subscription id first. */
    private boolean belongs(WireChannel wire, @Nullable Long sid, long nanos) {
        if (sid == null) {
            return wire.sid != null && !wire.hasBooks(); // cannot be counted, but need not be lost either
        }
        if (sid.equals(wire.sid)) {
            return true;
        }
        Command command = wire.inFlight;
        if (wire.sid == null
                && command != null
                && command.kind == Command.Kind.SUBSCRIBE
                && !retired.contains(sid)
                && !sids.containsKey(sid)) {
            wire.begin(sid);
            wire.subscribed = command.scope;
            sids.put(sid, wire);
            resumed(wire, nanos);
            return true;
        }
        return false;
    }

    private void deliver(WireChannel wire, ServerMessage message, @Nullable String market, long nanos) {
        for (LocalSubscription local : wire.locals) {
            switch (local.put(message, market, nanos)) {
                case FINE -> {}
                case HALF ->
                    events.emit(events.event(
                                    Kind.SLOW_CONSUMER,
                                    "A consumer of " + wire.channel + " has half of its capacity waiting for it")
                            .on(wire.channel));
                case FULL -> {
                    end(
                            local,
                            new SlowConsumerException("A consumer of " + wire.channel + " of " + local.scope()
                                    + " was too slow: its capacity is full, and its messages must not be dropped"));
                    reconcile();
                }
            }
        }
    }

    private void book(WireChannel wire, ServerMessage message, Envelope envelope, long nanos) {
        String market = envelope.market();
        deliver(wire, message, market, nanos);
        if (market == null || envelope.seq() == null) {
            String what = market == null ? "its market" : "its sequence number";
            repair.contradicted(wire, wire.wanted().markets(), "a message came without " + what);
        } else if (wire.wanted().includes(market)) { // or it was taken out a moment ago
            repair.apply(wire, message, market);
        }
    }

    // --- answers ---

    private void subscribed(SubscribedResponse answer, long nanos) {
        Channel channel = Envelope.sent(() -> answer.msg().channel());
        Long sid = Envelope.sent(() -> answer.msg().sid());
        Long id = Envelope.sent(answer::id);
        WireChannel wire = channel == null ? null : channels.get(channel);
        Command command = commands.find(id);
        if (wire == null
                || sid == null
                || command == null
                || command.kind != Command.Kind.SUBSCRIBE
                || !command.awaiting.remove(wire)) {
            unexpected("A confirmation of " + channel + " that nothing waits for", answer);
            return;
        }
        if (command.awaiting.isEmpty()) {
            commands.forget(command);
        }
        wire.inFlight = null;
        wire.alone = false;
        wire.unanswered = 0;
        if (!sid.equals(wire.sid)) {
            if (wire.sid != null) {
                unexpected("A confirmation of " + channel + " with another subscription id than its messages", answer);
                retire(wire.sid);
            }
            wire.begin(sid);
            sids.put(sid, wire);
        }
        wire.subscribed = command.scope;
        resumed(wire, nanos);
        confirmed(wire, command.scope);
        events.emit(
                events.event(Kind.SUBSCRIBED, channel + " of " + command.scope).on(channel));
        reconcile();
    }

    private void confirmed(WireChannel wire, Scope scope) {
        for (LocalSubscription local : wire.locals) {
            local.confirm(wire.subscribed);
        }
        if (wire.hasBooks()) {
            repair.confirmed(wire, scope.markets());
        }
    }

    private void unsubscribed(UnsubscribedResponse answer) {
        Long id = Envelope.sent(answer::id);
        Long sid = Envelope.sent(answer::sid);
        Command command = commands.find(id);
        WireChannel wire = sid == null ? null : sids.get(sid);
        if (command == null
                && wire != null
                && wire.inFlight != null
                && wire.inFlight.kind == Command.Kind.UNSUBSCRIBE) {
            command = wire.inFlight;
        }
        if (command == null || command.kind != Command.Kind.UNSUBSCRIBE) {
            unexpected("The end of a subscription that was not asked for", answer);
            if (wire != null) {
                endedByExchange(wire, "the exchange ended the subscription");
            }
            return;
        }
        unsubscribed(command);
    }

    private void unsubscribed(Command command) {
        commands.forget(command);
        WireChannel wire = command.awaiting.get(0);
        if (wire.sid != null) {
            retire(wire.sid);
        }
        boolean again = !wire.wanted().isNone();
        wire.forget();
        if (again && wire.hasBooks()) {
            repair.renewed(wire);
        } else if (again) {
            if (wire.hasBegun()) {
                interrupted(wire, Gap.Cause.RESUBSCRIBED, "the subscription begins anew", link.now());
            }
        } else {
            wire.stopRepair();
            wire.gap = null;
        }
        reconcile();
    }

    private void retire(long sid) {
        sids.remove(sid);
        retired.add(sid);
    }

    private void ok(OkResponse answer) {
        Long id = Envelope.sent(answer::id);
        Command command = commands.find(id);
        if (command == null) {
            unexpected("A confirmation that nothing waits for", answer);
            return;
        }
        switch (command.kind) {
            case ADD_MARKETS -> {
                WireChannel wire = answered(command);
                wire.subscribed = wire.subscribed.plus(command.scope);
                UpdatedMarkets updated = Envelope.sent(answer::msg);
                List<String> named = updated == null ? null : Envelope.sent(updated::marketTickers);
                if (named != null && !named.isEmpty() && !named.containsAll(command.scope.markets())) {
                    unexpected("Confirmed without naming " + command.scope.minus(Scope.of(named)), answer);
                }
                confirmed(wire, command.scope);
                reconcile();
            }
            case DELETE_MARKETS -> {
                answered(command);
                reconcile();
            }
            case GET_SNAPSHOT -> {} // the snapshots are the answer
            case UNSUBSCRIBE -> unsubscribed(command);
            case SUBSCRIBE -> already(command, answer);
            case LIST_SUBSCRIPTIONS -> unexpected("A list of subscriptions that is none", answer);
        }
    }

    /** A subscribe to what is subscribed already is answered as a change of it; that carries the id but not the channel. */
    private void already(Command command, OkResponse answer) {
        Long sid = Envelope.sent(answer::sid);
        if (sid == null || command.awaiting.size() != 1) {
            unexpected("A confirmation that does not say of which channel", answer);
            return;
        }
        WireChannel wire = answered(command);
        if (!sid.equals(wire.sid)) {
            wire.begin(sid);
            sids.put(sid, wire);
        }
        wire.subscribed = command.scope;
        resumed(wire, System.nanoTime());
        confirmed(wire, command.scope);
        reconcile();
    }

    /** A command about one channel is done. */
    private WireChannel answered(Command command) {
        commands.forget(command);
        WireChannel wire = command.awaiting.get(0);
        wire.inFlight = null;
        wire.unanswered = 0;
        return wire;
    }

    private void listed(ListSubscriptionsResponse answer) {
        Long id = Envelope.sent(answer::id);
        Command command = commands.find(id);
        if (command == null || command.list == null) {
            unexpected("A list of subscriptions that nothing waits for", answer);
            return;
        }
        commands.forget(command);
        List<ActiveSubscription> subscriptions = Envelope.sent(answer::msg);
        link.complete(command.list, subscriptions == null ? List.of() : subscriptions);
    }

    private void unexpected(String text, ServerMessage message) {
        events.emit(events.event(Kind.UNEXPECTED_MESSAGE, text).with(message));
    }

    // --- errors ---

    private void error(ErrorResponse error) {
        ErrorDetail detail = Envelope.sent(error::msg);
        ErrorCode code = detail == null ? null : Envelope.sent(detail::code);
        Long id = Envelope.sent(error::id);
        Long sid = Envelope.sent(error::sid);
        Command command = commands.find(id);
        WireChannel wire = sid == null ? null : sids.get(sid);
        String text = (command == null ? "" : command + " -> ") + describe(detail, code);
        events.emit(events.event(Kind.EXCHANGE_ERROR, text)
                .on(wire == null ? null : wire.channel)
                .with(error));
        if (command != null) {
            refused(command, code, detail, text);
        } else if (wire != null && code != null && ENDING.contains(code)) {
            endedByExchange(wire, text);
        }
    }

    private static String describe(@Nullable ErrorDetail detail, @Nullable ErrorCode code) {
        String words = detail == null ? null : Envelope.sent(detail::msg);
        return "error " + (code == null ? "without a code" : code.value() + " " + code.known())
                + (words == null ? "" : ": " + words);
    }

    private void endedByExchange(WireChannel wire, String reason) {
        if (wire.sid != null) {
            retire(wire.sid);
        }
        Command command = wire.inFlight;
        if (command != null) {
            command.awaiting.remove(wire); // a subscribe may wait for other channels
            if (command.awaiting.isEmpty()) {
                commands.forget(command);
            }
        }
        wire.forget();
        interrupted(wire, Gap.Cause.ENDED_BY_EXCHANGE, reason, link.now());
        pause(wire);
    }

    /** Waits a little before the channel's next command. */
    private void pause(WireChannel wire) {
        long now = System.nanoTime();
        if (now - wire.pausedNanos > CALM.toNanos()) {
            wire.failures = 0;
        }
        wire.pausedNanos = now;
        wire.paused = true;
        wire.failures++;
        link.later(backoff.delay(wire.failures), () -> {
            wire.paused = false;
            reconcile();
        });
    }

    private void refused(Command command, @Nullable ErrorCode code, @Nullable ErrorDetail detail, String text) {
        boolean change = command.kind == Command.Kind.ADD_MARKETS
                || command.kind == Command.Kind.DELETE_MARKETS
                || command.kind == Command.Kind.GET_SNAPSHOT;
        if (change && code != null && (ENDING.contains(code) || code.equals(ErrorCode.UNKNOWN_SUBSCRIPTION_ID))) {
            commands.forget(command);
            endedByExchange(command.awaiting.get(0), text);
            return;
        }
        switch (command.kind) {
            case LIST_SUBSCRIPTIONS -> {
                commands.forget(command);
                if (command.list != null) {
                    link.fail(command.list, new DisconnectedException("The exchange did not tell: " + text, null));
                }
            }
            case GET_SNAPSHOT -> {
                commands.forget(command);
                WireChannel wire = command.awaiting.get(0);
                if (wire.snapshotRequest == command && !(code != null && PASSING.contains(code))) {
                    repair.refused(wire);
                }
            }
            // The exchange does not know it any more, or will not say; what still comes for it is reported as
            // unexpected.
            case UNSUBSCRIBE -> unsubscribed(command);
            case DELETE_MARKETS -> {
                answered(command);
                reconcile();
            }
            case SUBSCRIBE, ADD_MARKETS -> refusedMarkets(command, code, detail, text);
        }
    }

    /** Finds out whom a refusal concerns: all if it passes, those it names, or the one that is left when asked one by one. */
    private void refusedMarkets(Command command, @Nullable ErrorCode code, @Nullable ErrorDetail detail, String text) {
        commands.forget(command);
        List<WireChannel> wires = List.copyOf(command.awaiting);
        for (WireChannel wire : wires) {
            wire.inFlight = null;
        }
        if (code != null && PASSING.contains(code)) {
            wires.forEach(this::pause);
        } else if (wires.size() > 1) {
            wires.forEach(wire -> wire.alone = true);
        } else {
            WireChannel wire = wires.get(0);
            Scope named = named(detail, command.scope);
            List<LocalSubscription> carried =
                    command.carried.stream().filter(local -> !local.isEnded()).toList();
            if (named.isNone() && carried.size() > 1) {
                wire.oneAtATime = true;
            } else {
                refuse(
                        wire,
                        command,
                        new SubscriptionException(wire.channel, code, "The exchange refused " + text),
                        named.isNone() ? command.scope : named);
            }
        }
        reconcile();
    }

    private static Scope named(@Nullable ErrorDetail detail, Scope asked) {
        if (detail == null || asked.all()) {
            return Scope.NONE;
        }
        List<String> markets = new ArrayList<>();
        String market = Envelope.sent(detail::marketTicker);
        if (market != null && !market.isBlank()) {
            markets.add(market);
        }
        List<String> several = Envelope.sent(detail::marketTickers);
        if (several != null) {
            markets.addAll(several);
        }
        markets.retainAll(asked.markets());
        return Scope.of(markets);
    }

    private void refuse(WireChannel wire, Command command, SubscriptionException why, Scope refused) {
        for (LocalSubscription local : command.carried) {
            boolean concerned = local.channel().equals(wire.channel)
                    && !local.isEnded()
                    && (refused.all()
                            || local.scope().all()
                            || !local.scope().minus(refused).equals(local.scope()));
            if (concerned && !local.refuse(refused, why)) {
                end(local, why);
            }
        }
        wire.books.retain(wire.wanted().markets());
    }
}
