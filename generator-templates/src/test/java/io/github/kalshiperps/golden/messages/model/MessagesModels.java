package io.github.kalshiperps.golden.messages.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the adapters of all models of this package, without reflection. Safe for use by several threads. */
public final class MessagesModels implements JsonAdapter.Factory {
    private static final MessagesModels FACTORY = new MessagesModels();

    private final Map<Type, JsonAdapter<?>> adapters = Map.ofEntries(
            Map.entry(ActiveSubscription.class, ActiveSubscription.Adapter.INSTANCE),
            Map.entry(Channel.class, Channel.CODEC),
            Map.entry(ListResponse.class, ListResponse.Adapter.INSTANCE),
            Map.entry(OkResponse.class, OkResponse.Adapter.INSTANCE),
            Map.entry(ServerMessage.class, ServerMessageAdapter.INSTANCE),
            Map.entry(Side.class, Side.CODEC),
            Map.entry(SubscribeCommand.class, SubscribeCommand.Adapter.INSTANCE),
            Map.entry(SubscribeParams.class, SubscribeParams.Adapter.INSTANCE),
            Map.entry(Ticker.class, Ticker.Adapter.INSTANCE),
            Map.entry(TickerMessage.class, TickerMessage.Adapter.INSTANCE),
            Map.entry(UpdatedMarkets.class, UpdatedMarkets.Adapter.INSTANCE));

    private MessagesModels() {}

    /**
     * The factory, for {@code Moshi.Builder.add}.
     *
     * @return the only instance
     */
    public static MessagesModels factory() {
        return FACTORY;
    }

    @Override
    public @Nullable JsonAdapter<?> create(Type type, Set<? extends Annotation> annotations, Moshi moshi) {
        return annotations.isEmpty() ? adapters.get(type) : null;
    }
}
