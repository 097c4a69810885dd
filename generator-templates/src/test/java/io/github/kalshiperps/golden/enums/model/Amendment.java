package io.github.kalshiperps.golden.enums.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of an order.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Amendment {
    private final @Nullable TimeInForce timeInForce;
    private final ModelExtras extras;

    private Amendment(Builder builder) {
        this.timeInForce = builder.timeInForce;
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
     * How long the order may rest from now on.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable TimeInForce timeInForce() {
        return extras.optional(timeInForce, "time_in_force");
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
        if (!(other instanceof Amendment that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(timeInForce, that.timeInForce);
    }

    @Override
    public int hashCode() {
        return Objects.hash(timeInForce, extras);
    }

    @Override
    public String toString() {
        return "Amendment[timeInForce=" + timeInForce
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Amendment} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable TimeInForce timeInForce;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Amendment from) {
            this.timeInForce = from.timeInForce;
            this.extras = from.extras;
        }

        /**
         * How long the order may rest from now on.
         *
         * <p>Wire name {@code time_in_force}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder timeInForce(@Nullable TimeInForce value) {
            this.timeInForce = value;
            this.extras = extras.without("time_in_force");
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
        public Amendment build() {
            return new Amendment(this);
        }
    }

    /** Reads and writes {@link Amendment} token by token. */
    static final class Adapter extends JsonAdapter<Amendment> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("time_in_force");

        private Adapter() {}

        @Override
        public @Nullable Amendment fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.timeInForce = in.scalar("time_in_force", TimeInForce.CODEC, false);
                    default -> in.unknown();
                }
            }
            in.end();
            builder.extras = in.extras();
            return new Amendment(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Amendment value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("time_in_force", TimeInForce.CODEC, value.timeInForce);
            out.end();
        }
    }
}
