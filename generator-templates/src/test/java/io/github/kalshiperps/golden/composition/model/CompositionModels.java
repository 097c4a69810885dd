package io.github.kalshiperps.golden.composition.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the adapters of all models of this package, without reflection. Safe for use by several threads. */
public final class CompositionModels implements JsonAdapter.Factory {
    private static final CompositionModels FACTORY = new CompositionModels();

    private final Map<Type, JsonAdapter<?>> adapters = Map.ofEntries(
            Map.entry(ArchivedObligation.class, ArchivedObligation.Adapter.INSTANCE),
            Map.entry(Direction.class, Direction.CODEC),
            Map.entry(Obligation.class, Obligation.Adapter.INSTANCE),
            Map.entry(ObligationEntry.class, ObligationEntry.Adapter.INSTANCE),
            Map.entry(ObligationStatus.class, ObligationStatus.CODEC),
            Map.entry(Report.class, Report.Adapter.INSTANCE),
            Map.entry(ReportLatest.class, ReportLatest.Adapter.INSTANCE));

    private CompositionModels() {}

    /**
     * The factory, for {@code Moshi.Builder.add}.
     *
     * @return the only instance
     */
    public static CompositionModels factory() {
        return FACTORY;
    }

    @Override
    public @Nullable JsonAdapter<?> create(Type type, Set<? extends Annotation> annotations, Moshi moshi) {
        return annotations.isEmpty() ? adapters.get(type) : null;
    }
}
