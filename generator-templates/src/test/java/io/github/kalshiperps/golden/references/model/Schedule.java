package io.github.kalshiperps.golden.references.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a market trades.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Schedule {
    private final @Nullable Boolean isOpen;
    private final ModelExtras extras;

    private Schedule(Builder builder) {
        this.isOpen = builder.isOpen;
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
     * Whether it trades now.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Boolean isOpen() {
        return extras.optional(isOpen, "is_open");
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
        if (!(other instanceof Schedule that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(isOpen, that.isOpen);
    }

    @Override
    public int hashCode() {
        return Objects.hash(isOpen, extras);
    }

    @Override
    public String toString() {
        return "Schedule[isOpen=" + isOpen
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Schedule} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable Boolean isOpen;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Schedule from) {
            this.isOpen = from.isOpen;
            this.extras = from.extras;
        }

        /**
         * Whether it trades now.
         *
         * <p>Wire name {@code is_open}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder isOpen(@Nullable Boolean value) {
            this.isOpen = value;
            this.extras = extras.without("is_open");
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
        public Schedule build() {
            return new Schedule(this);
        }
    }

    /** Reads and writes {@link Schedule} token by token. */
    static final class Adapter extends JsonAdapter<Schedule> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("is_open");

        private Adapter() {}

        @Override
        public @Nullable Schedule fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.isOpen = in.scalar("is_open", Codecs.BOOLEAN, false);
                    default -> in.unknown();
                }
            }
            in.end();
            builder.extras = in.extras();
            return new Schedule(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Schedule value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("is_open", Codecs.BOOLEAN, value.isOpen);
            out.end();
        }
    }
}
