package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Wire.ArrayValue;
import io.github.kalshiperps.conformance.Wire.Member;
import io.github.kalshiperps.conformance.Wire.NumberValue;
import io.github.kalshiperps.conformance.Wire.ObjectValue;
import io.github.kalshiperps.conformance.Wire.StringValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object, as rules ask for them. A member that is not there, is null or is nothing of what it is asked to be is
 * null: that is found elsewhere, and a rule has nothing to say then.
 *
 * @param object what was sent
 * @param schema of it; null when the contract has none
 * @param place where it stands
 */
record Fields(ObjectValue object, @Nullable Schema schema, Place place) {
    /** The first member of a name, which is the one that our models read. */
    @Nullable
    Wire get(String name) {
        for (Member member : object.members()) {
            if (member.name().equals(name)) {
                return member.value();
            }
        }
        return null;
    }

    Place place(String name) {
        return place.member(name, schema);
    }

    @Nullable
    String text(String name) {
        return get(name) instanceof StringValue string ? string.text() : null;
    }

    /** A decimal, in a string or as a number. */
    @Nullable
    BigDecimal decimal(String name) {
        return decimal(get(name));
    }

    static @Nullable BigDecimal decimal(@Nullable Wire value) {
        if (value instanceof StringValue string && Form.DECIMAL.matches(string.text())) {
            return new BigDecimal(string.text());
        }
        if (value instanceof NumberValue number) {
            try {
                return new BigDecimal(number.text());
            } catch (NumberFormatException e) {
                return null; // an exponent beyond 32 bits
            }
        }
        return null;
    }

    @Nullable
    Long integer(String name) {
        return integer(get(name));
    }

    static @Nullable Long integer(@Nullable Wire value) {
        if (value instanceof NumberValue number) {
            try {
                return Long.valueOf(number.text());
            } catch (NumberFormatException e) {
                return null; // a fraction, an exponent, or too large
            }
        }
        return null;
    }

    /** The elements of an array; none when it is no array. */
    List<Wire> elements(String name) {
        return get(name) instanceof ArrayValue array ? array.elements() : List.of();
    }

    @Nullable
    Fields fields(String name) {
        Schema member = schema == null ? null : schema.member(name);
        return get(name) instanceof ObjectValue inside ? new Fields(inside, member, place(name)) : null;
    }

    /** The objects in an array. */
    List<Fields> each(String name) {
        Schema array = schema == null ? null : schema.member(name);
        Schema element = array == null ? null : array.element();
        List<Wire> elements = elements(name);
        List<Fields> each = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof ObjectValue inside) {
                each.add(new Fields(inside, element, place(name).element(i)));
            }
        }
        return each;
    }
}
