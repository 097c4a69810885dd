package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.error.DecodeException;
import io.github.kalshiperps.core.error.MissingMemberException;
import io.github.kalshiperps.core.json.Drift;
import io.github.kalshiperps.core.json.JsonMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of one operation into its generated model, and refuses what the model's builder would refuse to send. Immutable
 * and safe for use by several threads.
 *
 * <p>Members that the contract does not know are let through, as the exchange takes some that its contract lacks; they are in the
 * model's {@code unknownMembers}. Null counts as not sent.
 */
final class BodyReader {
    /** The exchange refuses finer prices in an order as it refuses prices off the tick. */
    private static final int MAX_PRICE_DECIMALS = 4;

    private final Class<?> model;
    private final JsonMapper mapper;
    private final Setters setters;
    private final Map<String, Method> accessors = new HashMap<>();

    BodyReader(Class<?> model, JsonMapper mapper) {
        this.model = model;
        this.mapper = mapper;
        this.setters = Setters.of(model);
        for (Setters.Setter setter : setters.all()) {
            try {
                accessors.put(setter.javaName(), model.getMethod(setter.javaName()));
            } catch (NoSuchMethodException e) {
                throw new IllegalArgumentException(model.getName() + " has no accessor " + setter.javaName(), e);
            }
        }
    }

    Object read(String json) {
        // A body that may be left out arrives as nothing at all.
        boolean nothing = json.isBlank() && setters.all().isEmpty();
        List<Drift> drifts = new ArrayList<>();
        Object body;
        try {
            body = mapper.driftListener(drifts::add).read(model, nothing ? "{}" : json);
        } catch (DecodeException e) {
            throw HttpRefusal.invalidParameters(e.getMessage());
        }
        for (Drift drift : drifts) {
            if (drift.kind() == Drift.Kind.MALFORMED_MEMBER || drift.kind() == Drift.Kind.UNKNOWN_VALUE) {
                throw HttpRefusal.invalidParameters(drift.path().replaceFirst("^\\$\\.", "") + ": " + drift.message());
            }
        }
        Object builder = setters.newBuilder();
        for (Setters.Setter setter : setters.all()) {
            Object value = value(body, setter);
            if (value != null) {
                check(setter, builder, value);
            }
        }
        try {
            setters.build(builder);
        } catch (IllegalArgumentException e) {
            throw HttpRefusal.invalidParameters(withoutClass(e));
        }
        return body;
    }

    private static void check(Setters.Setter setter, Object builder, Object value) {
        try {
            setter.set(builder, value);
        } catch (IllegalArgumentException e) {
            if (setter.wireName().equals("price") && value instanceof FixedPointDollars price) {
                int decimals = price.toBigDecimal().stripTrailingZeros().scale();
                if (decimals > MAX_PRICE_DECIMALS) {
                    throw new HttpRefusal(Answer.wrapped(
                            400,
                            "invalid_order",
                            "invalid order",
                            "invalid price: invalid dollar precision: -" + decimals));
                }
            }
            throw HttpRefusal.invalidParameters(withoutClass(e));
        }
    }

    private @Nullable Object value(Object body, Setters.Setter setter) {
        try {
            return Objects.requireNonNull(accessors.get(setter.javaName())).invoke(body);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof MissingMemberException) {
                return null;
            }
            throw new IllegalStateException(model + " cannot be read", e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(model + " has an accessor that is not public", e);
        }
    }

    /** What a generated builder says, without the name of a Java class that no caller over HTTP knows. */
    static String withoutClass(IllegalArgumentException refused) {
        return String.valueOf(refused.getMessage()).replaceFirst("^[A-Z]\\w*[.:] ?", "");
    }
}
