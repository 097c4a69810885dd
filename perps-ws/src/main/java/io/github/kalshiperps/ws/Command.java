package io.github.kalshiperps.ws;

import io.github.kalshiperps.ws.model.ActiveSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Guarded by the session's lock: a command that the exchange has not answered, or not completely. */
final class Command {
    enum Kind {
        SUBSCRIBE,
        UNSUBSCRIBE,
        ADD_MARKETS,
        DELETE_MARKETS,
        GET_SNAPSHOT,
        LIST_SUBSCRIPTIONS
    }

    final long id;
    final Kind kind;

    /** The channels that it is about and that have no answer yet. A subscribe is answered once per channel. */
    final List<WireChannel> awaiting;

    /** The markets that it is about. */
    final Scope scope;

    /** On behalf of whom. */
    final List<LocalSubscription> carried;

    final @Nullable CompletableFuture<List<ActiveSubscription>> list;

    Wire.@Nullable Alarm timer;

    Command(
            long id,
            Kind kind,
            List<WireChannel> awaiting,
            Scope scope,
            List<LocalSubscription> carried,
            @Nullable CompletableFuture<List<ActiveSubscription>> list) {
        this.id = id;
        this.kind = kind;
        this.awaiting = new ArrayList<>(awaiting);
        this.scope = scope;
        this.carried = carried;
        this.list = list;
    }

    /** In the words of the exchange, for events. */
    @Override
    public String toString() {
        String command = switch (kind) {
            case SUBSCRIBE -> "subscribe";
            case UNSUBSCRIBE -> "unsubscribe";
            case ADD_MARKETS -> "add_markets";
            case DELETE_MARKETS -> "delete_markets";
            case GET_SNAPSHOT -> "get_snapshot";
            case LIST_SUBSCRIPTIONS -> "list_subscriptions";
        };
        return command + " " + id + (awaiting.isEmpty() ? "" : " for " + awaiting + " of " + scope);
    }
}
