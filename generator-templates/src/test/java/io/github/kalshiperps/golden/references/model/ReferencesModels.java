package io.github.kalshiperps.golden.references.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the adapters of all models of this package, without reflection. Safe for use by several threads. */
public final class ReferencesModels implements JsonAdapter.Factory {
    private static final ReferencesModels FACTORY = new ReferencesModels();

    private final Map<Type, JsonAdapter<?>> adapters = Map.ofEntries(
            Map.entry(Closing.class, Closing.Adapter.INSTANCE),
            Map.entry(Empty.class, Empty.Adapter.INSTANCE),
            Map.entry(Market.class, Market.Adapter.INSTANCE),
            Map.entry(Schedule.class, Schedule.Adapter.INSTANCE));

    private ReferencesModels() {}

    /**
     * The factory, for {@code Moshi.Builder.add}.
     *
     * @return the only instance
     */
    public static ReferencesModels factory() {
        return FACTORY;
    }

    @Override
    public @Nullable JsonAdapter<?> create(Type type, Set<? extends Annotation> annotations, Moshi moshi) {
        return annotations.isEmpty() ? adapters.get(type) : null;
    }
}
