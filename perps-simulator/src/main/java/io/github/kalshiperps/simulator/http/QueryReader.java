package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.http.QueryParams;
import io.github.kalshiperps.core.json.OpenEnum;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query of one operation by its generated class of parameters. Immutable and safe for use by several threads.
 *
 * <p>A required parameter that is missing, and one that cannot be read at all, is refused in the bare shape; one out of bounds in
 * the wrapped shape, with details.
 */
final class QueryReader {
    /** What the contract requires and the exchange does without. */
    private static final Set<String> NOT_NEEDED = Set.of("GetMarginTrades.ticker");

    /** Unknown values of these filters find nothing, where other enums refuse them. */
    private static final Set<String> OPEN_FILTERS = Set.of("GetMarginMarkets.status");

    private static final QueryReader NOTHING = new QueryReader("", null);

    private final String operationId;
    private final @Nullable Setters setters;
    private final List<Setters.Setter> required;

    private QueryReader(String operationId, @Nullable Setters setters) {
        this.operationId = operationId;
        this.setters = setters;
        List<Setters.Setter> needed = new ArrayList<>();
        if (setters != null) {
            for (Setters.Setter setter : setters.all()) {
                if (setter.required() && !NOT_NEEDED.contains(operationId + "." + setter.wireName())) {
                    needed.add(setter);
                }
            }
            // The exchange misses the start of a range first.
            needed.sort(Comparator.comparing(setter -> !setter.wireName().startsWith("start_")));
        }
        this.required = List.copyOf(needed);
    }

    static QueryReader of(ApiOperation operation) {
        for (Method method : operation.api().getMethods()) {
            if (method.getName().equals(operation.javaMethod())) {
                for (Class<?> parameter : method.getParameterTypes()) {
                    if (QueryParams.class.isAssignableFrom(parameter)) {
                        return new QueryReader(operation.id(), Setters.of(parameter));
                    }
                }
            }
        }
        return NOTHING;
    }

    /** The names of the parameters. */
    List<String> names() {
        return setters == null
                ? List.of()
                : setters.all().stream().map(Setters.Setter::wireName).toList();
    }

    Query read(Fields sent) {
        if (setters == null) {
            return new Query(Map.of());
        }
        Object builder = setters.newBuilder();
        Map<String, Object> values = new HashMap<>();
        for (Setters.Setter setter : setters.all()) {
            String text = sent.getValue(setter.wireName());
            if (text != null && !text.isEmpty()) {
                values.put(setter.wireName(), checked(setter, builder, text));
            }
        }
        for (Setters.Setter setter : required) {
            if (!values.containsKey(setter.wireName())) {
                throw new HttpRefusal(
                        Answer.bare(400, "Query argument " + setter.wireName() + " is required, but not found"));
            }
        }
        if (values.keySet().containsAll(requiredByContract(setters))) {
            try {
                setters.build(builder);
            } catch (IllegalArgumentException e) {
                throw outOfBounds(e);
            }
        }
        return new Query(values);
    }

    private static Set<String> requiredByContract(Setters setters) {
        return setters.all().stream()
                .filter(Setters.Setter::required)
                .map(Setters.Setter::wireName)
                .collect(Collectors.toSet());
    }

    private Object checked(Setters.Setter setter, Object builder, String text) {
        Object value;
        try {
            value = parsed(setter, text);
        } catch (RuntimeException e) {
            throw new HttpRefusal(
                    Answer.bare(400, "Invalid format for parameter " + setter.wireName() + ": not a " + words(setter)));
        }
        if (value instanceof OpenEnum choice
                && !choice.isKnown()
                && !OPEN_FILTERS.contains(operationId + "." + setter.wireName())) {
            throw HttpRefusal.invalidParameters(setter.wireName() + ": not a known value");
        }
        try {
            setter.set(builder, value);
        } catch (IllegalArgumentException e) {
            throw outOfBounds(e);
        }
        return value;
    }

    private static HttpRefusal outOfBounds(IllegalArgumentException refused) {
        return HttpRefusal.invalidParameters(BodyReader.withoutClass(refused));
    }

    private static Object parsed(Setters.Setter setter, String text) {
        Class<?> type = setter.type();
        if (type == String.class) {
            return text;
        }
        if (type == Long.class || type == long.class) {
            return Long.valueOf(text);
        }
        if (type == Boolean.class || type == boolean.class) {
            return flag(text);
        }
        if (type == Instant.class) {
            return isUnixTime(setter)
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant();
        }
        if (type == LocalDate.class) {
            return LocalDate.parse(text);
        }
        if (type == FixedPointDollars.class) {
            return FixedPointDollars.of(text);
        }
        return choice(type, text);
    }

    /** The name tells: {@code min_ts} takes Unix seconds, {@code funding_time} an RFC 3339 time. */
    private static boolean isUnixTime(Setters.Setter setter) {
        return setter.wireName().endsWith("_ts");
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Object choice(Class<?> type, String text) {
        try {
            for (Method method : type.getMethods()) {
                if (method.getName().equals("of")) {
                    return method.getParameterTypes()[0] == int.class
                            ? method.invoke(null, Integer.parseInt(text))
                            : method.invoke(null, text);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no usable method 'of'", e);
        }
        throw new IllegalStateException(type + " is no type of a query parameter");
    }

    private static String words(Setters.Setter setter) {
        Class<?> type = setter.type();
        if (type == Instant.class && !isUnixTime(setter)) {
            return "time (RFC 3339)";
        }
        if (type == Long.class || type == long.class || type == Instant.class) {
            return "whole number";
        }
        if (type == LocalDate.class) {
            return "date (YYYY-MM-DD)";
        }
        if (type == FixedPointDollars.class) {
            return "decimal";
        }
        return type == Boolean.class || type == boolean.class ? "boolean" : "known value";
    }
}
