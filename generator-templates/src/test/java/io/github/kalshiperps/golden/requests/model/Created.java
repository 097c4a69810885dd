package io.github.kalshiperps.golden.requests.model;

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
 * {@code Created} of the contract; not described yet.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Created {
    private final @Nullable String orderId;
    private final @Nullable String oneTimeKey;
    private final ModelExtras extras;

    private Created(Builder builder) {
        this.orderId = builder.orderId;
        this.oneTimeKey = builder.oneTimeKey;
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
     * {@code Created.order_id} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public String orderId() {
        return extras.require(orderId, "order_id");
    }

    /**
     * {@code Created.one_time_key} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String oneTimeKey() {
        return extras.optional(oneTimeKey, "one_time_key");
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
        if (!(other instanceof Created that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(orderId, that.orderId)
                && Objects.equals(oneTimeKey, that.oneTimeKey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(orderId, oneTimeKey, extras);
    }

    @Override
    public String toString() {
        return "Created[orderId=" + orderId
                + ", oneTimeKey=" + "██"
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Created} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String orderId;
        private @Nullable String oneTimeKey;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Created from) {
            this.orderId = from.orderId;
            this.oneTimeKey = from.oneTimeKey;
            this.extras = from.extras;
        }

        /**
         * {@code Created.order_id} of the contract; not described yet.
         *
         * <p>Wire name {@code order_id}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder orderId(String value) {
            this.orderId = Objects.requireNonNull(value, "Created.order_id");
            this.extras = extras.without("order_id");
            return this;
        }

        /**
         * {@code Created.one_time_key} of the contract; not described yet.
         *
         * <p>Wire name {@code one_time_key}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder oneTimeKey(@Nullable String value) {
            this.oneTimeKey = value;
            this.extras = extras.without("one_time_key");
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
        public Created build() {
            return new Created(this);
        }
    }

    /** Reads and writes {@link Created} token by token. */
    static final class Adapter extends JsonAdapter<Created> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("order_id", "one_time_key");

        private Adapter() {}

        @Override
        public @Nullable Created fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.orderId = in.scalar("order_id", Codecs.STRING, false);
                    case 1 -> builder.oneTimeKey = in.scalar("one_time_key", Codecs.STRING, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("order_id", builder.orderId);
            builder.extras = in.extras();
            return new Created(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Created value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("order_id", Codecs.STRING, value.orderId);
            out.member("one_time_key", Codecs.STRING, value.oneTimeKey);
            out.end();
        }
    }
}
