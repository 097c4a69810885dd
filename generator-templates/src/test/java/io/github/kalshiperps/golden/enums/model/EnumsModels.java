package io.github.kalshiperps.golden.enums.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the adapters of all models of this package, without reflection. Safe for use by several threads. */
public final class EnumsModels implements JsonAdapter.Factory {
    private static final EnumsModels FACTORY = new EnumsModels();

    private final Map<Type, JsonAdapter<?>> adapters = Map.ofEntries(
            Map.entry(Amendment.class, Amendment.Adapter.INSTANCE),
            Map.entry(BookSide.class, BookSide.CODEC),
            Map.entry(LastUpdateReason.class, LastUpdateReason.CODEC),
            Map.entry(Order.class, Order.Adapter.INSTANCE),
            Map.entry(OrderSelfTradePrevention.class, OrderSelfTradePrevention.CODEC),
            Map.entry(PeriodInterval.class, PeriodInterval.CODEC),
            Map.entry(TimeInForce.class, TimeInForce.CODEC));

    private EnumsModels() {}

    /**
     * The factory, for {@code Moshi.Builder.add}.
     *
     * @return the only instance
     */
    public static EnumsModels factory() {
        return FACTORY;
    }

    @Override
    public @Nullable JsonAdapter<?> create(Type type, Set<? extends Annotation> annotations, Moshi moshi) {
        return annotations.isEmpty() ? adapters.get(type) : null;
    }
}
