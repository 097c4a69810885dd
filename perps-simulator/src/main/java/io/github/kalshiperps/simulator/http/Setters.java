package io.github.kalshiperps.simulator.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The generated builder of a class, called by reflection. A generated builder refuses whatever the contract forbids, so that the
 * simulated exchange can refuse the same without a second list of bounds. Immutable and safe for use by several threads.
 */
final class Setters {
    private final Method start;
    private final Method build;
    private final List<Setter> setters;

    private Setters(Method start, Method build, List<Setter> setters) {
        this.start = start;
        this.build = build;
        this.setters = setters;
    }

    /** The builder of a generated model or of a generated class of query parameters. */
    static Setters of(Class<?> generated) {
        try {
            Method start = generated.getMethod("builder");
            Class<?> builder = start.getReturnType();
            List<Setter> setters = new ArrayList<>();
            for (Method method : builder.getMethods()) {
                if (method.getReturnType() == builder
                        && method.getParameterCount() == 1
                        && !Modifier.isStatic(method.getModifiers())) {
                    boolean optional = method.getAnnotatedParameterTypes()[0].isAnnotationPresent(Nullable.class);
                    setters.add(new Setter(
                            method.getName(),
                            inSnakeCase(method.getName()),
                            method.getParameterTypes()[0],
                            !optional,
                            method));
                }
            }
            // Reflection gives methods in no particular order; refusals name the first member that is wrong.
            setters.sort(Comparator.comparing(Setter::wireName));
            return new Setters(start, builder.getMethod("build"), List.copyOf(setters));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(generated.getName() + " has no builder", e);
        }
    }

    List<Setter> all() {
        return setters;
    }

    Object newBuilder() {
        return call(start, null);
    }

    /**
     * Builds.
     *
     * @throws IllegalArgumentException if the builder refuses
     */
    Object build(Object builder) {
        return call(build, builder);
    }

    /**
     * One member or parameter.
     *
     * @param javaName the name of the method
     * @param wireName the name on the wire
     * @param type what it takes
     * @param required whether it does not take null
     * @param method the method
     */
    record Setter(String javaName, String wireName, Class<?> type, boolean required, Method method) {
        /**
         * Sets.
         *
         * @throws IllegalArgumentException if the builder refuses
         */
        void set(Object builder, Object value) {
            call(method, builder, value);
        }
    }

    private static Object call(Method method, @Nullable Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(method + " failed", e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " is not public", e);
        }
    }

    private static String inSnakeCase(String camelCase) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < camelCase.length(); i++) {
            char c = camelCase.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_').append(Character.toLowerCase(c));
            } else if (Character.isDigit(c) && i > 0 && !Character.isDigit(camelCase.charAt(i - 1))) {
                snake.append('_').append(c);
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
