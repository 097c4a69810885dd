package io.github.kalshiperps.golden.containers.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the adapters of all models of this package, without reflection. Safe for use by several threads. */
public final class ContainersModels implements JsonAdapter.Factory {
    private static final ContainersModels FACTORY = new ContainersModels();

    private final Map<Type, JsonAdapter<?>> adapters = Map.ofEntries(
            Map.entry(DailyValue.class, DailyValue.Adapter.INSTANCE),
            Map.entry(Folder.class, Folder.Adapter.INSTANCE),
            Map.entry(Item.class, Item.Adapter.INSTANCE),
            Map.entry(Portfolio.class, Portfolio.Adapter.INSTANCE),
            Map.entry(Side.class, Side.CODEC));

    private ContainersModels() {}

    /**
     * The factory, for {@code Moshi.Builder.add}.
     *
     * @return the only instance
     */
    public static ContainersModels factory() {
        return FACTORY;
    }

    @Override
    public @Nullable JsonAdapter<?> create(Type type, Set<? extends Annotation> annotations, Moshi moshi) {
        return annotations.isEmpty() ? adapters.get(type) : null;
    }
}
