package io.github.kalshiperps.golden.containers.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The {@code history} of {@code Portfolio}.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class DailyValue {
    private final @Nullable LocalDate day;
    private final @Nullable FixedPointDollars value;
    private final ModelExtras extras;

    private DailyValue(Builder builder) {
        this.day = builder.day;
        this.value = builder.value;
        this.extras = builder.extras;
    }

    /**
     * A builder without values.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder with the values of this object.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@code DailyValue.day} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public LocalDate day() {
        return extras.require(day, "day");
    }

    /**
     * {@code DailyValue.value} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable FixedPointDollars value() {
        return extras.optional(value, "value");
    }

    /**
     * Members that were sent but are not in this version's contract.
     *
     * @return by wire name; unmodifiable, never null
     */
    public Map<String, RawJson> unknownMembers() {
        return extras.unknownMembers();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof DailyValue that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(day, that.day)
                && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(day, value, extras);
    }

    @Override
    public String toString() {
        return "DailyValue[day=" + day
                + ", value=" + value
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link DailyValue} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable LocalDate day;
        private @Nullable FixedPointDollars value;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(DailyValue from) {
            this.day = from.day;
            this.value = from.value;
            this.extras = from.extras;
        }

        /**
         * {@code DailyValue.day} of the contract; not described yet.
         *
         * <p>Wire name {@code day}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder day(LocalDate value) {
            this.day = Objects.requireNonNull(value, "DailyValue.day");
            this.extras = extras.without("day");
            return this;
        }

        /**
         * {@code DailyValue.value} of the contract; not described yet.
         *
         * <p>Wire name {@code value}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder value(@Nullable FixedPointDollars value) {
            this.value = value;
            this.extras = extras.without("value");
            return this;
        }

        /**
         * Adds a member that this version's contract does not know.
         *
         * @param name its wire name
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the contract knows the member: it has a method of its own
         */
        public Builder putUnknownMember(String name, RawJson value) {
            this.extras = extras.withUnknown(name, value, Adapter.NAMES);
            return this;
        }

        /**
         * The object.
         *
         * @return a new object
         */
        public DailyValue build() {
            return new DailyValue(this);
        }
    }

    /** Reads and writes {@link DailyValue} token by token. */
    static final class Adapter extends JsonAdapter<DailyValue> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("day", "value");

        private Adapter() {}

        @Override
        public @Nullable DailyValue fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.day = in.scalar("day", Codecs.DATE, false);
                    case 1 -> builder.value = in.scalar("value", Codecs.DOLLARS, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("day", builder.day);
            builder.extras = in.extras();
            return new DailyValue(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable DailyValue value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("day", Codecs.DATE, value.day);
            out.member("value", Codecs.DOLLARS, value.value);
            out.end();
        }
    }
}
