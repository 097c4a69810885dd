package io.github.kalshiperps.golden.composition.model;

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
 * Something to be paid or received.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Obligation {
    private final @Nullable String id;
    private final @Nullable ObligationStatus status;
    private final ModelExtras extras;

    private Obligation(Builder builder) {
        this.id = builder.id;
        this.status = builder.status;
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
     * Id of the obligation.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public String id() {
        return extras.require(id, "id");
    }

    /**
     * {@code Obligation.status} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable ObligationStatus status() {
        return extras.optional(status, "status");
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
        if (!(other instanceof Obligation that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(id, that.id)
                && Objects.equals(status, that.status);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, status, extras);
    }

    @Override
    public String toString() {
        return "Obligation[id=" + id
                + ", status=" + status
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Obligation} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String id;
        private @Nullable ObligationStatus status;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Obligation from) {
            this.id = from.id;
            this.status = from.status;
            this.extras = from.extras;
        }

        /**
         * Id of the obligation.
         *
         * <p>Wire name {@code id}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder id(String value) {
            this.id = Objects.requireNonNull(value, "Obligation.id");
            this.extras = extras.without("id");
            return this;
        }

        /**
         * {@code Obligation.status} of the contract; not described yet.
         *
         * <p>Wire name {@code status}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder status(@Nullable ObligationStatus value) {
            this.status = value;
            this.extras = extras.without("status");
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
        public Obligation build() {
            return new Obligation(this);
        }
    }

    /** Reads and writes {@link Obligation} token by token. */
    static final class Adapter extends JsonAdapter<Obligation> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("id", "status");

        private Adapter() {}

        @Override
        public @Nullable Obligation fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.id = in.scalar("id", Codecs.STRING, false);
                    case 1 -> builder.status = in.scalar("status", ObligationStatus.CODEC, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("id", builder.id);
            builder.extras = in.extras();
            return new Obligation(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Obligation value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("id", Codecs.STRING, value.id);
            out.member("status", ObligationStatus.CODEC, value.status);
            out.end();
        }
    }
}
