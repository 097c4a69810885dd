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
 * {@code Closing} of the contract; not described yet.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Closing {
    private final @Nullable String reason;
    private final ModelExtras extras;

    private Closing(Builder builder) {
        this.reason = builder.reason;
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
     * {@code Closing.reason} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String reason() {
        return extras.optional(reason, "reason");
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
        if (!(other instanceof Closing that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(reason, that.reason);
    }

    @Override
    public int hashCode() {
        return Objects.hash(reason, extras);
    }

    @Override
    public String toString() {
        return "Closing[reason=" + reason
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Closing} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String reason;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Closing from) {
            this.reason = from.reason;
            this.extras = from.extras;
        }

        /**
         * {@code Closing.reason} of the contract; not described yet.
         *
         * <p>Wire name {@code reason}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder reason(@Nullable String value) {
            this.reason = value;
            this.extras = extras.without("reason");
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
        public Closing build() {
            return new Closing(this);
        }
    }

    /** Reads and writes {@link Closing} token by token. */
    static final class Adapter extends JsonAdapter<Closing> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("reason");

        private Adapter() {}

        @Override
        public @Nullable Closing fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.reason = in.scalar("reason", Codecs.STRING, false);
                    default -> in.unknown();
                }
            }
            in.end();
            builder.extras = in.extras();
            return new Closing(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Closing value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("reason", Codecs.STRING, value.reason);
            out.end();
        }
    }
}
