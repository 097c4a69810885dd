package io.github.kalshiperps.core.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The codecs that generated adapters are put together from. All stateless and safe for use by several threads. */
public final class Codecs {
    /** Text as it is. */
    public static final ScalarCodec<String> STRING = new Text<>("a string") {
        @Override
        String parse(String text) {
            return text;
        }
    };

    /** True or false. */
    public static final ScalarCodec<Boolean> BOOLEAN = new ScalarCodec<>(JsonReader.Token.BOOLEAN, "a boolean") {
        @Override
        Boolean parse(String text) {
            return Boolean.valueOf(text);
        }

        @Override
        void write(JsonWriter writer, Boolean value) throws IOException {
            writer.value(value);
        }
    };

    /** An integer of 32 bits. */
    public static final ScalarCodec<Integer> INT32 = new Whole<>("a 32-bit integer") {
        @Override
        Integer of(long number) {
            return Math.toIntExact(number);
        }

        @Override
        long number(Integer value) {
            return value;
        }
    };

    /** An integer of 64 bits. */
    public static final ScalarCodec<Long> INT64 = new Whole<>("a 64-bit integer") {
        @Override
        Long of(long number) {
            return number;
        }

        @Override
        long number(Long value) {
            return value;
        }
    };

    /** Epoch milliseconds. */
    public static final ScalarCodec<Instant> EPOCH_MILLIS = new Whole<>("epoch milliseconds") {
        @Override
        Instant of(long number) {
            return Instant.ofEpochMilli(number);
        }

        @Override
        long number(Instant value) {
            if (!value.truncatedTo(ChronoUnit.MILLIS).equals(value)) {
                throw new ArithmeticException(value + " is not a whole number of milliseconds");
            }
            return value.toEpochMilli();
        }
    };

    /** Unix seconds. */
    public static final ScalarCodec<Instant> EPOCH_SECONDS = new Whole<>("Unix seconds") {
        @Override
        Instant of(long number) {
            return Instant.ofEpochSecond(number);
        }

        @Override
        long number(Instant value) {
            if (!value.truncatedTo(ChronoUnit.SECONDS).equals(value)) {
                throw new ArithmeticException(value + " is not a whole number of seconds");
            }
            return value.getEpochSecond();
        }
    };

    /** Centicents, an integer. */
    public static final ScalarCodec<Centicents> CENTICENTS = new Whole<>("centicents (an integer)") {
        @Override
        Centicents of(long number) {
            return Centicents.of(number);
        }

        @Override
        long number(Centicents value) {
            return value.value();
        }
    };

    /** A JSON number of any size and scale: rates, multipliers, leverage. Never passes through a binary float. */
    public static final ScalarCodec<BigDecimal> NUMBER = new ScalarCodec<>(JsonReader.Token.NUMBER, "a number") {
        @Override
        BigDecimal parse(String text) {
            // Without exponent a number is a plain decimal, which is read faster than BigDecimal reads it.
            return hasExponent(text) || text.length() > MAX_PLAIN ? anyDecimal(text) : plainDecimal(text);
        }

        @Override
        void write(JsonWriter writer, BigDecimal value) throws IOException {
            MemberWriter.write(writer, RawJson.literal(value.toPlainString()));
        }

        @Override
        boolean writesBack(String text, BigDecimal value) {
            return !hasExponent(text) && (value.signum() != 0 || text.charAt(0) != '-');
        }
    };

    /** A decimal in a JSON string that is neither dollars nor a count. */
    public static final ScalarCodec<BigDecimal> DECIMAL_STRING = new Text<>("a decimal in a string") {
        @Override
        BigDecimal parse(String text) {
            return plainDecimal(text);
        }

        @Override
        String print(BigDecimal value) {
            return value.toPlainString();
        }

        @Override
        boolean writesBack(String text, BigDecimal value) {
            return isPlain(text, value);
        }
    };

    /** US dollars in a JSON string. */
    public static final ScalarCodec<FixedPointDollars> DOLLARS = new Text<>("US dollars as a decimal in a string") {
        @Override
        FixedPointDollars parse(String text) {
            return FixedPointDollars.of(text);
        }

        @Override
        boolean writesBack(String text, FixedPointDollars value) {
            return isPlain(text, value);
        }
    };

    /** A contract count in a JSON string. */
    public static final ScalarCodec<FixedPointCount> COUNT = new Text<>("a contract count as a decimal in a string") {
        @Override
        FixedPointCount parse(String text) {
            return FixedPointCount.of(text);
        }

        @Override
        boolean writesBack(String text, FixedPointCount value) {
            return isPlain(text, value);
        }
    };

    /** An RFC 3339 instant. */
    public static final ScalarCodec<Instant> INSTANT = new Text<>("an RFC 3339 date-time") {
        @Override
        Instant parse(String text) {
            return Rfc3339.parse(text);
        }

        @Override
        boolean writesBack(String text, Instant value) {
            return Rfc3339.isCanonical(text, value);
        }
    };

    /** A calendar date, {@code YYYY-MM-DD}. */
    public static final ScalarCodec<LocalDate> DATE = new Text<>("a date (YYYY-MM-DD)") {
        @Override
        LocalDate parse(String text) {
            return LocalDate.parse(text);
        }
    };

    /** A UUID. */
    public static final ScalarCodec<UUID> UUID = new Text<>("a UUID") {
        @Override
        UUID parse(String text) {
            return uuid(text);
        }

        @Override
        boolean writesBack(String text, UUID value) {
            return text.equals(value.toString());
        }
    };

    /** Any JSON value, kept as it is. */
    public static final JsonAdapter<RawJson> RAW = new JsonAdapter<>() {
        @Override
        public RawJson fromJson(JsonReader reader) throws IOException {
            return RawJson.next(reader);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable RawJson value) throws IOException {
            MemberWriter.write(writer, value == null ? RawJson.NULL : value);
        }
    };

    /** A price level: {@code ["0.1500","100.00"]}. */
    public static final JsonAdapter<PriceLevel> PRICE_LEVEL = new JsonAdapter<>() {
        @Override
        public PriceLevel fromJson(JsonReader reader) throws IOException {
            reader.beginArray();
            PriceLevel level = new PriceLevel(DOLLARS.fromJson(reader), COUNT.fromJson(reader));
            reader.endArray();
            return level;
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable PriceLevel value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            writer.beginArray();
            DOLLARS.toJson(writer, value.price());
            COUNT.toJson(writer, value.count());
            writer.endArray();
        }
    };

    private static final int MAX_SCALE = 400;

    /** The longest text that {@link FixedPointDollars} takes. */
    private static final int MAX_PLAIN = 64;

    private Codecs() {}

    /**
     * A text that is always the same; another one is kept and reported as a value that is not documented.
     *
     * @param constant the text
     * @return its codec
     */
    public static ScalarCodec<String> constant(String constant) {
        return new ScalarCodec<>(JsonReader.Token.STRING, "'" + constant + "'") {
            @Override
            String parse(String text) {
                return text;
            }

            @Override
            void write(JsonWriter writer, String value) throws IOException {
                writer.value(value);
            }

            @Override
            boolean isListed(String value) {
                return value.equals(constant);
            }
        };
    }

    /**
     * An open enum of strings.
     *
     * @param of the value of a wire text
     * @param <E> the enum
     * @return its codec
     */
    public static <E extends OpenEnum> ScalarCodec<E> openEnum(Function<String, E> of) {
        return new ScalarCodec<>(JsonReader.Token.STRING, "a string") {
            @Override
            E parse(String text) {
                return of.apply(text);
            }

            @Override
            void write(JsonWriter writer, E value) throws IOException {
                writer.value(value.toString());
            }

            @Override
            boolean isListed(E value) {
                return value.isKnown();
            }
        };
    }

    /**
     * An open enum of integers.
     *
     * @param of the value of a wire number
     * @param <E> the enum
     * @return its codec
     */
    public static <E extends OpenEnum> ScalarCodec<E> openIntEnum(IntFunction<E> of) {
        return new ScalarCodec<>(JsonReader.Token.NUMBER, "a 32-bit integer") {
            @Override
            E parse(String text) {
                return of.apply(Integer.parseInt(text));
            }

            @Override
            void write(JsonWriter writer, E value) throws IOException {
                writer.value(Integer.parseInt(value.toString()));
            }

            @Override
            boolean isListed(E value) {
                return value.isKnown();
            }
        };
    }

    /**
     * A list. An element that cannot be read fails the whole list: leaving it out would lose it.
     *
     * @param element the codec of its elements
     * @param <T> the type of its elements
     * @return a codec of unmodifiable lists
     */
    public static <T> JsonAdapter<List<T>> list(JsonAdapter<T> element) {
        return new JsonAdapter<>() {
            @Override
            public List<T> fromJson(JsonReader reader) throws IOException {
                List<T> list = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNext()) {
                    list.add(element(element, reader));
                }
                reader.endArray();
                return Collections.unmodifiableList(list);
            }

            @Override
            public void toJson(JsonWriter writer, @Nullable List<T> value) throws IOException {
                if (value == null) {
                    writer.nullValue();
                    return;
                }
                writer.beginArray();
                for (T item : value) {
                    element.toJson(writer, item);
                }
                writer.endArray();
            }
        };
    }

    /**
     * A map from names to values, in the order of the wire. A value that cannot be read fails the whole map.
     *
     * @param element the codec of its values
     * @param <T> the type of its values
     * @return a codec of unmodifiable maps
     */
    public static <T> JsonAdapter<Map<String, T>> map(JsonAdapter<T> element) {
        return new JsonAdapter<>() {
            @Override
            public Map<String, T> fromJson(JsonReader reader) throws IOException {
                Map<String, T> map = new LinkedHashMap<>();
                reader.beginObject();
                while (reader.hasNext()) {
                    String name = reader.nextName();
                    map.put(name, element(element, reader));
                }
                reader.endObject();
                return Collections.unmodifiableMap(map);
            }

            @Override
            public void toJson(JsonWriter writer, @Nullable Map<String, T> value) throws IOException {
                if (value == null) {
                    writer.nullValue();
                    return;
                }
                writer.beginObject();
                for (Map.Entry<String, T> member : value.entrySet()) {
                    writer.name(member.getKey());
                    element.toJson(writer, member.getValue());
                }
                writer.endObject();
            }
        };
    }

    private static <T> T element(JsonAdapter<T> codec, JsonReader reader) throws IOException {
        T value = codec.fromJson(reader);
        if (value == null) {
            throw new JsonDataException("Expected a value but was null at path " + Paths.ofLastRead(reader));
        }
        return value;
    }

    private static boolean hasExponent(String text) {
        return text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
    }

    private static BigDecimal anyDecimal(String text) {
        BigDecimal value = new BigDecimal(text);
        if (Math.abs((long) value.scale()) > MAX_SCALE) {
            throw new ArithmeticException("exponent out of range");
        }
        return value;
    }

    /** {@code UUID.fromString} alone takes "1-1-1-1-1" for one. */
    private static UUID uuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("a UUID has 36 characters");
        }
        return java.util.UUID.fromString(text);
    }

    private static BigDecimal plainDecimal(String text) {
        return FixedPointDollars.of(text).toBigDecimal();
    }

    /** Values print without leading zeros and without a sign on zero. */
    private static boolean isPlain(String text, Object value) {
        char first = text.charAt(0);
        if (first == '0') {
            return text.length() == 1 || text.charAt(1) == '.';
        }
        if (first != '-' || text.charAt(1) != '0') {
            return true;
        }
        return text.length() > 2 && text.charAt(2) == '.' && value.toString().charAt(0) == '-';
    }

    /** A JSON string. A class for each form, for which a compiler knows what to inline, unlike for functions in fields. */
    private abstract static class Text<T> extends ScalarCodec<T> {
        Text(String expected) {
            super(JsonReader.Token.STRING, expected);
        }

        String print(T value) {
            return value.toString();
        }

        @Override
        final void write(JsonWriter writer, T value) throws IOException {
            writer.value(print(value));
        }
    }

    /** A JSON number without fraction and exponent. */
    private abstract static class Whole<T> extends ScalarCodec<T> {
        Whole(String expected) {
            super(JsonReader.Token.NUMBER, expected);
        }

        abstract T of(long number);

        abstract long number(T value);

        @Override
        final T parse(String text) {
            return of(Long.parseLong(text));
        }

        @Override
        final void write(JsonWriter writer, T value) throws IOException {
            writer.value(number(value));
        }

        @Override
        final boolean writesBack(String text, T value) {
            return !text.equals("-0");
        }
    }
}
