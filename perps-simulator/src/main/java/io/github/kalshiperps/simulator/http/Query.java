package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.FixedPointDollars;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The query of one call, each parameter read as what the contract says it is and within its bounds. A parameter that the contract
 * does not have is left out, as the exchange ignores it. Immutable and safe for use by several threads.
 */
public final class Query {
    private final Map<String, Object> values;

    Query(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * A text.
     *
     * @param name the parameter
     * @return its value, or null when it was not sent
     */
    public @Nullable String text(String name) {
        return get(name, String.class);
    }

    /**
     * An integer.
     *
     * @param name the parameter
     * @return its value, or null when it was not sent
     */
    public @Nullable Long integer(String name) {
        return get(name, Long.class);
    }

    /**
     * An integer with a default.
     *
     * @param name the parameter
     * @param otherwise what it is when it was not sent
     * @return its value
     */
    public long integer(String name, long otherwise) {
        Long value = integer(name);
        return value == null ? otherwise : value;
    }

    /**
     * A flag.
     *
     * @param name the parameter
     * @return its value; false when it was not sent
     */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(get(name, Boolean.class));
    }

    /**
     * A time.
     *
     * @param name the parameter
     * @return its value, or null when it was not sent
     */
    public @Nullable Instant time(String name) {
        return get(name, Instant.class);
    }

    /**
     * A date that the contract requires.
     *
     * @param name the parameter
     * @return its value
     */
    public LocalDate date(String name) {
        return Objects.requireNonNull(get(name, LocalDate.class), name);
    }

    /**
     * A date that the contract does not require.
     *
     * @param name the parameter
     * @return its value, or null when it was not sent
     */
    public @Nullable LocalDate dateIfSent(String name) {
        return get(name, LocalDate.class);
    }

    /**
     * US dollars.
     *
     * @param name the parameter
     * @return its value, or null when it was not sent
     */
    public @Nullable FixedPointDollars dollars(String name) {
        return get(name, FixedPointDollars.class);
    }

    /**
     * A value of one of the generated enums.
     *
     * @param name the parameter
     * @param type the enum
     * @param <E> the enum
     * @return its value, or null when it was not sent
     */
    public <E> @Nullable E choice(String name, Class<E> type) {
        return get(name, type);
    }

    private <T> @Nullable T get(String name, Class<T> type) {
        Object value = values.get(name);
        return value == null ? null : type.cast(value);
    }
}
