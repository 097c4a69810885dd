package io.github.kalshiperps.golden.operations.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the adapters of all models of this package, without reflection. Safe for use by several threads. */
public final class OperationsModels implements JsonAdapter.Factory {
    private static final OperationsModels FACTORY = new OperationsModels();

    private final Map<Type, JsonAdapter<?>> adapters = Map.ofEntries(
            Map.entry(Empty.class, Empty.Adapter.INSTANCE),
            Map.entry(FillPage.class, FillPage.Adapter.INSTANCE),
            Map.entry(Item.class, Item.Adapter.INSTANCE),
            Map.entry(ItemPage.class, ItemPage.Adapter.INSTANCE),
            Map.entry(PeriodInterval.class, PeriodInterval.CODEC),
            Map.entry(Side.class, Side.CODEC));

    private OperationsModels() {}

    /**
     * The factory, for {@code Moshi.Builder.add}.
     *
     * @return the only instance
     */
    public static OperationsModels factory() {
        return FACTORY;
    }

    @Override
    public @Nullable JsonAdapter<?> create(Type type, Set<? extends Annotation> annotations, Moshi moshi) {
        return annotations.isEmpty() ? adapters.get(type) : null;
    }
}
