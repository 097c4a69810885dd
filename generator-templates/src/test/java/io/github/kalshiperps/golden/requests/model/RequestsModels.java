package io.github.kalshiperps.golden.requests.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the adapters of all models of this package, without reflection. Safe for use by several threads. */
public final class RequestsModels implements JsonAdapter.Factory {
    private static final RequestsModels FACTORY = new RequestsModels();

    private final Map<Type, JsonAdapter<?>> adapters = Map.ofEntries(
            Map.entry(CreateOrder.class, CreateOrder.Adapter.INSTANCE),
            Map.entry(Created.class, Created.Adapter.INSTANCE),
            Map.entry(Leg.class, Leg.Adapter.INSTANCE),
            Map.entry(Side.class, Side.CODEC));

    private RequestsModels() {}

    /**
     * The factory, for {@code Moshi.Builder.add}.
     *
     * @return the only instance
     */
    public static RequestsModels factory() {
        return FACTORY;
    }

    @Override
    public @Nullable JsonAdapter<?> create(Type type, Set<? extends Annotation> annotations, Moshi moshi) {
        return annotations.isEmpty() ? adapters.get(type) : null;
    }
}
