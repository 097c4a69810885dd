package io.github.kalshiperps.conformance;

import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.json.OpenEnum;
import io.github.kalshiperps.core.json.RawJson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller of our models meets at some place of a message, tried out on the message itself.
 *
 * @param accessor the class and method, such as {@code MarginMarket.tickSize()}; empty when our models have no say
 * @param behaviour what it does, in words
 */
record ModelPlace(String accessor, String behaviour) {
    static final ModelPlace NONE = new ModelPlace("", "");

    /**
     * What a caller meets.
     *
     * @param model of the whole message
     * @param steps from the message to the place
     */
    static ModelPlace of(Object model, List<Step> steps) {
        Object value = model;
        String accessor = name(model);
        for (Step step : steps) {
            Reached reached = reach(value, accessor, step);
            if (reached.value() == null) {
                return new ModelPlace(reached.accessor(), reached.behaviour());
            }
            accessor = reached.accessor();
            value = reached.value();
        }
        return new ModelPlace(accessor, gives(value));
    }

    /** What one step leads to, or the words of how it ends. */
    private record Reached(String accessor, @Nullable Object value, String behaviour) {
        static Reached value(String accessor, @Nullable Object value) {
            return new Reached(accessor, value, "returns null");
        }

        static Reached end(String accessor, String behaviour) {
            return new Reached(accessor, null, behaviour);
        }
    }

    private static Reached reach(Object value, String accessor, Step step) {
        if (step instanceof Step.Index index) {
            return element(value, accessor, index.index());
        }
        String name = ((Step.Name) step).name();
        if (value instanceof Map<?, ?> map) {
            return Reached.value(accessor + ".get(\"" + name + "\")", map.get(name));
        }
        Optional<Method> method = accessor(value.getClass(), name);
        if (method.isPresent()) {
            return call(value, method.get());
        }
        if (unknownMembers(value).get(name) instanceof RawJson raw) {
            return Reached.end(
                    name(value) + ".unknownMembers().get(\"" + name + "\")",
                    "gives the raw JSON " + Excerpt.of(raw.json()) + "; there is no typed accessor");
        }
        return Reached.end(name(value), "has no place for it");
    }

    private static Reached element(Object value, String accessor, int index) {
        if (value instanceof List<?> list) {
            return index < list.size()
                    ? Reached.value(accessor + ".get(" + index + ")", list.get(index))
                    : Reached.end(accessor, "has no element " + index);
        }
        if (value instanceof PriceLevel level && index < 2) {
            return index == 0
                    ? Reached.value("PriceLevel.price()", level.price())
                    : Reached.value("PriceLevel.count()", level.count());
        }
        return Reached.end(accessor, gives(value));
    }

    private static Reached call(Object value, Method method) {
        String accessor = name(value) + "." + method.getName() + "()";
        try {
            return Reached.value(accessor, method.invoke(value));
        } catch (InvocationTargetException e) {
            Throwable cause = e.getTargetException();
            return Reached.end(
                    accessor,
                    "throws " + cause.getClass().getSimpleName() + ": " + Excerpt.of("" + cause.getMessage()));
        } catch (IllegalAccessException e) {
            throw new AssertionError("Accessors of models are public: " + method, e);
        }
    }

    /** The accessor of a member. Case and underscores are all that differs between the names. */
    private static Optional<Method> accessor(Class<?> model, String wireName) {
        return Arrays.stream(model.getMethods())
                .filter(method -> method.getParameterCount() == 0
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getDeclaringClass() != Object.class
                        && plain(method.getName()).equals(plain(wireName)))
                .findFirst();
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static Map<?, ?> unknownMembers(Object model) {
        return accessor(model.getClass(), "unknownMembers")
                                .map(method -> call(model, method).value())
                                .orElse(null)
                        instanceof Map<?, ?> members
                ? members
                : Map.of();
    }

    private static String gives(Object value) {
        if (value instanceof OpenEnum constant && !constant.isKnown()) {
            return "keeps \"" + Excerpt.of(String.valueOf(constant)) + "\"; known() says UNRECOGNIZED";
        }
        if (value instanceof List<?> list) {
            return "gives a list of " + list.size();
        }
        if (value instanceof Map<?, ?> map) {
            return "gives a map of " + map.size();
        }
        boolean isModel = value.getClass().getPackageName().endsWith(".model") && !(value instanceof OpenEnum);
        return isModel
                ? "reads the message"
                : "gives the " + value.getClass().getSimpleName() + " " + Excerpt.of(String.valueOf(value));
    }

    /** The name of a class, with that of the one it is nested in. */
    private static String name(Object value) {
        String qualified = value.getClass().getName();
        return qualified.substring(qualified.lastIndexOf('.') + 1).replace('$', '.');
    }
}
