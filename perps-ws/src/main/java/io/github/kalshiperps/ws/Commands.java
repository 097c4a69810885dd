package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.ws.model.ActiveSubscription;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ClientCommand;
import io.github.kalshiperps.ws.model.ListSubscriptionsCommand;
import io.github.kalshiperps.ws.model.SubscribeCommand;
import io.github.kalshiperps.ws.model.SubscribeParams;
import io.github.kalshiperps.ws.model.SubscriptionAction;
import io.github.kalshiperps.ws.model.UnsubscribeCommand;
import io.github.kalshiperps.ws.model.UnsubscribeParams;
import io.github.kalshiperps.ws.model.UpdateSubscriptionCommand;
import io.github.kalshiperps.ws.model.UpdateSubscriptionParams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Guarded by the session's lock: sends commands and keeps those that are not answered. */
final class Commands {
    private final Wire.Link link;
    private final JsonMapper mapper;
    private final Duration timeout;
    private final Consumer<Command> unanswered;

    private final Map<Long, Command> open = new LinkedHashMap<>();
    private long lastId;

    /**
     * Commands for one session; ids are never used again, so that a late answer cannot be taken for another's.
     *
     * @param unanswered hears of a command that is forgotten because no answer came in time
     */
    Commands(Wire.Link link, JsonMapper mapper, Duration timeout, Consumer<Command> unanswered) {
        this.link = link;
        this.mapper = mapper;
        this.timeout = timeout;
        this.unanswered = unanswered;
    }

    @Nullable
    Command find(@Nullable Long id) {
        return id == null ? null : open.get(id);
    }

    void forget(Command command) {
        open.remove(command.id);
        if (command.timer != null) {
            command.timer.cancel();
        }
    }

    /** Forgets all of them. {@return what was not answered} */
    List<Command> forgetAll() {
        List<Command> all = List.copyOf(open.values());
        all.forEach(this::forget);
        return all;
    }

    void subscribe(List<WireChannel> wires, Scope scope, boolean initialSnapshot) {
        List<LocalSubscription> carried =
                wires.stream().flatMap(wire -> wire.unconfirmed().stream()).toList();
        Command command = open(Command.Kind.SUBSCRIBE, wires, scope, carried, null);
        wires.forEach(wire -> wire.inFlight = command);
        SubscribeParams.Builder params = SubscribeParams.builder()
                .channels(wires.stream().map(wire -> wire.channel).toList());
        if (!scope.all()) {
            params.marketTickers(scope.tickers());
        }
        if (initialSnapshot) {
            params.sendInitialSnapshot(true);
        }
        SubscribeCommand.Builder text = SubscribeCommand.builder().id(command.id);
        send(command, SubscribeCommand.class, text.params(params.build()).build());
    }

    void unsubscribe(WireChannel wire, long sid) {
        Command command = open(Command.Kind.UNSUBSCRIBE, List.of(wire), wire.subscribed, List.of(), null);
        wire.inFlight = command;
        UnsubscribeParams params =
                UnsubscribeParams.builder().sids(List.of(sid)).build();
        UnsubscribeCommand.Builder text = UnsubscribeCommand.builder().id(command.id);
        send(command, UnsubscribeCommand.class, text.params(params).build());
    }

    void addMarkets(WireChannel wire, long sid, Scope scope, List<LocalSubscription> carried) {
        Command command = open(Command.Kind.ADD_MARKETS, List.of(wire), scope, carried, null);
        wire.inFlight = command;
        UpdateSubscriptionParams.Builder params = UpdateSubscriptionParams.builder();
        if (wire.channel.equals(Channel.TICKER) && wire.wantsInitialSnapshot()) {
            params.sendInitialSnapshot(true);
        }
        update(command, sid, params.action(SubscriptionAction.ADD_MARKETS));
    }

    void deleteMarkets(WireChannel wire, long sid, Scope scope) {
        Command command = open(Command.Kind.DELETE_MARKETS, List.of(wire), scope, List.of(), null);
        wire.inFlight = command;
        update(command, sid, UpdateSubscriptionParams.builder().action(SubscriptionAction.DELETE_MARKETS));
    }

    /**
     * Asks for snapshots of those markets that are subscribed; the others bring theirs. The answers are snapshots, which need not
     * carry the command's id, so nothing waits for one.
     */
    void getSnapshots(WireChannel wire, Collection<String> markets) {
        List<String> subscribed = new ArrayList<>(markets);
        subscribed.retainAll(wire.subscribed.markets());
        Long sid = wire.sid;
        if (sid == null || subscribed.isEmpty()) {
            return;
        }
        if (wire.snapshotRequest != null) {
            forget(wire.snapshotRequest);
        }
        Command command = open(Command.Kind.GET_SNAPSHOT, List.of(wire), Scope.of(subscribed), List.of(), null);
        wire.snapshotRequest = command;
        update(command, sid, UpdateSubscriptionParams.builder().action(SubscriptionAction.GET_SNAPSHOT));
    }

    void listSubscriptions(CompletableFuture<List<ActiveSubscription>> answer) {
        Command command = open(Command.Kind.LIST_SUBSCRIPTIONS, List.of(), Scope.NONE, List.of(), answer);
        ListSubscriptionsCommand text =
                ListSubscriptionsCommand.builder().id(command.id).build();
        send(command, ListSubscriptionsCommand.class, text);
    }

    private void update(Command command, long sid, UpdateSubscriptionParams.Builder params) {
        params.sid(sid).marketTickers(command.scope.tickers());
        UpdateSubscriptionCommand.Builder text =
                UpdateSubscriptionCommand.builder().id(command.id);
        send(
                command,
                UpdateSubscriptionCommand.class,
                text.params(params.build()).build());
    }

    private Command open(
            Command.Kind kind,
            List<WireChannel> awaiting,
            Scope scope,
            List<LocalSubscription> carried,
            @Nullable CompletableFuture<List<ActiveSubscription>> list) {
        Command command = new Command(++lastId, kind, awaiting, scope, carried, list);
        open.put(command.id, command);
        return command;
    }

    private <C extends ClientCommand> void send(Command command, Class<C> type, C text) {
        if (command.kind != Command.Kind.GET_SNAPSHOT) {
            command.timer = link.later(timeout, () -> timedOut(command));
        }
        link.send(mapper.write(type, text));
    }

    private void timedOut(Command command) {
        if (open.remove(command.id) != null) {
            unanswered.accept(command);
        }
    }
}
